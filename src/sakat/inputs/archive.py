"""Reads archives of articles; what a member is called can never lead out of the archive."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from sakat.errors import InputError
from sakat.inputs.article import Article, Reject, shown
from sakat.inputs.bounded import CHUNK
from sakat.inputs.formats import format_of
from sakat.inputs.limits import Expansion, decompress, guard, is_bomb
from sakat.inputs.options import USUAL_COLUMNS, Columns

_ENCRYPTED = 1
_HEADER = 30  # bytes of a member before its name


def read_zip(stream: BinaryIO, name: str, columns: Columns = USUAL_COLUMNS) -> Iterator[Article | Reject]:
    """Yield the articles of the members of a ZIP archive that have a known ending, in the order of their names.

    Members are named `<archive>/<member>`. Archives within archives are not opened.

    Raises:
        InputError: If it is no sound archive.
    """
    expansion = Expansion(name, stream.seek(0, io.SEEK_END))
    try:
        archive = zipfile.ZipFile(stream)
    except Exception as error:  # zipfile lets through what it stumbles over in broken bytes
        raise InputError(f"{name}: not a sound ZIP archive ({error}); make it again", code="damaged_file") from error
    with archive:
        overlapping = _overlapping(archive.infolist())
        for member in sorted(archive.infolist(), key=lambda info: (info.filename, info.header_offset)):
            found = format_of(member.filename)
            if found is None or found.raw or member.is_dir():
                continue
            path = PurePosixPath(member.filename.replace("\\", "/"))
            where = f"{name}/{path.name}"
            problem = _problem(member, path, member.header_offset in overlapping)
            if problem is not None:
                yield Reject(where, None, "read", problem[0], f"{name}: {shown(member.filename)}: {problem[1]}")
                continue
            where = f"{name}/{path}"
            try:
                opened = cast(BinaryIO, io.BufferedReader(_Member(archive, member, where), CHUNK))
                yield from found.reader(columns)(guard(decompress(opened, where), expansion), where)
            except InputError as error:
                yield Reject(where, None, "read", error.code, str(error))
            if expansion.exceeded:
                return


def _overlapping(members: list[zipfile.ZipInfo]) -> set[int]:
    """Return where the members begin that share bytes with one before: with such, few bytes unpack to any number."""
    found = set()
    end = 0
    for member in sorted(members, key=lambda info: info.header_offset):
        if member.header_offset < end:
            found.add(member.header_offset)
        end = max(end, member.header_offset + _HEADER + member.compress_size)
    return found


def _problem(member: zipfile.ZipInfo, path: PurePosixPath, overlaps: bool) -> tuple[str, str] | None:
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return "unsafe_name", "the name leads out of the archive; expected a relative one without '..'"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "not_a_file", "a symbolic link; expected a file"
    if member.flag_bits & _ENCRYPTED:
        return "encrypted", "needs a password; expected an archive without one"
    if overlaps:
        return "overlapping_member", "shares bytes with another member; make the archive again"
    if is_bomb(member.compress_size, member.file_size):
        return "decompression_bomb", f"{member.compress_size:,} bytes would become {member.file_size:,}"
    return None


class _Member(io.RawIOBase):
    """The bytes of a member, whose damage is an error of the input."""

    def __init__(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> None:
        self._name = name
        self._stream: Any = None
        self._stream = self._checked(lambda: archive.open(member))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data: bytes = self._checked(lambda: self._stream.read(len(buffer)))
        buffer[: len(data)] = data
        return len(data)

    def _checked(self, step: Any) -> Any:
        try:
            return step()
        except Exception as error:  # as for the archive: struct, zlib, lzma, zipfile each have errors of their own
            raise InputError(
                f"{self._name}: damaged, or packed in an unknown way ({error}); make the archive again",
                code="damaged_file",
            ) from error
