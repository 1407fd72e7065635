"""Word clusters from unlabelled text: words that stand in the same contexts share a number."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sakat.errors import InputError, OutputError
from sakat.ner.vocabulary import normalize_word
from sakat.text.words import WordTokenizer

_OFFSETS = (-2, -1, 1, 2)
_CONTEXT_WORDS = 1500
_DIMENSIONS = 100
_SEED = 7

Matrix = NDArray[np.float32]


def train_clusters(
    texts: Iterable[str], out_path: Path, *, sizes: Sequence[int] = (64, 256, 1024), min_count: int = 4
) -> int:
    """Write a table of words with one cluster number per size, and return how many words it has.

    Words are described by their neighbours at two places left and right (positive pointwise mutual
    information, reduced to 100 dimensions), and grouped by spherical k-means. Lines that stand twice in
    `texts` count once. The same texts give the same file.

    Args:
        texts: Unlabelled documents.
        out_path: Table to write: word, then the cluster numbers, separated by tabs.
        sizes: How many clusters, from coarse to fine.
        min_count: Rarer words get no cluster.

    Raises:
        OutputError: If the file cannot be written.
    """
    sentences = list(_sentences(texts))
    counts = Counter(word for sentence in sentences for word in sentence)
    vocabulary = sorted((word for word, n in counts.items() if n >= min_count), key=lambda w: (-counts[w], w))
    vectors = _embed(sentences, vocabulary)
    columns = [_kmeans(vectors, min(size, len(vocabulary))) for size in sizes]
    rows = sorted((word, *(str(column[row]) for column in columns)) for row, word in enumerate(vocabulary))
    try:
        out_path.write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")
    except OSError as error:
        raise OutputError(f"{out_path}: cannot write the clusters: {error.strerror}") from error
    return len(rows)


def read_texts(path: Path) -> Iterator[str]:
    """Yield the field `text` of each line of a JSONL file, plain or gzip.

    Raises:
        InputError: If a line has no text, with file and line.
    """
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield str(json.loads(line)["text"])
            except (json.JSONDecodeError, KeyError, TypeError) as error:
                raise InputError(f"{path}:{number}: expected a JSON object with a field 'text'") from error


def _sentences(texts: Iterable[str]) -> Iterator[list[str]]:
    tokenizer = WordTokenizer()
    seen: set[str] = set()
    for text in texts:
        for line in text.split("\n"):
            if line.strip() and line not in seen:
                seen.add(line)
                yield [normalize_word(word) for word in tokenizer(line) if not word.isspace()]


def _embed(sentences: Sequence[Sequence[str]], vocabulary: Sequence[str]) -> Matrix:
    """Return one unit vector per word."""
    contexts = min(_CONTEXT_WORDS, len(vocabulary))
    index = {word: row for row, word in enumerate(vocabulary)}
    gap = [-1] * max(_OFFSETS)
    ids = np.array([i for s in sentences for i in (*(index.get(w, -1) for w in s), *gap)], dtype=np.int64)
    table = np.zeros((len(vocabulary), len(_OFFSETS) * contexts), dtype=np.float32)
    for block, offset in enumerate(_OFFSETS):
        left, right = (ids[:-offset], ids[offset:]) if offset > 0 else (ids[-offset:], ids[:offset])
        kept = (left >= 0) & (right >= 0) & (right < contexts)
        cells, numbers = np.unique(left[kept] * contexts + right[kept], return_counts=True)
        part = np.zeros((len(vocabulary), contexts), dtype=np.float32)
        part.ravel()[cells] = numbers
        row, column = part.sum(1, keepdims=True), part.sum(0, keepdims=True) ** 0.75
        expected = np.maximum(row * (column / max(column.sum(), 1.0)), 1e-9)
        table[:, block * contexts : (block + 1) * contexts] = np.log(np.maximum(part / expected, 1.0))
    return _unit(_reduce(table))


def _reduce(table: Matrix) -> Matrix:
    """Return the leading left singular vectors times the root of their values, by subspace iteration."""
    width = min(_DIMENSIONS, *table.shape)
    random = np.random.default_rng(_SEED)
    basis = random.standard_normal((table.shape[1], width + 20)).astype(np.float32)
    for _ in range(4):
        left, _triangle = np.linalg.qr(table @ basis)
        basis, _triangle = np.linalg.qr(table.T @ left)
    left, values, _right = np.linalg.svd(table @ basis, full_matrices=False)
    return np.asarray(left[:, :width] * np.sqrt(values[:width]), dtype=np.float32)


def _kmeans(vectors: Matrix, size: int, *, rounds: int = 25) -> NDArray[np.int64]:
    """Return the cluster of each vector. The first centres are the most frequent words, thinned evenly."""
    spread = np.linspace(0, min(len(vectors), 4 * size) - 1, size).astype(np.int64)
    centres = vectors[spread].copy()
    labels = np.zeros(len(vectors), dtype=np.int64)
    for _ in range(rounds):
        labels = np.argmax(vectors @ centres.T, axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, labels, vectors)
        empty = np.bincount(labels, minlength=size) == 0
        centres = np.where(empty[:, None], centres, _unit(sums))
    return labels


def _unit(vectors: Matrix) -> Matrix:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-9), dtype=np.float32)
