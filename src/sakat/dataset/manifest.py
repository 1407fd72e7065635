"""The manifest: what a dataset was made from and with, so that it can be made again."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from json import dumps
from pathlib import Path
from typing import Any

from sakat.errors import KnowledgeError
from sakat.pipeline.build import config_text, configured_kb, configured_ner_models
from sakat.record import SCHEMA_VERSION

_PACKAGES = ("sakat", "spacy", "pythainlp", "dateparser", "pydantic")
_NO_INPUTS = '"inputs": []'


class Inventory:
    """Hashes of the configuration, the knowledge base and the recognizers that a dataset is made with.

    The recognizer that comes with sakat is among the resources.

    Raises:
        ConfigError: If the configuration cannot be read.
        KnowledgeError: If the knowledge base cannot be read.
        ModelError: If a recognizer cannot be read.
    """

    def __init__(self, *, config: Path | None, kb: Path | None, ner_model: str | None = None) -> None:
        used = kb if kb is not None else configured_kb(config)
        self.config_sha256 = _sha256(config_text(config).encode())
        self.kb_sha256 = _file_sha256(used) if used is not None else None
        models = configured_ner_models(config, ner_model)
        self.ner_models = [model.identity() for model in models]
        self.versions = {name: version for model in models for name, version in model.versions().items()}


def manifest_lines(
    inventory: Inventory,
    inputs: Iterable[tuple[str, str | None]],
    counts: Mapping[str, int],
    files: Mapping[str, Mapping[str, Any]],
) -> Iterator[str]:
    """Yield the text of a manifest in pieces, so that any number of inputs needs no memory.

    Args:
        inventory: What the dataset was made with.
        inputs: Name and SHA-256 of each input, sorted.
        counts: Articles in, records, rejects, events, entities.
        files: SHA-256 and lines of each data file.
    """
    content: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "versions": {
            "python": ".".join(platform.python_version_tuple()[:2]),
            **{name: metadata.version(name) for name in _PACKAGES},
            **inventory.versions,
        },
        "config_sha256": inventory.config_sha256,
        **({"kb_sha256": inventory.kb_sha256} if inventory.kb_sha256 is not None else {}),
        **({"ner_models": inventory.ner_models} if inventory.ner_models else {}),
        "resources": resource_hashes(),
        "inputs": [],
        "counts": dict(counts),
        "files": {name: dict(files[name]) for name in sorted(files)},
    }
    head, tail = dumps(content, ensure_ascii=False, indent=2).split(_NO_INPUTS)
    yield head + _NO_INPUTS[:-1]
    comma, end = "", ""
    for uri, digest in inputs:
        item = dumps({"uri": uri, "sha256": digest}, ensure_ascii=False, indent=2).replace("\n", "\n    ")
        yield f"{comma}\n    {item}"
        comma, end = ",", "\n  "
    yield f"{end}]{tail}\n"


def resource_hashes() -> dict[str, str]:
    """Return the SHA-256 of each lexicon and model, by path inside `sakat.resources`."""
    return file_hashes("sakat.resources", skip=(".py", ".md"))


def file_hashes(package: str, *, skip: tuple[str, ...]) -> dict[str, str]:
    """Return the SHA-256 of each file of a package, by path inside it, but for those with the endings to skip."""
    return {
        name: _sha256(file.read_bytes())
        for name, file in sorted(_walk(resources.files(package), ""))
        if not name.endswith(skip)
    }


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        if item.is_dir() and item.name != "__pycache__":
            yield from _walk(item, f"{prefix}{item.name}/")
        elif item.is_file():
            yield prefix + item.name, item


def _file_sha256(path: Path) -> str:
    if not path.is_file():
        raise KnowledgeError(f"{path}: no such file; make one with `sakat kb build SOURCE -o {path.name}`")
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read ({error.strerror}); expected a knowledge base") from error


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
