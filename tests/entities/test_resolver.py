import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.entities import Candidate, place_label, resolve_spans, strip_candidates, strip_title

TEXT = "รัฐมนตรีว่าการกระทรวงกลาโหมลาวพบสมชายใจดี"


def rule(start: int, end: int, label: str = "ORG", score: float = 0.95, key: str | None = None) -> Candidate:
    return Candidate(start, end, label, "rule", "test", score, key)  # type: ignore[arg-type]


def guess(start: int, end: int, label: str = "ORG", score: float = 0.9) -> Candidate:
    return Candidate(start, end, label, "statistical", None, score)  # type: ignore[arg-type]


def spans(*candidates: Candidate, text: str = TEXT) -> list[tuple[int, int, str]]:
    return [(c.start, c.end, c.label) for c in resolve_spans(strip_candidates(candidates, text), text)]


def test_resolve_spans_keeps_state_in_ministry_and_drops_the_shorter_ministry() -> None:
    assert spans(rule(14, 27), rule(27, 30, "GPE"), rule(14, 30)) == [(14, 30, "ORG"), (27, 30, "GPE")]


def test_resolve_spans_keeps_no_part_of_a_person() -> None:
    assert spans(rule(33, 41, "PERSON"), rule(33, 38, "PERSON"), rule(36, 40, "GPE", 0.8)) == [(33, 41, "PERSON")]


def test_resolve_spans_drops_crossing_name_of_lower_rank() -> None:
    assert spans(rule(5, 12, score=0.95), guess(8, 20)) == [(5, 12, "ORG")]


def test_resolve_spans_takes_the_likelier_of_two_names() -> None:
    assert spans(rule(14, 27, score=0.6), guess(14, 30)) == [(14, 30, "ORG")]
    assert spans(rule(14, 27, score=0.95), guess(14, 30)) == [(14, 27, "ORG")]


def test_resolve_spans_takes_the_longer_of_two_equally_likely_names() -> None:
    assert spans(rule(14, 27), rule(14, 30)) == [(14, 30, "ORG")]


def test_resolve_spans_gives_what_is_known_the_best_score_of_its_span() -> None:
    (kept,) = resolve_spans([rule(14, 27, score=0.5, key="mod"), guess(14, 27, score=0.8)], TEXT)
    assert (kept.key, kept.method, kept.score) == ("mod", "rule", 0.8)


def test_resolve_spans_keeps_rule_against_statistical_of_another_label() -> None:
    assert spans(rule(14, 27), guess(14, 27, "PERSON")) == [(14, 27, "ORG")]


def test_resolve_spans_drops_numbers_in_dates_and_names() -> None:
    dates = rule(0, 10, "DATE", 0.9)
    assert spans(dates, rule(2, 4, "CARDINAL"), rule(14, 20), rule(15, 17, "CARDINAL")) == [
        (0, 10, "DATE"),
        (14, 20, "ORG"),
    ]


def test_resolve_spans_keeps_date_nested_in_event_but_prefers_date_to_crossing_event() -> None:
    assert spans(rule(0, 12, "EVENT", 0.85), rule(6, 12, "DATE")) == [(0, 12, "EVENT"), (6, 12, "DATE")]
    assert spans(rule(0, 8, "EVENT", 0.95), rule(6, 12, "DATE")) == [(6, 12, "DATE")]


def test_resolve_spans_drops_inner_name_of_the_same_thing() -> None:
    assert spans(rule(0, 10, "LOC", key="a"), rule(4, 10, "GPE", key="a")) == [(0, 10, "LOC")]


def test_resolve_spans_strips_titles_of_statistical_persons() -> None:
    text = "พล.ต.ต. กิตติ บุญเรือง"
    assert spans(guess(0, len(text), "PERSON"), text=text) == [(8, len(text), "PERSON")]


def test_resolve_spans_prefers_lexicon_with_key_at_equal_span() -> None:
    (kept,) = resolve_spans([rule(14, 27, score=0.9), rule(14, 27, score=0.9, key="mod")], TEXT)
    assert kept.key == "mod"


