from sakat.entities.authority import load_authority
from sakat.entities.districts import district_spellings, districts


def test_districts_are_all_and_carry_no_class_noun() -> None:
    found = districts()
    assert len(found) == 928
    assert sum(district.in_bangkok for district in found) == 50
    assert not any(district.name_th.startswith(("เขต", "อำเภอ")) for district in found)
    assert len({district.code for district in found}) == len(found)


def test_district_spellings_have_capitals_at_the_head_of_words_only() -> None:
    spellings = district_spellings()
    assert (spellings["ปางศิลาทอง"], spellings["พิมลราช"], spellings["ละอุ่น"]) == (
        "Pang Sila Thong",
        "Phimon Rat",
        "La-un",
    )
    assert all(word[1:] == word[1:].lower() for name in spellings.values() for word in name.split())


def test_authority_knows_districts_with_their_class_noun_and_bare_if_no_other_word() -> None:
    forms = load_authority().by_form
    assert {forms[form][0].id for form in ("อำเภอไทรน้อย", "อ.ไทรน้อย", "อ. ไทรน้อย", "ไทรน้อย")} == {"th_1205"}
    assert "เขตบางกะปิ" in forms
    assert not any(entry.kind == "district" for form in ("พล", "สังคม", "เพ็ญ") for entry in forms.get(form, ()))
    assert "อำเภอเฉลิมพระเกียรติ" not in forms  # five districts share the name
