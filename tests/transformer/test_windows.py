from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sakat.transformer.windows import Window, cut_windows, find_seams

words = st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=120)


@given(words, st.integers(8, 40))
def test_windows_cover_the_line_in_order_and_fit_the_model(line: list[tuple[int, bool]], limit: int) -> None:
    sizes = [size for size, _ in line]
    windows = cut_windows(sizes, [spaced for _, spaced in line], limit)
    assert windows[0].first == 0
    assert windows[-1].after == len(line)
    for left, right in pairwise(windows):
        assert left.first < right.first <= left.after < right.after
        assert sum(sizes[right.first : left.after]) <= limit // 3
    for window in windows:
        read = sizes[slice(*window)]
        assert sum(read) <= limit or sum(min(size, limit) for size in read) == limit


@given(st.integers(1, 300), st.integers(8, 64))
def test_neighbours_share_a_quarter_where_words_are_short(count: int, limit: int) -> None:
    windows = cut_windows([1] * count, [False] * count, limit)
    assert all(left.after - right.first == limit // 4 for left, right in pairwise(windows))


def test_a_window_begins_after_a_space_if_it_can() -> None:
    spaced = [False] * 24
    spaced[8] = True
    assert cut_windows([1] * 24, spaced, 12)[1] == Window(8, 20)
    spaced[9] = spaced[8]
    assert cut_windows([1] * 24, spaced, 12)[1].first == 9


def test_a_line_that_fits_is_one_window() -> None:
    assert cut_windows([3, 0, 5], [False] * 3, 8) == [Window(0, 3)]


def test_seams_are_in_the_middle_where_no_name_is() -> None:
    assert find_seams([Window(0, 10), Window(6, 16)], [[(0, 2)], [(12, 14)]]) == [8]
    assert find_seams([Window(0, 10)], [[(0, 2)]]) == []


def test_seams_pass_a_name_that_either_window_has_found() -> None:
    windows = [Window(0, 10), Window(4, 14)]
    assert find_seams(windows, [[(5, 9)], [(5, 9)]]) == [5]
    assert find_seams(windows, [[(5, 8)], []]) == [8]
    assert find_seams(windows, [[], [(6, 9)]]) == [6]
    assert find_seams(windows, [[(4, 7)], [(7, 9)]]) == [7]


def test_a_name_longer_than_what_windows_share_is_cut_in_the_middle() -> None:
    assert find_seams([Window(0, 10), Window(6, 16)], [[(2, 10)], [(6, 13)]]) == [8]


@given(words, st.integers(8, 40), st.data())
def test_a_name_seen_whole_where_windows_meet_is_taken_whole(
    line: list[tuple[int, bool]], limit: int, data: st.DataObject
) -> None:
    windows = cut_windows([size for size, _ in line], [spaced for _, spaced in line], limit)
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start + 1, len(line)))
    names = [[(max(start, w.first), min(end, w.after))] if start < w.after and w.first < end else [] for w in windows]
    seams = find_seams(windows, names)
    assert seams == sorted(seams)
    if any(window.first <= start and end <= window.after for window in windows):
        assert not any(start < seam < end for seam in seams)
