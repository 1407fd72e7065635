import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.kb.model import DamagedLine, Reading
from sakat.kb.wikidata import read_item
from sakat.record.mention import Label

CLASSES: dict[str, Label] = {"Q515": "GPE", "Q5": "PERSON", "Q4022": "LOC"}


def read(line: str) -> Reading | None:
    return read_item(line.encode(), CLASSES)


def thing(line: str) -> Any:
    reading = read(line)
    assert reading is not None
    assert reading.thing is not None
    return reading.thing


def test_read_item_takes_names_code_place_country_and_weight(
    item: Callable[..., str], statement: Callable[..., Any]
) -> None:
    claims = {
        "P31": [statement({"id": "Q515"})],
        "P17": [statement({"id": "Q869"})],
        "P300": [statement("TH-10")],
        "P625": [
            statement({"latitude": 13.753979, "longitude": 100.501444, "globe": "http://www.wikidata.org/entity/Q2"})
        ],
    }
    line = item(
        "Q1861",
        "กรุงเทพมหานคร",
        name_en="Bangkok",
        aliases=("กทม.", "กรุงเทพฯ"),
        claims=claims,
        descriptions={"en": {"language": "en", "value": "capital of Thailand"}},
        sitelinks={"thwiki": {}, "enwiki": {}},
    )
    reading = read(line + ",\n")
    assert reading is not None
    found = thing(line)
    assert (found.label, found.name_en, found.description_en) == ("GPE", "Bangkok", "capital of Thailand")
    assert (found.iso3166, found.country, found.weight) == ("TH-10", "Q869", 2)
    assert (found.lat, found.lon) == (13.75398, 100.50144)
    assert [(name.form, name.kind) for name in reading.names] == [
        ("กรุงเทพมหานคร", "name"),
        ("กทม.", "alias"),
        ("กรุงเทพฯ", "alias"),
    ]


def test_read_item_prefers_preferred_statements_and_skips_deprecated_ones(
    item: Callable[..., str], statement: Callable[..., Any]
) -> None:
    claims = {
        "P31": [statement({"id": "Q4022"}, "deprecated"), statement({"id": "Q515"})],
        "P17": [statement({"id": "Q1"}), statement({"id": "Q2"}, "preferred"), statement({"id": "Q3"}, "deprecated")],
        "P297": [statement("XX", "deprecated")],
    }
    found = thing(item("Q9", "ปารีส", claims=claims))
    assert (found.label, found.country, found.iso3166) == ("GPE", "Q2", None)


def test_read_item_takes_what_lasts_before_what_has_ended(
    item: Callable[..., str], statement: Callable[..., Any]
) -> None:
    claims = {"P31": [statement({"id": "Q515"})], "P17": [statement({"id": "Q1"}, P582=[{}]), statement({"id": "Q2"})]}
    assert thing(item("Q9", "ปารีส", claims=claims)).country == "Q2"


def test_read_item_gives_people_the_state_they_are_citizens_of(
    item: Callable[..., str], statement: Callable[..., Any]
) -> None:
    claims = {"P31": [statement({"id": "Q5"})], "P27": [statement({"id": "Q869"})]}
    assert thing(item("Q9", "สมชาย ใจดี", claims=claims)).country == "Q869"


@pytest.mark.parametrize(
    "value",
    [
        {"latitude": 10.0, "longitude": 20.0, "globe": "http://www.wikidata.org/entity/Q405"},
        {"latitude": 95.0, "longitude": 20.0},
        {"latitude": None, "longitude": None},
        "13.7, 100.5",
    ],
)
def test_read_item_takes_no_point_off_the_earth(
    value: object, item: Callable[..., str], statement: Callable[..., Any]
) -> None:
    claims = {"P31": [statement({"id": "Q515"})], "P625": [statement(value)]}
    found = thing(item("Q9", "ทะเลแห่งความเงียบสงบ", claims=claims))
    assert (found.lat, found.lon) == (None, None)


def test_read_item_keeps_items_with_an_alias_only(item: Callable[..., str]) -> None:
    reading = read(item("Q9", None, "Q515", aliases=("ปารีส",)))
    assert reading is not None
    assert reading.thing is not None
    assert reading.thing.name_th is None
    assert [(name.form, name.kind) for name in reading.names] == [("ปารีส", "alias")]


def test_read_item_reads_the_english_name_of_all_languages(item: Callable[..., str]) -> None:
    labels = {"th": {"value": "ปารีส"}, "mul": {"value": "Paris"}}
    assert thing(item("Q9", None, "Q515", labels=labels)).name_en == "Paris"


@pytest.mark.parametrize("line", ["[", "]", "", " ", "],"])
def test_read_item_passes_over_brackets(line: str) -> None:
    assert read(line) is None


def test_read_item_passes_over_what_is_not_kept(item: Callable[..., str]) -> None:
    assert read(item("Q9", "รายชื่อ", "Q13406463")) is None
    assert read(item("Q9", None, "Q515", name_en="Paris")) is None
    assert read(item("P9", "ชื่อ", "Q515", type="property")) is None


@pytest.mark.parametrize(
    "line",
    [
        '{"type":"item","id":"Q8","labels":{"th"',
        "not json",
        '{"type":"item"}',
        '{"type":"item","id":"Q8","labels":{"th":{"value":7}}}',
        '{"type":"item","id":"Q8","claims":{"P31":[{"rank":"normal"}]}}',
        "[1, 2]",
    ],
)
def test_read_item_says_why_a_line_is_damaged(line: str) -> None:
    with pytest.raises(DamagedLine, match=r"\w"):
        read(line)


def test_read_item_says_which_field_is_damaged() -> None:
    with pytest.raises(DamagedLine, match=r"labels\.th\.value: Input should be a valid string"):
        read('{"type":"item","id":"Q8","labels":{"th":{"value":7}}}')


def test_read_item_refuses_bytes_that_are_not_utf8(item: Callable[..., str]) -> None:
    with pytest.raises(DamagedLine):
        read_item(item("Q9", "ปารีส", "Q515").encode("cp874"), CLASSES)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(["labels", "aliases", "descriptions", "claims", "sitelinks", "id", "type"])


@given(st.dictionaries(KEYS, JSON))
def test_read_item_either_reads_a_line_or_says_why_not(changed: dict[str, object]) -> None:
    whole = {"type": "item", "id": "Q9", "labels": {"th": {"value": "ปารีส"}}}
    try:
        reading = read(json.dumps(whole | changed))
    except DamagedLine:
        return
    assert reading is None or reading.names
