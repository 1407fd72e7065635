"""A network in one checked file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from sakat.network.model import Column, Layer, Network
from sakat.sections import read_sections, write_sections

_MAGIC = b"sakat-network 1\n"
_ADVICE = "reinstall sakat, or retrain the model"


def write_network(network: Network, path: Path) -> None:
    """Write a network to a file; equal networks give equal bytes.

    Raises:
        OutputError: If the file cannot be written.
    """
    write_sections(path, _MAGIC, pack_network(network))


def read_network(path: Path) -> Network:
    """Return the network a file holds.

    Raises:
        ModelError: If the file is missing, of another version, or not as it was written.
    """
    return read_sections(path, _MAGIC, _ADVICE, unpack_network)


def pack_network(network: Network) -> dict[str, bytes]:
    """Return the sections of a file that hold a network."""
    layers = (*network.layers, network.head)
    shape = {
        "tags": network.tags,
        "columns": [column.name for column in network.columns],
        "width": network.head.weights.shape[1],
        "steps": [layer.step for layer in layers],
    }
    sections = {"shape": json.dumps(shape).encode()}
    for column in network.columns:
        sections[f"strings:{column.name}"] = json.dumps(column.strings, ensure_ascii=False).encode()
        sections[f"table:{column.name}"] = column.table.tobytes()
        sections[f"scale:{column.name}"] = np.float32(column.scale).astype("<f4").tobytes()
    for number, layer in enumerate(layers):
        sections[f"weights:{number}"] = layer.weights.tobytes()
        numbers = np.concatenate(([layer.gain], layer.scale, layer.bias))
        sections[f"numbers:{number}"] = numbers.astype("<f4").tobytes()
    return sections


def unpack_network(sections: Mapping[str, bytes]) -> Network:
    """Return the network that sections hold.

    Raises:
        ValueError: If a section is not as it was packed.
        KeyError: If one is missing.
    """
    shape = json.loads(sections["shape"])
    width = int(shape["width"])
    *layers, head = _layers(sections, shape["steps"], width)
    return Network(shape["tags"], list(_columns(sections, shape["columns"], width)), layers, head)


def _columns(sections: Mapping[str, bytes], names: list[str], width: int) -> Iterator[Column]:
    for name in names:
        strings = json.loads(sections[f"strings:{name}"])
        table = np.frombuffer(sections[f"table:{name}"], dtype=np.int8).reshape(len(strings) + 1, width)
        (scale,) = np.frombuffer(sections[f"scale:{name}"], dtype="<f4").astype(np.float32)
        yield Column(name, tuple(strings), table, scale)


def _layers(sections: Mapping[str, bytes], steps: list[int], width: int) -> Iterator[Layer]:
    for number, step in enumerate(steps):
        gain, *rest = np.frombuffer(sections[f"numbers:{number}"], dtype="<f4").astype(np.float32)
        outputs = len(rest) // 2
        numbers = np.array(rest, dtype=np.float32)
        weights = np.frombuffer(sections[f"weights:{number}"], dtype=np.int8).reshape(3 if step else 1, width, outputs)
        yield Layer(step, gain, weights, numbers[:outputs], numbers[outputs:])
