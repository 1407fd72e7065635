"""Builds small annotated articles: spans are (start, end) or a part of the text, where it first stands."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from sakat.evaluation import Score, evaluate_gold
from sakat.gold import Gold, GoldCitation, GoldDate, GoldEntity, GoldEvent, GoldQuote
from sakat.record import Range, Record, TextSpan, ids

Item = dict[str, Any]
Make = Callable[..., Gold]
LETTERS = "".join(chr(ord("ก") + index * step % 44) for step in (7, 9, 13) for index in range(44))[:100]
"""A hundred consonants; no three of them in a row stand twice."""


@pytest.fixture(scope="session")
def letters() -> str:
    return LETTERS


@pytest.fixture(scope="session")
def make() -> Make:
    def build(
        text: str = LETTERS,
        *,
        sentences: Sequence[tuple[int, int]] | None = None,
        entities: Sequence[Item] = (),
        dates: Sequence[Item] = (),
        events: Sequence[Item] = (),
        quotes: Sequence[Item] = (),
        citations: Sequence[Item] = (),
    ) -> Gold:
        def place(item: Item) -> Item:
            at = item.pop("at")
            start, end = at if isinstance(at, tuple) else (text.index(at), text.index(at) + len(at))
            return {"start": start, "end": end}

        def entity(item: Item) -> GoldEntity:
            item = {"label": "GPE", "name_en": None, "canonical": None, **item}
            span = place(item)
            return GoldEntity(text=text[span["start"] : span["end"]], **span, **item)

        def event(index: int, item: Item) -> GoldEvent:
            item = {
                "id": f"e{index}", "type": "ASSAULT", "subtype": None, "mode": (), "actors": (), "recipients": (),
                "location": None, "edtf": None, "negated": False, "source": None, **item,
            }  # fmt: skip
            span = place(item)
            return GoldEvent(trigger=TextSpan(text=text[span["start"] : span["end"]], **span), **item)

        return Gold(
            text_sha256=hashlib.sha256(text.encode()).hexdigest(),
            document_date=None,
            sentences=tuple(Range(start=start, end=end) for start, end in sentences or [(0, len(text))]),
            entities=tuple(entity(dict(item)) for item in entities),
            dates=tuple(GoldDate(**place(item), **item) for item in map(dict, dates)),
            events=tuple(event(index, dict(item)) for index, item in enumerate(events)),
            quotes=tuple(GoldQuote(**place(item), **{"speaker": None, **item}) for item in map(dict, quotes)),
            citations=tuple(GoldCitation(**place(item), **item) for item in map(dict, citations)),
        )

    return build


Compare = Callable[[Gold, Gold], dict[str, Score]]


@pytest.fixture(scope="session")
def compare() -> Compare:
    """Return the totals of one article by metric."""

    def score(gold: Gold, predicted: Gold) -> dict[str, Score]:
        return dict(evaluate_gold({predicted.text_sha256: predicted}, {"a": gold}).totals)

    return score


@pytest.fixture(scope="session")
def make_record() -> Callable[..., Record]:
    """Return a builder of records with the GPE mentions given by their spans."""

    def build(text: str = LETTERS, *spans: tuple[int, int]) -> Record:
        doc = ids.record_id(text)
        names = {span: text[span[0] : span[1]] for span in spans}
        source = {
            "uri": f"test:{doc}", "title": None, "language": "th", "document_date": None, "licence": None,
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
        }  # fmt: skip
        return Record.model_validate(
            {
                "schema_version": "1.0", "id": doc, "source": source, "text": text, "sections": (), "sentences": (),
                "mentions": tuple(
                    {
                        "id": ids.mention_id(doc, *span, "GPE"), "start": span[0], "end": span[1], "text": name,
                        "label": "GPE", "entity_id": ids.entity_id("GPE", name, None), "nested_in": None,
                        "method": "statistical", "rule_id": None, "score": 1.0,
                    }
                    for span, name in names.items()
                ),
                "entities": tuple(
                    {
                        "id": ids.entity_id("GPE", name, None), "label": "GPE", "name_th": name, "name_en": None,
                        "name_en_method": None, "aliases": (), "qid": None, "iso3166": None, "geonames_id": None,
                        "coordinates": None, "roles": (),
                    }
                    for name in names.values()
                ),
                "temporal": (), "events": (), "quotes": (), "citations": (), "warnings": (),
            }
        )  # fmt: skip

    return build
