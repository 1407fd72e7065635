import json
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

import sakat
from sakat.cli import app
from sakat.cli.app import COMMANDS
from sakat.cli.lazy import CommandRow, LazyCommand

HEAVY = ("numpy", "pydantic", "pyarrow", "pygments", "pythainlp", "rich", "spacy", "thinc", "yaml", "zstandard")

IMPORTED = """
import json, sys
sys.argv = ["sakat", *json.loads(sys.argv[1])]
from sakat.cli import app
try:
    app()
except SystemExit as ended:
    print(json.dumps([ended.code, sorted(sys.modules)]), file=sys.stderr)
"""


def modules_after(*arguments: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, json.dumps(arguments)], capture_output=True, text=True, check=True
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    assert done.stdout
    return [str(name) for name in modules]


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_imports_no_heavy_library_and_no_command(option: str) -> None:
    modules = modules_after(option)
    assert "typer" in modules
    assert {name.split(".")[0] for name in modules}.isdisjoint(HEAVY)
    own = {name for name in modules if name.split(".")[0] == "sakat"}
    assert own == {"sakat", "sakat.api", "sakat.cli", "sakat.cli.app", "sakat.cli.lazy", "sakat.cli.standard_output"}


def test_help_of_one_command_imports_what_declares_it_and_no_library_it_works_with() -> None:
    modules = modules_after("extract", "--help")
    assert "sakat.cli.batch" in modules
    assert "sakat.cli.gold" not in modules
    assert {name.split(".")[0] for name in modules}.isdisjoint({"numpy", "pyarrow", "pythainlp", "spacy", "yaml"})
    assert not [name for name in modules if name.startswith(("sakat.record", "sakat.inputs.read", "sakat.batch"))]


def test_import_of_the_package_imports_no_heavy_library() -> None:
    code = "import sys, sakat; print(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert "sakat" in loaded
    assert loaded.isdisjoint({*HEAVY, "typer"})


def test_help_lists_every_command_once_in_the_order_of_the_table() -> None:
    listed = CliRunner().invoke(app, ["--help"]).stdout.partition("Commands:\n")[2]
    assert listed.split() == " ".join(f"{row.name} {row.help}" for row in COMMANDS).split()


@pytest.mark.parametrize("listed", COMMANDS, ids=[row.name for row in COMMANDS])
def test_the_table_says_of_a_command_what_the_command_says_of_itself(listed: CommandRow) -> None:
    command = LazyCommand(listed).load()
    assert command.name == listed.name
    assert command.help.split("\n")[0] == listed.help
    assert command.get_help(typer.Context(command, info_name=listed.name)).startswith(f"Usage: {listed.name} [OPTIONS]")


def test_a_command_of_a_group_runs_and_is_named_in_full_where_it_is_used_wrongly() -> None:
    assert CliRunner().invoke(app, ["annotate", "formats"]).stdout.startswith("label-studio: ")
    result = CliRunner().invoke(app, ["kb", "build"])
    assert result.exit_code == 2
    assert "Usage: " in result.stderr
    assert " kb build [OPTIONS]" in result.stderr


@pytest.mark.parametrize(("typed", "meant"), [(("extrct",), "extract"), (("kb", "biuld"), "build")])
def test_a_mistyped_command_is_answered_with_the_one_meant(typed: tuple[str, ...], meant: str) -> None:
    result = CliRunner().invoke(app, typed)
    assert result.exit_code == 2
    assert f"'{meant}'" in result.stderr


def test_version_is_that_of_the_package() -> None:
    assert CliRunner().invoke(app, ["--version"]).stdout == f"sakat {sakat.__version__}\n"
