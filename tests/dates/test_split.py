from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.dates import edtf_precision, edtf_to_timex, find, split_matches

ANCHOR = date(2024, 8, 23)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "เมื่อ 19.40 น. วันที่ 17 ส.ค. 65",
            [("19.40 น.", "TIME", "2022-08-17T19:40:00"), ("วันที่ 17 ส.ค. 65", "DATE", "2022-08-17")],
        ),
        (
            "วันที่ 17 ส.ค. 65 เวลา 19.40 น.",
            [("วันที่ 17 ส.ค. 65", "DATE", "2022-08-17"), ("19.40 น.", "TIME", "2022-08-17T19:40:00")],
        ),
        ("บ่ายวานนี้", [("บ่าย", "TIME", None), ("วานนี้", "DATE", "2024-08-22")]),
        ("พรุ่งนี้เช้า", [("พรุ่งนี้", "DATE", "2024-08-24"), ("เช้า", "TIME", None)]),
        ("เมื่อคืน", [("เมื่อคืน", "TIME", "2024-08-22")]),
        ("เที่ยงคืนวันที่ 31 ธ.ค. 2566", [("เที่ยงคืน", "TIME", None), ("วันที่ 31 ธ.ค. 2566", "DATE", "2023-12-31")]),
        ("5 ธ.ค. 2566", [("5 ธ.ค. 2566", "DATE", "2023-12-05")]),
    ],
)
def test_split_matches_takes_day_and_time_apart(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert [(m.text, m.label, m.edtf) for m in split_matches(find(text, anchor=ANCHOR))] == expected


def test_split_matches_keeps_antecedents() -> None:
    clock, day, later, its_clock = split_matches(find("เมื่อ 19.40 น. วันที่ 17 ส.ค. 65 และวันรุ่งขึ้น เวลา 10.00 น."))
    assert (clock.antecedent, clock.resolution) == (1, "antecedent")
    assert (day.antecedent, later.antecedent, its_clock.antecedent) == (None, 1, 2)


SENTENCES = (
    "19.40 น. วันที่ 17 ส.ค. 65 ",
    "บ่ายวานนี้ ",
    "วันต่อมา ",
    "เที่ยงคืนวันอาทิตย์ ",
    "ปี 2540 ",
    "3 วัน ",
    "ตีสองของวันเดียวกัน ",
)


@given(st.lists(st.sampled_from(SENTENCES), max_size=6))
def test_split_matches_keep_the_record_invariants(sentences: list[str]) -> None:
    text = "".join(sentences)
    found = split_matches(find(text, anchor=ANCHOR))
    end = 0
    for index, match in enumerate(found):
        assert end <= match.start < match.end
        end = match.end
        assert match.text == text[match.start : match.end]
        assert match.parts == ()
        assert (match.resolution == "antecedent") == (match.antecedent is not None)
        assert match.antecedent is None or found[match.antecedent].edtf is not None
        assert match.antecedent != index
        if match.edtf is not None:
            assert match.timex_value == edtf_to_timex(match.edtf)[0]
            assert match.precision == edtf_precision(match.edtf)
            assert (match.timex_type == "TIME") == ("T" in match.edtf)
