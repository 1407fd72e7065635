"""The event lexicons are whole, well formed and free of contradictions."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import get_args

import pytest

from sakat.lexicon import load_lexicon, resource_text
from sakat.record.event import MODE_SCORES, TYPE_SCORES, Context, EventType, Subtype

_KEYS = {
    "triggers": "form",
    "trigger_modes": "cue",
    "event_contexts": "cue",
    "event_cues": "form",
    "reporting_verbs": "form",
    "prepositions": "form",
    "pronouns": "form",
}
_COLUMNS = {
    "triggers": (
        "form", "pos", "type", "subtype", "mode", "actor", "recipient", "content", "requires", "excludes", "score",
        "source",
    ),
    "trigger_modes": ("cue", "type", "mode", "source"),
    "event_contexts": ("cue", "context", "source"),
    "event_cues": ("form", "kind", "scope", "source"),
    "reporting_verbs": ("form", "kind", "source"),
    "prepositions": ("form", "role", "source"),
    "pronouns": ("form", "number", "kind", "source"),
}  # fmt: skip
_ACTORS = {"subj", "obj", "by", "none"}
_RECIPIENTS = {"subj", "obj", "กับ", "ต่อ", "ให้", "แก่", "จาก", "กับ_actor", "poss", "none"}
_FEWEST = {"triggers": 1800, "trigger_modes": 250, "event_contexts": 500, "event_cues": 300, "reporting_verbs": 120}
_TRIGGERS = load_lexicon("triggers")


@pytest.mark.parametrize("name", _KEYS)
def test_event_lexicon_has_its_columns_sorted_in_nfc(name: str) -> None:
    rows = load_lexicon(name, key=_KEYS[name])
    assert tuple(rows[0]) == _COLUMNS[name]
    keys = [row[_KEYS[name]] for row in rows]
    assert keys == sorted(keys)
    text = resource_text(f"{name}.tsv")
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\u0e4d\u0e32" not in text, "sara am written as nikhahit and sara aa"
    assert all(row["source"] for row in rows)
    assert len(rows) >= _FEWEST.get(name, 60)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("triggers", ("form", "type", "subtype", "requires")),
        ("trigger_modes", ("cue", "type", "mode")),
        ("event_contexts", ("cue", "context")),
        ("event_cues", ("form", "kind", "scope")),
        ("reporting_verbs", ("form",)),
        ("prepositions", ("form",)),
        ("pronouns", ("form",)),
    ],
)
def test_event_lexicon_repeats_no_entry(name: str, columns: tuple[str, ...]) -> None:
    counts = Counter(tuple(row[column] for column in columns) for row in load_lexicon(name, key=_KEYS[name]))
    assert [entry for entry, count in counts.items() if count > 1] == []


def test_triggers_carry_plover_codes() -> None:
    for row in _TRIGGERS:
        assert row["type"] in get_args(EventType), row
        assert (row["subtype"] in get_args(Subtype)) == (row["type"] == "OTHER"), row
        assert row["subtype"] == "" or row["type"] == "OTHER", row
        allowed = MODE_SCORES.get(row["type"], {})
        assert all(mode in allowed for mode in filter(None, row["mode"].split(","))), row


def test_triggers_have_valid_frames() -> None:
    for row in _TRIGGERS:
        assert row["pos"] in {"v", "n"}, row
        assert row["actor"] in _ACTORS, row
        slots = row["recipient"].split(",")
        assert slots, row
        assert set(slots) <= _RECIPIENTS, row
        assert len(set(slots)) == len(slots), row
        assert row["content"] in {"", "y"}, row
        assert not (row["actor"] == "subj" and "subj" in slots), row
        assert not (row["actor"] == "obj" and "obj" in slots), row
        assert 0.15 <= float(row["score"]) <= 0.98, row


def test_trigger_forms_are_bare_words() -> None:
    for row in _TRIGGERS:
        assert not any(char.isspace() or char in "()|^<>=" for char in row["form"]), row
        assert len(row["form"]) >= 2, row


def test_trigger_conditions_are_well_formed_and_do_not_contradict() -> None:
    for row in _TRIGGERS:
        requires = [part for part in row["requires"].split("|") if row["requires"]]
        excludes = [part for part in row["excludes"].split("|") if row["excludes"]]
        for part in [*requires, *excludes]:
            assert part.removeprefix("<").removeprefix("^").strip("<^ ") == part.removeprefix("<").removeprefix("^"), (
                row
            )
            assert part.removeprefix("<").removeprefix("^"), row
        assert not set(requires) & set(excludes), row


def test_one_form_without_conditions_has_one_meaning_that_needs_no_tagger() -> None:
    plain = Counter(row["form"] for row in _TRIGGERS if not row["requires"] and float(row["score"]) >= 0.5)
    assert [form for form, count in plain.items() if count > 1] == []


@pytest.mark.parametrize("event_type", TYPE_SCORES)
def test_each_plover_type_has_sixty_triggers(event_type: str) -> None:
    assert sum(row["type"] == event_type for row in _TRIGGERS) >= 60


@pytest.mark.parametrize("subtype", get_args(Subtype))
def test_each_other_subtype_has_ten_triggers(subtype: str) -> None:
    assert sum(row["subtype"] == subtype for row in _TRIGGERS) >= 10


@pytest.mark.parametrize("event_type", MODE_SCORES)
def test_each_mode_is_set_by_a_trigger_and_by_a_cue(event_type: str) -> None:
    by_trigger = {mode for row in _TRIGGERS if row["type"] == event_type for mode in row["mode"].split(",")}
    by_cue = {row["mode"] for row in load_lexicon("trigger_modes", key="cue") if row["type"] == event_type}
    assert set(MODE_SCORES[event_type]) <= by_cue
    assert set(MODE_SCORES[event_type]) <= by_trigger


def test_mode_cues_fit_their_type() -> None:
    for row in load_lexicon("trigger_modes", key="cue"):
        assert row["mode"] in MODE_SCORES.get(row["type"], {}), row


def test_contexts_are_all_covered_by_ten_cues_each() -> None:
    counts = Counter(row["context"] for row in load_lexicon("event_contexts", key="cue"))
    assert set(counts) == set(get_args(Context))
    assert min(counts.values()) >= 10


def test_event_cues_have_known_kinds_and_scopes() -> None:
    rows = load_lexicon("event_cues")
    assert {row["kind"] for row in rows} == {
        "negation", "pseudo_negation", "hypothetical", "planned", "past", "generic", "passive", "clause_boundary",
    }  # fmt: skip
    assert {row["scope"] for row in rows} == {"forward", "backward", "clause"}


def test_pseudo_negations_contain_a_negator_but_are_none() -> None:
    rows = load_lexicon("event_cues")
    negations = {row["form"] for row in rows if row["kind"] == "negation"}
    pseudo = {row["form"] for row in rows if row["kind"] == "pseudo_negation"}
    assert not negations & pseudo
    assert {"ไม่", "มิได้", "ไม่ได้", "ยังไม่", "ไม่เคย", "ไม่มี", "ปราศจาก", "ไร้"} <= negations
    assert {"ไม่เพียง", "ไม่นาน", "ไม่น้อยกว่า", "ไม่ว่า"} <= pseudo


def test_reporting_verbs_prepositions_and_pronouns_have_known_codes() -> None:
    assert {row["kind"] for row in load_lexicon("reporting_verbs")} == {"neutral", "claim", "deny", "report_source"}
    roles = {row["form"]: row["role"] for row in load_lexicon("prepositions")}
    assert {"with", "to", "from", "at", "by", "against", "for", "about"} <= set(roles.values())
    assert (roles["กับ"], roles["โดย"], roles["ณ"], roles["แก่"]) == ("with", "by", "at", "to")
    pronouns = load_lexicon("pronouns")
    assert {row["number"] for row in pronouns} == {"singular", "dual", "plural"}
    assert {row["kind"] for row in pronouns} == {"person", "group", "state"}


def _type_in(form: str, before: str, after: str) -> set[str]:
    """Return the types whose rows for `form` hold between two stretches of text."""
    found = set()
    for row in _TRIGGERS:
        if row["form"] != form:
            continue

        def holds(part: str) -> bool:
            if part.startswith("<^"):
                return before.endswith(part[2:])
            if part.startswith("<"):
                return part[1:] in before
            return after.startswith(part[1:]) if part.startswith("^") else part in after

        excluded = any(holds(part) for part in row["excludes"].split("|") if part)
        required = [part for part in row["requires"].split("|") if part]
        if not excluded and (not required or any(holds(part) for part in required)):
            found.add(row["type"])
    return found


@pytest.mark.parametrize(
    ("before", "form", "after", "event_type"),
    [
        ("ทหาร", "ยิง", "ชาวบ้าน", "ASSAULT"),
        ("ตำรวจ", "จับ", "ผู้ค้ายา", "COERCE"),
        ("นายกฯ ", "พบ", "ประธานาธิบดี", "CONSULT"),
        ("สองฝ่าย", "ตกลง", "แลกตัวนักโทษ", "AGREE"),
        ("คนร้าย", "แทง", "ครู", "ASSAULT"),
        ("ฝ่ายค้าน", "โจมตี", "นโยบายพลังงาน", "ACCUSE"),
        ("กบฏ", "โจมตี", "ค่ายทหาร", "ASSAULT"),
        ("สหรัฐฯ ", "ส่ง", "ทหาร 300 นาย", "MOBILIZE"),
    ],
)
def test_trigger_fits_its_sense(before: str, form: str, after: str, event_type: str) -> None:
    assert event_type in _type_in(form, before, after)


@pytest.mark.parametrize(
    ("before", "form", "after"),
    [
        ("กองหน้า", "ยิง", "ประตูชัย"),
        ("แฟนบอล", "จับ", "ตาเกมนี้"),
        ("นักวิจัย", "พบ", "ว่าอากาศร้อนขึ้น"),
        ("รถ", "ตกลง", "ไปในคลอง"),
        ("เซียน", "แทง", "บอล"),
        ("กรรมการ", "จับ", "ฉลากแบ่งสาย"),
        ("ร้านค้า", "ส่ง", "สินค้า"),
    ],
)
def test_trigger_leaves_look_alikes_alone(before: str, form: str, after: str) -> None:
    assert _type_in(form, before, after) == set()
