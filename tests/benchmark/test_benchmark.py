import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from sakat.benchmark.hostile import HOSTILE, Growth, time_hostile
from sakat.benchmark.recipe import Recipe, tokenize
from sakat.benchmark.report import Report, to_markdown, write_report
from sakat.benchmark.runs import Run, run_starts
from sakat.benchmark.stages import RECIPE, WHOLE, Ratio, time_stages, to_ratios
from sakat.cli import app

TEXT = "ตำรวจจับกุมนายกิตติ บุญเรือง ที่เชียงใหม่ เมื่อวันที่ 5 ธ.ค. 2566"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # raised inside dateparser
def test_stages_are_timed_in_whole_rounds_and_add_up() -> None:
    times = list(time_stages([TEXT], rounds=2))
    names = [name for name, _ in times]
    assert names[: len(names) // 2] == names[len(names) // 2 :]
    assert {"newmm", "tokens", "dates", "ner", "events", "record", WHOLE, RECIPE} <= set(names)
    first = dict(times[: len(names) // 2])
    stages = sum(seconds for name, seconds in first.items() if name not in {"newmm", WHOLE, RECIPE})
    assert first[WHOLE] == pytest.approx(stages)
    assert [ratio.name for ratio in to_ratios(times)] == names[1 : len(names) // 2]


def test_recipe_reads_names_and_dates_without_the_network() -> None:
    assert "".join(tokenize(TEXT)) == TEXT
    Recipe()(TEXT)


def test_growth_is_told_for_every_hostile_text() -> None:
    seen: list[int] = []
    found = list(time_hostile(lambda text: seen.append(len(text)), short=10, long=40))
    assert [growth.name for growth in found] == list(HOSTILE)
    assert set(seen) == {10, 40}


def test_report_says_what_was_measured_and_with_what(tmp_path: Path) -> None:
    report = Report(
        1000, 3,
        stages=[Ratio("dates", 0.4, 0.3, 0.5), Ratio(WHOLE, 4.0, 3.9, 4.1), Ratio(RECIPE, 14.0, 13.0, 15.0)],
        scaling=[Run("1x", 1_000_000, 11.0, 300 * 2**20)],
        starts=[Run("start of 1", 6, 1.0, 200 * 2**20), Run("start of 2", 6, 3.0, 200 * 2**20)],
        workers=[Run("1 workers", 9, 11.0, 1), Run("2 workers", 9, 8.0, 1)], hostile=[Growth("digits", 0.1, 1.02)],
    )  # fmt: skip
    text = to_markdown(report)
    assert "| dates | 0.40 | 0.30 | 0.50 |" in text
    assert "The recipe takes 3.50 times as long as sakat." in text
    assert "| 1x | 1,000,000 | 10.0 | 300 |" in text
    assert "Two workers are 2.00 times as fast as one" in text
    assert "| digits | 1.02 |" in text
    write_report(report, tmp_path)
    drawn = (tmp_path / "stages.svg").read_bytes()
    assert ElementTree.fromstring(drawn).tag.endswith("svg")
    write_report(report, tmp_path)
    assert (tmp_path / "stages.svg").read_bytes() == drawn
    assert json.loads((tmp_path / "bench.json").read_text("utf-8"))["versions"]["spacy"]


def test_a_run_tells_its_time_and_memory() -> None:
    (run,) = run_starts(workers=[1])
    assert run.characters == len("เริ่ม")
    assert run.seconds > 0
    assert run.memory > 50 * 2**20


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_command_measures_the_parts_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    result = CliRunner().invoke(
        app, ["bench", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--part", "stages", "--rounds", "1"]
    )
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out" / "bench.md").read_text("utf-8") == result.stdout
    empty = CliRunner().invoke(app, ["bench", str(tmp_path / "out" / "bench.json"), "-o", str(tmp_path / "x")])
    assert empty.exit_code == 2
