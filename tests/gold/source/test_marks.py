from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sakat.gold import Compiled

Compile = Callable[[str], Compiled]
Problems = Callable[[str], list[str]]

ROWS = '%peru GPE "Peru" alt="Perú" qid=Q419\n%kitti PERSON "Kitti"\n{เปรู|peru}{กิตติ|kitti} '
"""Rows of two entities, and a line of nine code points with a mention of each."""


def last(compiled: Compile, body: str, items: str) -> dict[str, Any]:
    """Return what the last item of a list of the gold says beside its defaults, its text in place of its range."""
    article = compiled(ROWS + body)
    item = getattr(article.gold, items)[-1]
    values = item.model_dump(
        exclude_unset=items == "events", exclude_defaults=items != "events", exclude={"start", "end"}
    )
    return values if items == "events" else {**values, "text": article.text[item.start : item.end]}


VALUE = {"name_en": None, "canonical": None}
PERU = {"label": "GPE", "name_en": "Peru", "canonical": "peru", "name_en_alt": ("Perú",), "qid": "Q419"}
KITTI = {"label": "PERSON", "name_en": "Kitti", "canonical": "kitti", "text": "กิตติ"}
DAY = {"text": "8 ม.ค.", "edtf": "2022-01-08"}
ANNOTATIONS: list[tuple[str, str, dict[str, Any]]] = [
    ("{ลิมา|peru}", "entities", {**PERU, "text": "ลิมา"}),
    ("{ลิมา|?peru}", "entities", {**PERU, "text": "ลิมา", "optional": True}),
    ("{ลิมา|peru:ORG}", "entities", {**PERU, "text": "ลิมา", "label": "ORG"}),
    ('{ลิมา|peru en="Lima, Peru"}', "entities", {**PERU, "text": "ลิมา", "name_en": "Lima, Peru"}),
    ("{ลิมา|peru en=null}", "entities", {**PERU, "text": "ลิมา", "name_en": None}),
    ('{ลิมา|peru en="null"}', "entities", {**PERU, "text": "ลิมา", "name_en": "null"}),
    ('{ลิมา|peru en_alt="a","b"}', "entities", {**PERU, "text": "ลิมา", "name_en_alt": ("a", "b")}),
    ("{ลิมา|kitti en_alt=c qid=Q1}", "entities", {**KITTI, "text": "ลิมา", "name_en_alt": ("c",), "qid": "Q1"}),
    ("นาย{กิตติ|kitti alt=\"นายกิตติ\"}", "entities", {**KITTI, "alt": ((10, 18, "PERSON"),)}),
    ("นาย{กิตติ|kitti alt=\"นายกิตติ\":ORG,-1:-2}", "entities", {**KITTI, "alt": ((10, 18, "ORG"), (12, 16, "PERSON"))}),
    ("นาย{กิตติ|kitti:ORG alt=\"นายกิตติ\"}", "entities", {**KITTI, "label": "ORG", "alt": ((10, 18, "ORG"),)}),
    ("นาย{กิต|kitti span=\"กิตติ\" alt=\"ยกิตติ\"}ติ", "entities", {**KITTI, "alt": ((12, 18, "PERSON"),)}),
    ("{2|CARDINAL}", "entities", {**VALUE, "label": "CARDINAL", "text": "2"}),
    ("{2|?CARDINAL}", "entities", {**VALUE, "label": "CARDINAL", "text": "2", "optional": True}),
    ('{2|CARDINAL alt="2 คน":QUANTITY} คน', "entities", {
        **VALUE, "label": "CARDINAL", "text": "2", "alt": ((10, 14, "QUANTITY"),)
    }),
    ("{8 ม.ค.|DATE}", "entities", {**VALUE, "label": "DATE", "text": "8 ม.ค."}),
    ("{8 ม.ค.|DATE=2022-01-08}", "entities", {**VALUE, "label": "DATE", "text": "8 ม.ค."}),
    ("{8 ม.ค.|DATE=2022-01-08}", "dates", DAY),
    ("{เที่ยง|TIME=2022-01-08}", "dates", {**DAY, "text": "เที่ยง"}),
    ("{8 ม.ค.|?DATE=2022-01-08}", "dates", {**DAY, "optional": True}),
    ("{8 ม.ค.|=2022-01-08}", "dates", DAY),
    ('{8 ม.ค.|="2022-01-08"}', "dates", DAY),
    ("{ปัจจุบัน|?=PRESENT_REF}", "dates", {"text": "ปัจจุบัน", "edtf": "PRESENT_REF", "optional": True}),
    ("{8 ม.ค.|=2022-01-08 edtf_alt=2022,2022-01}", "dates", {**DAY, "edtf_alt": ("2022", "2022-01")}),
    ("{8 ม.ค.|DATE=2022-01-08 edtf_alt=2022 alt=+0:-4}", "dates", {**DAY, "edtf_alt": ("2022",)}),
    ("{8 ม.ค.|DATE=2022-01-08 edtf_alt=2022 alt=+0:-4}", "entities", {
        **VALUE, "label": "DATE", "text": "8 ม.ค.", "alt": ((10, 12, "DATE"),)
    }),
    ('{8|DATE=2022-01-08 span="8 ม.ค."} ม.ค.', "dates", DAY),
    ("“{เราพร้อม|quote:kitti}”", "quotes", {"text": "เราพร้อม", "speaker": "kitti"}),
    ("“{เราพร้อม|quote:-}”", "quotes", {"text": "เราพร้อม", "speaker": None}),
    ("“{เราพร้อม|?quote:kitti}”", "quotes", {"text": "เราพร้อม", "speaker": "kitti", "optional": True}),
    ("“{เรา\nพร้อม|quote:kitti}”", "quotes", {"text": "เรา\nพร้อม", "speaker": "kitti"}),
    ("“{เรา|quote:- span=+0:+5}พร้อม”", "quotes", {"text": "เราพร้อม", "speaker": None}),
    ("{[1]|cite:1}", "citations", {"text": "[1]", "ref": "1"}),
    ("{[หมายเหตุ 1]|cite:\"หมายเหตุ 1\"}", "citations", {"text": "[หมายเหตุ 1]", "ref": "หมายเหตุ 1"}),
    ("{[ต้องการอ้างอิง]|cite:needed}", "citations", {"text": "[ต้องการอ้างอิง]", "ref": "needed"}),
    ("{เยือน|e1}\n%e1 CONSULT", "events", {
        "id": "e1", "type": "CONSULT", "subtype": None, "mode": (), "trigger": {"start": 10, "end": 15, "text": "เยือน"},
        "actors": (), "recipients": (), "location": None, "edtf": None, "negated": False, "source": None,
    }),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "items", "expected"), ANNOTATIONS, ids=[f"{b} {items}" for b, items, _ in ANNOTATIONS]
)
def test_mark_gives_what_its_annotation_says(
    compiled: Compile, body: str, items: str, expected: dict[str, Any]
) -> None:
    found = last(compiled, body, items)
    assert {key: found[key] for key in expected} == expected
    assert items == "events" or found.keys() == expected.keys()


