"""A recognizer in one checked file: the weights of the chain, and the network beside it."""

from __future__ import annotations

from pathlib import Path

from sakat.errors import ModelError
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
    sections = read_sections(path, _MAGIC, _ADVICE)
    network = {name.removeprefix(_PREFIX): part for name, part in sections.items() if name.startswith(_PREFIX)}
    try:
        return unpack_weights(sections), unpack_network(network)
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: damaged ({error}); {_ADVICE}") from error
