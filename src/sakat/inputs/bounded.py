"""Reads a stream whole without trusting its size."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import BinaryIO

CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Whole:
    """A stream read to its end: its bytes, or None if there are more than allowed; its size and hash."""

    data: bytes | None
    size: int
    sha256: str


def read_whole(stream: BinaryIO, limit: int) -> Whole:
    """Return what a stream holds; no more than `limit` bytes and one chunk are kept at a time.

    >>> import io
    >>> read_whole(io.BytesIO(b"12345"), 4).data is None
    True
    """
    digest = hashlib.sha256()
    kept = bytearray()
    size = 0
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if size <= limit:
            kept += chunk
        else:
            kept.clear()
    return Whole(bytes(kept) if size <= limit else None, size, digest.hexdigest())
