"""The manifest: what a dataset was made from and with, so that it can be made again."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from sakat.pipeline.build import config_text, configured_kb
from sakat.record import SCHEMA_VERSION

_PACKAGES = ("sakat", "spacy", "pythainlp", "dateparser", "pydantic")


class Manifest:
    """Versions and hashes of everything a dataset depends on."""

    def __init__(self, *, config: Path | None, kb: Path | None, inputs: Sequence[tuple[str, str | None]]) -> None:
        self._config = config
        self._kb = kb if kb is not None else configured_kb(config)
        self._inputs = sorted(inputs, key=lambda pair: (pair[0], pair[1] or ""))

    def content(self, counts: Mapping[str, int], files: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
        """Return the manifest of a dataset with these counts and data files."""
        return {
            "schema_version": SCHEMA_VERSION,
            "versions": {
                "python": ".".join(platform.python_version_tuple()[:2]),
                **{name: metadata.version(name) for name in _PACKAGES},
            },
            "config_sha256": _sha256(config_text(self._config).encode()),
            **({"kb_sha256": _file_sha256(self._kb)} if self._kb is not None else {}),
            "resources": resource_hashes(),
            "inputs": [{"uri": uri, "sha256": digest} for uri, digest in self._inputs],
            "counts": dict(counts),
            "files": {name: dict(files[name]) for name in sorted(files)},
        }


def resource_hashes() -> dict[str, str]:
    """Return the SHA-256 of each lexicon and model, by path inside `sakat.resources`."""
    return {name: _sha256(file.read_bytes()) for name, file in sorted(_walk(resources.files("sakat.resources"), ""))}


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        if item.is_dir() and item.name != "__pycache__":
            yield from _walk(item, f"{prefix}{item.name}/")
        elif item.is_file() and not item.name.endswith((".py", ".md")):
            yield prefix + item.name, item


def _file_sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
