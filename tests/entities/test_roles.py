from __future__ import annotations

import pytest

from sakat.entities.candidate import Candidate
from sakat.entities.roles import find_offices


def offices(before: str, body: str, between: str, name: str, after: str = "") -> list[tuple[str, bool]]:
    """Return titles read for `name`, and whether each has the body."""
    text = before + body + between + name + after
    start = len(before) + len(body) + len(between)
    candidates = [Candidate(start, start + len(name), "PERSON", "rule", "test", 1.0)]
    if body:
        candidates.append(Candidate(len(before), len(before) + len(body), "ORG", "rule", "test", 1.0))
    return [(office.title_th, office.body is not None) for office in find_offices(text, candidates).get(0, ())]


@pytest.mark.parametrize(
    ("before", "body", "between", "title"),
    [
        ("รัฐมนตรีว่าการ", "กระทรวงการคลัง", " ", "รัฐมนตรีว่าการ"),
        ("โฆษก", "กองทัพเรือ", " นาวาเอก", "โฆษก"),
        ("นายกรัฐมนตรี", "ลาว", " ", "นายกรัฐมนตรี"),
        ("ประธาน", "สภาเมือง", " นาย", "ประธาน"),
        ("อดีตโฆษก", "กองทัพเรือ", " ", "อดีตโฆษก"),
        ("รองประธานของ", "สภาเมือง", " ", "รองประธาน"),
    ],
)
def test_find_offices_reads_office_before_the_name(before: str, body: str, between: str, title: str) -> None:
    assert offices(before, body, between, "สมชาย ใจดี") == [(title, True)]


def test_find_offices_reads_office_without_body() -> None:
    assert offices("", "", "นายกรัฐมนตรี ", "สมชาย ใจดี") == [("นายกรัฐมนตรี", False)]


@pytest.mark.parametrize("after", [" โฆษก", " ซึ่งเป็นโฆษก", " ในฐานะโฆษก"])
def test_find_offices_reads_office_after_the_name(after: str) -> None:
    text = "สมชาย ใจดี" + after + "กองทัพเรือ"
    person = Candidate(0, 10, "PERSON", "rule", "test", 1.0)
    body = Candidate(len(text) - 10, len(text), "ORG", "rule", "test", 1.0)
    (office,) = find_offices(text, [person, body])[0]
    assert (office.title_th, office.body) == ("โฆษก", 1)


@pytest.mark.parametrize("before", ["เขาพบ", "กองทัพเรือส่ง", "นาย", "ประธานกล่าวว่าวันนี้พบ", "โฆษก\n"])
def test_find_offices_ignores_what_is_no_office_beside_the_name(before: str) -> None:
    assert offices(before, "", "", "สมชาย ใจดี") == []
