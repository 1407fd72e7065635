"""From what a model says of sub-words to names: sub-words to words, windows to lines, tags to entities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sakat.ner.decode import Entity
from sakat.ner.lines import tags_to_ranges
from sakat.transformer.tags import TagScheme
from sakat.transformer.windows import Window, find_seams

Floats = NDArray[np.float32]
Pooling = Literal["first", "mean"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a model says of the words of a window: a row of probabilities each, and which words it has seen at all."""

    probabilities: Floats
    seen: NDArray[np.bool_]


def pool_words(probabilities: Floats, words: Sequence[int | None], count: int, pooling: Pooling) -> Reading:
    """Return the probabilities of words from those of their sub-words.

    Args:
        probabilities: A row for each sub-word.
        words: The word of each sub-word; None for signs of the model's own. One below 0 belongs to no word either.
        count: How many words there are. One without sub-words, as a tokenizer drops it, is not seen.
        pooling: The first sub-word of a word speaks for it, or the mean of all.
    """
    pooled = np.zeros((count, probabilities.shape[1]), dtype=np.float32)
    sizes = np.zeros(count, dtype=np.int64)
    for row, word in enumerate(words):
        if word is None or word < 0:
            continue
        if pooling == "mean" or not sizes[word]:
            pooled[word] += probabilities[row]
            sizes[word] += 1
    seen = sizes > 0
    pooled[seen] /= sizes[seen, None]
    return Reading(pooled, seen)


def join_readings(scheme: TagScheme, windows: Sequence[Window], readings: Sequence[Reading]) -> Reading:
    """Return what is said of all words of a line, from what is said of each window."""
    names = [
        [(window.first + start, window.first + end) for start, end, *_ in find_entities(scheme, reading)]
        for window, reading in zip(windows, readings, strict=True)
    ]
    bounds = [0, *find_seams(windows, names), windows[-1].after]
    parts = [
        (reading, slice(bounds[number] - window.first, bounds[number + 1] - window.first))
        for number, (window, reading) in enumerate(zip(windows, readings, strict=True))
    ]
    return Reading(
        np.concatenate([reading.probabilities[part] for reading, part in parts]),
        np.concatenate([reading.seen[part] for reading, part in parts]),
    )


def find_entities(scheme: TagScheme, reading: Reading) -> list[Entity]:
    """Return the names in a row of words: first word, word after the last, label, score.

    Each word has its likeliest tag; words that were not seen are passed over. The score is that of the name's least
    sure word, and a word's the sum of the probabilities of all tags of the label: with softmax probabilities that are
    right, no name can be right more often.
    """
    rows = np.flatnonzero(reading.seen)
    probabilities = reading.probabilities[rows]
    tags = [scheme.tags[column] for column in probabilities.argmax(1).tolist()]
    return [
        (
            int(rows[start]),
            int(rows[after - 1]) + 1,
            label,
            float(min(1.0, probabilities[start:after, list(scheme.columns[label])].sum(1).min())),
        )
        for start, after, label in tags_to_ranges(tags)
    ]
