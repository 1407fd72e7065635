"""Fits tag weights by averaged perceptrons, several in separate processes, whose weights are averaged again."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pycrfsuite

from sakat.ner.columns import Spelt
from sakat.ner.features import feature_extractor, spell
from sakat.ner.lines import Located, Span, locate_lines, spans_to_tags
from sakat.text.words import WordTokenizer
from sakat.training.names import NameCounts
from sakat.training.thainer import LabelledText

Weight = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights of attributes for tags and of tags after tags, all tags, and the table of names."""

    state: Weight
    transitions: Weight
    tags: tuple[str, ...]
    names: str


def fit(texts: Sequence[LabelledText], clusters: str, *, epochs: int, members: int, workers: int = 2) -> Fitted:
    """Return the mean weights of `members` averaged perceptrons, each fitted to its own order of the lines.

    Each is fitted in a fresh process: CRFsuite draws from the C library's random numbers, which start
    equal there, so that the same texts give the same weights.

    Args:
        texts: Labelled texts.
        clusters: Table of word clusters.
        epochs: Passes over the texts.
        members: How many perceptrons.
        workers: Processes at a time.
    """
    one = partial(_fit_one, texts, clusters, epochs)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        parts = list(pool.map(one, range(members)))
    return Fitted(
        _mean([state for state, _, _ in parts]),
        _mean([transitions for _, transitions, _ in parts]),
        tuple(sorted({tag for _, _, tags in parts for tag in tags})),
        NameCounts(read_lines(texts)).table(),
    )


def read_lines(texts: Sequence[LabelledText]) -> list[tuple[Located, Sequence[Span]]]:
    """Return the lines of some texts with the names in their texts."""
    tokenizer = WordTokenizer()
    return [(located, text.spans) for text in texts for located in locate_lines(tokenizer(text.text))]


def _fit_one(texts: Sequence[LabelledText], clusters: str, epochs: int, seed: int) -> tuple[Weight, Weight, list[str]]:
    lines = read_lines(texts)
    names = NameCounts(lines)
    extractor = feature_extractor(clusters)
    random.Random(seed).shuffle(lines)
    trainer = pycrfsuite.Trainer(algorithm="ap", verbose=False)
    trainer.set_params({"max_iterations": epochs})
    for located, spans in lines:
        told = extractor.batch([located.line], names.without(located, spans))
        rows = spell(told.attributes(Spelt), len(told.centre))
        trainer.append(rows, spans_to_tags(located, spans))
    with tempfile.TemporaryDirectory(prefix="sakat-") as folder:
        path = str(Path(folder, "crf"))
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        with tagger.open(path):
            info = tagger.info()
            return dict(info.state_features), dict(info.transitions), list(tagger.labels())


def _mean(parts: Sequence[Mapping[tuple[str, str], float]]) -> Weight:
    total: Weight = {}
    for part in parts:
        for key, value in part.items():
            total[key] = total.get(key, 0.0) + value
    return {key: value / len(parts) for key, value in sorted(total.items())}
