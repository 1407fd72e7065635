"""Finds the files that inputs name, here or far, and opens them."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from sakat.errors import InputError
from sakat.extras import need
from sakat.inputs.formats import SUFFIXES, format_of
from sakat.inputs.remote import open_remote, public_url, remote_errors

STDIN = "-"
_LOCAL = "file://"
_REMOTE_PATTERN = "*?["


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read.

    Attributes:
        location: Path, URL, or `-` for standard input.
        name: What it is called in the dataset: never absolute, without credentials.
        remote: Whether the location is a URL.
    """

    location: str
    name: str
    remote: bool = False


def find_inputs(inputs: Iterable[str]) -> list[Source]:
    """Return the files that the inputs name, sorted within each input, none twice.

    An input is a file, a folder (searched in depth for what can be read, links to folders not followed), a glob,
    `-` for standard input, or the URL of any of the former that fsspec can open (s3://, gs://, https://, memory://).
    Names are POSIX paths relative to the folder given; a file behind a URL has the URL without credentials.

    Raises:
        InputError: If an input names nothing.
        ConfigError: If a URL needs a library that is not installed.
    """
    found: dict[str, Source] = {}
    for item in inputs:
        if item == STDIN:
            sources = [Source(STDIN, "stdin")]
        elif item.startswith(_LOCAL):
            sources = list(_find_local(item.removeprefix(_LOCAL)))
        elif "://" in item:
            sources = _find_remote(item)
        else:
            sources = list(_find_local(item))
        if not sources:
            raise InputError(
                f"{public_url(item)}: no such file, and no folder or pattern with {', '.join(SUFFIXES)} files; "
                "name a file, a folder, a glob, a URL, or - for standard input",
                code="no_input",
            )
        for source in sources:
            key = source.location if source.remote or source.location == STDIN else os.path.abspath(source.location)
            found.setdefault(key, replace(source, name=_printable(source.name)))
    return list(found.values())


def _printable(name: str) -> str:
    r"""Return a file's name with what is no UTF-8 in it written out, as in `\xff.txt`."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _find_local(item: str) -> Iterator[Source]:
    path = Path(item)
    if path.is_dir():
        for file in sorted(_walk(path)):
            yield Source(str(file), file.relative_to(path).as_posix())
    elif path.exists() or path.is_symlink():
        yield Source(item, _relative_name(path))
    else:
        for name in sorted(glob.glob(item, recursive=True)):
            if not os.path.isdir(name):
                yield Source(name, _relative_name(Path(name)))


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith(".") and format_of(name) is not None:
                yield Path(root, name)


def _relative_name(path: Path) -> str:
    return path.name if path.is_absolute() or ".." in path.parts else PurePosixPath(*path.parts).as_posix()


def _find_remote(url: str) -> list[Source]:
    core = need("fsspec.core", "remote")
    with remote_errors(url, public_url(url), "no_input"):
        system, path = core.url_to_fs(url)
        if any(sign in path for sign in _REMOTE_PATTERN) and not url.startswith(("http://", "https://")):
            return [_remote(system, file) for file in sorted(system.glob(path)) if system.isfile(file)]
        if system.isfile(path):
            return [Source(url, public_url(url), remote=True)]
        base = path.rstrip("/") + "/"
        files = sorted(file for file in system.find(path) if format_of(file) is not None)
        return [_remote(system, file, file.removeprefix(base)) for file in files]


def _remote(system: Any, file: str, name: str | None = None) -> Source:
    location: str = system.unstrip_protocol(file)
    return Source(location, public_url(name or location), remote=True)


@contextmanager
def open_source(source: Source, stdin: BinaryIO | None) -> Iterator[BinaryIO]:
    """Open a source for reading; seekable unless it is standard input.

    Raises:
        InputError: If it is no regular file, cannot be reached, or changed while it was read (once it is closed).
        OSError: If it cannot be opened or read.
    """
    if source.location == STDIN:
        if stdin is None:
            raise InputError("standard input is not available here", code="no_input")
        yield stdin
    elif source.remote:
        with open_remote(source.location, source.name) as stream:
            yield stream
    else:
        with _open_local(source) as stream:
            before = os.fstat(stream.fileno())
            yield stream
            after = os.stat(source.location)
        if stat.S_ISREG(before.st_mode) and _version(before) != _version(after):
            raise InputError(f"{source.name}: changed while it was read; read it again", code="changed_while_read")


def _version(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_ino, found.st_size, found.st_mtime_ns


def _open_local(source: Source) -> BinaryIO:
    mode = os.stat(source.location).st_mode
    pipe = stat.S_ISFIFO(mode) and source.location.startswith(("/dev/", "/proc/"))  # <(command), /dev/stdin
    if not stat.S_ISREG(mode) and not pipe:
        raise InputError(
            f"{source.name}: not a regular file but {_kind(mode)}; expected a file; give a stream as -",
            code="not_a_file",
        )
    return open(source.location, "rb")


def _kind(mode: int) -> str:
    for test, kind in ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket")):
        if test(mode):
            return kind
    return "a device"
