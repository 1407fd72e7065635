from collections.abc import Iterator

import pytest
from spacy.language import Language

from sakat.dataset import extract as module
from sakat.dataset.extract import extract_article, extract_records
from sakat.inputs.article import Article, Metadata, Reject
from sakat.record import Record

TEXT = "ตำรวจจับกุมผู้ต้องหา {} คนที่จังหวัดตรัง เมื่อวันที่ 5 ธ.ค. 2566"


def article(number: int, content: bytes | str | None = None) -> Article:
    return Article(Metadata(uri=f"a/{number}"), TEXT.format(number) if content is None else content, "0" * 64)


def uris(outcomes: Iterator[Record | Reject]) -> list[str]:
    return [item.source.uri if isinstance(item, Record) else item.uri for item in outcomes]


BAD = {
    "empty": (b"", "empty_text"),
    "only spaces": (b" \n\n\t", "empty_text"),
    "not UTF-8": (b"\xff\xfa\x81" * 40, "not_utf8"),
    "lone surrogate": ("ข่าว\udc80", "lone_surrogate"),
}


@pytest.mark.parametrize(("content", "code"), BAD.values(), ids=BAD.keys())
def test_extract_article_rejects_what_is_no_text(nlp: Language, content: bytes | str, code: str) -> None:
    outcome = extract_article(nlp, article(1, content))
    assert isinstance(outcome, Reject)
    assert (outcome.stage, outcome.code) == ("normalize", code)
    assert outcome.message.startswith("a/1: ")


ODD = {
    "NUL and control characters": "ตำรวจ\x00จับกุม\x07ผู้ต้องหา เมื่อ 5 ธ.ค. 2566",
    "zero-width characters": "กรุง\u200bเทพฯ \u2060เมื่อ 5 ธ.ค. 2566",
    "private-use characters": "กรุงเทพ\uf700 เมื่อ 5 ธ.ค. 2566",
    "another language": "Президент подписал договор 5 мая",
    "combining marks alone": "\u0e31\u0e49\u0e4c ่้๊๋ \u0301\u0302",
    "emoji and astral letters": "ข่าว😀𝒜 เมื่อ 5 ธ.ค. 2566 👩‍👩‍👧",
    "brackets and quotes unbalanced": "“((“[1][ต้องการอ้างอิง]))”” [ [1",
    "lines and tabs": "\n\n\tก\t\n \nข\u2028ค\x85ง",
    "one letter": "ก",
    "digits": "๑๒๓ 456 7,8.9",
}


@pytest.mark.parametrize("content", ODD.values(), ids=ODD.keys())
def test_extract_article_keeps_offsets_true_on_odd_texts(nlp: Language, content: str) -> None:
    outcome = extract_article(nlp, article(1, content))
    assert isinstance(outcome, Record), outcome


def test_extract_article_takes_a_million_characters_without_a_space(nlp: Language) -> None:
    text = "ชาวนาปลูกข้าวในทุ่งกว้าง" * 42_000
    text = text[:1_000_000]
    outcome = extract_article(nlp, article(1, text))
    assert isinstance(outcome, Record), outcome.message[:200]
    assert len(outcome.text) == 1_000_000


def test_extract_records_gives_one_outcome_for_each_article_in_order() -> None:
    items: list[Article | Reject] = [
        article(1),
        Reject("x", None, "read", "bad_json", "x: broken"),
        article(2, b""),
        article(3),
    ]
    assert uris(extract_records(items)) == ["a/1", "x", "a/2", "a/3"]


def test_extract_article_turns_a_defect_into_a_reject(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*args: object) -> None:
        raise AttributeError("no such thing")

    monkeypatch.setattr(module, "to_record", break_down)
    outcome = extract_article(nlp, article(1))
    assert isinstance(outcome, Reject)
    assert (outcome.stage, outcome.code) == ("extract", "internal_error")
    assert "AttributeError: no such thing" in outcome.message


def test_extract_article_parses_what_is_marked_up(nlp: Language) -> None:
    pytest.importorskip("mwparserfromhell", reason="the extra wiki is not installed")
    marked = Article(Metadata("w:1", title="ข่าว"), f"'''{TEXT.format(2)}'''", "0" * 64, form="wikitext")
    record = extract_article(nlp, marked)
    assert isinstance(record, Record)
    assert record.text == f"ข่าว\n\n{TEXT.format(2)}"
    assert record.source.sha256 == "0" * 64


def test_extract_article_rejects_what_cannot_be_parsed_as_read(nlp: Language) -> None:
    pytest.importorskip("mwparserfromhell", reason="the extra wiki is not installed")
    outcome = extract_article(nlp, Article(Metadata("w:1"), "{{ก|" * 1000, "0" * 64, form="wikitext"))
    assert isinstance(outcome, Reject)
    assert (outcome.stage, outcome.code) == ("read", "too_complex")
    assert outcome.message.startswith("w:1: ")
