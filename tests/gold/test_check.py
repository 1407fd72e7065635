from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from sakat.gold import check_gold, gold_from_json

GoldJson = dict[str, Any]


def problems(value: GoldJson, text: str) -> list[str]:
    return [str(problem) for problem in check_gold(gold_from_json(json.dumps(value)), text, file="dev/a.json")]


def test_check_gold_finds_nothing_in_a_sound_article(gold_json: GoldJson, text: str) -> None:
    assert problems(gold_json, text) == []


def shift(value: GoldJson) -> None:
    value["entities"][2]["start"] += 1


def overlap(value: GoldJson) -> None:
    del value["entities"][1]["optional"]


def cross_sentences(value: GoldJson) -> None:
    value["sentences"][1]["start"] = 22


def set_at(*path: str | int, to: object) -> Callable[[GoldJson], None]:
    def change(value: Any) -> None:
        for key in path[:-1]:
            value = value[key]
        value[path[-1]] = to

    return change


IN_TEXT = "0 <= start < end <= 89, the length of the text in code points"
CASES: list[tuple[Callable[[GoldJson], None], str]] = [
    (shift, "entities[2].text: found 'เปรู'; expected 'ปรู', the text at 25-28"),
    (
        overlap,
        "entities[1]: found 'ชิลี' at 8-12, which shares text with entities[0]; "
        "expected required entities that do not overlap; mark the inner one optional",
    ),
    (cross_sentences, "sentences[1].start: found 22; expected 23 or more, where the one before ends"),
    (
        set_at("sentences", 1, "end", to=900),
        "sentences[1]: found 24-900; expected " + IN_TEXT,
    ),
    (
        set_at("entities", 0, "alt", to=[[900, 901, "ORG"]]),
        "entities[0].alt[0]: found 900-901; expected " + IN_TEXT,
    ),
    (
        set_at("entities", 0, "alt", to=[[30, 34, "ORG"]]),
        "entities[0].alt[0]: found 30-34; expected a span that shares a letter with 'ชาวประมงชิลี'",
    ),
    (
        set_at("entities", 2, "canonical", to="Peru Gov"),
        "entities[2].canonical: found 'Peru Gov'; expected a snake_case id, e.g. 'norway_gov'",
    ),
    (
        set_at("entities", 2, "canonical", to=None),
        "entities[2].canonical: found null; expected a snake_case id for a GPE",
    ),
    (set_at("entities", 4, "canonical", to="day"), "entities[4].canonical: found 'day'; expected null for a DATE"),
    (set_at("entities", 4, "name_en", to="8 Jan"), "entities[4].name_en: found '8 Jan'; expected null for a DATE"),
    (
        set_at("dates", 0, "edtf", to="2022-02-30"),
        "dates[0].edtf: found '2022-02-30'; expected a valid EDTF value of level 0 to 2, e.g. '2022-08-22'",
    ),
    (
        set_at("dates", 0, "edtf", to="PRESENT_REF"),
        "dates[0].edtf: found 'PRESENT_REF'; expected a valid EDTF value of level 0 to 2, e.g. '2022-08-22'",
    ),
    (
        set_at("dates", 0, "edtf_alt", to=["8 มกราคม"]),
        "dates[0].edtf_alt[0]: found '8 มกราคม'; expected a valid EDTF value of level 0 to 2, e.g. '2022-08-22'",
    ),
    (
        set_at("dates", 0, "text", to="8 มกราคม"),
        "dates[0].text: found '8 มกราคม'; expected 'วันที่ 8 มกราคม 2565', the text at 45-65",
    ),
    (
        set_at("events", 0, "edtf_alt", to=[None, "65"]),
        "events[0].edtf_alt[1]: found '65'; expected a valid EDTF value of level 0 to 2, e.g. '2022-08-22'",
    ),
    (
        set_at("events", 1, "id", to="e1"),
        "events[1].id: found 'e1' a second time; expected ids that are unique in the file",
    ),
    (
        set_at("events", 1, "actors", to=["peru", "norway"]),
        "events[1].actors[1]: found 'norway'; expected the canonical id of a mention in this file",
    ),
    (
        set_at("events", 1, "args_ok", to=["norway"]),
        "events[1].args_ok[0]: found 'norway'; expected the canonical id of a mention in this file",
    ),
    (
        set_at("events", 0, "location", to="lima"),
        "events[0].location: found 'lima'; expected the canonical id of a mention in this file",
    ),
    (
        set_at("events", 0, "source", to="reuters"),
        "events[0].source: found 'reuters'; expected the canonical id of a mention in this file",
    ),
    (
        set_at("events", 1, "coref", to="e9"),
        "events[1].coref: found 'e9'; expected the id of another event, the first that tells it",
    ),
    (
        set_at("events", 1, "coref", to="e2"),
        "events[1].coref: found 'e2'; expected the id of another event, the first that tells it",
    ),
    (
        set_at("events", 0, "mode", to=["strike", "visit"]),
        "events[0].mode: found 'visit'; expected a mode of PROTEST: "
        "boycott, demo, hunger, obstruct, riot, strike, vandalize",
    ),
    (
        set_at("events", 0, "type_alt", to=["PROTEST"]),
        "events[0].type_alt: found 'PROTEST'; expected types other than PROTEST",
    ),
    (
        set_at("events", 1, "type", to="OTHER"),
        "events[1].subtype: found null; expected a subtype; every OTHER event has one",
    ),
    (
        set_at("events", 1, "subtype", to="travel"),
        "events[1].subtype: found 'travel'; expected null for CONSULT; only OTHER has subtypes",
    ),
    (
        set_at("events", 0, "trigger", "text", to="ปิด"),
        "events[0].trigger.text: found 'ปิด'; expected 'ปิดอ่าว', the text at 12-19",
    ),
    (
        set_at("events", 0, "alt_triggers", to=[[12, 12]]),
        "events[0].alt_triggers[0]: found 12-12; expected " + IN_TEXT,
    ),
    (
        set_at("sentences", to=[{"start": 24, "end": 60}]),
        "events[0].trigger: found 'ปิดอ่าว' at 12; expected a trigger that starts in one of the sentences",
    ),
    (
        set_at("quotes", 0, "speaker", to="spokesman"),
        "quotes[0].speaker: found 'spokesman'; expected the canonical id of a mention in this file",
    ),
    (
        set_at("quotes", 0, "end", to=500),
        "quotes[0]: found 80-500; expected " + IN_TEXT,
    ),
    (
        set_at("citations", 0, "start", to=19),
        "citations[0]: found ' [1]'; expected a mark with its brackets, e.g. '[1]'",
    ),
    (
        set_at("citations", 0, "ref", to="2"),
        "citations[0].ref: found '2'; expected '1', what the brackets hold, or 'needed'",
    ),
    (
        set_at("document_date", to="2022-02-31"),
        "document_date: found 2022-02-31; expected a day that exists, YYYY-MM-DD",
    ),
]


