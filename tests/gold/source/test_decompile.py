"""Gold to source and back: the same text, the same gold."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from sakat.gold import compile_source, decompile_gold, gold_from_json
from sakat.gold.source.rows import EVENT_FLAGS
from sakat.gold.source.sentences import split_at_signs
from sakat.record.event import MODE_SCORES, Context, EventType, Modality, Subtype
from sakat.record.mention import VALUE_LABELS, Label

GoldJson = dict[str, Any]
Draw = Callable[..., Any]

ROOT = Path(__file__).parents[3]
COMMITTED = sorted(path for split in ("dev", "test") for path in (ROOT / "corpus" / "gold" / split).glob("*.json"))
LISTS = ("entities", "dates", "quotes", "citations")


def in_text_order(value: GoldJson) -> GoldJson:
    """Return a gold whose marks stand as a source holds them: outer before inner, from left to right."""
    return {**value, **{key: sorted(value[key], key=lambda item: (item["start"], -item["end"])) for key in LISTS}}


# Generated articles

PIECES = (
    "เปรู", "ชิลี", "หารือ", "น้ำ", "กก", "ก", "๕", "2565", " ", "  ", "\n", "\n%", "{", "}", "|", "^", "~", "%", "\\",
    '"', ",", "=", ":", "?", "[1]", '["]', "[]", "[ต้องการ อ้างอิง]", "-5 องศา", "+1:+2", "null", "cite:", "\t", "\xa0",
)  # fmt: skip
LABELS = (*get_args(Label), *["DATE", "GPE"] * 4)
NAMES = ("peru", "chile", "null", "e", "x_1")
PHRASES = st.text(st.sampled_from('กa "\\,{}|=:%^~\xa0'), max_size=6)
DAYS = st.sampled_from(("2022", "2022-01-08", "2021/..", "../2022-01", "197X", "2022-33", "2022~"))


@st.composite
def articles(draw: Draw) -> tuple[str, GoldJson]:
    """A text full of what the format treats specially, with sound annotations of every kind at any place."""
    text = "ก" + "".join(draw(st.lists(st.sampled_from(PIECES), max_size=20))) + draw(st.sampled_from(("", "\n")))
    places = st.integers(0, len(text) - 1)
    signs = draw(st.lists(st.tuples(places, st.sampled_from("^^~")), max_size=4))
    sentences = split_at_signs(text, signs)
    entities = draw_entities(draw, text)
    known = sorted({entity["canonical"] for entity in entities} - {None})
    gold = {
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "document_date": draw(st.sampled_from((None, "2022-01-09"))),
        "sentences": [{"start": start, "end": end} for start, end in sentences],
        "entities": entities,
        "dates": draw_dates(draw, text, entities),
        "events": draw_events(draw, text, sentences, known),
        "quotes": [
            {**span(draw, text), "speaker": draw(st.sampled_from([None, *known])), "optional": draw(st.booleans())}
            for _ in range(draw(st.integers(0, 2)))
        ],
        "citations": [
            {"start": found.start(), "end": found.end(), "ref": draw(st.sampled_from((found[1], "needed")))}
            for found in re.finditer(r"\[([^\[\]\n]*)\]", text)
        ],
    }
    return text, in_text_order(gold)


def span(draw: Draw, text: str, *, before: int | None = None, after: int = 0) -> dict[str, int]:
    """Draw a span that starts before a place and ends after another."""
    start = draw(st.integers(0, (len(text) if before is None else before) - 1))
    return {"start": start, "end": draw(st.integers(max(start, after) + 1, len(text)))}


def words(text: str, found: dict[str, int]) -> dict[str, Any]:
    return {**found, "text": text[found["start"] : found["end"]]}


def some(draw: Draw, values: Sequence[Any], most: int = 2) -> list[Any]:
    return draw(st.lists(st.sampled_from(values), max_size=most, unique=True)) if values else []


def draw_entities(draw: Draw, text: str) -> list[GoldJson]:
    entities: list[GoldJson] = []
    for _ in range(draw(st.integers(0, 4))):
        label, found = draw(st.sampled_from(LABELS)), span(draw, text)
        clear = all(e["end"] <= found["start"] or found["end"] <= e["start"] for e in entities if not e["optional"])
        others = [span(draw, text, before=found["end"], after=found["start"]) for _ in range(draw(st.integers(0, 2)))]
        entity = {
            **words(text, found), "label": label, "name_en": None, "canonical": None,
            "optional": not clear or draw(st.booleans()),
            "alt": [[other["start"], other["end"], draw(st.sampled_from(get_args(Label)))] for other in others],
        }  # fmt: skip
        if label not in VALUE_LABELS:
            entity["canonical"] = draw(st.sampled_from(NAMES))
            entity["name_en"] = draw(st.none() | st.just("null") | PHRASES)
            entity["name_en_alt"] = draw(st.lists(PHRASES | st.just("null"), max_size=2))
            entity["qid"] = draw(st.sampled_from((None, "Q298")))
        entities.append(entity)
    return entities


def draw_dates(draw: Draw, text: str, entities: list[GoldJson]) -> list[GoldJson]:
    spans = [{"start": entity["start"], "end": entity["end"]} for entity in entities]
    return [
        {
            **words(text, draw(st.sampled_from([span(draw, text), *spans]))),
            "edtf": draw(DAYS),
            "edtf_alt": draw(st.lists(DAYS, max_size=2)),
            "optional": draw(st.booleans()),
        }
        for _ in range(draw(st.integers(0, 3)))
    ]


def draw_events(draw: Draw, text: str, sentences: list[tuple[int, int]], known: list[str]) -> list[GoldJson]:
    inside = [place for start, end in sentences for place in range(start, end)]
    events: list[GoldJson] = []
    for number in range(draw(st.integers(0, 3)) if inside else 0):
        kind = draw(st.sampled_from(get_args(EventType)))
        others = [other for other in some(draw, get_args(EventType)) if other != kind]
        start = draw(st.sampled_from(inside))
        alternatives = [span(draw, text) for _ in range(draw(st.integers(0, 2)))]
        firsts = [event["id"] for event in events if event["coref"] is None]
        events.append({
            "id": f"e{number}", "type": kind, "type_alt": others,
            "subtype": draw(st.sampled_from(get_args(Subtype))) if "OTHER" in (kind, *others) else None,
            "mode": some(draw, sorted({mode for each in (kind, *others) for mode in MODE_SCORES.get(each, ())})),
            "trigger": words(text, {"start": start, "end": draw(st.integers(start + 1, len(text)))}),
            "alt_triggers": [[other["start"], other["end"]] for other in alternatives],
            "actors": some(draw, known), "recipients": some(draw, known), "args_ok": some(draw, known),
            "location": draw(st.sampled_from([None, *known])), "source": draw(st.sampled_from([None, *known])),
            "edtf": draw(st.none() | DAYS), "edtf_alt": draw(st.lists(st.none() | DAYS, max_size=2)),
            "modality": draw(st.sampled_from(get_args(Modality))), "modality_alt": some(draw, get_args(Modality)),
            "context": some(draw, get_args(Context)), "coref": draw(st.sampled_from([None, *firsts])),
            "note": draw(st.none() | PHRASES), **{flag: draw(st.booleans()) for flag in EVENT_FLAGS},
        })  # fmt: skip
        if any(event["coref"] == events[-1]["id"] for event in events):
            events[-1]["coref"] = None
    return events


@given(articles())
@settings(max_examples=150)
def test_decompile_then_compile_gives_text_and_gold_again(article: tuple[str, GoldJson]) -> None:
    text, value = article
    gold = gold_from_json(json.dumps(value))
    compiled = compile_source(decompile_gold(gold, text))
    assert compiled.text == text
    assert compiled.gold == gold
