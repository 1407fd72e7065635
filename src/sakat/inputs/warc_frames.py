"""Cuts a web archive into its records, and goes on behind what is damaged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from sakat.inputs.gzip_members import Mark, members

MAX_BLOCK = 16_000_000
"""The most of a record that is kept; the rest of a longer one is skipped."""

_MAX_HEADER = 1 << 16
_VERSION = re.compile(rb"WARC/\d\.\d{1,2}\s*$")
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Frame:
    """One record: header lines with the blank line, block, and what is wrong with it, if anything.

    Attributes:
        number: Counts the records and the damaged stretches of the file from 1.
        header: Version line, named fields and the blank line; empty if the stretch begins with none.
        block: What the header describes.
        problem: Code and message of a reject, None for a sound record.
    """

    number: int
    header: bytes
    block: bytes
    problem: tuple[str, str] | None = None


def read_frames(stream: BinaryIO, name: str) -> Iterator[Frame]:
    """Yield the records of an archive, gzipped by member or not, each damaged stretch as one frame with a problem.

    Raises:
        InputError: If it is a decompression bomb.
    """
    source = _Source(members(stream, name))
    number = 0
    lost = False
    while True:
        line = source.read_line(_MAX_HEADER)
        if line is None:
            mark = source.pass_damage()
            if mark is None:
                return
            if not lost:
                number += 1
                yield Frame(number, b"", b"", _problem(mark, "a record"))
            lost = False
        elif _VERSION.match(line):
            number += 1
            lost = False
            frame = _read_frame(source, line, number)
            lost = source.pass_damage() is not None
            yield frame
        elif line.strip() and not lost:
            number += 1
            lost = True
            found = line[:40].decode("latin-1").strip()
            yield Frame(
                number, b"", b"", ("bad_record", f"found {found!r}; expected a record that begins with WARC/1.")
            )


def _read_frame(source: _Source, version: bytes, number: int) -> Frame:
    lines = [version]
    while True:
        line = source.read_line(_MAX_HEADER)
        if line is None:
            return Frame(number, b"".join(lines), b"", _problem(source.damage, "its header"))
        lines.append(line)
        if not line.strip():
            break
        if sum(map(len, lines)) > _MAX_HEADER:
            return Frame(number, b"", b"", ("bad_record", f"a header of more than {_MAX_HEADER} bytes; expected a few"))
    header = b"".join(lines)
    length = _LENGTH.search(header)
    if length is None:
        return Frame(number, header, b"", ("bad_record", "no Content-Length; expected the length of the block"))
    wanted = int(length[1])
    block, whole = source.read(wanted, keep=MAX_BLOCK)
    if whole:
        source.skip_blank()
    if not whole or source.damage is not None:
        return Frame(number, header, block, _problem(source.damage, f"its block of {wanted} bytes"))
    if wanted > MAX_BLOCK:
        return Frame(number, header, b"", ("too_large", f"found {wanted} bytes; expected at most {MAX_BLOCK}"))
    return Frame(number, header, block)


def _problem(damage: Mark | None, part: str) -> tuple[str, str]:
    if damage is Mark.DAMAGED:
        return "bad_record", f"the gzip data are damaged inside {part}; fetch the file again"
    return "truncated", f"the file ends inside {part}; fetch it again"


class _Source:
    """The bytes of an archive; reading stops at each damage until that is passed."""

    def __init__(self, pieces: Iterator[bytes | Mark]) -> None:
        self._pieces = pieces
        self._buffer = b""
        self._at = 0
        self.damage: Mark | None = None

    def pass_damage(self) -> Mark | None:
        """Return the damage at which reading stopped, and let it go on."""
        was, self.damage = self.damage, None
        return was

    def _fill(self, *, in_member: bool = False) -> bool:
        """Get the next bytes; False at a damage, at the end, and `in_member` at the end of a gzip member."""
        if self.damage is not None:
            return False
        for piece in self._pieces:
            if isinstance(piece, bytes):
                self._buffer, self._at = piece, 0
                return True
            if piece is not Mark.MEMBER_ENDS:
                self.damage = piece
                return False
            if in_member:
                return False
        return False

    def read_line(self, limit: int) -> bytes | None:
        """Return the next line with its end, at least `limit` bytes of a longer one; None where reading stops."""
        parts: list[bytes] = []
        size = 0
        while size < limit:
            end = self._buffer.find(b"\n", self._at) + 1
            part = self._buffer[self._at : end or len(self._buffer)]
            self._at += len(part)
            size += len(part)
            parts.append(part)
            if end or not self._fill():
                break
        return b"".join(parts) or None

    def read(self, size: int, *, keep: int) -> tuple[bytes, bool]:
        """Return the first `keep` of the next `size` bytes, and whether there were that many."""
        kept = bytearray()
        left = size
        while left > 0:
            if self._at >= len(self._buffer) and not self._fill():
                break
            part = self._buffer[self._at : self._at + left]
            self._at += len(part)
            left -= len(part)
            kept += part[: max(0, keep - len(kept))]
        return bytes(kept), left == 0

    def skip_blank(self) -> None:
        """Pass the line ends behind a record, so that a wrong checksum of its gzip member is seen."""
        while True:
            while self._buffer[self._at : self._at + 1] in {b"\r", b"\n"}:
                self._at += 1
            if self._at < len(self._buffer) or not self._fill(in_member=True):
                return
