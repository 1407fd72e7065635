"""Where the files of a recognizer are, of which kind they are, and what tells them from any others."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Literal

from sakat.errors import ModelError
from sakat.extras import need
from sakat.ner.model import MODEL_FILE

EXTRA = "transformer"
CONFIG_FILE = "config.json"

_DESCRIPTION = (
    CONFIG_FILE,
    "tokenizer*.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "vocab.*",
    "merges.txt",
    "tokenizer.model",
    "sentencepiece*.model",
    "spiece.model",
    "spm.model",
)
_SAFE_WEIGHTS = ("model*.safetensors", "model.safetensors.index.json")
_PICKLED_WEIGHTS = ("pytorch_model*.bin", "pytorch_model.bin.index.json")
_LIBRARIES = ("torch", "transformers", "tokenizers")
_HUB_NAME = re.compile(r"(?P<name>\w[\w.-]*/\w[\w.-]*)(?:@(?P<revision>\w[\w./-]*))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class ModelSource:
    """A recognizer other than the bundled one.

    Attributes:
        kind: `transformer`, or `sakat` for what `sakat ner train` makes.
        name: Its name on the hub, or that of its folder or file without those above, which are this machine's.
        path: Its folder, or the file `ner.model`.
    """

    kind: Literal["sakat", "transformer"]
    name: str
    path: Path

    def files(self) -> list[Path]:
        """Return the files that decide what the model says, sorted."""
        if self.kind == "sakat":
            return [self.path]
        return _files(self.path)

    def identity(self) -> dict[str, str]:
        """Return what a manifest says of the model: kind, name, and the SHA-256 over the names and bytes of its files.

        Raises:
            ModelError: If a file cannot be read.
        """
        try:
            lines = [f"{file.name} {_sha256(file)}\n" for file in self.files()]
        except OSError as error:
            raise ModelError(f"{error.filename}: cannot read the model: {error.strerror}") from error
        return {"kind": self.kind, "name": self.name, "sha256": hashlib.sha256("".join(lines).encode()).hexdigest()}

    def versions(self) -> dict[str, str]:
        """Return the versions of the libraries that decide what the model says, of those that are installed."""
        if self.kind == "sakat":
            return {}
        return {name: version for name in _LIBRARIES if (version := _version(name)) is not None}


def find_model(given: str) -> ModelSource:
    """Return the recognizer at a path, or of the hub if the name of one is given and nothing is at that path.

    Only then the network may be used, and only if this machine has not got that model yet.

    Args:
        given: A folder or file of `sakat ner train`, a folder of a Hugging Face model, or OWNER/NAME or
            OWNER/NAME@REVISION of the hub.

    Raises:
        ModelError: If there is none.
        ConfigError: If a model of the hub is given without the library that fetches it.
    """
    path = Path(given).expanduser()
    if path.is_file():
        return ModelSource("sakat", path.name, path)
    if path.is_dir():
        name = path.resolve().name
        if (path / MODEL_FILE).is_file():
            return ModelSource("sakat", name, path / MODEL_FILE)
        if not (path / CONFIG_FILE).is_file():
            raise ModelError(
                f"{given}: no model in this folder; expected {MODEL_FILE} of `sakat ner train`, or {CONFIG_FILE} of a "
                "Hugging Face token-classification model"
            )
        return ModelSource("transformer", name, path)
    match = _HUB_NAME.fullmatch(given)
    if match is None or path.parent.is_dir():
        raise ModelError(f"{given}: no such folder; expected a model's folder, or OWNER/NAME of one of the hub")
    return ModelSource("transformer", given, _fetch(given, match["name"], match["revision"]))


def _fetch(given: str, name: str, revision: str | None) -> Path:
    """Return the folder of a model of the hub: the one this machine has, else it is fetched."""
    hub = need("huggingface_hub", EXTRA)
    try:
        here = _snapshot(hub, name, revision, _DESCRIPTION, local_files_only=True)
        if _is_whole(here):
            return here
    except OSError:  # this machine has nothing of it
        pass
    try:
        here = _snapshot(hub, name, revision, (*_DESCRIPTION, *_SAFE_WEIGHTS), local_files_only=False)
        if not _is_whole(here):
            here = _snapshot(hub, name, revision, _PICKLED_WEIGHTS, local_files_only=False)
    except Exception as error:  # the hub's library and the HTTP client below it each raise what they like
        reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
        raise ModelError(
            f"{given}: no folder here, and the hub gave no model ({reason}); expected OWNER/NAME of one of its models, "
            "or the folder of one"
        ) from error
    if not _is_whole(here):
        raise ModelError(f"{given}: no {CONFIG_FILE} or no weights; expected a Hugging Face token-classification model")
    return here


def _snapshot(hub: Any, name: str, revision: str | None, patterns: Iterable[str], *, local_files_only: bool) -> Path:
    found = hub.snapshot_download(
        name, revision=revision, allow_patterns=list(patterns), local_files_only=local_files_only
    )
    return Path(found)


def _is_whole(folder: Path) -> bool:
    return (folder / CONFIG_FILE).is_file() and bool(_matching(folder, (*_SAFE_WEIGHTS, *_PICKLED_WEIGHTS)))


def _files(folder: Path) -> list[Path]:
    weights = _matching(folder, _SAFE_WEIGHTS) or _matching(folder, _PICKLED_WEIGHTS)
    return sorted({*_matching(folder, _DESCRIPTION), *weights})


def _matching(folder: Path, patterns: Iterable[str]) -> list[Path]:
    return [file for pattern in patterns for file in folder.glob(pattern) if file.is_file()]


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
