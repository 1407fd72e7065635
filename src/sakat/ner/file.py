"""A recognizer in one checked file: the weights of the chain, and the network beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sakat.ner.weights import Weights, pack_weights, unpack_weights
from sakat.network.file import pack_network, unpack_network
from sakat.network.model import Network
from sakat.sections import read_sections, write_sections

_MAGIC = b"sakat-recognizer 1\n"
_ADVICE = "reinstall sakat, or retrain with `sakat ner train`"
_PREFIX = "network/"


def write_recognizer(weights: Weights, network: Network, path: Path) -> None:
    """Write both parts of a recognizer to a file; equal parts give equal bytes.

    Raises:
        OutputError: If the file cannot be written.
    """
    sections = pack_weights(weights) | {_PREFIX + name: part for name, part in pack_network(network).items()}
    write_sections(path, _MAGIC, sections)


def read_recognizer(path: Path) -> tuple[Weights, Network]:
    """Return the parts of the recognizer a file holds.

    Raises:
        ModelError: If the file is missing, of another version, or not as it was written.
    """
    return read_sections(path, _MAGIC, _ADVICE, _unpack)


def _unpack(sections: Mapping[str, bytes]) -> tuple[Weights, Network]:
    network = {name.removeprefix(_PREFIX): part for name, part in sections.items() if name.startswith(_PREFIX)}
    return unpack_weights(sections), unpack_network(network)
