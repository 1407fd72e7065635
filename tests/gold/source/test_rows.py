from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sakat.gold import Compiled
from sakat.gold.source.rows import EVENT_FLAGS

Compile = Callable[[str], Compiled]
Problems = Callable[[str], list[str]]

PLACES = "%peru GPE\n%chile GPE\n{เปรู|peru}กับ{ชิลี|chile}ไปเยือน{กัน|e1} {เคย|e2}\n%e2 AID\n"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ('%x GPE "Peru"', ("GPE", "Peru", (), None)),
        ("%x GPE Peru", ("GPE", "Peru", (), None)),
        ("%x NORP", ("NORP", None, (), None)),
        ('%x GPE "Peru" alt="Republic of Peru","Perú" qid=Q419', ("GPE", "Peru", ("Republic of Peru", "Perú"), "Q419")),
        ('%x GPE qid=Q419 alt="a, b" alt="c" "Peru"', ("GPE", "Peru", ("a, b", "c"), "Q419")),
        (r'%x WORK_OF_ART "The \"{Big}\" | Book"', ("WORK_OF_ART", 'The "{Big}" | Book', (), None)),
    ],
)
def test_entity_row_gives_its_mentions_label_names_and_qid(
    compiled: Compile, row: str, expected: tuple[Any, ...]
) -> None:
    for body in (f"{row}\n{{เปรู|x}}ๆ {{เปรู|x}}", f"{{เปรู|x}}ๆ {{เปรู|x}}\n{row}\n"):
        entities = compiled(body).gold.entities
        assert [(e.label, e.name_en, e.name_en_alt, e.qid) for e in entities] == [expected, expected]
        assert {entity.canonical for entity in entities} == {"x"}


@pytest.mark.parametrize(
    ("words", "key", "value"),
    [
        ("CONSULT", "type", "CONSULT"),
        ("CONSULT", "modality", "asserted"),
        ("CONSULT", "subtype", None),
        ("CONSULT", "mode", ()),
        ("CONSULT", "actors", ()),
        ("CONSULT", "negated", False),
        ("CONSULT visit", "mode", ("visit",)),
        ("ASSAULT beat,primitive", "mode", ("beat", "primitive")),
        ("OTHER travel", "subtype", "travel"),
        ("CONSULT visit,travel type_alt=OTHER", "subtype", "travel"),
        ("CONSULT actors=peru,chile", "actors", ("peru", "chile")),
        ("CONSULT actors=peru actors=chile", "actors", ("peru", "chile")),
        ("CONSULT recipients=chile", "recipients", ("chile",)),
        ("CONSULT location=chile", "location", "chile"),
        ("CONSULT edtf=2022-01-08", "edtf", "2022-01-08"),
        ("CONSULT modality=planned", "modality", "planned"),
        ("CONSULT source=peru", "source", "peru"),
        ("CONSULT context=diplomatic,economic", "context", ("diplomatic", "economic")),
        ("CONSULT coref=e2", "coref", "e2"),
        ('CONSULT note="ดู § 3, \\"เยือน\\""', "note", 'ดู § 3, "เยือน"'),
        ("CONSULT type_alt=COOPERATE,AGREE", "type_alt", ("COOPERATE", "AGREE")),
        ("CONSULT edtf_alt=2022-01,null", "edtf_alt", ("2022-01", None)),
        ("CONSULT modality_alt=reported", "modality_alt", ("reported",)),
        ("CONSULT args_ok=peru", "args_ok", ("peru",)),
        ('CONSULT alt="เยือนกัน",-7:+0', "alt_triggers", ((13, 21), (11, 21))),
        ('CONSULT span="ไปเยือนกัน"', "trigger", (11, 21, "ไปเยือนกัน")),
        *((f"CONSULT visit {flag}", flag, True) for flag in EVENT_FLAGS),
        *((f"CONSULT {flag}", flag, True) for flag in EVENT_FLAGS),
    ],
)
def test_event_row_gives_the_event_its_keys(compiled: Compile, words: str, key: str, value: object) -> None:
    event = next(event for event in compiled(f"{PLACES}%e1 {words}\n").gold.events if event.id == "e1")
    found = getattr(event, key)
    assert (tuple(found.model_dump().values()) if key == "trigger" else found) == value


