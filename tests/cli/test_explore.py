import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from typer.testing import CliRunner

from sakat.cli import app

pytest.importorskip("datasette", reason="the extra `explore` is not installed")

SAKAT = Path(sys.executable).with_name("sakat")


@pytest.fixture
def outputs(root: Path) -> Path:
    return root / "outputs"


@pytest.fixture
def start(tmp_path: Path) -> Iterator[object]:
    started = []

    def run(*arguments: str) -> tuple[subprocess.Popen[str], str]:
        command = [str(SAKAT), "explore", *arguments, "--cache", str(tmp_path / "cache")]
        environment = {**os.environ, "BROWSER": f"{sys.executable} -c pass", "PYTHONIOENCODING": "utf-8"}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        started.append(process)
        return process, process.stdout.readline()

    yield run
    for process in started:
        process.kill()
        process.communicate()


def test_explore_serves_the_dataset_until_interrupted(start, outputs: Path) -> None:
    process, line = start(str(outputs), "--port", "0", "--no-browser")
    address = line.split()[1]
    assert address.startswith("http://127.0.0.1:")
    with urlopen(address) as answer:
        assert "outputs" in answer.read().decode()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert errors == ""


def test_explore_says_which_port_is_taken(outputs: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        arguments = ["explore", str(outputs), "--no-browser", "--port", str(port), "--cache", str(tmp_path)]
        result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert f"--port {port}: cannot listen there" in result.output


def test_explore_wants_a_dataset(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["explore", str(tmp_path), "--no-browser", "--cache", str(tmp_path / "cache")])
    assert result.exit_code == 2
    assert "name a folder written by sakat extract" in result.output


def test_explore_names_the_extra_it_needs(outputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = CliRunner().invoke(app, ["explore", str(outputs), "--no-browser"])
    assert result.exit_code == 2
    assert result.output == "sakat: uvicorn is not installed; install it with: pip install 'sakat[explore]'\n"
