"""The recognizer's weights and tables in one checked file, and the scores they give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sakat.ner.columns import Hashes, Ints, hash_strings
from sakat.ner.hash_index import HashIndex
from sakat.sections import read_sections, write_sections

_MAGIC = b"sakat-ner 1\n"
_ADVICE = "reinstall sakat, or retrain with `sakat ner train`"
_CUT = 512  # rows scored at a time, so that memory does not grow with the text

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Weights:
    """Weights of attributes for tags, of tag after tag, and the tables that go with them.

    `bounds[i]:bounds[i + 1]` are the places of attribute `i` in `tag_ids` and `values`.
    """

    tags: tuple[str, ...]
    attributes: tuple[str, ...]
    bounds: NDArray[np.int64]
    tag_ids: NDArray[np.uint8]
    values: NDArray[np.float16]
    transitions: Floats
    tables: Mapping[str, str]

    @cached_property
    def _index(self) -> HashIndex:
        return HashIndex(self.attributes)

    @cached_property
    def _wide_values(self) -> Floats:
        """The values as numbers that are quicker to add."""
        return self.values.astype(np.float32)

    def score(self, rows: Sequence[Sequence[str]]) -> Floats:
        """Return the summed weights of the attributes of each row, one column per tag; unknown attributes have none."""
        total = np.zeros((len(rows), len(self.tags)), dtype=np.float32)
        for first in range(0, len(rows), _CUT):
            part = rows[first : first + _CUT]
            owners = np.repeat(np.arange(len(part)), np.fromiter(map(len, part), dtype=np.int64, count=len(part)))
            hashes = hash_strings(chain.from_iterable(part))[0]
            total[first : first + _CUT] = self.score_hashes(hashes, owners, len(part))
        return total

    def score_hashes(self, hashes: Hashes, owners: Ints, count: int) -> Floats:
        """Return the summed weights of `count` rows, of attributes given by their hashes and rows."""
        width = len(self.tags)
        known, ids = self._index.find(hashes)
        begin = self.bounds[ids]
        lengths = self.bounds[ids + 1] - begin
        ends = np.cumsum(lengths)
        places = np.arange(int(lengths.sum())) + np.repeat(begin - ends + lengths, lengths)
        cells = np.repeat(owners[known] * width, lengths) + self.tag_ids[places]
        total = np.bincount(cells, weights=self._wide_values[places], minlength=count * width)
        return total.reshape(count, width).astype(np.float32)


def make_weights(
    state: Mapping[tuple[str, str], float],
    transitions: Mapping[tuple[str, str], float],
    tags: Sequence[str],
    tables: Mapping[str, str],
    *,
    least: float = 0.0,
) -> Weights:
    """Return weights from those of a trained CRF, keyed by (attribute, tag) and (tag, tag).

    Args:
        state: Weight of an attribute for a tag.
        transitions: Weight of a tag after a tag; a pair never seen has none and is not allowed later.
        tags: All tags, in the order of the columns.
        tables: Text tables to keep beside the weights.
        least: Attribute weights nearer to zero are left out.
    """
    order = {tag: number for number, tag in enumerate(tags)}
    rows: dict[str, list[tuple[int, float]]] = {}
    for (attribute, tag), value in state.items():
        if abs(value) > least:
            rows.setdefault(attribute, []).append((order[tag], value))
    attributes = tuple(sorted(rows))
    cells = [cell for attribute in attributes for cell in sorted(rows[attribute])]
    matrix = np.zeros((len(tags), len(tags)), dtype=np.float32)
    for (left, right), value in transitions.items():
        matrix[order[left], order[right]] = value
    sizes = np.array([0, *(len(rows[attribute]) for attribute in attributes)], dtype=np.int64)
    return Weights(
        tags=tuple(tags),
        attributes=attributes,
        bounds=np.cumsum(sizes),
        tag_ids=np.array([tag for tag, _ in cells], dtype=np.uint8),
        values=np.array([value for _, value in cells], dtype=np.float16),
        transitions=matrix,
        tables=dict(tables),
    )


def write_weights(weights: Weights, path: Path) -> None:
    """Write the weights to a file; equal weights give equal bytes.

    Raises:
        OutputError: If the file cannot be written.
    """
    write_sections(path, _MAGIC, pack_weights(weights))


def pack_weights(weights: Weights) -> dict[str, bytes]:
    """Return the sections of a file that hold weights."""
    return {
        "tags": "\n".join(weights.tags).encode(),
        "attributes": "\n".join(weights.attributes).encode(),
        "sizes": np.diff(weights.bounds).astype("<u2").tobytes(),
        "tag_ids": weights.tag_ids.tobytes(),
        "values": weights.values.astype("<f2").tobytes(),
        "transitions": weights.transitions.astype("<f4").tobytes(),
        **{f"table:{name}": table.encode() for name, table in sorted(weights.tables.items())},
    }


def bundled_model(*parts: str) -> AbstractContextManager[Path]:
    """Return a context in which a model that comes with sakat is a file: `bundled_model("ner", "ner.model")`."""
    return resources.as_file(resources.files("sakat.resources").joinpath("models", *parts))


def read_weights(path: Path) -> Weights:
    """Return the weights a file holds.

    Raises:
        ModelError: If the file is missing, of another version, or not as it was written.
    """
    return read_sections(path, _MAGIC, _ADVICE, unpack_weights)


def unpack_weights(sections: Mapping[str, bytes]) -> Weights:
    """Return the weights that sections hold.

    Raises:
        ValueError: If a section is not as it was packed.
        KeyError: If one is missing.
    """
    tags = tuple(sections["tags"].decode().split("\n"))
    counts = np.frombuffer(sections["sizes"], dtype="<u2").astype(np.int64)
    return Weights(
        tags=tags,
        attributes=tuple(sections["attributes"].decode().split("\n")),
        bounds=np.concatenate(([0], np.cumsum(counts))),
        tag_ids=np.frombuffer(sections["tag_ids"], dtype=np.uint8),
        values=np.frombuffer(sections["values"], dtype="<f2"),
        transitions=np.frombuffer(sections["transitions"], dtype="<f4").reshape(len(tags), len(tags)),
        tables={
            name.removeprefix("table:"): content.decode()
            for name, content in sections.items()
            if name.startswith("table:")
        },
    )
