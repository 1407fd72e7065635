"""Part files: the outcomes of finished shards, kept beside the dataset until it is whole, or for the next build."""

from __future__ import annotations

import hashlib
import logging
import zlib
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sakat.batch.frame import Frame, Head, parse_frame, read_frame
from sakat.files import write_durably

_SUFFIX = ".jsonl.gz"
_GZIP = 16 + zlib.MAX_WBITS

log = logging.getLogger(__name__)


class Place(NamedTuple):
    """Where a frame stands: the name of its part file, and its bytes there."""

    part: str
    offset: int
    length: int


class PartStore:
    """The part files of a folder, each named by the keys of the outcomes it holds.

    Errors of the file system are not caught here: whoever owns the folder says what they mean.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, keys: Sequence[str], frames: Sequence[bytes]) -> list[Place]:
        """Write the frames of a shard as one part file, beside its target and renamed, and return their places."""
        name = hashlib.sha256("\n".join(keys).encode()).hexdigest() + _SUFFIX
        write_durably(self._folder / name, b"".join(frames))
        offset, places = 0, []
        for frame in frames:
            places.append(Place(name, offset, len(frame)))
            offset += len(frame)
        return places

    def scan(self) -> Iterator[tuple[Place, Head]]:
        """Yield what each whole frame holds, checked to its last byte; a damaged file is deleted, with a warning."""
        for path in sorted(self._folder.glob(f"*{_SUFFIX}")):
            try:
                yield from [(place, frame.head) for place, frame in _read_part(path)]
            except ValueError as error:
                log.warning("%s: damaged (%s); its articles are extracted again", path, error)
                path.unlink()

    def read(self, place: Place) -> Frame:
        """Return the frame at a place.

        Raises:
            ValueError: If there is none.
        """
        with (self._folder / place.part).open("rb") as file:
            file.seek(place.offset)
            return read_frame(file.read(place.length))

    def keep(self, names: Collection[str]) -> None:
        """Delete every part file but those named."""
        for path in self._folder.glob(f"*{_SUFFIX}"):
            if path.name not in names:
                path.unlink()

    def is_empty(self) -> bool:
        """Return whether there is no part file."""
        return next(self._folder.glob(f"*{_SUFFIX}"), None) is None


def _read_part(path: Path) -> Iterator[tuple[Place, Frame]]:
    data = path.read_bytes()
    offset = 0
    while offset < len(data):
        member = zlib.decompressobj(_GZIP)
        try:
            text = member.decompress(memoryview(data)[offset:])
        except zlib.error as error:
            raise ValueError(f"byte {offset}: {error}") from error
        if not member.eof:
            raise ValueError(f"byte {offset}: the file ends inside a frame")
        length = len(data) - offset - len(member.unused_data)
        yield Place(path.name, offset, length), parse_frame(text)
        offset += length
