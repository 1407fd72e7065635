"""Fits linear-chain conditional random fields with CRFsuite."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pycrfsuite


class Crf(NamedTuple):
    """A fitted field: weights by (attribute, tag) and (tag, next tag), and its tags in order of their names."""

    state: Mapping[tuple[str, str], float]
    transitions: Mapping[tuple[str, str], float]
    tags: Sequence[str]


def fit_crf(
    sequences: Iterable[tuple[Sequence[Sequence[str]], Sequence[str]]], *, l1: float, l2: float, iterations: int
) -> Crf:
    """Return the field fitted by L-BFGS to sequences of (attributes of each item, tag of each item).

    Args:
        sequences: What to learn from.
        l1: Weight of the sum of the weights (CRFsuite's c1).
        l2: Weight of the sum of their squares (c2).
        iterations: Steps at most.
    """
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": l1, "c2": l2, "max_iterations": iterations})
    for rows, tags in sequences:
        trainer.append(rows, tags)
    with tempfile.TemporaryDirectory(prefix="sakat-") as folder:
        path = str(Path(folder, "crf"))
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        with tagger.open(path):
            info = tagger.info()
            return Crf(dict(info.state_features), dict(info.transitions), sorted(tagger.labels()))
