from hypothesis import given
from hypothesis import strategies as st

from sakat.entities.ranking import MARGIN, Context, Facts, Known, rank, winner
from sakat.kb.model import Thing
from sakat.record.mention import Label


def known(qid: str, weight: int, label: Label = "GPE", form: str = "จอร์เจีย", name_th: str = "จอร์เจีย") -> Known:
    return Known(Thing(qid, label, name_th, None, None, None, None, None, None, weight), form, "name", None)


def order(*candidates: Known, label: Label | None = "GPE") -> list[str]:
    return [item.known.thing.qid for item in rank(candidates, label, Context())]


def test_rank_puts_the_better_known_first_and_equals_by_id() -> None:
    assert order(known("Q10", 5), known("Q9", 5), known("Q11", 50)) == ["Q11", "Q9", "Q10"]


def test_rank_puts_another_label_last_and_a_near_one_between() -> None:
    assert order(known("Q1", 90, "PERSON"), known("Q2", 9, "LOC"), known("Q3", 5)) == ["Q3", "Q2", "Q1"]
    assert order(known("Q1", 90, "PERSON"), known("Q2", 9, "LOC"), known("Q3", 5), label=None) == ["Q1", "Q2", "Q3"]


def test_rank_lowers_a_bare_part_of_a_persons_name() -> None:
    whole = known("Q1", 50, "PERSON", form="โจเซฟ ไบเดน", name_th="โจ ไบเดน")
    part = known("Q2", 50, "PERSON", form="ไบเดน", name_th="โจ ไบเดน")
    alone = known("Q3", 50, "PERSON", form="โซเครติส", name_th="โซเครติส")
    scores = [item.score for item in rank([whole, part, alone], "PERSON", Context())]
    assert scores[0] == scores[1] > scores[2]


def test_winner_needs_a_margin() -> None:
    assert winner(rank([known("Q1", 330), known("Q2", 240)], "GPE", Context())) is None
    clear = winner(rank([known("Q1", 330), known("Q2", 24)], "GPE", Context()))
    assert clear is not None
    assert clear.thing.qid == "Q1"


def test_winner_takes_the_only_thing_of_the_right_label_even_without_weight() -> None:
    assert winner(rank([known("Q1", 0)], "GPE", Context())) is not None
    assert winner(rank([known("Q1", 400, "PERSON")], "GPE", Context())) is None


def test_winner_of_nobody_is_nobody() -> None:
    assert winner(()) is None


CANDIDATES = st.lists(
    st.builds(
        known,
        st.integers(1, 30).map("Q{}".format),
        st.integers(0, 500),
        st.sampled_from(["GPE", "LOC", "PERSON", "ORG"]),
    ),
    unique_by=lambda item: item.thing.qid,
    max_size=6,
)


@given(candidates=CANDIDATES, data=st.data())
def test_rank_does_not_depend_on_the_order_of_candidates(candidates: list[Known], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(candidates))
    assert rank(shuffled, "GPE", Context()) == rank(candidates, "GPE", Context())


@given(CANDIDATES)
def test_winner_leads_by_the_margin(candidates: list[Known]) -> None:
    ranked = rank(candidates, "GPE", Context())
    chosen = winner(ranked)
    if chosen is not None:
        assert chosen == ranked[0].known
        assert all(ranked[0].score - item.score >= MARGIN for item in ranked[1:])


@given(st.permutations([Facts(qid="Q30", iso3166="US"), Facts(iso3166="GE-TB"), Facts(name_en="Georgia")]))
def test_context_does_not_depend_on_order(facts: list[Facts]) -> None:
    context = Context(facts)
    assert context.qids == {"Q30"}
    assert context.states == {"US", "GE"}
    assert context.english == {" georgia "}
