"""The encoding of tables and JSON Lines: UTF-8 or marked UTF-16, or Thai in a code page where that is sure, row by row.

A wrong guess would turn names into other letters that nobody notices, so a row that is not sure is rejected.
"""

from __future__ import annotations

import codecs
import io
import re
from itertools import islice
from typing import Any, BinaryIO, NamedTuple, cast

from sakat.errors import DecodingError
from sakat.inputs.bounded import CHUNK
from sakat.record import Warning
from sakat.text.normalize import thai_code_page

CODE_PAGE = "cp874"
"""Windows-874, which holds all of TIS-620 and ISO 8859-11."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SURE_SIZE = 2**18
_MAX_STRAY = 0.02
_MAX_TRIPLES = 0.3
_STRAY = re.compile(
    "(?<![ก-ฮัิ-ฺ็-๎])[ัำิ-ฺ็-๎]|(?<![ก-ฮัาิ-ฺ็-๎])[ะา]"  # a vowel or mark behind no consonant
    "|[เ-ไ](?![ก-ฮ])"  # a leading vowel before none
    "|[ฃฅฦ๏๚๛]|(?<!ฤ)ๅ"  # hardly ever written
    "|(?<![ก-๛])[ก-ฮ](?=[^ก-๛.)])(?<!ณ)|(?<=[A-Za-z])[ก-๛](?![ก-๛])"  # one letter alone, or inside a Latin word
)
"""What Thai hardly ever has, and other languages read as Thai have everywhere."""
_TRIPLE = re.compile(rb"\xe0[\xb8\xb9][\x80-\xbf]")
_UTF8_THAI = (b"\xe0\xb8", b"\xe0\xb9")
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_BYTES = bytes(range(128, 256))


class Decoded(NamedTuple):
    """How the bytes of a row become characters, and what to say of it."""

    encoding: str
    warnings: tuple[Warning, ...] = ()


class Rows:
    """The bytes of a file of rows, and the encoding of each row.

    Attributes:
        stream: The file as UTF-8, or in a code page where it is none.
    """

    def __init__(self, stream: BinaryIO) -> None:
        head = b""
        while len(head) < CHUNK and (more := stream.read(CHUNK - len(head))):
            head += more
        rest = _Rest(head, stream)
        self._marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
        raw = rest if self._marked is None else _Recoded(rest, self._marked)
        self.stream = cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, raw), CHUNK))
        self._thai = self._marked is None and not _is_utf8(head, cut=True) and _has_thai_rows(head)

    def encoding_of(self, row: bytes) -> Decoded:
        """Return the encoding of a row.

        A row of valid UTF-8 is that. Another one is in a Thai code page if it surely is by itself, or if the beginning
        of the file surely is and the row could be: every byte is a character, no mark stands without its consonant, and
        it is not UTF-8 with a broken byte.

        Raises:
            DecodingError: If it is none of these.
        """
        if self._marked is not None and _is_utf8(row):
            return Decoded("utf-8", (_note(self._marked.replace("-", ""), self._marked),))
        if row.isascii() or (_is_utf8(row) and (not self._thai or _TRIPLE.search(row))):
            return Decoded("utf-8")
        if self._marked is None and not _is_utf8(row) and (_may_be_thai(row) if self._thai else _surely_thai(row)):
            return Decoded(CODE_PAGE, (_note(CODE_PAGE, CODE_PAGE),))
        found = _HIGH.search(row)
        raise DecodingError(
            f"byte {found.start() if found else 0} of the row: neither UTF-8, as it should be, nor surely Thai in "
            "TIS-620 or Windows-874; save the file as UTF-8"
        )


def _note(name: str, encoding: str) -> Warning:
    message = f"whole text: found {encoding}, expected UTF-8; decoded, offsets count code points of the result"
    return Warning(code=f"decoded_{name}", message=message, start=None, end=None)


def _is_utf8(data: bytes, *, cut: bool = False) -> bool:
    """Tell whether the bytes are UTF-8, the last character perhaps cut off."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=not cut)
    except UnicodeDecodeError:
        return False
    return True


def _has_thai_rows(head: bytes) -> bool:
    lines = [line for line in head.split(b"\n") if not _is_utf8(line) and _may_be_thai(line)]
    return _surely_thai(b"\n".join(lines))


def _surely_thai(data: bytes) -> bool:
    sample = data[:_SURE_SIZE]
    return _may_be_thai(sample) and thai_code_page(sample) is not None


def _may_be_thai(data: bytes) -> bool:
    high = len(data) - len(data.translate(None, _HIGH_BYTES))
    if 3 * sum(map(data.count, _UTF8_THAI)) > _MAX_TRIPLES * high:
        return False
    try:
        text = data.decode(CODE_PAGE)
    except UnicodeDecodeError:
        return False
    return next(islice(_STRAY.finditer(text), int(_MAX_STRAY * high), None), None) is None


class _Rest(io.RawIOBase):
    """A stream with the bytes that were taken from its beginning put back."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._head:
            data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class _Recoded(io.RawIOBase):
    """A stream in UTF-16 or UTF-32 as UTF-8; half a surrogate pair makes the row that holds it no UTF-8."""

    def __init__(self, stream: _Rest, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("surrogatepass")
        self._encoding = encoding
        self._ready = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready and not self._ended:
            data = self._stream.read(CHUNK) or b""
            self._ended = not data
            try:
                self._ready = self._decoder.decode(data, final=self._ended).encode("utf-8", "surrogatepass")
            except UnicodeDecodeError as error:
                raise DecodingError(f"not valid {self._encoding} ({error.reason}); save the file as UTF-8") from error
        part, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)
