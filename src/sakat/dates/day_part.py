"""The parts of the day as TIMEX3 writes them."""

from __future__ import annotations

_PARTS_OF_DAY = (("เช้า", "MO"), ("สาย", "MO"), ("บ่าย", "AF"), ("เที่ยงคืน", "24:00"), ("เย็น", "EV"))
_NIGHT = "NI"


def part_of_day(text: str) -> str:
    """Return what TIMEX3 calls a part of the day: MO, AF, EV, NI.

    Source: TimeML annotation guidelines 1.2.1, TIMEX3 values.

    >>> part_of_day("เมื่อเช้า"), part_of_day("คืนนี้")
    ('MO', 'NI')
    """
    return next((code for word, code in _PARTS_OF_DAY if word in text), _NIGHT)
