"""Pairs the entities of two datasets."""

from __future__ import annotations

from collections.abc import Iterator

from sakat.dataset.flatten import Row

Pair = tuple[Row | None, Row | None]


def entity_pairs(old: Iterator[Row], new: Iterator[Row]) -> Iterator[Pair]:
    """Yield the entities of both sides, those of one id together, then what has no counterpart of its id.

    One that got or lost its Wikidata id is paired by label and Thai name where both are unique among the rest, so that
    it is not reported as one removed and one added. Both sides come in order of id; only the rest is kept in memory.
    """
    rest_old: list[Row] = []
    rest_new: list[Row] = []
    one, other = next(old, None), next(new, None)
    while one is not None or other is not None:
        if other is None or (one is not None and one["id"] < other["id"]):
            assert one is not None
            rest_old.append(one)
            one = next(old, None)
        elif one is None or other["id"] < one["id"]:
            rest_new.append(other)
            other = next(new, None)
        else:
            yield one, other
            one, other = next(old, None), next(new, None)
    yield from _pair_rest(rest_old, rest_new)


def _pair_rest(old: list[Row], new: list[Row]) -> Iterator[Pair]:
    names_old, names_new = _by_name(old), _by_name(new)
    paired: set[str] = set()
    for row in old:
        key = (row["label"], row["name_th"])
        candidates = names_new.get(key, [])
        if len(candidates) == 1 and len(names_old[key]) == 1:
            paired.add(candidates[0]["id"])
            yield row, candidates[0]
        else:
            yield row, None
    for row in new:
        if row["id"] not in paired:
            yield None, row


def _by_name(rows: list[Row]) -> dict[tuple[str, str], list[Row]]:
    names: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        names.setdefault((row["label"], row["name_th"]), []).append(row)
    return names