CANDIDATES = st.builds(
    lambda start, length, label, method, score: Candidate(
        start, min(start + length, len(TEXT)), label, method, None if method == "statistical" else "r", score
    ),
    st.integers(0, len(TEXT) - 1),
    st.integers(1, 15),
    st.sampled_from(["PERSON", "ORG", "GPE", "LOC", "DATE", "EVENT", "LAW", "CARDINAL", "FAC"]),
    st.sampled_from(["rule", "lexicon", "statistical"]),
    st.sampled_from([0.5, 0.8, 0.95]),
)


@given(st.lists(CANDIDATES, max_size=12), st.randoms(use_true_random=False))
def test_resolve_spans_gives_nested_sorted_spans_in_any_order(candidates: list[Candidate], order: object) -> None:
    kept = resolve_spans(candidates, TEXT)
    assert kept == sorted(kept, key=lambda c: (c.start, -c.end, c.label))
    assert len({(c.start, c.end) for c in kept}) == len(kept)
    for one in kept:
        for two in kept:
            if one.start < two.start < one.end:
                assert two.end <= one.end
    shuffled = list(candidates)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert [(c.start, c.end, c.label) for c in resolve_spans(shuffled, TEXT)] == [
        (c.start, c.end, c.label) for c in kept
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("พล.ต.ต.กิตติ บุญเรือง", "กิตติ บุญเรือง"),
        ("ศ.ดร.มานะ แซ่ตั้ง", "มานะ แซ่ตั้ง"),
        ("นางสาวอรทัย", "อรทัย"),
        ("นายโสภณฯ", "โสภณ"),
        ("สมชาย ใจดี", "สมชาย ใจดี"),
        ("พระพรหมบัณฑิต", "พระพรหมบัณฑิต"),
        ("นางาม", "นางาม"),
        ("นาย", "นาย"),
        ("ครูสมศรี", "สมศรี"),
        ("น้องนวล คำภาพันธ์", "นวล คำภาพันธ์"),
        ("ถนอม กิตติขจร ลาออก", "ถนอม กิตติขจร"),
        ("สมชาย ใจดี กัปตัน", "สมชาย ใจดี"),
        ("น้องนาง", "น้องนาง"),
        ("วนิดา คงมณี", "วนิดา คงมณี"),
    ],
)
def test_strip_title_leaves_the_name(text: str, name: str) -> None:
    start, end = strip_title(text, 0, len(text))
    assert text[start:end] == name


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("จังหวัดตรัง", "GPE"),
        ("แม่น้ำยม", "LOC"),
        ("ภาคอีสาน", "LOC"),
        ("ถนนสายใหม่", "FAC"),
        ("เขื่อนอุบลรัตน์", "FAC"),
        ("ลาว", "GPE"),
        ("เอเชียกลาง", "LOC"),
        ("บ้านโคกอีแหลว", "GPE"),
        ("ไม่รู้จัก", "GPE"),
        ("เกาะนางยวน", "LOC"),
    ],
)
def test_place_label_tells_states_lands_and_buildings(text: str, label: str) -> None:
    assert place_label(text) == label


@pytest.mark.parametrize(("before", "taken"), [("120 ", 0), ("๖๐ ", 0), ("สิบ", 0), ("ของ", 1)])
def test_resolve_spans_takes_no_officers_counted_for_a_person(before: str, taken: int) -> None:
    text = f"จัดกำลัง {before}นาย ล้อมหอประชุม"
    assert len(spans(guess(text.index("ล้อม"), len(text), "PERSON"), text=text)) == taken


def test_resolve_spans_takes_the_mark_of_a_name_cut_short() -> None:
    assert spans(guess(0, 4), text="สมาคฯลฯ") == [(0, 4, "ORG")]
    assert spans(guess(0, 5), text="สมาคมฯ แถลง") == [(0, 6, "ORG")]
