"""Model files: named sections of bytes, compressed, under a header with their sizes and their digest."""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from sakat.errors import ModelError, OutputError

Model = TypeVar("Model")


def write_sections(path: Path, magic: bytes, sections: Mapping[str, bytes]) -> None:
    """Write sections to a file; equal sections give equal bytes.

    Args:
        path: The file.
        magic: What it starts with: the kind of model and the version of its form, one line.
        sections: Their contents by name, in order.

    Raises:
        OutputError: If the file cannot be written.
    """
    body = lzma.compress(b"".join(sections.values()), preset=6)
    header = {
        "sections": {name: len(content) for name, content in sections.items()},
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    try:
        path.write_bytes(magic + json.dumps(header).encode() + b"\n" + body)
    except OSError as error:
        raise OutputError(f"{path}: cannot write the model: {error.strerror}") from error


def read_sections(path: Path, magic: bytes, advice: str, unpack: Callable[[Mapping[str, bytes]], Model]) -> Model:
    """Return what the sections of a file hold.

    Args:
        path: The file.
        magic: What it must start with.
        advice: What to do if it is not as it was written, for the error.
        unpack: Makes the model of its sections, by name; `ValueError`, `KeyError` and `TypeError` tell of damage.

    Raises:
        ModelError: If the file is missing, of another kind or version, or not as it was written.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: cannot read the model: {error.strerror}; {advice}") from error
    if not content.startswith(magic):
        raise ModelError(f"{path}: starts with {content[:12]!r}; expected {magic!r}: {advice}")
    head, _, body = content[len(magic) :].partition(b"\n")
    try:
        header = json.loads(head)
        digest = hashlib.sha256(body).hexdigest()
        if digest != header["sha256"]:
            raise ModelError(f"{path}: SHA-256 is {digest[:12]}…; expected {header['sha256'][:12]}…: {advice}")
        whole = lzma.decompress(body)
        sections: dict[str, bytes] = {}
        start = 0
        for name, size in header["sections"].items():
            sections[name] = whole[start : start + size]
            start += size
        return unpack(sections)
    except (ValueError, KeyError, TypeError, AttributeError, lzma.LZMAError) as error:
        raise ModelError(f"{path}: damaged ({error}); {advice}") from error
