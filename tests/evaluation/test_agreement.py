from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.errors import GoldError
from sakat.evaluation import Agreement, measure_agreement
from sakat.evaluation.kappa import kappa
from sakat.gold import Gold

Fixture = Any
Layers = dict[str, list[dict[str, Any]]]

TEXT = (
    "โฆษกเปรูแถลงว่า ผู้นำเปรูไปเยือนชิลี เมื่อวันที่ 8 มกราคม 2565 [1] “เราพร้อม”\n"
    "ทหารโบลิเวียไม่ได้ยิงชาวบ้าน ส่วนกาตาร์ขู่โจมตี นายสมศักดิ์ ทองดีเสียชีวิต"
)
LAYERS = (
    "entities", "entities, overlap", "coreference", "dates", "triggers", "events", "OTHER events", "arguments",
    "negated events", "quotes", "citations", "English names", "event dates", "modes", "polarity", "modality",
    "source", "sentences",
)  # fmt: skip


def place(part: str, number: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(part, start + 1)
    return start, start + len(part)


STARTS = [0, *(place(part)[0] for part in ("“เรา", "ทหาร", "ส่วน", "นาย"))]


def sentences(starts: list[int]) -> list[tuple[int, int]]:
    """Return sentences that begin at some places; the character before each is white space."""
    return list(zip(starts, [*(start - 1 for start in starts[1:]), len(TEXT)], strict=True))


ARTICLE: Layers = {
    "entities": [
        {"at": place("เปรู"), "canonical": "peru", "name_en": "Peru"},
        {"at": place("เปรู", 1), "canonical": "peru", "name_en": "Peru"},
        {"at": place("ชิลี"), "canonical": "chile", "name_en": "Chile"},
        {"at": place("โบลิเวีย"), "canonical": "bolivia", "name_en": "Bolivia"},
        {"at": place("สมศักดิ์ ทองดี"), "label": "PERSON", "canonical": "somsak", "name_en": "Somsak Thongdi"},
        {"at": place("วันที่ 8 มกราคม 2565"), "label": "DATE"},
    ],
    "dates": [{"at": place("วันที่ 8 มกราคม 2565"), "edtf": "2022-01-08"}],
    "events": [
        {
            "at": place("เยือน"), "type": "CONSULT", "mode": ("visit",), "actors": ("peru",), "recipients": ("chile",),
            "edtf": "2022-01-08", "modality": "reported", "source": "peru",
        },
        {"at": place("ยิง"), "negated": True, "actors": ("bolivia",)},
        {"at": place("ขู่"), "type": "THREATEN"},
        {"at": place("เสียชีวิต"), "type": "OTHER", "subtype": "death", "actors": ("somsak",)},
    ],
    "quotes": [{"at": place("เราพร้อม"), "speaker": "peru"}],
    "citations": [{"at": place("[1]"), "ref": "1"}],
}  # fmt: skip


@pytest.fixture
def annotate(make: Fixture) -> Fixture:
    def build(layers: Layers = ARTICLE, starts: list[int] = STARTS) -> Gold:
        return make(TEXT, sentences=sentences(starts), **deepcopy(layers))

    return build


def planted(layer: str, index: int, **values: Any) -> Layers:
    """Return the annotation with one item changed."""
    layers = deepcopy(ARTICLE)
    layers[layer][index] |= values
    return layers


def with_more(**items: dict[str, Any]) -> Layers:
    """Return the annotation with one more item in each of some layers."""
    layers = deepcopy(ARTICLE)
    for layer, item in items.items():
        layers[layer].append(item)
    return layers


def measure(first: Gold, second: Gold, text: str = TEXT) -> dict[str, Agreement]:
    return {item.layer: item for item in measure_agreement({"a": first}, {"a": second}, {"a": text})}


def test_equal_annotations_agree_in_full_on_every_layer(annotate: Fixture) -> None:
    measured = measure(annotate(), annotate())
    assert tuple(measured) == LAYERS
    assert {item.value for item in measured.values()} == {1.0}
    assert {item.kappa for item in measured.values()} == {1.0, None}
    assert {layer for layer, item in measured.items() if item.kappa is not None} == {
        "entities", "dates", "events", "arguments", "polarity", "modality", "source", "sentences",
    }  # fmt: skip
    assert (measured["entities"].items, measured["events"].items, measured["OTHER events"].items) == (6, 3, 1)


PLANTED = {
    "label of an entity": (planted("entities", 2, label="ORG"), {"entities", "entities, overlap"}),
    "span of an entity": (planted("entities", 3, at=place("ทหารโบลิเวีย")), {"entities"}),
    "id of a mention": (planted("entities", 1, canonical="lima"), {"coreference"}),
    "English name": (planted("entities", 4, name_en="Somchai Thongdi"), {"English names"}),
    "value of a date": (planted("dates", 0, edtf="2022-01"), {"dates"}),
    "place of a trigger": (planted("events", 2, at=place("โจมตี")), {"triggers", "events"}),
    "type of an event": (planted("events", 2, type="ACCUSE"), {"events"}),
    "place of an OTHER trigger": (planted("events", 3, at=place("นาย")), {"triggers", "OTHER events"}),
    "recipient": (planted("events", 0, recipients=()), {"arguments"}),
    "role": (planted("events", 1, actors=(), recipients=("bolivia",)), {"arguments"}),
    "location": (planted("events", 2, location="chile"), {"arguments"}),
    "date of an event": (planted("events", 0, edtf=None), {"event dates"}),
    "mode": (planted("events", 0, mode=("phone",)), {"modes"}),
    "negation": (planted("events", 1, negated=False), {"negated events", "polarity"}),
    "modality": (planted("events", 0, modality="asserted"), {"modality"}),
    "source": (planted("events", 0, source="chile"), {"source"}),
    "speaker": (planted("quotes", 0, speaker="chile"), {"quotes"}),
    "reference": (planted("citations", 0, ref="2"), {"citations"}),
}


@pytest.mark.parametrize(("layers", "moved"), PLANTED.values(), ids=PLANTED)
def test_one_difference_moves_its_own_layer_only(layers: Layers, moved: set[str], annotate: Fixture) -> None:
    measured = measure(annotate(), annotate(layers))
    assert {layer for layer, item in measured.items() if item.value != 1} == moved
    assert {layer for layer, item in measured.items() if item.kappa not in (1, None)} <= moved
    assert measured == measure(annotate(layers), annotate())


def test_a_missing_boundary_moves_sentences_only(annotate: Fixture) -> None:
    measured = measure(annotate(), annotate(starts=STARTS[:-1]))
    assert {layer for layer, item in measured.items() if item.value != 1} == {"sentences"}
    # Three boundaries inside lines against two of them; where a line starts is no choice.
    assert measured["sentences"].value == pytest.approx(2 * 2 / (3 + 2))
    assert measured["sentences"].items == 2


def test_optional_items_of_one_side_change_nothing(annotate: Fixture) -> None:
    more = with_more(
        entities={"at": place("ชาวบ้าน"), "label": "NORP", "canonical": "villagers", "optional": True},
        dates={"at": place("2565"), "edtf": "2022", "optional": True},
        events={"at": place("แถลง"), "type": "OTHER", "subtype": "statement", "optional": True, "negated": True},
        quotes={"at": place("โจมตี"), "speaker": None, "optional": True},
    )
    assert measure(annotate(more), annotate()) == measure(annotate(), annotate(more)) == measure(annotate(), annotate())


def test_an_item_required_by_one_and_optional_for_the_other_is_agreed(annotate: Fixture) -> None:
    more = {"at": place("ผู้นำเปรู"), "label": "ORG", "canonical": "peru_leader"}
    required = annotate(with_more(entities={**more, "optional": False}))
    optional = annotate(with_more(entities={**more, "optional": True}))
    measured = measure(required, optional)
    assert (measured["entities"].value, measured["entities"].kappa) == (1, 1)


def test_a_layer_that_only_one_requires_has_the_share_of_that_one(make: Fixture) -> None:
    quote = {"at": place("เราพร้อม"), "speaker": None}
    first, second = make(TEXT, quotes=[quote]), make(TEXT, quotes=[{**quote, "optional": True}])
    assert measure(first, second)["quotes"].value == measure(second, first)["quotes"].value == 1
    assert measure(first, make(TEXT))["quotes"].value == measure(make(TEXT), first)["quotes"].value == 0
    assert measure(make(TEXT), make(TEXT))["quotes"] == Agreement("quotes", None, None, 0)


def test_f1_is_the_harmonic_mean_of_the_shares_that_each_one_finds(make: Fixture) -> None:
    spans = [{"at": place("เปรู")}, {"at": place("ชิลี")}, {"at": place("กาตาร์")}]
    measured = measure(make(TEXT, entities=spans), make(TEXT, entities=spans[:1]))
    assert measured["entities"].value == pytest.approx(2 * (1 / 3) * 1 / (1 / 3 + 1))


def test_other_tolerance_keys_are_not_read(annotate: Fixture) -> None:
    first = planted("events", 2, type_alt=("ACCUSE",), modality_alt=("planned",))
    first["entities"][3]["alt"] = ((*place("ทหารโบลิเวีย"), "GPE"),)
    second = planted("events", 2, type="ACCUSE", modality="planned")
    second["entities"][3]["at"] = place("ทหารโบลิเวีย")
    measured = measure(annotate(first), annotate(second))
    assert all(measured[layer].value < 1 for layer in ("entities", "events", "modality"))


def test_kappa_of_labels_is_that_of_the_code_points(make: Fixture) -> None:
    text = "กกกกกขขขขข"
    first = make(text, entities=[{"at": (0, 5)}])
    second = make(text, entities=[{"at": (0, 4)}, {"at": (5, 7)}])
    # Agreed: 4 GPE, 3 nothing of 10. By chance: 0.5 x 0.6 + 0.5 x 0.4 = 0.5.
    assert measure(first, second, text)["entities"].kappa == pytest.approx((0.7 - 0.5) / (1 - 0.5))


def test_kappa_of_dates_goes_by_the_longest(make: Fixture) -> None:
    text = "กกกกกขขขขข"
    whole = {"at": (0, 10), "edtf": "2020"}
    first, second = make(text, dates=[whole, {"at": (0, 5), "edtf": "2020-01"}]), make(text, dates=[whole])
    assert measure(first, second, text)["dates"].kappa == 1


def test_events_that_are_optional_for_both_are_no_choice(make: Fixture) -> None:
    event = {"at": place("ขู่"), "optional": True}
    measured = measure(make(TEXT, events=[event]), make(TEXT, events=[{**event, "type": "AID", "negated": True}]))
    assert measured["events"] == Agreement("events", None, None, 0)
    assert measured["polarity"] == Agreement("polarity", None, None, 0)


def test_parties_that_act_on_each_other_have_one_role(annotate: Fixture) -> None:
    swapped = planted("events", 0, actors=("chile",), recipients=("peru",))
    assert measure(annotate(), annotate(swapped)) == measure(annotate(), annotate())
    swapped = planted("events", 1, actors=("bolivia",), recipients=("chile",))
    assert measure(annotate(), annotate(swapped))["arguments"].kappa < 1


def test_one_id_for_two_entities_is_no_agreement(make: Fixture) -> None:
    def build(name: str) -> Gold:
        entity = {"at": place(name), "canonical": "state"}
        return make(TEXT, entities=[entity], events=[{"at": place("ขู่"), "source": "state", "actors": ("state",)}])

    measured = measure(build("เปรู"), build("ชิลี"))
    # A source is given by both, though not the same one: kappa asks for the first, the share for the second.
    assert (measured["source"].value, measured["source"].kappa) == (0, 1)
    assert measured["arguments"].kappa == -1


def test_kappa_of_cohen_on_a_worked_table() -> None:
    # 20 and 15 agreed of 50; the first says yes 25 times, the second 30 times.
    table = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
    assert kappa(table) == pytest.approx((0.7 - 0.5) / (1 - 0.5))
    assert kappa({("yes", "no"): 1, ("no", "yes"): 1}) == -1
    assert kappa({("yes", "yes"): 3}) == 1
    assert kappa({}) is None


def test_ids_of_the_second_annotator_may_be_others(annotate: Fixture) -> None:
    layers = deepcopy(ARTICLE)
    for items in (layers["entities"], layers["events"], layers["quotes"]):
        for item in items:
            for key in ("canonical", "source", "speaker"):
                item |= {key: f"the_{item[key]}"} if item.get(key) else {}
            for key in ("actors", "recipients"):
                item |= {key: tuple(f"the_{name}" for name in item[key])} if key in item else {}
    assert measure(annotate(), annotate(layers)) == measure(annotate(), annotate())


def test_agreement_refuses_articles_that_one_has_not(annotate: Fixture) -> None:
    with pytest.raises(GoldError, match="b, c: found one annotation; expected one of each annotator"):
        measure_agreement({"a": annotate(), "c": annotate()}, {"a": annotate(), "b": annotate()}, {"a": TEXT})


def test_agreement_refuses_annotations_of_two_texts(annotate: Fixture, make: Fixture) -> None:
    with pytest.raises(GoldError, match="a: found annotations of two different texts"):
        measure(annotate(), make("ข่าวอื่น"))


@pytest.mark.parametrize(("texts", "found"), [({}, "no"), ({"a": "ข่าวอื่น"}, "another")], ids=["missing", "another"])
def test_agreement_refuses_a_text_that_is_not_the_annotated_one(
    texts: dict[str, str], found: str, annotate: Fixture
) -> None:
    with pytest.raises(GoldError, match=f"a: found {found} text; expected the annotated one"):
        measure_agreement({"a": annotate()}, {"a": annotate()}, texts)


SPANS = st.tuples(st.integers(0, 39), st.integers(1, 8)).map(lambda pair: (pair[0], pair[0] + pair[1]))
IDS = st.sampled_from(["peru", "chile", "laos"])
MAYBE = st.none() | IDS
PARTIES = st.lists(IDS, max_size=2, unique=True).map(tuple)


@st.composite
def annotations(draw: st.DrawFn) -> dict[str, Any]:
    def some(**values: st.SearchStrategy[Any]) -> list[dict[str, Any]]:
        return draw(st.lists(st.fixed_dictionaries({"at": SPANS, **values}), max_size=5))

    events = some(
        type=st.sampled_from(["CONSULT", "ASSAULT", "OTHER"]), actors=PARTIES, recipients=PARTIES, location=MAYBE,
        source=MAYBE, edtf=st.sampled_from([None, "2020", "2021"]), negated=st.booleans(), optional=st.booleans(),
        modality=st.sampled_from(["asserted", "planned"]), mode=st.sampled_from([(), ("visit",), ("phone",)]),
    )  # fmt: skip
    return {
        "entities": some(
            label=st.sampled_from(["GPE", "ORG"]), canonical=MAYBE, name_en=st.sampled_from([None, "Peru", "Chile"]),
            optional=st.booleans(),
        )
        + [{"at": (50 + place, 51 + place), "canonical": name} for place, name in enumerate(("peru", "chile", "laos"))],
        "dates": some(edtf=st.sampled_from(["2020", "2021"]), optional=st.booleans()),
        "events": [{**event, "subtype": "misc" if event["type"] == "OTHER" else None} for event in events],
        "quotes": some(speaker=MAYBE, optional=st.booleans()),
        "citations": some(ref=st.sampled_from(["1", "2"])),
        "sentences": draw(st.sampled_from([[(0, 53)], [(0, 24), (25, 53)], [(0, 9), (10, 24), (25, 53)]])),
    }  # fmt: skip


@given(annotations(), annotations())
def test_agreement_is_the_same_whoever_is_called_first(
    make: Fixture, letters: str, first: dict[str, Any], second: dict[str, Any]
) -> None:
    text = f"{letters[:9]} {letters[10:24]} {letters[25:53]}"
    one, other = make(text, **deepcopy(first)), make(text, **deepcopy(second))
    assert measure(one, other, text) == measure(other, one, text)
    for item in measure(one, one, text).values():
        assert item.value in (1, None)
        assert item.kappa in (1, None)
