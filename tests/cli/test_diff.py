import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sakat.cli import app
from sakat.record import Record


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["diff", *map(str, arguments)])


@pytest.fixture
def old(record: Record, tmp_path: Path, write_dataset: Callable[..., None]) -> Path:
    write_dataset([record], tmp_path / "old")
    return tmp_path / "old"


@pytest.fixture
def new(record: Record, tmp_path: Path, write_dataset: Callable[..., None]) -> Path:
    """The same article without its first event, its last one negated, and less sure of all."""
    _, *events = record.events
    assert len(events) > 1
    events[-1] = events[-1].model_copy(update={"polarity": "negated"})
    write_dataset([record.model_copy(update={"events": tuple(events)})], tmp_path / "new")
    return tmp_path / "new"


def test_diff_prints_changes_and_counts(old: Path, new: Path, record: Record) -> None:
    result = run(old, new)
    assert result.exit_code == 0, result.output
    rows = [line.split() for line in result.stdout.splitlines()]
    removed, changed = [row for row in rows if row[:1] in (["-"], ["~"])]
    assert removed[:3] == ["-", "event", record.events[0].type]
    assert changed[:3] == ["~", "event", record.events[-1].type]
    assert ["polarity:", "positive", "→", "negated"] in rows
    assert [record.events[0].id, "made-up"] in rows
    assert ["event", "0", "1", "1", "0"] in rows


def test_diff_check_exits_1_only_if_something_changed(old: Path, new: Path, tmp_path: Path) -> None:
    shutil.copytree(old, tmp_path / "copy")
    same = run(old, tmp_path / "copy", "--check")
    assert (same.exit_code, same.stdout) == (0, "nothing changed\n")
    assert run(old, new, "--check").exit_code == 1
    assert run(old, new, "--check", "--json").exit_code == 1


def test_diff_json_is_one_object_with_every_change(old: Path, new: Path, record: Record) -> None:
    result = run(old, new, "--json")
    content = json.loads(result.stdout)
    assert content["total"] == len(content["changes"]) == 2
    removed, changed = content["changes"]
    assert (removed["how"], removed["old_id"], removed["new_id"]) == ("removed", record.events[0].id, None)
    assert record.events[0].trigger.text in removed["evidence"]
    assert changed["fields"] == [{"name": "polarity", "old": "positive", "new": "negated"}]
    assert content["summary"][0] == {
        "kind": "event", "type": None, "added": 0, "removed": 1, "changed": 1, "moved": 0,
    }  # fmt: skip
    assert run(old, old, "--json").stdout == '{"changes":[\n],"summary":[],"total":0}\n'


def test_diff_limit_prints_fewer_and_counts_all(old: Path, new: Path, tmp_path: Path) -> None:
    result = run(old, new, "--limit", 1, "--html", tmp_path / "diff.html")
    assert result.exit_code == 0, result.output
    assert "… 1 more: --limit, --json or --html shows them" in result.stdout
    assert result.stderr == f"2 changes -> {tmp_path / 'diff.html'}\n"
    page = (tmp_path / "diff.html").read_text("utf-8")
    assert page.count("<article ") == 2
    assert str(tmp_path) not in page
    assert "positive → negated" not in run(old, new, "--limit", 0).stdout


def test_diff_of_what_is_no_dataset_exits_2(old: Path, tmp_path: Path) -> None:
    result = run(old, tmp_path / "absent")
    assert result.exit_code == 2
    assert "no articles.jsonl" in result.stderr
    assert result.stdout == ""
