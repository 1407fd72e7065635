"""Files behind URLs, through fsspec; neither names nor messages give away credentials."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

from sakat.errors import InputError
from sakat.extras import need

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s'\"()<>]+")
_LONGEST = 200


def public_url(location: str) -> str:
    """Return a URL without user, password, query and fragment; a path as it is.

    >>> public_url("https://user:secret@example.org/a/news.jsonl?token=1")
    'https://example.org/a/news.jsonl'
    """
    if "://" not in location:
        return location
    scheme, _, rest = location.partition("://")
    host, slash, path = re.split(r"[?#]", rest, maxsplit=1)[0].partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"


def public_reason(error: Exception, location: str) -> str:
    """Return what an error says, without what the URL it is about keeps secret.

    >>> public_reason(FileNotFoundError("http://u:pw@a.org/x?key=1"), "http://u:pw@a.org/x?key=1")
    'FileNotFoundError: http://a.org/x'
    """
    said = _URL.sub(lambda url: public_url(url[0]), str(error))
    for secret in _secrets(location):
        said = said.replace(secret, "…")
    return f"{type(error).__name__}: {' '.join(said.split())[:_LONGEST]}".removesuffix(": ")


def _secrets(location: str) -> Iterator[str]:
    try:
        parts = urlsplit(location)
        yield from filter(None, (parts.query, parts.password))
    except ValueError:  # no URL that can be taken apart
        return


class _Remote(io.RawIOBase):
    """A stream of another library whose failures become errors of the input."""

    def __init__(self, stream: Any, location: str, name: str) -> None:
        self._stream = stream
        self._location = location
        self._name = name

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._stream.seekable())

    def readinto(self, buffer: Any) -> int:
        with remote_errors(self._location, self._name):
            data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        with remote_errors(self._location, self._name):
            return int(self._stream.seek(offset, whence))

    def tell(self) -> int:
        return int(self._stream.tell())


@contextmanager
def remote_errors(location: str, name: str, code: str = "unreadable_file") -> Iterator[None]:
    """Turn what any file system's library raises into an error that names the input.

    Raises:
        InputError: In place of any other exception.
    """
    try:
        yield
    except InputError:
        raise
    except Exception as error:  # the boundary to libraries that each have exceptions of their own
        hint = "; install what it needs" if isinstance(error, ImportError) else ""
        message = f"{name}: cannot be reached ({public_reason(error, location)}){hint}"
        raise InputError(message, code=code) from error


@contextmanager
def open_remote(location: str, name: str) -> Iterator[BinaryIO]:
    """Open a URL for reading.

    Raises:
        InputError: If it cannot be reached or, later, not be read.
        ConfigError: If fsspec is not installed.
    """
    fsspec = need("fsspec", "remote")
    with remote_errors(location, name):
        opened = fsspec.open(location, "rb")
        stream = opened.open()
    try:
        yield cast(BinaryIO, io.BufferedReader(_Remote(stream, location, name), 2**16))
    finally:
        opened.close()
