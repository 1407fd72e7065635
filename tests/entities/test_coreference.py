from __future__ import annotations

import pytest

from sakat.entities.candidate import Candidate
from sakat.entities.coreference import group_mentions, to_named


def groups(text: str, *spots: tuple[str, str]) -> list[list[str]]:
    """Return the forms grouped; each spot is a form (its next occurrence) and a label."""
    candidates, position = [], 0
    for form, label in spots:
        start = text.index(form, position)
        candidates.append(Candidate(start, start + len(form), label, "rule", "test", 1.0))
        position = start + len(form)
    return [[named.form for named in group] for group in group_mentions(text, to_named(text, candidates))]


def test_group_mentions_joins_short_form_before_the_full_name() -> None:
    text = "ใจดีมาแล้ว สมชาย ใจดี พูด"
    assert groups(text, ("ใจดี", "PERSON"), ("สมชาย ใจดี", "PERSON")) == [["ใจดี", "สมชาย ใจดี"]]


def test_group_mentions_joins_a_name_with_its_middle_part_left_out() -> None:
    text = "สมชาย แซ่ลิ้ม ใจดี กับ สมชาย ใจดี"
    assert len(groups(text, ("สมชาย แซ่ลิ้ม ใจดี", "PERSON"), ("สมชาย ใจดี", "PERSON"))) == 1


@pytest.mark.parametrize("first", ["สมชาย", "มานะ"])
def test_group_mentions_never_joins_two_full_names_by_one_part(first: str) -> None:
    text = f"{first} ใจดี กับ สมหญิง ใจดี"
    assert len(groups(text, (f"{first} ใจดี", "PERSON"), ("สมหญิง ใจดี", "PERSON"))) == 2


def test_group_mentions_keeps_labels_apart() -> None:
    text = "วัดมะม่วงลาย กับ วัดมะม่วงลาย"
    assert len(groups(text, ("วัดมะม่วงลาย", "FAC"), ("วัดมะม่วงลาย", "ORG"))) == 2


def test_group_mentions_ignores_spacing_and_digit_style() -> None:
    text = "ภาค ๙ กับ ภาค 9"
    assert len(groups(text, ("ภาค ๙", "LOC"), ("ภาค 9", "LOC"))) == 1


def test_group_mentions_joins_bracket_only_if_it_abbreviates() -> None:
    spots = (("สมาคมผู้ปลูกมะม่วง", "ORG"), ("สปม.", "ORG"))
    assert len(groups("สมาคมผู้ปลูกมะม่วง (สปม.) แถลง", *spots)) == 1
    assert len(groups("สมาคมผู้ปลูกมะม่วง และ (สปม.) แถลง", *spots)) == 2


def test_group_mentions_joins_a_name_cut_short_with_the_last_that_begins_so() -> None:
    text = "สมาคมกล้วยไม้สยาม สมาคมเรือใบอ่าวไทย สมาคมฯ สมาคมกล้วยไม้ฯ"
    names = ("สมาคมกล้วยไม้สยาม", "สมาคมเรือใบอ่าวไทย", "สมาคมฯ", "สมาคมกล้วยไม้ฯ")
    assert groups(text, *((name, "ORG") for name in names)) == [
        ["สมาคมกล้วยไม้สยาม", "สมาคมกล้วยไม้ฯ"],
        ["สมาคมเรือใบอ่าวไทย", "สมาคมฯ"],
    ]


def test_group_mentions_knows_a_ministry_by_its_field_alone() -> None:
    text = "กระทรวงมหาดไทยสั่ง มหาดไทยย้ำ"
    assert groups(text, ("กระทรวงมหาดไทย", "ORG"), ("มหาดไทย", "ORG")) == [["กระทรวงมหาดไทย", "มหาดไทย"]]
