"""Long runs of what numbers are made of: each place is looked at once, or these would take minutes."""

from itertools import pairwise

import pytest

from sakat.entities.numbers import find

LONG = 30_000


@pytest.mark.parametrize("unit", ["1", "๑", "1,", "1.", "1-", "12,345", "สอง", "ร้อย", "ร้อยละ", "ที่", "$", "%", "อายุ"])
def test_a_long_run_is_read_without_trying_each_part_of_it(unit: str) -> None:
    text = (unit * LONG)[:LONG]
    found = find(text)
    assert all(0 <= candidate.start < candidate.end <= LONG for candidate in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


def test_an_amount_after_a_long_run_is_found() -> None:
    text = "1" * LONG + " บาท และอีก 500 บาท"
    assert [text[c.start : c.end] for c in find(text) if c.label == "MONEY"][-1] == "500 บาท"
