from hypothesis import given
from hypothesis import strategies as st

from sakat.record import ids

TEXT = (
    "นายธีรพงศ์ วัฒนกุล นายกสมาคมชาวสวนผลไม้ เข้าพบรัฐมนตรีว่าการกระทรวงพาณิชย์ที่กรุงเทพฯ "
    "เมื่อวันที่ ๕ มิถุนายน ๒๕๖๗ วันต่อมาสมาคมปฏิเสธข้อเสนอของกระทรวง[1]"
)


def test_ids_are_those_of_the_published_example() -> None:
    doc = ids.record_id(TEXT)
    assert doc == "d_32227a313449cffb"
    assert ids.mention_id(doc, 3, 18, "PERSON") == "m_0285cc97b5febed8"
    assert ids.temporal_id(doc, 91, 113) == "t_68abdcf8e3b21f60"
    assert ids.event_id(doc, 40, 46, "CONSULT", None) == "e_00386b255ff3cd0b"
    assert ids.citation_id(doc, 150, 153) == "c_8e377a8a3e36a5dc"
    assert ids.entity_id("PERSON", "ธีรพงศ์ วัฒนกุล", None) == "x_03b40fdbff133b8d"
    assert ids.entity_id("ORG", "สมาคมชาวสวนผลไม้", None) == "x_a848c214f7128976"


def test_entity_id_is_the_qid_where_one_is_known() -> None:
    assert ids.entity_id("GPE", "กรุงเทพมหานคร", "Q1861") == "Q1861"


def test_event_id_of_other_depends_on_subtype() -> None:
    assert ids.event_id("d", 0, 3, "OTHER", "death") != ids.event_id("d", 0, 3, "OTHER", "injury")


def test_normalize_name_makes_lookalike_spellings_one() -> None:
    names = ["แม่น้ำโขง", "เเม่น้ำโขง", "แม่น้ํา\u200bโขง", "แม่น้ำ โขง", "แม่น\u0e4d\u0e49าโขง"]
    assert {ids.normalize_name(name) for name in names} == {"แม่น้ำโขง"}
    assert ids.normalize_name("ช่อง ๗ HD") == ids.normalize_name("ช่อง7hd")


def test_normalize_name_keeps_different_names_apart() -> None:
    assert ids.normalize_name("แม่น้ำโขง") != ids.normalize_name("แม่น้ำของ")


@given(st.text(max_size=40))
def test_normalize_name_is_stable_on_its_own_output(name: str) -> None:
    once = ids.normalize_name(name)
    assert ids.entity_id("ORG", once, None) == ids.entity_id("ORG", ids.normalize_name(once), None)
