import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sakat.errors import RecordError
from sakat.record import Record, record_from_json
from sakat.record.check import check_record, find_problems

EXAMPLE = Path(__file__).parent / "example.json"
Change = Callable[[dict[str, Any]], object]


def load() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(EXAMPLE.read_text("utf-8"))
    return content


def problems_after(change: Change) -> str:
    content = load()
    change(content)
    record = Record.model_validate_json(json.dumps(content))
    return "\n".join(find_problems(record))


def test_example_is_valid_and_survives_a_round_trip() -> None:
    text = json.dumps(load(), ensure_ascii=False, separators=(",", ":"))
    record = record_from_json(text)
    check_record(record)
    assert record.to_json() == text


CASES: list[tuple[str, Change, str]] = [
    ("span text", lambda r: r["mentions"][0].update(text="ธีรพงศ์ วัฒนกูล"), "mentions[0]: text"),
    ("carriage return", lambda r: r.update(text=r["text"].replace(" ", "\r", 1)), "text: CR at"),
    ("not NFC", lambda r: r.update(text=r["text"][:-1] + "e\u0301"), "not in Unicode NFC"),
    ("foreign major version", lambda r: r.update(schema_version="2.0"), "schema_version: 2.0"),
    ("record id", lambda r: r.update(id="d_0000000000000000"), "id: d_0000000000000000; the text gives"),
    ("mention id", lambda r: r["temporal"][1].update(id="t_0000000000000000"), "temporal[1].id"),
    ("double id", lambda r: r["citations"].append(r["citations"][0]), "stands twice"),
    ("unknown entity", lambda r: r["mentions"][0].update(entity_id="x_0000000000000000"), "mentions[0].entity_id"),
    ("unlinked name", lambda r: r["mentions"][0].update(entity_id=None), "names an entity"),
    ("entity without mention", lambda r: r["mentions"].pop(3), "has no mention"),
    (
        "wrong entity of argument",
        lambda r: r["events"][0]["arguments"][0].update(entity_id="Q1861"),
        "not of its entity",
    ),
    ("argument without mention", lambda r: r["events"][1]["arguments"][0].update(inferred=False), "only an inferred"),
    ("labels disagree", lambda r: r["entities"][2].update(label="FAC"), "its entity has FAC"),
    ("unknown anchor", lambda r: r["temporal"][1].update(anchor_id="t_0000000000000000"), "temporal[1].anchor_id"),
    ("event date", lambda r: r["events"][0]["time"].update(edtf="2024-06-06"), "time.edtf: 2024-06-06"),
    ("place is a person", lambda r: r["events"][0]["place"].update(entity_id="x_03b40fdbff133b8d"), "place: a PERSON"),
    ("unknown citation", lambda r: r["events"][1].update(citations=["c_0000000000000000"]), "citations"),
    ("same_as later event", lambda r: r["events"][0].update(same_as="e_e4c2c6b242f35841"), "same_as"),
    ("sections leave a gap", lambda r: r["sections"][0].update(end=150), "sections: end at 150"),
    ("sentences overlap", lambda r: r["sentences"][1].update(start=100), "sentences[1].start: 100"),
    ("mention outside sentences", lambda r: r["sentences"][0].update(end=80), "does not lie in one sentence"),
    (
        "evidence misses trigger",
        lambda r: r["events"][0].update(evidence=[{"start": 0, "end": 20}]),
        "cover the trigger",
    ),
    ("nesting not said", lambda r: r["mentions"][0].update(nested_in="m_53c70deee20f0da5"), "nested_in"),
    ("mentions out of order", lambda r: r["mentions"].reverse(), "mentions: out of order"),
    ("events out of order", lambda r: r["events"].reverse(), "events: out of order"),
    ("entities out of order", lambda r: r["entities"].reverse(), "entities: out of order"),
    ("date without mention", lambda r: r["mentions"].pop(4), "is no DATE or TIME mention"),
    ("edtf is no day", lambda r: r["temporal"][1].update(edtf="2024-02-30"), "not valid EDTF"),
    ("interval backwards", lambda r: r["temporal"][1].update(edtf="2024/2023"), "not valid EDTF"),
    ("timex differs", lambda r: r["temporal"][0]["timex"].update(value="2024-06"), "edtf 2024-06-05 gives 2024-06-05"),
    ("mod missing", lambda r: r["temporal"][1].update(edtf="2024-06-06~"), "gives APPROX"),
    ("precision differs", lambda r: r["temporal"][0].update(precision="month"), "has day"),
    ("precision without value", lambda r: r["temporal"][1].update(edtf=None), "expected null without an edtf"),
    ("duration with value", lambda r: r["temporal"][1]["timex"].update(type="DURATION"), "expected null for DURATION"),
    ("antecedent without anchor", lambda r: r["temporal"][1].update(anchor_id=None), "antecedent has an anchor"),
    ("anchored to itself", lambda r: r["temporal"][1].update(anchor_id=r["temporal"][1]["id"]), "leads back to itself"),
    ("score too fine", lambda r: r["events"][0].update(score=0.12345), "events[0].score: 0.12345; expected 4 decimals"),
    ("coordinates too fine", lambda r: r["entities"][3]["coordinates"].update(lat=13.123456), "expected 5 decimals"),
    ("arguments out of text order", lambda r: r["events"][0]["arguments"].reverse(), "arguments: out of order"),
    (
        "document date missing",
        lambda r: (r["source"].update(document_date=None), r["temporal"][0].update(resolution="document_date")),
        "document_date; the source has none",
    ),
]


