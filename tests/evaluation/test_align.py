from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sakat.evaluation.align import Pair, SpanIndex, match_pairs, overlap_share, shared_length

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda s: (s[0], s[0] + s[1])), max_size=12)


def made(*pairs: Pair) -> list[tuple[int, int]]:
    return [(pair.gold, pair.predicted) for pair in match_pairs(pairs)]


def test_match_pairs_makes_the_best_pair_first() -> None:
    assert made(Pair(0, 0, (2,)), Pair(0, 1, (5,)), Pair(1, 1, (4,)), Pair(1, 0, (1,))) == [(0, 1), (1, 0)]


def test_match_pairs_takes_equal_pairs_in_file_order() -> None:
    assert made(Pair(1, 0, (3,)), Pair(0, 1, (3,)), Pair(0, 0, (3,))) == [(0, 0)]


def test_match_pairs_lets_a_required_item_win_over_an_optional_one() -> None:
    assert made(Pair(0, 0, (9,), neutral=True), Pair(1, 0, (1,))) == [(1, 0)]


@given(SPANS, st.integers(0, 50), st.integers(1, 12))
def test_span_index_finds_exactly_the_spans_that_share_a_code_point(
    spans: list[tuple[int, int]], start: int, length: int
) -> None:
    end = start + length
    expected = [i for i, (left, right) in enumerate(spans) if shared_length(start, end, left, right)]
    assert sorted(SpanIndex(spans).overlapping(start, end)) == expected


def test_spans_that_only_touch_share_nothing() -> None:
    assert shared_length(0, 5, 5, 9) == 0
    assert overlap_share(0, 5, 5, 9) == 0


def test_overlap_share_is_overlap_by_union() -> None:
    assert overlap_share(0, 10, 5, 15) == 5 / 15
