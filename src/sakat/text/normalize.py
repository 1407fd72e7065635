"""From input bytes to canonical text: the text that every offset indexes."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from charset_normalizer import from_bytes

from sakat.errors import DecodingError, InputError
from sakat.record import Warning

_THAI_CODE_PAGES = frozenset({"tis_620", "cp874", "iso8859_11"})
_MAX_CHAOS = 0.1
_MIN_THAI_SHARE = 0.5

_THAI = re.compile("[\u0e01-\u0e3a\u0e40-\u0e5b]")
_LATIN = re.compile("[A-Za-z]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SUSPECT = (
    ("control_character", "control character", re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")),
    ("invisible_character", "zero-width character", re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")),
    ("private_use_character", "private-use character", re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")),
    ("replacement_character", "replacement character", re.compile("\ufffd")),
)


@dataclass(frozen=True, slots=True)
class CanonicalText:
    """Text in canonical form, with what a reader should know of how it came about."""

    text: str
    warnings: tuple[Warning, ...]


def decode(data: bytes) -> CanonicalText:
    """Return the canonical text of a file's bytes.

    UTF-8 (with or without BOM) is expected; UTF-16 and UTF-32 are read by their BOM. Thai in TIS-620 or
    Windows-874 is decoded, with a warning, where charset-normalizer is sure of it.

    Raises:
        DecodingError: If the bytes are none of these; names the byte offset of the first bad byte.
        InputError: If there is no text in it.

    >>> decode("เมื่อวันที่ ๕ มิถุนายน ชาวสวนเข้าพบรัฐมนตรี".encode("cp874")).warnings[0].code
    'decoded_cp874'
    """
    for bom, encoding in (
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(bom):
            return _decode_as(data, encoding)
    try:
        return canonical_text(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if code_page := thai_code_page(data):
            return _decode_as(data, code_page)
        raise DecodingError(
            f"byte {error.start}: found 0x{data[error.start]:02x}, not valid UTF-8 ({error.reason}), and not surely "
            "Thai in TIS-620 or Windows-874; save the file as UTF-8"
        ) from error


def thai_code_page(data: bytes) -> str | None:
    """Return the Thai code page that charset-normalizer is sure the bytes are in; None if it is not.

    >>> thai_code_page("เมื่อวันที่ ๕ มิถุนายน ชาวสวนเข้าพบรัฐมนตรี".encode("cp874"))
    'cp874'
    """
    best = from_bytes(data).best()
    if best is None or best.encoding not in _THAI_CODE_PAGES or best.chaos > _MAX_CHAOS:
        return None
    text = str(best)
    letters = len(_THAI.findall(text)) + len(_LATIN.findall(text))
    return best.encoding if letters and len(_THAI.findall(text)) / letters >= _MIN_THAI_SHARE else None


def _decode_as(data: bytes, encoding: str) -> CanonicalText:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DecodingError(
            f"byte {error.start}: found 0x{data[error.start]:02x}, not valid {encoding} ({error.reason}); "
            "save the file as UTF-8"
        ) from error
    canonical = canonical_text(text)
    note = Warning(
        code=f"decoded_{encoding.replace('-', '')}",
        message=f"whole text: found {encoding}, expected UTF-8; decoded, offsets count code points of the result",
        start=None,
        end=None,
    )
    return CanonicalText(canonical.text, (note, *canonical.warnings))


def canonical_text(text: str) -> CanonicalText:
    r"""Return the text with the BOM dropped, CRLF and CR as LF, in NFC; nothing else is removed or added.

    Raises:
        InputError: If it is empty or white space only, or holds lone surrogates.

    >>> canonical_text("\ufeffเมื่อ\r\nวันที่").text
    'เมื่อ\nวันที่'
    """
    if surrogate := _SURROGATE.search(text):
        raise InputError(
            f"code point {surrogate.start()}: found a lone surrogate U+{ord(surrogate[0]):04X}; "
            "expected Unicode text: write the character itself",
            code="lone_surrogate",
        )
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", text)
    if not text or text.isspace():
        found = "no characters" if not text else f"{len(text)} white space characters"
        raise InputError(f"whole text: found {found}; expected an article", code="empty_text")
    return CanonicalText(text, tuple(_warnings(text)))


def _warnings(text: str) -> list[Warning]:
    found = []
    for code, name, pattern in _SUSPECT:
        matches = list(pattern.finditer(text))
        if matches:
            first = matches[0]
            found.append(
                Warning(
                    code=code,
                    message=f"code point {first.start()}: found {name} U+{ord(first[0]):04X} ({len(matches)} such in "
                    "the text); expected none: kept as it is, it may hide a name or a date",
                    start=first.start(),
                    end=first.end(),
                )
            )
    letters = sum(1 for character in text if character.isalpha())
    known = len(_THAI.findall(text)) + len(_LATIN.findall(text))
    if letters and known < letters / 2:
        found.append(
            Warning(
                code="unexpected_language",
                message=f"whole text: found {letters - known} of {letters} letters neither Thai nor Latin; expected a "
                "Thai (or English) article: processed all the same",
                start=None,
                end=None,
            )
        )
    return found
