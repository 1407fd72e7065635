from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sakat.compare.events import pair_events
from sakat.record import Record

WORDS = ["หารือ", "ประท้วง", "จับกุม", "ปล่อยตัว", "ขอโทษ", "ลงนาม"]
TYPES = ["CONSULT", "PROTEST", "AID"]
EVENTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(TYPES)), unique_by=lambda pair: pair[0], max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=EVENTS, new=EVENTS, shift=st.integers(0, 60))
def test_every_event_of_both_sides_is_paired_once_in_text_order(
    old: list[tuple[str, str]],
    new: list[tuple[str, str]],
    shift: int,
    record_by_hand: Callable[..., Record],
    acted: Callable[..., Any],
) -> None:
    def write(events: list[tuple[str, str]], before: str) -> Record:
        text = before + "ข่าว " + " ".join(word for word, _ in events)
        return record_by_hand(text, events=[acted(word, kind) for word, kind in events])

    one, other = write(old, ""), write(new, "ก" * shift)
    pairs = pair_events(one, other)
    assert sorted(index for index, _ in pairs if index is not None) == list(range(len(old)))
    assert [index for _, index in pairs if index is not None] == list(range(len(new)))
    for before, after in pairs:
        if before is not None and after is not None:
            left, right = one.events[before], other.events[after]
            assert left.type == right.type or left.trigger.text == right.trigger.text
    if old == new:
        assert all(before == after for before, after in pairs)
    assert pair_events(None, other) == [(None, index) for index in range(len(new))]
    assert pair_events(one, None) == [(index, None) for index in range(len(old))]
