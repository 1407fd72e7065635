"""Every command of the README runs, and prints what the README shows."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

import pytest

from sakat.annotation import AnnotatedArticle
from sakat.annotation.label_studio import write_tasks
from sakat.evaluation.date_cases import read_cases, read_with_sakat, score_cases
from sakat.gold import read_gold

README = Path(__file__).parents[1] / "README.md"
DATE_CASES = Path(__file__).parent / "dates" / "test.tsv"
CONTRIBUTING = README.with_name("CONTRIBUTING.md")


class Block(NamedTuple):
    language: str
    code: str
    shown: str | None


def blocks(path: Path) -> list[Block]:
    found = re.findall(r"^```(\w+)\n(.*?)^```$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    following = [*found[1:], ("", "")]
    return [
        Block(language, code, after[1] if after[0] == "text" else None)
        for (language, code), after in zip(found, following, strict=True)
        if language != "text"
    ]


def commands() -> list[tuple[str, str | None]]:
    found = []
    for block in blocks(README):
        if block.language == "sh":
            lines = [re.sub(r"\s+# .*$", "", line) for line in block.code.splitlines()]
            found += [(line, block.shown if len(lines) == 1 else None) for line in lines if line.strip()]
    return found


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    for name in ("corpus", "outputs"):
        shutil.copytree(README.parent / name, folder / name)
    shutil.copytree(README.parent / "outputs", folder / "old")
    shutil.copy(README.parent / "CHANGELOG.md", folder)
    lines = [f"[PERSON]นาย{name} ใจดี[/PERSON]ไป[LOCATION]{place}[/LOCATION]\n" for name in "กขคงจ" for place in "ฉชซ"]
    (folder / "train.txt").write_text("".join(lines), "utf-8")
    (folder / "kb.csv").write_text(
        "qid,form,kind,label,name_en\nQ1223,รัฐวอชิงตัน,name,GPE,Washington\nQ1223,วอชิงตัน,alias,,\n", "utf-8"
    )
    gold = read_gold(folder / "corpus/gold/dev/seato.json")
    article = AnnotatedArticle("seato", (folder / "corpus/articles/seato.txt").read_text("utf-8"), gold)
    (folder / "export.json").write_text(write_tasks([article], use="annotations"), "utf-8")
    (folder / "my.txt").write_text("ตำรวจจับกุมนายกิตติ บุญเรือง ที่เชียงใหม่ เมื่อวันที่ 22 สิงหาคม 2567\n", "utf-8")
    (folder / "in.jsonl").write_text('{"id": "1", "text": "นายกิตติ บุญเรือง ไปเชียงใหม่"}\n', "utf-8")
    return folder


SERVERS = ("sakat explore",)
"""Commands that go on until they are interrupted, once they have printed an address that answers."""


def serve(command: str, folder: Path) -> None:
    environment = {**os.environ, **environment_of_a_reader(), "XDG_CACHE_HOME": str(folder / "cache")}
    arguments = [*shlex.split(command), "--port", "0"]
    arguments[0] = str(Path(sys.executable).with_name("sakat"))
    with subprocess.Popen(arguments, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            address = re.search(r"http://\S+", process.stdout.readline())
            assert address is not None
            with urlopen(address[0]) as answer:
                assert answer.status == 200
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 0
        finally:
            process.kill()


def environment_of_a_reader() -> dict[str, str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "PYTHONIOENCODING": "utf-8", "BROWSER": f"{sys.executable} -c pass"}


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **environment_of_a_reader()}
    return subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def plain(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


@pytest.mark.parametrize(("command", "shown"), commands(), ids=[command for command, _ in commands()])
def test_command_runs_and_prints_what_is_shown(command: str, shown: str | None, checkout: Path) -> None:
    if command.startswith("make "):
        target = command.split()[1]
        assert re.search(rf"^{target}: setup", README.with_name("Makefile").read_text("utf-8"), re.MULTILINE)
        return
    if command.startswith(SERVERS):
        serve(command, checkout)
        return
    done = run(command, checkout)
    assert done.returncode == 0, done.stderr
    if shown is not None:
        assert plain(done.stdout) == plain(shown)


@pytest.mark.parametrize("block", [block for block in blocks(README) if block.language == "python"])
def test_python_runs_and_prints_what_is_shown(block: Block, checkout: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", block.code], cwd=checkout, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert block.shown is not None
    assert plain(done.stdout) == plain(block.shown)


def test_every_file_the_documents_link_to_exists() -> None:
    for document in (README, CONTRIBUTING):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_the_table_of_dates_tells_what_the_reader_scores() -> None:
    scores = {score.level: score for score in score_cases(read_cases(DATE_CASES), read_with_sakat)}
    shares = [f"{scores[level].accuracy:.2f}" for level in ("everyday", "middle", "hard", "all")]
    assert f"| sakat | {' | '.join(shares)} | {scores['lookalike'].invented} |" in README.read_text("utf-8")
