import pytest

from sakat.entities import find_bracketed, without_shared_offices
from sakat.entities.candidate import Candidate


def forms(text: str, name: str, label: str = "ORG") -> list[str]:
    start = text.index(name)
    found = find_bracketed(text, [Candidate(start, start + len(name), label, "rule", "test", 0.9)])  # type: ignore[arg-type]
    assert all(item.label == label for item in found)
    return [text[item.start : item.end] for item in found]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("กลุ่มตอลิบาน (Taliban) แถลง", "กลุ่มตอลิบาน", ["Taliban"]),
        ("พรรคแรงงาน (อังกฤษ: Labour Party, LP) ชนะ", "พรรคแรงงาน", ["Labour Party", "LP"]),
        ("องค์การนี้ (อังกฤษ: Mekong River Commission; ย่อ: ค.ม.ข.)", "องค์การนี้", ["Mekong River Commission", "ค.ม.ข."]),
        ("สภาการเหมืองแร่ (ส.ม.ร.)", "สภาการเหมืองแร่", ["ส.ม.ร."]),
        ("กระทรวงกลาโหม (Ministry of Defence)", "กระทรวงกลาโหม", ["Ministry of Defence"]),
    ],
)
def test_find_bracketed_reads_other_forms_of_a_name(text: str, name: str, expected: list[str]) -> None:
    assert forms(text, name) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("บริษัท เอ จำกัด (มหาชน) แถลง", "บริษัท เอ จำกัด"),
        ("กระทรวงกลาโหม (ซึ่งปฏิเสธข่าว)", "กระทรวงกลาโหม"),
        ("สมาคมครู (2) แถลง", "สมาคมครู"),
        ("สมาคมครู (ไม่มีวงเล็บปิด Association", "สมาคมครู"),
        ("สมาคมครู แถลง (Reuters)", "สมาคมครู"),
        ("สมาคมครู (see below)", "สมาคมครู"),
    ],
)
def test_find_bracketed_ignores_other_brackets(text: str, name: str) -> None:
    assert forms(text, name) == []


def test_without_shared_offices_drops_the_body_of_several_states_only() -> None:
    def drop(text: str) -> list[str]:
        items = [Candidate(0, len("กระทรวงกลาโหม"), "ORG", "statistical", None, 0.9)]
        for state in ("จีน", "ลาว", "ไทย"):
            if state in text:
                start = text.index(state)
                items.append(Candidate(start, start + 3, "GPE", "lexicon", "gazetteer.country", 1.0))
        return [text[item.start : item.end] for item in without_shared_offices(items, text)]

    assert drop("กระทรวงกลาโหมของจีน, ลาว และไทย") == ["จีน", "ลาว", "ไทย"]
    assert drop("กระทรวงกลาโหมของจีน แถลงต่อไทย") == ["กระทรวงกลาโหม", "จีน", "ไทย"]
