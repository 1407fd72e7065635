from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sakat.errors import ModelError
from sakat.events.tagger import NETWORK_FILE
from sakat.ner.weights import bundled_model
from sakat.network.file import read_network, write_network
from sakat.network.lookup import Lookup, Told
from sakat.network.model import LARGEST, NO_CUTS, Column, Layer, Network, embed

WIDTH = 6
STEPS = (1, 2, 4)


def whole(random: np.random.Generator, *shape: int) -> np.ndarray:
    return random.integers(-LARGEST, LARGEST + 1, shape).astype(np.int8)


def make_layer(random: np.random.Generator, step: int, outputs: int) -> Layer:
    weights = whole(random, 3 if step else 1, WIDTH, outputs)
    numbers = random.normal(size=(2, outputs)).astype(np.float32) / 1000
    return Layer(step, np.float32(9.5), weights, numbers[0], numbers[1])


def make_network(seed: int) -> Network:
    random = np.random.default_rng(seed)
    columns = [
        Column("word", ("จับ", "ตำรวจ", ""), whole(random, 4, WIDTH), np.float32(0.01)),
        Column("names", ("B-ORG",), whole(random, 2, WIDTH), np.float32(0.02)),
    ]
    layers = [make_layer(random, step, WIDTH) for step in STEPS]
    return Network([("O", "B"), ("a", "b", "c")], columns, layers, make_layer(random, 0, 5))


def exact(layer: Layer, rows: np.ndarray) -> np.ndarray:
    """What a layer gives, by sums of whole numbers."""
    signals = np.minimum(np.rint(np.maximum(rows, 0) * layer.gain), LARGEST).astype(np.int64)
    empty = np.zeros((layer.step, rows.shape[1]), dtype=np.int64)
    padded = np.concatenate((empty, signals, empty))
    reads = (
        [padded[shift : shift + len(rows)] for shift in (0, layer.step, 2 * layer.step)] if layer.step else [signals]
    )
    sums = sum(part @ weights.astype(np.int64) for part, weights in zip(reads, layer.weights, strict=True))
    return sums.astype(np.float32) * layer.scale + layer.bias


@given(st.integers(0, 50), st.integers(1, 40))
@settings(max_examples=30, deadline=None)
def test_scores_are_those_of_whole_numbers_to_the_bit(seed: int, size: int) -> None:
    network = make_network(seed)
    random = np.random.default_rng(seed + 1)
    rows = [random.integers(0, len(column.table), size) for column in network.columns]
    state = np.zeros((size, WIDTH), dtype=np.float32)
    for column, numbers in zip(network.columns, rows, strict=True):
        state += column.table.astype(np.float32)[numbers] * column.scale
    for layer in network.layers:
        state += exact(layer, state)
    first, second = network.score(rows)
    assert np.array_equal(np.concatenate((first, second), axis=1), exact(network.head, state))
    assert (first.shape, second.shape) == ((size, 2), (size, 3))


def test_bundled_network_multiplies_without_rounding() -> None:
    with bundled_model("events", NETWORK_FILE) as path:
        network = read_network(path)
    random = np.random.default_rng(3)
    state = embed(network.columns, [random.integers(0, len(column.table), 300) for column in network.columns])
    for layer in (*network.layers, network.head):
        assert np.array_equal(layer(state, NO_CUTS), exact(layer, state))


def test_long_text_has_the_scores_of_its_parts_with_their_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    network = make_network(7)
    random = np.random.default_rng(8)
    rows = [random.integers(0, len(column.table), 100) for column in network.columns]
    whole_text = network.score(rows)
    monkeypatch.setattr("sakat.network.model._WINDOW", 9)
    for part, expected in zip(network.score(rows), whole_text, strict=True):
        assert np.array_equal(part, expected)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6))
@settings(max_examples=30, deadline=None)
def test_texts_scored_together_have_the_scores_each_has_alone(sizes: list[int]) -> None:
    network = make_network(5)
    random = np.random.default_rng(sum(sizes))
    texts = [[random.integers(0, len(column.table), size) for column in network.columns] for size in sizes]
    together = [np.concatenate(columns) for columns in zip(*texts, strict=True)]
    alone = [network.score(rows) for rows in texts]
    for number, part in enumerate(network.score(together, np.cumsum(sizes)[:-1])):
        assert np.array_equal(part, np.concatenate([scores[number] for scores in alone]))


def test_text_without_words_has_no_scores() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    assert [part.shape for part in make_network(1).score([nothing, nothing])] == [(0, 2), (0, 3)]


def test_network_whose_sums_may_not_be_exact_is_refused() -> None:
    layer = Layer(0, np.float32(1), np.zeros((1, 1100, 2), dtype=np.int8), np.ones(2), np.zeros(2))
    with pytest.raises(ValueError, match="sums of 1100 products; at most 1040 are exact"):
        Network([("O", "B")], [], [], layer)


def test_file_gives_back_the_network_and_equal_networks_equal_bytes(tmp_path: Path) -> None:
    network = make_network(2)
    write_network(network, tmp_path / "a.model")
    write_network(make_network(2), tmp_path / "b.model")
    assert (tmp_path / "a.model").read_bytes() == (tmp_path / "b.model").read_bytes()
    read = read_network(tmp_path / "a.model")
    rows = [np.array([0, 1, 3]), np.array([1, 0, 1])]
    assert read.tags == network.tags
    assert read.columns[0].strings == ("จับ", "ตำรวจ", "")
    assert all(np.array_equal(a, b) for a, b in zip(read.score(rows), network.score(rows), strict=True))


def test_damaged_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "network.model"
    write_network(make_network(2), path)
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(ModelError, match="SHA-256"):
        read_network(path)
    path.write_bytes(b"sakat-ner 1\n")
    with pytest.raises(ModelError, match="expected b'sakat-network 1"):
        read_network(path)


def test_lookup_finds_rows_and_forgets_with_the_source() -> None:
    lookup = Lookup(make_network(1).columns)
    words, other = ["ตำรวจ", "จับ", "ปลา"], ["จับ"]
    numbers = np.array([0, 1, 2, 0])
    names = Told("names", np.zeros(4, dtype=np.int64), lambda number: "B-ORG")
    word, name = lookup.rows([Told("word", numbers, words.__getitem__), names], words)
    assert word.tolist() == [2, 1, 0, 2]
    assert name.tolist() == [1, 1, 1, 1]
    (word,) = lookup.rows([Told("word", np.array([0]), other.__getitem__)], other)
    assert word.tolist() == [1]
