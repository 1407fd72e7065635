"""Labels of events and the dates in them."""

from __future__ import annotations

import pytest

from sakat.events.labels import make_labels
from sakat.lexicon import load_lexicon
from sakat.record import Entity
from sakat.record.event import MODE_SCORES, TYPE_SCORES


def _entity(name_th: str, name_en: str | None) -> Entity:
    return Entity(
        id="x_0123456789abcdef", label="ORG", name_th=name_th, name_en=name_en,
        name_en_method=None if name_en is None else "official", aliases=(), qid=None, iso3166=None, geonames_id=None,
        coordinates=None, roles=(),
    )  # fmt: skip


PERU, CHILE = _entity("เปรู", "Peru"), _entity("ชิลี", "Chile")


def test_make_labels_names_both_sides():
    labels = make_labels("REJECT", None, [], [PERU], [CHILE], None, "2024-06-06", [])
    assert labels == ("เปรูปฏิเสธชิลี 6 มิ.ย. 2567", "Peru rejects Chile, 6 Jun 2024")


def test_make_labels_joins_equals_and_says_where():
    labels = make_labels("CONSULT", None, [], [PERU, CHILE], [], _entity("กรุงลิมา", "Lima"), None, [])
    assert labels == ("เปรู และชิลีหารือกันที่กรุงลิมา", "Peru and Chile consult in Lima")


def test_make_labels_without_actor_is_passive():
    assert make_labels("COERCE", None, ["arrest"], [], [PERU], None, None, []) == (
        "เปรูถูกจับกุมหรือคุมขัง",
        "Peru is detained",
    )


def test_make_labels_adds_the_standing():
    thai, english = make_labels("ASSAULT", None, [], [PERU], [], None, None, ["negated", "reported"])
    assert english.endswith("(did not happen, as reported)")
    assert thai.endswith("(ไม่เกิดขึ้น, ตามคำบอกเล่า)")


def test_make_labels_falls_back_to_the_thai_name():
    assert make_labels("AID", None, [], [_entity("มูลนิธิเด็ก", None)], [], None, None, [])[1] == "มูลนิธิเด็ก gives aid"


@pytest.mark.parametrize(
    ("edtf", "thai", "english"),
    [
        ("2024-06-05", "5 มิ.ย. 2567", "5 Jun 2024"),
        ("2004-05", "พ.ค. 2547", "May 2004"),
        ("1997~", "ประมาณ พ.ศ. 2540", "about 1997"),
        ("2021/..", "ตั้งแต่ พ.ศ. 2564", "since 2021"),
        ("197X", "พ.ศ. 2513–2522", "1970–1979"),
        ("2023-35", "ไตรมาส 3 พ.ศ. 2566", "Q3 2023"),
        ("2023-04-09/2023-04-10", "9–10 เม.ย. 2566", "9–10 Apr 2023"),
        ("2024-06-05T09:30:00", "5 มิ.ย. 2567", "5 Jun 2024"),
    ],
)
def test_dates_of_labels_are_words_in_the_era_of_the_language(edtf, thai, english):
    labels = make_labels("CONSULT", None, [], [], [], None, edtf, [])
    assert labels == (f"การหารือ {thai}", f"Talks, {english}")


def test_event_labels_cover_every_type_and_fit_its_modes():
    rows = {(row["type"], row["subtype"], row["mode"]) for row in load_lexicon("event_labels", key="type")}
    for event_type in TYPE_SCORES:
        assert (event_type, "", "") in rows
    for event_type, _, mode in rows:
        assert not mode or mode in MODE_SCORES[event_type]
