from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sakat.dates import edtf_is_valid
from sakat.errors import GoldError
from sakat.evaluation.date_cases import (
    DateCase,
    Reading,
    read_cases,
    read_marks,
    read_with_sakat,
    score_cases,
)

FOLDER = Path(__file__).parent
DEV = read_cases(FOLDER / "dev.tsv")
TEST = read_cases(FOLDER / "test.tsv")
HEADER = "level\tgroup\tanchor\ttext\n"


def accuracies(cases: tuple[DateCase, ...]) -> dict[str, float]:
    return {score.level: score.accuracy for score in score_cases(cases, read_with_sakat) if score.accuracy is not None}


def test_cases_are_many_apart_and_hold_enough_lookalikes() -> None:
    assert len(DEV) + len(TEST) >= 600
    assert sum(case.level == "lookalike" for case in (*DEV, *TEST)) >= 120
    assert not {case.text for case in DEV} & {case.text for case in TEST}
    assert all(edtf_is_valid(mark.value) for case in (*DEV, *TEST) for mark in case.marks if mark.kind == "edtf")


@pytest.mark.parametrize(
    ("cases", "least"),
    [
        (DEV, {"everyday": 0.98, "middle": 0.97, "hard": 0.97, "all": 0.98}),
        (TEST, {"everyday": 0.98, "middle": 0.96, "hard": 0.92, "all": 0.96}),
    ],
    ids=["dev", "test"],
)
def test_find_reads_the_marked_dates(cases: tuple[DateCase, ...], least: dict[str, float]) -> None:
    found = accuracies(cases)
    assert {level: share for level, share in found.items() if share < least[level]} == {}


@pytest.mark.parametrize("cases", [DEV, TEST], ids=["dev", "test"])
def test_find_makes_up_no_date(cases: tuple[DateCase, ...]) -> None:
    assert {score.level: score.invented for score in score_cases(cases, read_with_sakat) if score.invented} == {}


def test_score_cases_counts_found_marked_and_invented(tmp_path: Path) -> None:
    path = tmp_path / "cases.tsv"
    path.write_text(
        HEADER
        + "everyday\tdmy\t\tนัด<date edtf=2023-12-05>5 ธ.ค. 2566</date> และ<date edtf=2024>ปี 2567</date>\n"
        + "lookalike\tcount\t2024-01-01\tมี 2566 คน นาน <date timex=P3D>3 วัน</date>\n",
        "utf-8",
    )

    def reader(text: str, anchor: date | None) -> list[Reading]:
        return [(4, 9, "2023-12-05")] if anchor is None else [(3, 7, "2023"), (16, 21, "2023")]

    scores = {score.level: score for score in score_cases(read_cases(path), reader)}
    assert (scores["everyday"].found, scores["everyday"].marked, scores["everyday"].accuracy) == (1, 2, 0.5)
    assert (scores["lookalike"].accuracy, scores["lookalike"].invented) == (None, 1)
    assert (scores["all"].found, scores["all"].marked, scores["all"].invented) == (1, 2, 1)


def test_read_marks_counts_code_points_of_the_text_without_marks() -> None:
    text, marks = read_marks("ก<date timex=P3D>3 วัน</date>ข<date edtf=2024>ปี 2567</date>")
    assert [text[mark.start : mark.end] for mark in marks] == ["3 วัน", "ปี 2567"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("level\ttext\n", ":1: expected the columns level, group, anchor, text"),
        (HEADER + "everyday\tdmy\tข้อความ\n", ":2: found 3 cells; expected 4"),
        (HEADER + "easy\tdmy\t\tข้อความ\n", ":2: found level 'easy'"),
        (HEADER + "everyday\tdmy\t2566-13-01\tข้อความ\n", ":2: found anchor '2566-13-01'"),
        (HEADER + "everyday\tdmy\t\t<date edtf=2024>ปี 2567\n", ":2: found a mark that does not close"),
    ],
)
def test_read_cases_says_where_a_line_is_wrong(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "cases.tsv"
    path.write_text(content, "utf-8")
    with pytest.raises(GoldError, match=message.replace("(", r"\(")):
        read_cases(path)