def test_one_mark_may_hold_several_annotations(compiled: Compile) -> None:
    gold = compiled("%x GPE\n{กก|x alt=+0:-1 ?CARDINAL quote:x =2022 e1 e2}\n%e1 AID\n%e2 CONSULT\n").gold
    assert [(entity.label, entity.optional, entity.alt) for entity in gold.entities] == [
        ("GPE", False, ((0, 1, "GPE"),)),
        ("CARDINAL", True, ()),
    ]
    assert {(item.start, item.end) for item in (*gold.entities, *gold.dates, *gold.quotes)} == {(0, 2)}
    assert [event.trigger.text for event in gold.events] == ["กก", "กก"]


def test_nested_marks_give_spans_outer_before_inner(compiled: Compile) -> None:
    gold = compiled("%x GPE\n{{ก{ข|?x}|?x}ค{ง|?x}|x}\n").gold
    assert [(entity.start, entity.end) for entity in gold.entities] == [(0, 4), (0, 2), (1, 2), (3, 4)]


def test_span_lets_marks_cross_and_lists_stay_in_text_order(compiled: Compile) -> None:
    article = compiled('%x GPE\n{กข|x}{คง|?x span="ขค"} {งง|?x span=-2:+0}\n{จ|e1 span="จฉ"}{ฉช|quote:x}\n%e1 AID\n')
    assert [entity.text for entity in article.gold.entities] == ["กข", "ขค", "ง งง"]
    assert [(event.trigger.start, event.trigger.text) for event in article.gold.events] == [(8, "จฉ")]
    assert [(quote.start, quote.end) for quote in article.gold.quotes] == [(9, 11)]


