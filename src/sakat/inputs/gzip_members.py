"""Decompresses a file of many gzip members, and goes on with the next member behind a damaged one."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from enum import Enum
from typing import BinaryIO

from sakat.inputs.bounded import CHUNK
from sakat.inputs.limits import Expansion

_MAX_KEPT = 1 << 24
_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]", re.DOTALL)


class Mark(Enum):
    """What stands between the bytes: the end of a sound member, a damaged one, or the end of the file inside one."""

    MEMBER_ENDS = "member ends"
    DAMAGED = "damaged"
    TRUNCATED = "truncated"


def members(stream: BinaryIO, name: str) -> Iterator[bytes | Mark]:
    """Yield decompressed pieces of limited size with marks between them; what is not gzip comes as it is.

    The bytes of a damaged member before its damage, and some that only look like it, come before the mark. The next
    member is then looked for from the beginning of the damaged one, in its last 16 MB.

    Args:
        stream: The file.
        name: What errors name.

    Raises:
        InputError: `decompression_bomb`, if it gives too many times its own size.
    """
    expansion = Expansion(name)

    def read() -> bytes:
        data = stream.read(CHUNK)
        expansion.packed += len(data)
        return data

    raw = read()
    if not raw.startswith(b"\x1f\x8b"):
        while raw:
            yield raw
            raw = read()
        return
    while raw:
        member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        seen = bytearray(raw)
        try:
            while True:
                piece = member.decompress(raw, CHUNK)
                if piece:
                    expansion.add(len(piece))
                    yield piece
                if member.eof:
                    break
                raw = member.unconsumed_tail
                if not raw and not piece:
                    raw = read()
                    seen += raw
                    del seen[: len(seen) - _MAX_KEPT]
                    if not raw:
                        break
        except zlib.error:
            yield Mark.DAMAGED
            raw = _next_member(bytes(seen[1:]), read)
            continue
        if member.eof:
            yield Mark.MEMBER_ENDS
            raw = (member.unused_data or read()).lstrip(b"\0")
            continue
        raw = _next_member(bytes(seen[1:]), read)
        yield Mark.DAMAGED if raw else Mark.TRUNCATED


def _next_member(raw: bytes, read: Callable[[], bytes]) -> bytes:
    """Return the raw bytes from the next beginning of a gzip member on, empty if there is none."""
    while (found := _MEMBER.search(raw)) is None:
        more = read()
        if not more:
            return b""
        raw = raw[-3:] + more
    return raw[found.start() :]
