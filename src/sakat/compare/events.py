"""Pairs the events of two records of one article, though its text was edited between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from difflib import SequenceMatcher

from sakat.record import Event, Record

NEAR = 40
"""Code points two triggers may be apart, the shift of the text around them taken off, to be one event."""

Pair = tuple[int | None, int | None]


def pair_events(old: Record | None, new: Record | None) -> list[Pair]:
    """Return pairs of indexes into the events of two records, None where there is no counterpart, in text order.

    Events of one id are paired first, then runs of the same types and triggers in the same order, then what is left by
    place: the same trigger or the same type nearby.
    """
    before = old.events if old is not None else ()
    after = new.events if new is not None else ()
    known = {event.id: index for index, event in enumerate(after)}
    pairs = {index: known[event.id] for index, event in enumerate(before) if event.id in known}
    _pair_runs(before, after, pairs)
    _pair_nearby(before, after, pairs)
    return _in_text_order(len(before), len(after), pairs)


def _pair_runs(before: tuple[Event, ...], after: tuple[Event, ...], pairs: dict[int, int]) -> None:
    taken = set(pairs.values())
    left = [index for index in range(len(before)) if index not in pairs]
    right = [index for index in range(len(after)) if index not in taken]
    matcher = SequenceMatcher(
        None, [_key(before[index]) for index in left], [_key(after[index]) for index in right], autojunk=False
    )
    for one, other, size in matcher.get_matching_blocks():
        pairs.update((left[one + step], right[other + step]) for step in range(size))


def _key(event: Event) -> tuple[str, str | None, str]:
    return event.type, event.subtype, event.trigger.text


def _pair_nearby(before: tuple[Event, ...], after: tuple[Event, ...], pairs: dict[int, int]) -> None:
    anchors = sorted((before[one].trigger.start, after[other].trigger.start) for one, other in pairs.items())
    taken = set(pairs.values())
    starts = [event.trigger.start for event in after]
    candidates = []
    for one, event in enumerate(before):
        if one in pairs:
            continue
        place = _moved(event.trigger.start, anchors)
        for other in range(bisect_left(starts, place - NEAR), bisect_right(starts, place + NEAR)):
            same_trigger, same_type = after[other].trigger.text == event.trigger.text, after[other].type == event.type
            if other not in taken and (same_trigger or same_type):
                candidates.append((not same_trigger, not same_type, abs(starts[other] - place), one, other))
    for *_, one, other in sorted(candidates):
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)


def _moved(place: int, anchors: list[tuple[int, int]]) -> int:
    """Return where an old offset is now, by the nearest paired event before it, else after it."""
    if not anchors:
        return place
    index = bisect_right(anchors, (place, 1 << 62)) - 1
    start, now = anchors[max(index, 0)]
    return place + now - start


def _in_text_order(old: int, new: int, pairs: dict[int, int]) -> list[Pair]:
    """Return all pairs by place in the new text; what was removed stands where it was among the others."""
    found: list[tuple[tuple[float, int], Pair]] = []
    last = -1.0
    for one in range(old):
        if one in pairs:
            last = float(pairs[one])
            found.append(((last, 0), (one, pairs[one])))
        else:
            found.append(((last + 0.5, one), (one, None)))
    taken = set(pairs.values())
    found += [((float(other), 0), (None, other)) for other in range(new) if other not in taken]
    return [pair for _, pair in sorted(found, key=lambda item: item[0])]