@pytest.mark.parametrize(("change", "message"), CASES, ids=[message.split(":")[0] for _, message in CASES])
def test_check_gold_names_path_found_and_expected(
    gold_json: GoldJson, text: str, change: Callable[[GoldJson], None], message: str
) -> None:
    change(gold_json)
    assert f"dev/a.json: {message}" in problems(gold_json, text)


def test_check_gold_reports_a_changed_text_with_both_digests(gold_json: GoldJson, text: str) -> None:
    changed = text + " "
    digest = hashlib.sha256(changed.encode()).hexdigest()
    assert problems(gold_json, changed) == [
        f"dev/a.json: text_sha256: found {gold_json['text_sha256']}; "
        f"expected {digest}, the SHA-256 of the text: the text has changed"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("บรรทัด\r\nใหม่", "text: found a CR at 6; expected LF line ends only"),
        ("cafe\u0301", "text: found characters that are not in Unicode NFC; expected the text file saved as NFC"),
        ("\ufeffข่าว", "text: found a byte order mark; expected UTF-8 without one"),
    ],
)
def test_check_gold_reports_text_that_is_not_canonical(text: str, message: str) -> None:
    empty: GoldJson = {
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(), "document_date": None, "sentences": [],
        "entities": [], "dates": [], "events": [], "quotes": [], "citations": [],
    }  # fmt: skip
    assert problems(empty, text) == [f"dev/a.json: {message}"]


ALLOWED: list[Callable[[GoldJson], None]] = [
    set_at("dates", 0, to={"start": 45, "end": 65, "edtf": "PRESENT_REF", "optional": True}),
    set_at("events", 1, "type_alt", to=["OTHER"]),
    set_at("events", 0, "mode", to=["obstruct", "strike"]),
    set_at("citations", 0, "ref", to="needed"),
    set_at("events", 1, "edtf_alt", to=[None, "2022-01"]),
    set_at("entities", 0, "alt", to=[[3, 12, "ORG"]]),
]


@pytest.mark.parametrize("change", ALLOWED)
def test_check_gold_allows_what_the_guidelines_allow(
    gold_json: GoldJson, text: str, change: Callable[[GoldJson], None]
) -> None:
    change(gold_json)
    assert problems(gold_json, text) == []
