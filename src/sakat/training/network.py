"""Trains a network with Thinc, and makes whole numbers of what it has learnt."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from thinc.api import Adam, Dropout, Embed, Linear, Model, NumpyOps, add, chain, fix_random_seed, residual, use_ops
from thinc.backends.ops import Ops

from sakat.network.lookup import Lookup, Told
from sakat.network.model import LARGEST, NO_CUTS, UNKNOWN, Column, Floats, Ints, Layer, Network, embed
from sakat.network.threads import one_thread

_BLANK = np.int64(-1)  # the tag of what has none
_WARMING = 0.15  # share of the steps in which the rate rises
_OUTER = 99.9  # percentile of the signals that becomes the greatest one


@dataclass(frozen=True, slots=True)
class NetworkSettings:
    """How a network is built and fitted.

    Attributes:
        width: Numbers a word has.
        steps: For each layer, how far the neighbours it reads are.
        epochs: Times every text is read.
        texts: Texts read before the weights change.
        rate: Greatest rate of learning, reached after a rise and left along half a cosine.
        decay: Decay of weights.
        drop: Share of the numbers left out behind each layer.
        drop_input: Share left out of what the tables give.
        hide: Share of the words of which only the marks are shown.
        least: How often a value must have been seen to have a row.
        seed: Of the random choices.
        shares: How much each set of tags counts.
    """

    width: int = 160
    steps: tuple[int, ...] = (1, 2, 4, 1, 2, 4)
    epochs: int = 8
    texts: int = 2
    rate: float = 0.002
    decay: float = 0.01
    drop: float = 0.2
    drop_input: float = 0.1
    hide: float = 0.1
    least: int = 2
    seed: int = 1
    shares: tuple[float, ...] = (1.0, 0.2, 0.05)


class Text(NamedTuple):
    """A text to learn from: what is told of its words, and for each set of tags those of its words; None has none."""

    told: Sequence[Told]
    tags: Sequence[Sequence[str | None]]


class _Ops(NumpyOps):  # type: ignore[misc]
    """Thinc's operations with numpy's product of matrices, which is several times faster than BLIS here."""

    gemm = Ops.gemm


def fit_network(
    texts: Sequence[Text], tags: Sequence[Sequence[str]], hidden: Sequence[str], settings: NetworkSettings
) -> Network:
    """Return a network fitted to the tags of the words of some texts; equal texts give an equal network.

    Args:
        texts: What to learn from, each with the same columns.
        tags: All tags of each set, in the order of the scores.
        hidden: Columns that are hidden of a share of the words, so that the network learns from their neighbours.
        settings: How it is built and fitted.
    """
    with use_ops("numpy"), one_thread():
        return _Trainer(texts, tags, hidden, settings).fit()


class _Trainer:
    def __init__(
        self, texts: Sequence[Text], tags: Sequence[Sequence[str]], hidden: Sequence[str], settings: NetworkSettings
    ) -> None:
        self._settings = settings
        self._tags = tags
        names = [told.name for told in texts[0].told]
        self._hidden = [name in hidden for name in names]
        strings = [_frequent((text.told[n] for text in texts), settings.least) for n in range(len(names))]
        blank = np.zeros((1, 1), dtype=np.int8)
        self._columns = [Column(name, known, blank, np.float32(1)) for name, known in zip(names, strings, strict=True)]
        self._sizes = [len(names) for names in tags]
        orders = [{tag: number for number, tag in enumerate(names)} for names in tags]
        self._rows = [np.stack(Lookup(self._columns).rows(text.told, text), axis=1) for text in texts]
        self._wanted = [
            np.array(
                [
                    [_BLANK if tag is None else order[tag] for tag in row]
                    for order, row in zip(orders, text.tags, strict=True)
                ]
            ).T
            for text in texts
        ]
        self._random = np.random.default_rng(settings.seed)
        fix_random_seed(settings.seed)
        self._kept: Floats = np.ones((1, 1), dtype=np.float32)
        width, ops = settings.width, _Ops()
        embeddings: list[Any] = [
            Embed(width, len(known) + 1, column=n, initializer=_spread) for n, known in enumerate(strings)
        ]
        self._tables = [embedding.layers[-1] for embedding in embeddings]
        self._layers = [Linear(width, 3 * width, init_W=_narrow) for _ in settings.steps]
        self._head = Linear(sum(self._sizes), width)
        blocks = [
            residual(chain(_relu(), _window(step), layer, Dropout(settings.drop), self._mask()))
            for step, layer in zip(settings.steps, self._layers, strict=True)
        ]
        self._model: Model[Any, Any] = chain(
            add(*embeddings),
            Dropout(settings.drop_input),
            self._mask(),
            *blocks,
            _relu(),
            Dropout(settings.drop),
            self._head,
        )
        for node in self._model.walk():
            node.ops = ops
        self._model.initialize(X=np.zeros((1, len(names)), dtype=np.int64))

    def fit(self) -> Network:
        settings = self._settings
        optimizer = Adam(settings.rate, L2=settings.decay, L2_is_weight_decay=True, grad_clip=1.0)
        total = settings.epochs * math.ceil(len(self._rows) / settings.texts)
        step = 0
        for _ in range(settings.epochs):
            order = self._random.permutation(len(self._rows))
            for first in range(0, len(order), settings.texts):
                optimizer.learn_rate = settings.rate * _share(step / total)
                self._learn(order[first : first + settings.texts], optimizer)
                step += 1
        with self._model.use_params(optimizer.averages):
            return self._quantize()

    def _learn(self, numbers: Ints, optimizer: Any) -> None:
        rows, wanted, real = self._batch(numbers)
        self._kept = real[:, None].astype(np.float32)
        hidden = np.outer(self._random.random(len(rows)) < self._settings.hide, self._hidden)
        rows[hidden] = UNKNOWN
        scores, backprop = self._model.begin_update(rows)
        changes = [
            share * _change(part, tags)
            for part, tags, share in zip(
                np.split(scores, np.cumsum(self._sizes)[:-1], axis=1), wanted.T, self._settings.shares, strict=True
            )
        ]
        backprop(np.concatenate(changes, axis=1).astype(np.float32))
        self._model.finish_update(optimizer)
        optimizer.step_schedules()

    def _batch(self, numbers: Ints) -> tuple[Ints, Ints, NDArray[np.bool_]]:
        """Return the rows and the tags of some texts, with as much space between them as the network sees."""
        gap = sum(self._settings.steps)
        rows, wanted, real = [], [], []
        for number in numbers.tolist():
            size = len(self._rows[number])
            rows += [self._rows[number], np.zeros((gap, len(self._columns)), dtype=np.int64)]
            wanted += [self._wanted[number], np.full((gap, len(self._sizes)), _BLANK)]
            real += [np.ones(size, dtype=bool), np.zeros(gap, dtype=bool)]
        return np.concatenate(rows), np.concatenate(wanted), np.concatenate(real)

    def _mask(self) -> Model[Any, Any]:
        """Return a layer that keeps the space between texts empty."""

        def forward(model: Model[Any, Any], rows: Floats, is_train: bool) -> tuple[Floats, Callable[[Floats], Floats]]:
            kept = self._kept
            return rows * kept, lambda change: change * kept

        return Model("mask", forward)

    def _quantize(self) -> Network:
        """Return the network in whole numbers, with gains that fit the signals of the texts."""
        columns = [
            Column(column.name, column.strings, *_whole(_param(table, "E")))
            for column, table in zip(self._columns, self._tables, strict=True)
        ]
        states = [embed(columns, list(rows.T)) for rows in self._rows]
        layers = []
        for step, layer in zip(self._settings.steps, self._layers, strict=True):
            made = _layer(layer, step, states)
            states = [state + made(state, NO_CUTS) for state in states]
            layers.append(made)
        return Network(self._tags, columns, layers, _layer(self._head, 0, states))


def _frequent(told: Iterator[Told], least: int) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for _, numbers, spell in told:
        for number, count in zip(*np.unique(numbers, return_counts=True), strict=True):
            counts[spell(int(number))] += int(count)
    return tuple(sorted(string for string, count in counts.items() if count >= least))


def _change(scores: Floats, wanted: Ints) -> Floats:
    """Return how the scores of one set of tags should change: by how much their chances are too high."""
    told = wanted != _BLANK
    chances = np.exp(scores - scores.max(1, keepdims=True))
    chances /= chances.sum(1, keepdims=True)
    chances[told, wanted[told]] -= 1
    change: Floats = chances * told[:, None] / max(int(told.sum()), 1)
    return change


def _share(done: float) -> float:
    """Return the share of the greatest rate after a share of the steps."""
    if done < _WARMING:
        return max(done / _WARMING, 0.001)
    return (1 + math.cos(math.pi * (done - _WARMING) / (1 - _WARMING))) / 2


def _layer(layer: Model[Any, Any], step: int, states: Sequence[Floats]) -> Layer:
    """Return a fitted layer in whole numbers, with the gain that suits what it has read."""
    signals = np.concatenate([np.maximum(state, 0).ravel() for state in states])
    weights = _param(layer, "W")  # one row an output
    largest = np.maximum(np.abs(weights).max(1), 1e-8)
    gain = np.float32(LARGEST / max(float(np.percentile(signals[signals > 0], _OUTER)), 1e-8))
    whole = np.rint(weights / largest[:, None] * LARGEST).astype(np.int8)
    outputs = len(weights)
    shaped = np.ascontiguousarray(whole.T).reshape(3 if step else 1, -1, outputs)
    scale = (largest / LARGEST / gain).astype(np.float32)
    return Layer(step, gain, shaped, scale, _param(layer, "b"))


def _whole(table: Floats) -> tuple[Any, np.float32]:
    scale = np.float32(max(float(np.abs(table).max()), 1e-8) / LARGEST)
    return np.rint(table / scale).clip(-LARGEST, LARGEST).astype(np.int8), scale


def _param(layer: Model[Any, Any], name: str) -> Floats:
    return np.asarray(layer.get_param(name), dtype=np.float32)


def _spread(ops: Ops, shape: tuple[int, ...]) -> Floats:
    return np.random.uniform(-0.1, 0.1, shape).astype(np.float32)


def _narrow(ops: Ops, shape: tuple[int, ...]) -> Floats:
    return (np.random.standard_normal(shape) * math.sqrt(0.5 / shape[1])).astype(np.float32)


def _relu() -> Model[Any, Any]:
    """Return a layer that lets through what is above 0."""

    def forward(model: Model[Any, Any], rows: Floats, is_train: bool) -> tuple[Floats, Callable[[Floats], Floats]]:
        above = rows > 0
        return rows * above, lambda change: change * above

    return Model("relu", forward)


def _window(step: int) -> Model[Any, Any]:
    """Return a layer that gives each row with those `step` places before and after it."""

    def forward(model: Model[Any, Any], rows: Floats, is_train: bool) -> tuple[Floats, Callable[[Floats], Floats]]:
        width = rows.shape[1]
        wide = np.zeros((len(rows), 3 * width), dtype=np.float32)
        wide[step:, :width] = rows[:-step]
        wide[:, width : 2 * width] = rows
        wide[:-step, 2 * width :] = rows[step:]

        def backprop(change: Floats) -> Floats:
            own = change[:, width : 2 * width].copy()
            own[:-step] += change[step:, :width]
            own[step:] += change[:-step, 2 * width :]
            return own

        return wide, backprop

    return Model("window", forward)
