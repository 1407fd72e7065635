from collections.abc import Callable
from typing import Any

import pytest

from sakat.events.confirm import confirm_triggers
from sakat.events.document import Document
from sakat.events.topic import is_sport
from sakat.events.triggers import find_triggers

GAME = "ครึ่งหลังทีมเยือนบุกถล่มเจ้าบ้าน กองหน้าทีมชาติยิงจุดโทษเข้าไป ก่อนผู้รักษาประตูโดนใบแดง แฟนบอลโห่ลั่นสนาม"
WAR = "ทหารบุกถล่มหมู่บ้านริมชายแดน ปืนใหญ่ยิงใส่บ้านเรือนจนพัง ชาวบ้านหนีไปหลบในสนามฟุตบอลของโรงเรียน"


@pytest.mark.parametrize(("text", "expected"), [(GAME, True), (WAR, False)])
def test_sport_is_told_by_several_of_its_words(read: Callable[[str], Any], text: str, expected: bool) -> None:
    assert Document(read(text)[0]).is_sport is expected


def test_a_long_article_needs_more_words_of_sport() -> None:
    words = ["ฟุตบอล", "สโมสร", "แฟนบอล", "โค้ช"]
    assert is_sport(words, 800)
    assert not is_sport(words, 4_000)
    assert not is_sport([], 0)


def test_in_sport_a_row_of_the_lexicon_needs_the_tagger(read: Callable[[str], Any]) -> None:
    for text, kept in ((GAME, False), (WAR, True)):
        doc = Document(read(text)[0])
        lexical = find_triggers(doc)
        sure = [t for t in lexical if t.frame.type != "OTHER" and t.frame.score >= 0.5]
        assert sure, text
        standing = confirm_triggers(doc, lexical, [])
        assert any(t.frame.type != "OTHER" for t in standing) is kept