@pytest.mark.parametrize(("change", "message"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_check_record_names_each_broken_invariant(change: Change, message: str) -> None:
    assert message in problems_after(change)


TYPE_CASES: list[tuple[str, Change, str]] = [
    ("unknown key", lambda r: r.update(note="x"), "note"),
    ("missing key", lambda r: r.pop("quotes"), "quotes"),
    ("empty span", lambda r: r["sentences"][0].update(end=0), "sentences.0"),
    ("number as text", lambda r: r["sentences"][0].update(start="0"), "sentences.0.start"),
    ("unknown label", lambda r: r["mentions"][0].update(label="PER"), "mentions.0.label"),
    ("statistical with rule", lambda r: r["mentions"][1].update(rule_id="x"), "mentions.1"),
    ("name without method", lambda r: r["entities"][0].update(name_en_method=None), "entities.0"),
    ("mode of another type", lambda r: r["events"][0].update(mode=["arrest"]), "events.0"),
    ("subtype on a core type", lambda r: r["events"][0].update(subtype="death"), "events.0"),
    ("OTHER without subtype", lambda r: r["events"][0].update(type="OTHER"), "events.0"),
    ("reported without source", lambda r: r["events"][0].update(modality="reported"), "events.0"),
    ("unknown context", lambda r: r["events"][0].update(context=["trade"]), "events.0.context"),
    (
        "latitude off the globe",
        lambda r: r["entities"][3]["coordinates"].update(lat=91.0),
        "entities.3.coordinates.lat",
    ),
    ("score above one", lambda r: r["events"][0].update(score=1.2), "events.0.score"),
]


@pytest.mark.parametrize(("change", "path"), [case[1:] for case in TYPE_CASES], ids=[case[0] for case in TYPE_CASES])
def test_record_from_json_names_path_found_and_expected(change: Change, path: str) -> None:
    content = load()
    change(content)
    with pytest.raises(RecordError, match=r"articles\.jsonl:3: ") as error:
        record_from_json(json.dumps(content), where="articles.jsonl:3")
    assert path in str(error.value)


def test_check_record_error_names_the_record() -> None:
    content = load()
    content["mentions"][0]["text"] = "x"
    with pytest.raises(RecordError, match=r"corpus:example/1 \(d_32227a313449cffb\): mentions\[0\]"):
        check_record(record_from_json(json.dumps(content)))
