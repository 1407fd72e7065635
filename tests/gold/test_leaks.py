from __future__ import annotations

from typing import Any

import pytest

from sakat.gold import Leak, find_leaks
from sakat.gold.leaks import SHORTEST

Fixture = Any

SENTENCE = "ศาลอาญามีคำสั่งให้เลื่อนนัดสืบพยานโจทก์ออกไปอีกสองเดือน"
OTHERS = (
    "ชาวประมงเกาะลิบงพบฝูงพะยูนเข้ามาหากินหญ้าทะเลใกล้ฝั่ง",
    "คณะกรรมการค่าจ้างกลางยังตกลงตัวเลขใหม่ของปีหน้าไม่ได้",
    "กรมทางหลวงปิดสะพานข้ามแม่น้ำป่าสักเพื่อซ่อมตอม่อ",
    "นักดาราศาสตร์สมัครเล่นถ่ายภาพดาวหางดวงใหม่ไว้ได้ที่ดอยอินทนนท์",
    "บริษัทผู้ผลิตแบตเตอรี่ลดกำลังการผลิตเพราะคำสั่งซื้อจากยุโรปหดตัว",
    "ทีมกู้ภัยใช้เวลากว่าหกชั่วโมงนำนักปีนเขาลงจากหน้าผา",
)


@pytest.fixture
def article(make_article: Fixture) -> Fixture:
    def build(id: str, part: str, *sentences: str) -> Any:
        return make_article("\n".join(sentences) + "\n", id, part)

    return build


def test_find_leaks_finds_nothing_in_articles_of_their_own(article: Fixture) -> None:
    articles = [
        article("a", "dev", *OTHERS[:2]),
        article("b", "test", SENTENCE, *OTHERS[2:4]),
        article("c", "train", *OTHERS[4:]),
    ]
    assert find_leaks(articles) == []
    assert find_leaks([]) == []


@pytest.mark.parametrize("part", ["dev", "train"])
def test_a_test_sentence_that_stands_in_another_part_is_a_leak(part: str, article: Fixture) -> None:
    articles = [article("a", "test", SENTENCE, *OTHERS[:3]), article("b", part, *OTHERS[3:], SENTENCE)]
    leaks = [leak for leak in find_leaks(articles) if leak.sentence is not None]
    assert leaks == [Leak("test/a", f"{part}/b", SENTENCE, 1.0)]
    assert str(leaks[0]) == f"test/a: found 100% of {SENTENCE!r} in {part}/b; expected 50% or less"


def test_a_dev_sentence_in_train_is_no_leak(article: Fixture) -> None:
    articles = [article("a", "dev", SENTENCE, *OTHERS[:3]), article("b", "train", *OTHERS[3:], SENTENCE)]
    assert [leak for leak in find_leaks(articles) if leak.sentence is not None] == []


CHANGED = {
    "another number": SENTENCE.replace("สอง", "สาม"),
    "spaces": SENTENCE.replace("ให้", " ให้ ").replace("ออก", " ออก"),
    "inside a longer sentence": f"เมื่อวานนี้{SENTENCE}เพื่อรอเอกสารจากต่างประเทศ",
    "over two sentences": SENTENCE.replace("ให้เลื่อน", "ให้\nเลื่อน"),
}


@pytest.mark.parametrize("changed", CHANGED.values(), ids=CHANGED)
def test_a_changed_copy_is_a_leak_too(changed: str, article: Fixture) -> None:
    articles = [article("a", "test", SENTENCE, *OTHERS[:3]), article("b", "train", *OTHERS[3:], changed)]
    assert [(leak.sentence, leak.other) for leak in find_leaks(articles) if leak.sentence] == [(SENTENCE, "train/b")]


def test_thai_digits_and_decomposed_letters_hide_nothing(article: Fixture) -> None:
    thai, ascii = "ประชุมครั้งที่ ๑๒/๒๕๖๖ ณ Sao Tomé วันที่ ๒๕", "ประชุมครั้งที่ 12/2566 ณ Sao Tome\u0301 วันที่ 25"
    first, second = article("a", "test", thai, *OTHERS[:3]), article("b", "train", *OTHERS[3:], "ข่าว")
    second = type(second)("b", "train", {}, second.text + ascii, second.gold)
    assert [leak.containment for leak in find_leaks([first, second]) if leak.sentence] == [1.0]


def test_half_of_a_sentence_is_no_leak_and_more_is(article: Fixture) -> None:
    letters = "".join(map(chr, range(ord("ก"), ord("ก") + 27)))  # 20 8-grams
    for length, leaks in ((17, 0), (18, 1)):  # 10 and 11 of them
        articles = [article("a", "test", letters, *OTHERS[:3]), article("b", "dev", letters[:length], *OTHERS[3:])]
        assert len(find_leaks(articles)) == leaks


def test_short_sentences_do_not_leak(article: Fixture) -> None:
    short = SENTENCE[: SHORTEST - 1]
    for sentence, leaks in ((short, 0), (SENTENCE[:SHORTEST], 1)):
        articles = [article("a", "test", sentence, *OTHERS[:3]), article("b", "train", *OTHERS[3:], sentence)]
        assert len(find_leaks(articles)) == leaks


def test_a_sentence_is_reported_with_the_article_that_holds_most_of_it(article: Fixture) -> None:
    articles = [
        article("a", "test", SENTENCE, *OTHERS[:2]),
        article("b", "dev", SENTENCE[:45], *OTHERS[2:4]),
        article("c", "train", SENTENCE, *OTHERS[4:]),
    ]
    assert [leak.other for leak in find_leaks(articles) if leak.sentence] == ["train/c"]


@pytest.mark.parametrize("parts", [("dev", "dev"), ("test", "test"), ("train", "train"), ("dev", "train")])
def test_articles_of_any_parts_that_tell_one_story_are_found_once(parts: tuple[str, str], article: Fixture) -> None:
    articles = [article("a", parts[0], *OTHERS), article("b", parts[1], OTHERS[5], SENTENCE)]
    (leak,) = find_leaks(articles)
    assert (leak.article, leak.other, leak.sentence) == (f"{parts[1]}/b", f"{parts[0]}/a", None)
    assert 0.4 < leak.containment < 0.6
    assert str(leak).endswith(f"of its text in {parts[0]}/a; expected 20% or less")


def test_the_order_of_articles_makes_no_difference(article: Fixture) -> None:
    parts = enumerate(("test", "dev", "train"))
    articles = [article(str(number), part, SENTENCE, *OTHERS[:number]) for number, part in parts]
    assert find_leaks(articles) == find_leaks(articles[::-1])
