"""Files of JSON Lines, plain or compressed, written and read as a stream."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

import zstandard

from sakat.errors import InputError
from sakat.inputs.limits import decompress
from sakat.storage.forms import Form

LEVEL = 10
"""Of zstd: above it time grows faster than files shrink."""


def read_json_lines(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each line that is not blank, without its end, and where it stands (`file:line`).

    Raises:
        InputError: If the file cannot be read, is damaged, or ends in the middle of its compressed data.
    """
    try:
        with path.open("rb") as file:
            for number, line in enumerate(decompress(file, str(path)), 1):
                if stripped := line.rstrip(b"\r\n"):
                    yield f"{path}:{number}", stripped
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}", code="unreadable_file") from error


def write_json_lines(lines: Iterable[bytes], path: Path, *, form: Form) -> int:
    """Write lines, each without its end, and return how many; the same lines give the same bytes."""
    count = 0
    with path.open("wb") as file, _writer(file, form) as target:
        for line in lines:
            target.write(line + b"\n")
            count += 1
    return count


@contextmanager
def _writer(file: IO[bytes], form: Form) -> Iterator[IO[bytes]]:
    if form == "jsonl.gz":
        with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as target:
            yield cast(IO[bytes], target)
    elif form == "jsonl.zst":
        engine = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True)
        with engine.stream_writer(file, closefd=False) as target:
            yield cast(IO[bytes], target)
    else:
        yield file
