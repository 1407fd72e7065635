import json
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from sakat.cli import app

LEAKED = "ศาลอาญามีคำสั่งให้เลื่อนนัดสืบพยานโจทก์ออกไปอีกสองเดือน"
HEAD = "---\ndocument_date: null\ngenre: court\nsynthetic: true\nnote: made up\n---\n"
SOURCE = '%peru GPE "Peru"\n%e1 REQUEST actors=peru\n%e2 AID negated optional\n{เปรู|peru}{เรียกร้อง|e1}ให้{ช่วย|e2}\n'
TARGETS = {
    "gold": {
        "articles": 1, "dev": 0, "test": 1, "genres": 1, "international": 0, "international_subjects": ["summit"],
        "least_words": 1, "most_words": 500,
    },
    "train": {
        "articles": 1, "core_events": 1, "events_of_type": 0, "events_of_modality": 0, "negated": 0,
        "triggers_of_type": 0, "entities": 1, "unique_openings": 0.5, "single_trigrams": 0.5,
    },
}  # fmt: skip


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["gold", *map(str, arguments)])


def write(folder: Path, name: str, content: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write(tmp_path, "gold/test/a.anno", f"{HEAD}{LEAKED}\nข่าวด่วน\n")
    write(tmp_path, "articles/a.txt", f"{LEAKED}\nข่าวด่วน\n")
    write(tmp_path, "articles/a.yaml", "genre: court\nsynthetic: true\nsplit: test\n")
    write(tmp_path, "train/b.anno", HEAD + SOURCE)
    write(tmp_path, "targets.yaml", yaml.safe_dump(TARGETS))
    return tmp_path


def test_stats_prints_a_table_for_each_layer(corpus: Path) -> None:
    result = run("stats", "--corpus", corpus)
    assert result.exit_code == 0, result.output
    rows = [line.split() for line in result.stdout.splitlines()]
    for row in ("articles 0 1 1", "REQUEST 0 0 1", "AID 0 0 0 + 1", "asserted 0 0 1 + 1", "court 0 1 1", "GPE 0 0 1"):
        assert row.split() in rows


def test_stats_as_json_is_the_same_every_time(corpus: Path) -> None:
    result = run("stats", "--corpus", corpus, "--json")
    content = json.loads(result.stdout)
    assert content["parts"]["train"]["events"]["AID"] == {"required": 0, "optional": 1}
    assert content["articles"]["train/b"]["words"] == 4
    assert run("stats", "--corpus", corpus, "--json").stdout == result.stdout


def test_stats_check_passes_or_exits_1_with_each_target_missed(corpus: Path) -> None:
    assert run("stats", "--corpus", corpus, "--check").exit_code == 0
    write(corpus, "targets.yaml", yaml.safe_dump(TARGETS).replace("core_events: 1", "core_events: 9"))
    result = run("stats", "--corpus", corpus, "--check", "--json")
    assert result.exit_code == 1
    assert result.stderr == "train: core events: found 1; expected 9 or more\n"
    assert json.loads(result.stdout)


def test_leaks_prints_each_and_exits_1(corpus: Path) -> None:
    result = run("leaks", "--corpus", corpus)
    assert (result.exit_code, result.stdout) == (0, "2 articles, 0 leaks\n")
    write(corpus, "train/c.anno", f"{HEAD}{LEAKED}\n")
    result = run("leaks", "--corpus", corpus)
    assert (result.exit_code, result.stdout) == (1, "3 articles, 2 leaks\n")
    assert result.stderr.splitlines() == [
        f"test/a: found 100% of '{LEAKED}' in train/c; expected 50% or less",
        "train/c: found 100% of its text in test/a; expected 20% or less",
    ]


@pytest.fixture
def annotators(tmp_path: Path) -> tuple[Path, Path]:
    """Return the folders of two annotators who differ in one of twenty events."""
    lines = [f"%e{n} REQUEST\n" for n in range(20)] + [f"{{ขอ|e{n}}} " for n in range(20)] + ["\n"]
    for name, changes in (("one", {}), ("other", {0: "%e0 AID\n"})):
        write(tmp_path, f"{name}/a.anno", HEAD + "".join(changes.get(n, line) for n, line in enumerate(lines)))
    return tmp_path / "one", tmp_path / "other"


def test_agreement_prints_layers_with_value_kappa_and_items(annotators: tuple[Path, Path]) -> None:
    result = run("agreement", *annotators)
    assert result.exit_code == 0, result.output
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["events", "0.950", "0.000", "20"] in rows
    assert ["triggers", "1.000", "20"] in rows
    assert ["citations", "0"] in rows


def test_agreement_below_the_floor_exits_1(annotators: tuple[Path, Path]) -> None:
    assert run("agreement", *annotators, "--floor", "0.95").exit_code == 0
    result = run("agreement", *annotators, "--floor", "0.96")
    assert result.exit_code == 1
    assert result.stderr == "events: found 0.950; expected 0.960 or more\n"


def test_agreement_holds_no_small_layer_against_the_floor(annotators: tuple[Path, Path]) -> None:
    source = (annotators[0] / "a.anno").read_text("utf-8")
    write(annotators[1], "a.anno", source.replace("%e0 REQUEST", "%e0 REQUEST negated"))
    assert run("agreement", *annotators, "--floor", "0.95").exit_code == 0


WRONG_USE = [
    (("stats", "--corpus", "none"), "none: no such folder; expected one with articles/, gold/ and train/"),
    (("leaks", "--corpus", "none"), "none: no such folder"),
    (("stats", "--check", "--corpus", "."), "targets.yaml: cannot be read"),
    (("agreement", "empty", "empty"), "empty: found no .anno file"),
    (("agreement", "one"), "Missing argument"),
    (("agreement", "one", "one", "--floor", "2"), "Invalid value"),
    (("agreement", "one", "two"), "a, b: found one annotation; expected one of each annotator"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG_USE, ids=[" ".join(case[0]) for case in WRONG_USE])
def test_wrong_use_exits_2(
    arguments: tuple[str, ...], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    write(tmp_path, "one/a.anno", HEAD + SOURCE)
    write(tmp_path, "two/b.anno", HEAD + SOURCE)
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    assert message in result.stderr
    assert "Traceback" not in result.output
