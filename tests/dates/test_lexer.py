from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.dates.grammar import ShapeTable, idle_kinds
from sakat.dates.lexer import scan, token_kinds


def kinds(text: str) -> list[list[str]]:
    return [[token.kind for token in run.tokens] for run in scan(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ศาลนัด 5 ธ.ค. 2566 ที่", [["NUM1", "MONTHSHORT", "NUM4", "AT"]]),
        ("๑๔ ก.พ. ๒๕๕๐", [["NUM1", "MONTHSHORT", "NUM4"]]),
        ("วันที่ 12\nมีนาคม", [["DAYHEAD", "NUM1", "MONTH"]]),
        ("วันที่ 12\n\nมีนาคม", [["DAYHEAD", "NUM1"], ["MONTH"]]),
        ("12\nมีนาคม", [["NUM1"], ["MONTH"]]),
        ("5. ม.ค.", [["NUM1", "MONTHSHORT"]]),
        ("09.30 น", [["CLOCKNUM", "NAREUA"]]),
        ("09.30 นาที", [["CLOCKNUM", "U_MIN"]]),
        ("บ้านน", []),
        ("the 1990s end", [["NUM4", "PLURAL"]]),
        ("วันก่อนหน้า", [["U_DAY", "BEFORETHAT"]]),
        ("2024-08-23T09:30", [["STAMP"]]),
        ("1-3, 5/12/67", [["NUM1", "DASH", "NUM1", "COMMA", "SLASHDATE"]]),
        ("7" * 41, [["NUMX"]]),
        ("A12", [["NUMX"]]),
        ("ห้าสิบเอก", [["NUMW"]]),
    ],
)
def test_scan_cuts_runs_of_tokens(text: str, expected: list[list[str]]) -> None:
    assert kinds(text) == expected


def test_a_word_inside_a_longer_one_is_not_taken() -> None:
    assert kinds("มีนาย") == []  # not the clipped มีนา
    assert kinds("เป็นต้น") == []  # not ต้น, the beginning of a period


def test_a_longer_word_that_fails_gives_way_to_what_it_hides() -> None:
    assert kinds("เมื่อคืนวันที่ 21 ม.ค.") == [["OF", "U_NIGHT", "DAYHEAD", "NUM1", "MONTHSHORT"]]


def test_idle_kinds_say_nothing_alone_and_are_passed_over() -> None:
    idle = idle_kinds()
    assert {"AND", "OF", "DASH", "NUM1", "NUMX"} <= idle
    assert {"MONTH", "RELDAY", "WEEKDAY"}.isdisjoint(idle)
    assert idle <= token_kinds()
    assert scan("และของ\nกับ", idle) == scan("และของ", idle)


@given(st.text(alphabet="0123456789๐๒๕ ./-,:()วันที่เดือนปีพ.ศมกราคถึงและนี้แล้วตโมงทุ่\nห้าสบ", max_size=80))
def test_runs_are_in_order_disjoint_and_whole(text: str) -> None:
    end = 0
    for run in scan(text):
        assert len(run.symbols) == len(run.tokens)
        for token in run.tokens:
            assert token.kind in token_kinds()
            assert end <= token.start < token.end <= len(text)
            end = token.end


@given(st.lists(st.sampled_from(["5 ธ.ค. 2566", "ปีนี้", "1-3", "และ", "เมื่อวาน"]), max_size=6))
def test_runs_looked_up_together_hold_what_each_holds_alone(texts: list[str]) -> None:
    runs = [run.symbols for text in texts for run in scan(text)]
    table = ShapeTable()
    assert table.look_up(runs) == [ShapeTable().look_up([run])[0] for run in runs]
    assert table.look_up(runs) == table.look_up(runs)
