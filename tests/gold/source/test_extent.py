from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.gold.source.extent import find_extent, write_extent
from sakat.gold.source.tokens import unquote

TEXT = "นายกิตติพบนายกิตติที่บ้านนายกิตติ"
SECOND = TEXT.index("กิตติ", 8)


@pytest.mark.parametrize(
    ("mark", "wanted", "found"),
    [
        ((SECOND, SECOND + 5), "นายกิตติ", (SECOND - 3, SECOND + 5)),
        ((SECOND, SECOND + 5), "กิตติ", (SECOND, SECOND + 5)),
        ((SECOND, SECOND + 5), "กิตติที่บ้าน", (SECOND, SECOND + 12)),
        ((SECOND, SECOND + 5), "ต", (SECOND + 2, SECOND + 3)),
        ((0, 8), "กิตติ", (3, 8)),
        ((SECOND, SECOND + 5), "-3:+0", (SECOND - 3, SECOND + 5)),
        ((SECOND, SECOND + 5), "+1:-1", (SECOND + 1, SECOND + 4)),
        ((0, 3), f"+0:+{len(TEXT) - 3}", (0, len(TEXT))),
    ],
)
def test_find_extent_takes_the_nearest_words_or_the_shift(
    mark: tuple[int, int], wanted: str, found: tuple[int, int]
) -> None:
    assert find_extent(TEXT, *mark, wanted) == found


@pytest.mark.parametrize("wanted", ["พบ", "ที่บ้าน", "ชิลี", "", "-4:+0", "+0:-3", "+3:+0", "+0:+99", "+1"])
def test_find_extent_finds_nothing_apart_from_the_mark_or_outside_the_text(wanted: str) -> None:
    assert find_extent(TEXT, 0, 3, wanted) is None


@pytest.mark.parametrize(
    ("text", "mark", "span", "written"),
    [
        ("นายกิตติ", (3, 8), (0, 8), '"นายกิตติ"'),
        ("ลด -5 องศา", (4, 5), (3, 10), '"-5 องศา"'),
        ('คำว่า "สันติ"', (7, 12), (6, 13), r'"\"สันติ\""'),
        ("กิตติ ใน\nกทม.", (0, 5), (0, 13), "+0:+8"),
        ("กกก", (0, 3), (1, 2), "+1:-1"),
        ("กกก", (0, 1), (2, 3), "+2:+2"),
    ],
)
def test_write_extent_gives_words_in_quotes_or_the_shift(
    text: str, mark: tuple[int, int], span: tuple[int, int], written: str
) -> None:
    assert write_extent(text, *mark, span) == written


@given(st.data(), st.lists(st.sampled_from(("ก", "กข", "+1:+2", "-0:+1", '"', "\\", "\n", " ")), min_size=1))
def test_find_extent_finds_what_write_extent_wrote(data: st.DataObject, pieces: list[str]) -> None:
    text = "".join(pieces)
    starts = st.integers(0, len(text) - 1)
    start, left = data.draw(starts), data.draw(starts)
    end, right = (data.draw(st.integers(place + 1, len(text))) for place in (start, left))
    assert find_extent(text, start, end, unquote(write_extent(text, start, end, (left, right)))) == (left, right)
