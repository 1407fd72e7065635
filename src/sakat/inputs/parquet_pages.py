"""What the pages of a Parquet file say they unpack to, read before pyarrow makes room for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_HEADERS = (2**12, 2**24)
"""Bytes read for a header at first, and for one with long statistics; Arrow takes no longer one either."""
_UNPACKED, _PACKED = 2, 3
_STOP, _TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _STRUCT = 0, 1, 2, 3, 7, 8, 12
_DEEPEST = 8


class Page(NamedTuple):
    """Bytes of a page in the file, header included, and unpacked."""

    packed: int
    unpacked: int


def read_pages(stream: BinaryIO, start: int, size: int) -> Iterator[Page]:
    """Yield the pages of a column chunk by their headers, whatever the footer of the file says of them.

    Args:
        stream: The file, seekable.
        start: Where the first page begins.
        size: Bytes of the chunk.

    Raises:
        ValueError: If they cannot be read, or lead out of the chunk.
    """
    at, end = start, start + size
    while at < end:
        length, fields = _read_header(stream, at, end - at)
        packed, unpacked = fields.get(_PACKED, -1), fields.get(_UNPACKED, -1)
        at += length + packed
        if packed < 0 or unpacked < 0 or at > end:
            raise ValueError(f"a page of {packed} bytes, unpacked {unpacked}, in a column of {size}")
        yield Page(length + packed, unpacked)


def _read_header(stream: BinaryIO, at: int, size: int) -> tuple[int, dict[int, int]]:
    """Return the length of a header and its integers by field."""
    for longest in _HEADERS:
        stream.seek(at)
        header = _Header(stream.read(min(longest, size)))
        try:
            fields = header.read_struct()
        except EOFError:
            continue
        return header.at, fields
    raise ValueError("a page header that is cut off")


class _Header:
    """Reads the integers of a Thrift struct in the compact protocol; everything else is passed over."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = 0

    def read_struct(self, depth: int = 0) -> dict[int, int]:
        if depth > _DEEPEST:
            raise ValueError("a page header nested too deeply")
        fields: dict[int, int] = {}
        number = 0
        while (head := self._byte()) != _STOP:
            number = number + (head >> 4) if head >> 4 else self._integer()
            value = self._value(head & 15, depth)
            if value is not None:
                fields[number] = value
        return fields

    def _value(self, kind: int, depth: int) -> int | None:
        if kind in (_TRUE, _FALSE):
            return None
        if _BYTE < kind < _DOUBLE:
            return self._integer()
        if kind in (_BYTE, _DOUBLE):
            self._skip(1 if kind == _BYTE else 8)
        elif kind == _BINARY:
            self._skip(self._unsigned())
        elif kind == _STRUCT:
            self.read_struct(depth + 1)
        else:
            raise ValueError(f"a page header with a field of kind {kind}")  # lists, sets and maps: no header has them
        return None

    def _byte(self) -> int:
        if self.at >= len(self._data):
            raise EOFError
        self.at += 1
        return self._data[self.at - 1]

    def _skip(self, size: int) -> None:
        self.at += size

    def _unsigned(self) -> int:
        value = shift = 0
        while True:
            byte = self._byte()
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value
            if shift > 63:
                raise ValueError("a page header with a number of more than 64 bits")

    def _integer(self) -> int:
        value = self._unsigned()
        return (value >> 1) ^ -(value & 1)
