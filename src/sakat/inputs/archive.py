"""Reads archives of articles; what a member is called can never lead out of the archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from sakat.errors import InputError
from sakat.inputs.article import Article, Reject
from sakat.inputs.formats import format_of
from sakat.inputs.limits import DAMAGED, decompress, is_bomb
from sakat.inputs.options import USUAL_COLUMNS, Columns

_ENCRYPTED = 1


def read_zip(stream: BinaryIO, name: str, columns: Columns = USUAL_COLUMNS) -> Iterator[Article | Reject]:
    """Yield the articles of the members of a ZIP archive that have a known ending, in the order of their names.

    Members are named `<archive>/<member>`. Archives within archives are not opened.

    Raises:
        InputError: If it is no sound archive.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise InputError(f"{name}: not a sound ZIP archive ({error}); make it again", code="damaged_file") from error
    with archive:
        for member in sorted(archive.infolist(), key=lambda info: info.filename):
            found = format_of(member.filename)
            if member.is_dir() or found is None or found.raw:
                continue
            path = PurePosixPath(member.filename.replace("\\", "/"))
            where = f"{name}/{path.name}"
            problem = _problem(member, path)
            if problem is not None:
                yield Reject(where, None, "read", problem[0], f"{name}: {member.filename!r}: {problem[1]}")
                continue
            where = f"{name}/{path}"
            try:
                with archive.open(member) as opened:
                    buffered = cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, opened)))
                    yield from found.reader(columns)(decompress(buffered, where), where)
            except InputError as error:
                yield Reject(where, None, "read", error.code, str(error))
            except (zipfile.BadZipFile, NotImplementedError, OSError, *DAMAGED) as error:
                message = f"{where}: damaged, or packed in an unknown way ({error}); make the archive again"
                yield Reject(where, None, "read", "damaged_file", message)


def _problem(member: zipfile.ZipInfo, path: PurePosixPath) -> tuple[str, str] | None:
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return "unsafe_name", "the name leads out of the archive; expected a relative one without '..'"
    if member.flag_bits & _ENCRYPTED:
        return "encrypted", "needs a password; expected an archive without one"
    if is_bomb(member.compress_size, member.file_size):
        return "decompression_bomb", f"{member.compress_size:,} bytes would become {member.file_size:,}"
    return None
