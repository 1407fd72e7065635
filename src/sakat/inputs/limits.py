"""Byte streams that cannot fill the memory: compressed ones opened by their first bytes, with named limits."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, cast

import zstandard

from sakat.errors import InputError
from sakat.inputs.bounded import CHUNK

MAX_ARTICLE_BYTES = 64 * 2**20
"""No article is longer than this; a longer line, member or file becomes a reject."""
MAX_RATIO = 250
"""A compressed stream that gives so many times its own size is a bomb; Thai text gives 4 to 30 times."""
MAX_DECOMPRESSED_BYTES = 2**40
"""No compressed file gives more than this in all."""
_RATIO_FROM = 16 * 2**20
_SIP = 2**10  # bytes of zstandard at a time: four of them can become 128 KiB

_MAGIC = ((b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\x28\xb5\x2f\xfd", "zstandard"), (b"\xfd7zXZ\x00", "xz"))
_OPENERS: dict[str, Callable[[Any], Any]] = {
    "gzip": lambda stream: gzip.GzipFile(fileobj=stream),
    "bzip2": bz2.BZ2File,
    "xz": lzma.LZMAFile,
    "zstandard": lambda stream: io.BufferedReader(_Zstandard(stream)),
}
DAMAGED = (EOFError, gzip.BadGzipFile, zlib.error, lzma.LZMAError, zstandard.ZstdError)
"""What the decompressors raise on a damaged or truncated stream; bz2 raises OSError without a number."""


class _Counted(io.RawIOBase):
    """Passes bytes through and counts them."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class _Zstandard(io.RawIOBase):
    """Decompresses frames one after another; zstandard's own reader takes a cut-off frame for the end."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._frame: Any = None
        self._rest = b""
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            data = self._rest or self._stream.read(_SIP)
            self._rest = b""
            if not data:
                if self._frame is not None:
                    raise EOFError("the last frame is not complete")
                return 0
            self._frame = self._frame or zstandard.ZstdDecompressor().decompressobj()
            self._ready = self._frame.decompress(data)
            if self._frame.eof:
                self._rest, self._frame = self._frame.unused_data, None
        part, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


class Expansion:
    """What a file has unpacked to, over all its parts.

    Attributes:
        exceeded: Whether that was too much.
    """

    def __init__(self, name: str, packed: int = 0) -> None:
        self._name = name
        self._unpacked = 0
        self.packed = packed
        self.exceeded = False

    def add(self, size: int) -> None:
        """Count some more bytes.

        Raises:
            InputError: If there are too many for the size of the file.
        """
        self._unpacked += size
        if is_bomb(self.packed, self._unpacked):
            self.exceeded = True
            raise InputError(
                f"{self._name}: decompressed to {self._unpacked:,} bytes from {self.packed:,}; "
                f"expected at most {MAX_RATIO} times as many, {MAX_DECOMPRESSED_BYTES:,} in all; unpack it first",
                code="decompression_bomb",
            )


class _Checked(io.RawIOBase):
    """What a decompressor gives, as long as it is sound and no bomb."""

    def __init__(self, stream: BinaryIO, expansion: Expansion, name: str, source: _Counted | None = None) -> None:
        self._stream = stream
        self._expansion = expansion
        self._name = name
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._stream.read(min(len(buffer), CHUNK))
        except DAMAGED as error:
            raise InputError(f"{self._name}: {_damage(error)}", code="damaged_file") from error
        except OSError as error:
            if error.errno is not None:
                raise
            raise InputError(f"{self._name}: {_damage(error)}", code="damaged_file") from error
        buffer[: len(data)] = data
        if self._source is not None:
            self._expansion.packed = self._source.count
        self._expansion.add(len(data))
        return len(data)


def guard(stream: BinaryIO, expansion: Expansion) -> BinaryIO:
    """Return the stream, counted as a part of what a file unpacks to."""
    return io.BufferedReader(_Checked(stream, expansion, ""), CHUNK)


def is_bomb(packed: int, unpacked: int) -> bool:
    """Return whether so many bytes are more than so few may become.

    >>> is_bomb(1_000, 10_000_000), is_bomb(1_000, 100_000_000), is_bomb(2**39, 2**41)
    (False, True, True)
    """
    return unpacked > MAX_DECOMPRESSED_BYTES or unpacked > max(_RATIO_FROM, MAX_RATIO * packed)


def _damage(error: Exception) -> str:
    return f"damaged or cut off while decompressing ({error}); get the file again"


def decompress(stream: BinaryIO, name: str) -> BinaryIO:
    """Return the stream, decompressed if it starts like gzip, bzip2, zstandard or xz.

    Args:
        stream: Bytes from the start; need not be seekable.
        name: What errors name.

    Raises:
        InputError: While it is read: `damaged_file`, or `decompression_bomb` beyond `MAX_RATIO`.

    >>> decompress(io.BytesIO(gzip.compress("ข่าว".encode())), "a.gz").read().decode()
    'ข่าว'
    """
    buffered = io.BufferedReader(cast(io.RawIOBase, _Counted(stream)), CHUNK)
    head = buffered.peek(6)[:6]
    kind = next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)
    if kind is None:
        return buffered
    counted = _Counted(buffered)
    source = io.BufferedReader(counted, CHUNK)
    return io.BufferedReader(_Checked(_OPENERS[kind](source), Expansion(name), name, counted), CHUNK)


def read_lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield the lines of a stream with their ends; None for one longer than `MAX_ARTICLE_BYTES`, which is skipped."""
    while line := stream.readline(MAX_ARTICLE_BYTES + 1):
        if len(line) <= MAX_ARTICLE_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(CHUNK)
        yield None


def too_long() -> str:
    """Return what is said of an article over the limit."""
    return f"longer than {MAX_ARTICLE_BYTES // 2**20} MiB; expected one article; split it"