def test_events_stand_in_the_order_of_their_rows(compiled: Compile) -> None:
    gold = compiled("%e2 AID\n%e1 CONSULT\n{หารือ|e1}แล้ว{ช่วย|e2}\n").gold
    assert [(event.id, event.trigger.text) for event in gold.events] == [("e2", "ช่วย"), ("e1", "หารือ")]


ENTITY_WORD = 'expected "English name", alt="Other name" or qid=Q1'
KIND = "expected an entity label (GPE) or an event type (CONSULT) after the id"
FLAG = f"expected key=value, or a flag: {', '.join(EVENT_FLAGS)}"
KEY = (
    "expected actors, recipients, context, type_alt, edtf_alt, modality_alt, args_ok, alt, span with values, "
    "or location, edtf, modality, source, coref, note with one"
)
WRONG = [
    ("{ก|x}\n%x GPE\n %x\n%x GPE", ["7:2: found a second row for 'x'; expected one; the first is on line 5"]),
    ("%X GPE", ["4:2: found 'X'; expected an id of small letters, digits and _ after %"]),
    ("%เปรู GPE", ["4:2: found 'เปรู'; expected an id of small letters, digits and _ after %"]),
    ("%x", [f"4:2: found ''; {KIND}"]),
    ("%x COUNTRY", [f"4:4: found 'COUNTRY'; {KIND}"]),
    ("%e1 FIGHT beat", [f"4:5: found 'FIGHT'; {KIND}"]),
    ("{ก|x}\n%x DATE", ["5:4: found DATE; expected {text|DATE} in the text; values have no rows"]),
    ("{ก|x}\n%x GPE Peru Lima", [f"5:13: found 'Lima'; {ENTITY_WORD}"]),
    ("{ก|x}\n%x GPE name=Peru", [f"5:8: found 'name=Peru'; {ENTITY_WORD}"]),
    ("{ก|x}\n%x GPE qid=Q1,Q2", [f"5:8: found 'qid=Q1,Q2'; {ENTITY_WORD}"]),
    ("{ก|x}\n%x GPE qid=Q1 qid=Q2", [f"5:15: found 'qid=Q2'; {ENTITY_WORD}"]),
    ("{ก|x}\n%x GPE qid=", ["5:8: found 'qid='; expected a value after ="]),
    ("{ก|e1}\n%e1 REQUEST help", [
        "5:13: found 'help'; expected a mode of REQUEST (assist, change, meet, yield), key=value or a flag"
    ]),
    ("{ก|e1}\n%e1 AID help", ["5:9: found 'help'; expected a mode of AID (it has none), key=value or a flag"]),
    ("{ก|e1}\n%e1 CONSULT visit negatd", [f"5:19: found 'negatd'; {FLAG}"]),
    ("{ก|e1}\n%e1 CONSULT negated visit", [f"5:21: found 'visit'; {FLAG}"]),
    ("{ก|e1}\n%e1 CONSULT negated=yes", [f"5:13: found 'negated=yes'; {KEY}"]),
    ("{ก|e1}\n%e1 CONSULT edtf=2021,2022", [f"5:13: found 'edtf=2021,2022'; {KEY}"]),
    ("{ก|e1}\n%e1 CONSULT edtf=2021 edtf=2022", [f"5:23: found 'edtf=2022'; {KEY}"]),
    ("{ก|e1}\n%e1 CONSULT actors=", ["5:13: found 'actors='; expected a value after ="]),
    ("{กข|e1} ค\n%e1 CONSULT alt=\"ค\"", [
        "5:13: found 'ค'; expected words of the text that share a letter with 'กข', or +n:+n"
    ]),
    ("{กข|e1} ค\n%e1 CONSULT span=+9:+9", [
        "5:13: found '+9:+9'; expected words of the text that share a letter with 'กข', or +n:+n"
    ]),
    ("%x GPE", ["4:2: found a row for 'x', which no mark names; expected a mark {…|x} in the text"]),
    ("%e1 AID", ["4:2: found a row for 'e1', which no mark names; expected a mark {…|e1} in the text"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), WRONG, ids=[body for body, _ in WRONG])
def test_row_that_breaks_a_rule_is_reported_with_its_place(problems: Problems, body: str, expected: list[str]) -> None:
    assert problems(body) == expected


def test_second_subtype_is_reported_with_all_subtypes(problems: Problems) -> None:
    (problem,) = problems("{ก|e1}\n%e1 OTHER death,injury")
    assert problem.startswith("5:11: found 'injury'; expected one subtype (accident, appointment, ")
    assert problem.endswith("statement, travel), key=value or a flag")