ITEM = "expected an id, LABEL, LABEL=EDTF, =EDTF, e1, quote:id or cite:n"
WRONG = [
    ("{ก|chile}", ["7:4: found 'chile'; expected an id that has a row: %chile LABEL … or %chile TYPE …"]),
    ("{ก|?e9}", ["7:4: found '?e9'; expected an id that has a row: %e9 LABEL … or %e9 TYPE …"]),
    ("{ก|GPE}", ["7:4: found 'GPE'; expected {text|id} with a row %id GPE …; only values stand alone"]),
    ("{ก|GPE=2022}", ["7:4: found 'GPE=2022'; expected {text|id} with a row %id GPE …; only values stand alone"]),
    ("{ก|PLACE}", [f"7:4: found 'PLACE'; {ITEM}"]),
    ("{ก|เปรู}", [f"7:4: found 'เปรู'; {ITEM}"]),
    ("{ก|?}", [f"7:4: found '?'; {ITEM}"]),
    ("{ก|DATE=}", [f"7:4: found 'DATE='; {ITEM}"]),
    ("{[1]|?cite:1}", [f"7:6: found '?cite:1'; {ITEM}"]),
    ("{ก|alt=x peru}", ["7:4: found 'alt=x'; expected an annotation before what qualifies it"]),
    ("{ก|peru edtf_alt=2022}", ["7:9: found 'edtf_alt=2022'; expected one of span=, alt=, en=, en_alt=, qid="]),
    ("{ก|CARDINAL en=x}", ["7:13: found 'en=x'; expected one of span=, alt="]),
    ("{ก|DATE edtf_alt=2022}", ["7:9: found 'edtf_alt=2022'; expected one of span=, alt="]),
    ("{ก|=2022 alt=ก}", ["7:10: found 'alt=ก'; expected one of span=, edtf_alt="]),
    ("{ก|quote:peru alt=ก}", ["7:15: found 'alt=ก'; expected one of span="]),
    ("{ก|peru en=a,b}", ["7:9: found 'en=a,b'; expected en= with one value"]),
    ("{ก|peru qid=Q1,Q2}", ["7:9: found 'qid=Q1,Q2'; expected qid= with one value"]),
    ("{ก|peru span=ก,ข}", ["7:9: found 'span=ก,ข'; expected span= with one value"]),
    ("{ก|peru span=}", ["7:9: found 'span='; expected a value after ="]),
    ('{ก|peru span=""}', ["7:9: found ''; expected words of the text that share a letter with 'ก', or +n:+n"]),
    ("{ก|DATE=2022 span=ข} ข", ["7:14: found 'ข'; expected words of the text that share a letter with 'ก', or +n:+n"]),
    ("{ก|peru alt=ข} ข", ["7:9: found 'ข'; expected words of the text that share a letter with 'ก', or +n:+n"]),
    ("{ก|peru alt=ก:PLACE}", [
        "7:9: found 'ก:PLACE'; expected words of the text that share a letter with 'ก', or +n:+n"
    ]),
    ("{ก|e1}{ข|e1}\n%e1 AID", [
        "7:10: found a second mark of e1; expected one mark an event; alt= on its row for other triggers"
    ]),
    ("{ก|?e1}\n%e1 AID", ["7:4: found '?e1'; expected e1 alone; the rest is said on its row"]),
    ("{ก|e1:ORG}\n%e1 AID", ["7:4: found 'e1:ORG'; expected e1 alone; the rest is said on its row"]),
    ("{ก|e1 alt=ก}\n%e1 AID", ["7:7: found 'alt=ก'; expected this on the row of e1"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), WRONG, ids=[body for body, _ in WRONG])
def test_mark_that_breaks_a_rule_is_reported_with_its_place(problems: Problems, body: str, expected: list[str]) -> None:
    assert problems(f"{ROWS}\n{body}") == expected
