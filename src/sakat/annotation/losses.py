"""Counts what an article lost on its way through a format: the annotation before is compared with what reads back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from typing import Any

from sakat.gold import Gold
from sakat.record.base import Part

_LAYERS: dict[str, tuple[str, ...]] = {
    "entities": ("start", "end", "label"),
    "dates": ("start", "end"),
    "events": ("id",),
    "quotes": ("start", "end"),
    "citations": ("start", "end"),
}
"""What an item of a layer is known by; the other keys are compared."""

_UNORDERED = frozenset({"actors", "recipients"})
"""Lists of ids whose order says nothing."""


def find_losses(before: Gold, after: Gold | None) -> Counter[str]:
    """Return how many items of each layer, and how many values of each key, are not what they were.

    Items are counted by their layer (`events`), values of items that are still there by layer and key
    (`entities.qid`), sentences that are no more or were not there as `sentences`. The order of the items of a layer
    and of actors and recipients says nothing.

    Args:
        before: What was written.
        after: What reads back; None if nothing does.
    """
    losses: Counter[str] = Counter()
    if after is None:
        return Counter({layer: len(getattr(before, layer)) for layer in _LAYERS} | {"articles": 1})
    losses["sentences"] = len(set(before.sentences) ^ set(after.sentences))
    losses["document_date"] = int(before.document_date != after.document_date)
    for layer, keys in _LAYERS.items():
        there: dict[Hashable, list[dict[str, Any]]] = {}
        for item in getattr(after, layer):
            there.setdefault(_identity(item, keys), []).append(_values(item))
        for item in getattr(before, layer):
            same = there.get(_identity(item, keys))
            if not same:
                losses[layer] += 1
                continue
            mine = _values(item)
            # Two items may be known by the same keys: the one that differs least is this one.
            other = min(same, key=lambda values: sum(values[key] != mine[key] for key in mine))
            same.remove(other)
            losses.update(f"{layer}.{key}" for key in mine if mine[key] != other[key])
        losses[f"{layer} made up"] += sum(map(len, there.values()))
    return +losses


def _identity(item: Part, keys: tuple[str, ...]) -> Hashable:
    return tuple(getattr(item, key) for key in keys)


def _values(item: Part) -> dict[str, Any]:
    values = {key: getattr(item, key) for key in type(item).model_fields}
    # The words of a date may be left out; its offsets say them.
    values.pop("text", None)
    return {key: sorted(value) if key in _UNORDERED else value for key, value in values.items()}
