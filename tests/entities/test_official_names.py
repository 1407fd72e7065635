"""Official names of bodies of foreign states."""

from __future__ import annotations

import pytest

from sakat.entities.authority import load_authority
from sakat.entities.names import english_name
from sakat.entities.official_names import body_forms, official_name
from sakat.lexicon import load_lexicon


@pytest.mark.parametrize(
    ("form", "english"),
    [
        ("ตำรวจเคนยา", "Kenya Police Service"),
        ("สำนักงานตำรวจแห่งชาติมองโกเลีย", "National Police Agency of Mongolia"),
        ("กองทัพเรือศรีลังกา", "Sri Lanka Navy"),
        ("ทัพเรือกรีซ", "Hellenic Navy"),
        ("กกต. ศรีลังกา", "Election Commission of Sri Lanka"),
        ("ธนาคารกลางของแองโกลา", "National Bank of Angola"),
        ("สภาเสี้ยววงเดือนแดงอิรัก", "Iraqi Red Crescent Society"),
    ],
)
def test_a_body_with_its_state_has_its_official_name(form: str, english: str) -> None:
    assert official_name(form) == english
    assert english_name(form, "ORG") == (english, "official")


@pytest.mark.parametrize("form", ["กองทัพแดง", "ตำรวจภูเก็ต", "กองทัพ", "กองทัพไทย", "เคนยา"])
def test_other_names_are_none(form: str) -> None:
    assert official_name(form) is None


def test_every_row_is_of_a_known_state_and_a_body_with_forms() -> None:
    states = {entry.iso3166 for entry in load_authority().by_id.values() if entry.kind == "country"}
    rows = load_lexicon("state_bodies", key="body")
    assert len({(row["iso3166"], row["body"]) for row in rows}) == len(rows)
    assert {row["iso3166"] for row in rows} <= states
    assert {row["body"] for row in rows} == set(body_forms().values())


@pytest.mark.parametrize(
    ("form", "english"),
    [
        ("ก.คมนาคม", "Ministry of Transport"),
        ("กกต.เลย", "Loei Provincial Election Commission"),
        ("ศาลแขวงออสโล", "Oslo District Court"),
        ("ศาลแขวงดุสิต", "Dusit Kwaeng Court"),
        ("ตำรวจภูเก็ต", "Phuket Provincial Police"),
        ("ตำรวจหางดง", "Hang Dong Police Station"),
        ("กองพันทหารช่างที่ 302", "302nd Engineer Battalion"),
        ("กองทัพ", "Armed Forces"),
        ("คณะกรรมการตุลาการ", "Judicial Committee"),
        ("บริษัทสินสยามทันเนลลิง", "Sin Siam Tunnelling"),
        ("เครือข่ายรักษ์แผ่นดิน", "Rak Phaendin Network"),
        ("เครือข่ายอาจารย์อีสาน", "Isan Lecturers Network"),
    ],
)
def test_bodies_are_named_as_they_name_themselves(form: str, english: str) -> None:
    assert english_name(form, "ORG")[0] == english
