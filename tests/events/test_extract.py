"""Events of marked-up sentences, from `cases.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sakat.events import find_events
from sakat.quotes import find_quotes
from sakat.record import Event, ids

_SYMMETRIC = {"CONSULT", "COOPERATE", "AGREE", "SUPPORT"}
_CASES = Path(__file__).with_name("cases.txt")


def _cases() -> Iterator[object]:
    for block in _CASES.read_text("utf-8").split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith("#")]
        if lines:
            yield pytest.param(lines[0], lines[1:], id=re.sub(r"\[([^|\]]+)\|[^\]]*\]", r"\1", lines[0])[:50])


def _matches(event: Event, line: str, names: dict[str, str]) -> str | None:
    """Return what is wrong with an event for an expectation, or None."""
    words = line.split()
    keys = dict(word.split("=", 1) for word in words[2:] if "=" in word)
    roles = {
        role: [argument.entity_id for argument in event.arguments if argument.role == role]
        for role in ("actor", "recipient")
    }
    if event.type in _SYMMETRIC:
        roles = {role: roles["actor"] + roles["recipient"] for role in roles}
    for role in ("actor", "recipient"):
        if role in keys:
            wanted = [] if keys[role] == "-" else sorted(names[name] for name in keys[role].split(","))
            if sorted(roles[role]) != wanted and not (event.type in _SYMMETRIC and set(wanted) <= set(roles[role])):
                return f"{role}: {roles[role]}, expected {wanted}"
    found = {
        "place": event.place and event.place.entity_id,
        "date": event.time and event.time.edtf,
        "modality": event.modality,
        "source": event.source and event.source.entity_id,
    }
    for key, value in found.items():
        if key in keys and value != (None if keys[key] == "-" else names.get(keys[key], keys[key])):
            return f"{key}: {value}, expected {keys[key]}"
    if "mode" in keys and keys["mode"] not in event.mode:
        return f"mode: {event.mode}, expected {keys['mode']}"
    if event.polarity != ("negated" if "negated" in words else "positive"):
        return f"polarity: {event.polarity}"
    return None


@pytest.mark.parametrize(("marked", "expected"), list(_cases()))
def test_find_events_reads_case(read, marked, expected):
    analysis, names = read(marked)
    events = find_events(replace(analysis, quotes=find_quotes(analysis)))
    for line in expected:
        sign, kind, *rest = line.split()
        event_type, _, subtype = kind.partition("/")
        if sign == "!":
            wrong = [e for e in events if (e.type != "OTHER" if event_type == "core" else e.type == event_type)]
            assert not wrong, f"{line}: found {[(e.type, e.trigger.text) for e in wrong]}"
            continue
        same = [e for e in events if e.type == event_type and (not subtype or e.subtype == subtype)]
        same = [e for e in same if rest[0] in e.trigger.text or e.trigger.text in rest[0]]
        assert same, f"{line}: found {[(e.type, e.subtype, e.trigger.text) for e in events]}"
        problems = [_matches(event, line[2:], names) for event in same]
        assert None in problems, f"{line}: {problems}"


def test_find_events_keeps_the_invariants(read):
    for block in _CASES.read_text("utf-8").split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith("#")]
        if not lines:
            continue
        analysis, _ = read(lines[0])
        events = find_events(analysis)
        mentions = {mention.id: mention for mention in analysis.mentions}
        temporal = {item.id: item for item in analysis.temporal}
        order = [(e.trigger.start, e.trigger.end, e.type, e.subtype or "") for e in events]
        assert order == sorted(set(order))
        for event in events:
            trigger = event.trigger
            assert analysis.text[trigger.start : trigger.end] == trigger.text
            assert event.id == ids.event_id(analysis.id, trigger.start, trigger.end, event.type, event.subtype)
            evidence = event.evidence[0]
            assert evidence.start <= trigger.start < trigger.end <= evidence.end
            assert any(s.start <= evidence.start and evidence.end <= s.end for s in analysis.sentences)
            for argument in event.arguments:
                assert argument.mention_id is None or mentions[argument.mention_id].entity_id == argument.entity_id
            assert event.time is None or event.time.edtf == temporal[event.time.temporal_id].edtf
            assert event.label_th == event.label_th.strip() != ""
            assert "\n" not in event.label_en
            if event.type == "CONSULT" and "visit" not in event.mode:
                assert all(argument.role == "actor" for argument in event.arguments)


def test_find_events_is_the_same_every_time(read):
    analysis, _ = read("[ชิลี|GPE]คว่ำบาตร[เปรู|GPE] และถอนทหารแล้ว")
    assert find_events(analysis) == find_events(analysis)


def test_find_events_leaves_the_closing_citation_out_of_the_evidence(read):
    analysis, _ = read("[ชิลี|GPE]คว่ำบาตร[เปรู|GPE][1]")
    (event,) = find_events(analysis)
    assert analysis.text[event.evidence[0].start : event.evidence[0].end] == "ชิลีคว่ำบาตรเปรู"
    assert event.citations == (analysis.citations[0].id,)


def test_find_events_links_a_later_telling_to_the_first(read):
    analysis, _ = read(
        "[ตำรวจนครบาล|ORG|mpb]จับกุม[ก้อง ดีเลิศ|PERSON|kong]เมื่อ[วันที่ 4 มีนาคม 2562|DATE|2019-03-04]\n"
        "[ก้อง ดีเลิศ|PERSON|kong]ถูก[ตำรวจนครบาล|ORG|mpb]จับกุมเมื่อ[วันที่ 4 มีนาคม 2562|DATE|2019-03-04]"
    )
    first, second = (event for event in find_events(analysis) if event.type == "COERCE")
    assert first.same_as is None
    assert second.same_as == first.id


def test_find_events_keeps_two_acts_on_two_days_apart(read):
    analysis, _ = read(
        "[ตำรวจนครบาล|ORG|mpb]จับกุม[ก้อง ดีเลิศ|PERSON|kong]เมื่อ[วันที่ 4 มีนาคม 2562|DATE|2019-03-04]\n"
        "[ตำรวจนครบาล|ORG|mpb]จับกุม[ก้อง ดีเลิศ|PERSON|kong]อีกครั้งเมื่อ[วันที่ 9 เมษายน 2563|DATE|2020-04-09]"
    )
    assert [event.same_as for event in find_events(analysis)] == [None, None]
