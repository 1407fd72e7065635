"""What is exported comes back as it was, but for what the format says it cannot hold."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sakat.annotation import FORMATS, AnnotatedArticle, Options, find_losses
from sakat.errors import GoldError
from sakat.gold import Gold, GoldCitation, GoldDate, GoldEntity, GoldEvent, GoldQuote, check_gold
from sakat.gold.model import PRESENT_REF
from sakat.record import Range, TextSpan
from sakat.record.event import MODE_SCORES
from sakat.record.mention import VALUE_LABELS

WHOLE = ("label-studio", "brat", "spacy", "conllu")
"""Formats that hold everything an annotator would mark."""

PIECES = [
    "ชิลี", "เปรู", "หารือ", "น้ำท่วม", "กรุงเทพฯ", "๕ ม.ค. ๒๕๖๗", "ไม่", "😀", "𝒜", "UN", "[1]", "|", ";", "_", "%", "#",
    "\\s", ",", '"', " ", " ", "  ", "\n", "\n\n", "\t", "\u00a0", "\u200b", "\u2028", "=", ":", "-DOCSTART-",
]  # fmt: skip
VALUES = ("2022-01-08", "2019-10/2020-01", "197X", "1997~", "2021/..", "2023-35")
NAMES = ("chile", "peru", "thai_mfa")
TYPES = ("CONSULT", "ASSAULT", "OTHER", "REJECT", "AGREE")
FLAGS = ("role_any", "location_any", "symmetric", "polarity_any", "source_optional", "optional", "negated")


def same(one: Gold, other: Gold) -> bool:
    """Tell whether two annotations are equal; the order of actors and of recipients says nothing."""
    return _sorted(one) == _sorted(other)


def _sorted(gold: Gold) -> Gold:
    events = [
        event.model_copy(update={"actors": tuple(sorted(event.actors)), "recipients": tuple(sorted(event.recipients))})
        for event in gold.events
    ]
    return gold.model_copy(update={"events": tuple(events)})


def there_and_back(articles: Sequence[AnnotatedArticle], name: str, folder: Path) -> list[AnnotatedArticle | GoldError]:
    options = Options(predictions=True, texts={article.id: article.text for article in articles})
    files = FORMATS[name].write(articles, options)
    for path, content in files.items():
        target = folder / name / path if path else folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(FORMATS[name].read(folder / name, options))


@pytest.mark.parametrize("name", WHOLE)
def test_every_article_of_the_corpus_comes_back(name: str, corpus: Sequence[AnnotatedArticle], tmp_path: Path) -> None:
    back = {
        article.id: article
        for article in there_and_back(corpus, name, tmp_path)
        if isinstance(article, AnnotatedArticle)
    }
    assert list(back) == sorted(back) or name != "brat"
    for article in corpus:
        assert back[article.id].text == article.text
        assert same(back[article.id].gold, article.gold), article.id


def test_conll_gives_back_every_outermost_entity_of_the_corpus(
    corpus: Sequence[AnnotatedArticle], tmp_path: Path
) -> None:
    back = there_and_back(corpus, "conll", tmp_path)
    for article, other in zip(corpus, back, strict=True):
        assert isinstance(other, AnnotatedArticle), other
        assert (other.id, other.text) == (article.id, article.text)
        required = {(e.start, e.end, e.label) for e in article.gold.entities if not e.optional}
        found = {(e.start, e.end, e.label) for e in other.gold.entities}
        assert required <= found <= {(e.start, e.end, e.label) for e in article.gold.entities}
        assert set(find_losses(article.gold, other.gold)) <= set(FORMATS["conll"].cannot_hold)


@st.composite
def texts(draw: st.DrawFn) -> str:
    text = "".join(draw(st.lists(st.sampled_from(PIECES), min_size=6, max_size=20)))
    text = unicodedata.normalize("NFC", text)
    return text if text.strip() else text + "ชิลี"


@st.composite
def annotated_articles(draw: st.DrawFn) -> AnnotatedArticle:
    """An article with any sound annotation whose stretches begin and end with a letter or sign."""
    text = draw(texts())
    black = [index for index, character in enumerate(text) if not character.isspace()]

    def span() -> tuple[int, int]:
        start, end = sorted((draw(st.sampled_from(black)), draw(st.sampled_from(black))))
        return start, end + 1

    def some(values: Sequence[Any], most: int = 2) -> tuple[Any, ...]:
        return tuple(draw(st.lists(st.sampled_from(values), max_size=most, unique=True)))

    def maybe(values: Sequence[Any]) -> Any:
        return draw(st.sampled_from([None, *values])) if values else None

    words = st.text(st.characters(codec="utf-8"), max_size=6)
    entities: list[GoldEntity] = []
    for start, end in sorted((span() for _ in range(draw(st.integers(2, 9)))), key=lambda s: (s[0], -s[1])):
        label = draw(st.sampled_from(["GPE", "GPE", "PERSON", "DATE", "TIME", "CARDINAL"]))
        value = label in VALUE_LABELS
        required = draw(st.booleans()) and all(e.optional or e.end <= start or end <= e.start for e in entities)
        entities.append(
            GoldEntity(
                start=start, end=end, text=text[start:end], label=label, optional=not required,
                canonical=None if value else draw(st.sampled_from(NAMES)),
                name_en=None if value else draw(st.none() | words),
                name_en_alt=() if value else tuple(draw(st.lists(words, max_size=2))),
                qid=None if value else maybe(["Q298", "Q419"]),
                alt=draw(st.sampled_from([(), ((max(start - 1, 0), end, "ORG"),)])),
            )
        )  # fmt: skip
    known = sorted({entity.canonical for entity in entities if entity.canonical is not None})
    dates = []
    for start, end in sorted(span() for _ in range(draw(st.integers(0, 4)))):
        spans = [(e.start, e.end) for e in entities if e.label == "DATE"]
        start, end = draw(st.sampled_from([(start, end), *spans]))
        optional = draw(st.booleans())
        value = draw(st.sampled_from([*VALUES, PRESENT_REF] if optional else VALUES))
        dates.append(
            GoldDate(start=start, end=end, text=text[start:end], edtf=value, optional=optional, edtf_alt=some(VALUES))
        )
    cuts = sorted(draw(st.lists(st.sampled_from(black), max_size=4, unique=True)))
    sentences = []
    for start, end in zip([black[0], *cuts], [*cuts, black[-1] + 1], strict=True):
        line = text[start:end].rstrip()
        if line.strip() and draw(st.integers(0, 4)):
            sentences.append(Range(start=start, end=start + len(line)))
    events: list[GoldEvent] = []
    for number in range(draw(st.integers(0, 5)) if sentences else 0):
        sentence = draw(st.sampled_from(sentences))
        start = draw(st.sampled_from([i for i in black if sentence.start <= i < sentence.end]))
        end = draw(st.sampled_from([i for i in black if i >= start])) + 1
        kind = draw(st.sampled_from(TYPES))
        others = some([other for other in TYPES if other != kind], 1)
        modes = sorted({mode for each in (kind, *others) for mode in MODE_SCORES.get(each, {})})
        events.append(
            GoldEvent(
                id=draw(st.sampled_from(["e", "ev:", "เหตุ #", "100%"])) + str(number), type=kind, type_alt=others,
                subtype="misc" if kind == "OTHER" else None, mode=some(modes) if modes else (),
                trigger=TextSpan(start=start, end=end, text=text[start:end]),
                actors=some(known) if known else (), recipients=some(known) if known else (),
                location=maybe(known), source=maybe(known), args_ok=some(known) if known else (),
                edtf=maybe([*VALUES, *(date.edtf for date in dates if date.edtf != PRESENT_REF)]),
                edtf_alt=some([*VALUES, None]), context=some(["military", "legal"]), note=draw(st.none() | words),
                modality=draw(st.sampled_from(["asserted", "reported"])), modality_alt=some(["planned", "generic"]),
                coref=maybe([event.id for event in events if event.coref is None]),
                alt_triggers=draw(st.sampled_from([(), ((start, len(text)),)])),
                **{flag: draw(st.booleans()) for flag in FLAGS},
            )
        )  # fmt: skip
    quotes = [
        GoldQuote(start=start, end=end, speaker=maybe(known), optional=draw(st.booleans()))
        for start, end in sorted((span() for _ in range(draw(st.integers(0, 2)))), key=lambda s: (s[0], -s[1]))
    ]
    marks = [match.span() for match in re.finditer(r"\[1\]", text)]
    gold = Gold(
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        document_date=draw(st.sampled_from([None, "2022-01-09"])),
        sentences=tuple(sentences),
        entities=tuple(entities),
        dates=tuple(sorted(dates, key=lambda date: (date.start, date.end))),
        events=tuple(events),
        quotes=tuple(quotes),
        citations=tuple(GoldCitation(start=s, end=e, ref=draw(st.sampled_from(["1", "needed"]))) for s, e in marks),
    )
    assert check_gold(gold, text) == []
    return AnnotatedArticle(draw(st.sampled_from(["a", "น้ำ ท่วม", "x.y"])), text, gold)


@pytest.mark.parametrize("name", WHOLE)
@given(article=annotated_articles())
@settings(max_examples=150)
def test_any_article_comes_back(name: str, article: AnnotatedArticle, tmp_path_factory: pytest.TempPathFactory) -> None:
    (back,) = there_and_back([article], name, tmp_path_factory.mktemp("any"))
    assert isinstance(back, AnnotatedArticle), back
    assert (back.id, back.text) == (article.id, article.text)
    assert same(back.gold, article.gold), find_losses(article.gold, back.gold)
    assert not find_losses(article.gold, back.gold)


@given(article=annotated_articles())
@settings(max_examples=150)
def test_any_article_loses_in_conll_what_is_declared_only(
    article: AnnotatedArticle, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (back,) = there_and_back([article], "conll", tmp_path_factory.mktemp("any"))
    assert isinstance(back, AnnotatedArticle), back
    assert back.text == article.text
    assert set(find_losses(article.gold, back.gold)) <= set(FORMATS["conll"].cannot_hold)
