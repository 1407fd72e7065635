"""What is read: an article with its metadata, or the reason why there is none."""

from __future__ import annotations

import re
import reprlib
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sakat.errors import MetadataError
from sakat.record import Warning

_FIRST_BUDDHIST_LOOKING_YEAR = 2400

_ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:[/\\]|file:", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_REPR = reprlib.Repr()
_REPR.maxstring = 80
_MAX_BITS = 256

Stage = Literal["read", "normalize", "extract", "validate", "write"]
Form = Literal["text", "html", "wikitext"]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article beside its text.

    Attributes:
        uri: Name of the article, unique in a run, never an absolute path.
        title: Headline as published.
        language: BCP 47; None if nobody says, and it is to be found.
        document_date: Day of publication in Asia/Bangkok.
        licence: SPDX identifier.
    """

    uri: str
    title: str | None = None
    language: str | None = None
    document_date: date | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read: bytes of a file, or text of a field, and what they were hashed to.

    Attributes:
        metadata: What is known before the content is parsed; what it states wins over what a page says of itself.
        content: As it came; `sakat.inputs.parse.parse_article` turns marked-up content into plain text.
        sha256: Of the input bytes, whatever the content is parsed to.
        form: What the content is written in.
        fallback_date: Day of publication if neither the metadata nor the content states one.
        warnings: What reading it had to say.
    """

    metadata: Metadata
    content: bytes | str
    sha256: str
    form: Form = "text"
    fallback_date: date | None = None
    warnings: tuple[Warning, ...] = ()


@dataclass(frozen=True, slots=True)
class Reject:
    """An article that gave no record, and why; one line of rejects.jsonl."""

    uri: str
    sha256: str | None
    stage: Stage
    code: str
    message: str


def parse_metadata(fields: dict[str, object], *, uri: str, where: str) -> Metadata:
    """Return the metadata that front matter, a sidecar file or a JSON row states; other keys are ignored.

    Args:
        fields: `title`, `language`, `document_date` (or `date`), `licence` (or `license`), `uri`.
        uri: Name of the article where the fields give none.
        where: What errors name.

    Raises:
        MetadataError: With the field, what was found and what was expected.

    >>> parse_metadata({"document_date": "2024-06-07"}, uri="a", where="a.yaml").document_date
    datetime.date(2024, 6, 7)
    """
    stated = _text(fields, ("uri",), where)
    if stated is not None and not is_public_name(stated):
        raise MetadataError(f"{where}: uri: found {shown(stated)}; expected a URL or a relative name")
    return Metadata(
        uri=stated or uri,
        title=_text(fields, ("title",), where),
        language=_text(fields, ("language",), where),
        document_date=_day(fields, ("document_date", "date"), where),
        licence=_text(fields, ("licence", "license"), where),
    )


def is_public_name(uri: str) -> bool:
    """Return whether an article may be called so: by no absolute path, and in Unicode text.

    >>> is_public_name("https://example.org/1"), is_public_name("/etc/passwd")
    (True, False)
    """
    return not _ABSOLUTE.match(uri) and not _SURROGATE.search(uri)


def parse_day(written: str | None, *, where: str) -> date | None:
    """Return a Gregorian day, None if none is written.

    Raises:
        MetadataError: With what was found and what was expected.

    >>> parse_day("2024-06-07", where="--anchor")
    datetime.date(2024, 6, 7)
    """
    return _day({"document_date": written}, ("document_date",), where)


def _first(fields: dict[str, object], names: tuple[str, ...]) -> tuple[str, object]:
    return next(((name, fields[name]) for name in names if fields.get(name) is not None), (names[0], None))


def _text(fields: dict[str, object], names: tuple[str, ...], where: str) -> str | None:
    name, value = _first(fields, names)
    if value is None:
        return None
    if not isinstance(value, str):
        raise MetadataError(f"{where}: {name}: found {shown(value)}; expected text")
    if _SURROGATE.search(value):
        raise MetadataError(f"{where}: {name}: found half of a surrogate pair: {shown(value)}; expected Unicode text")
    return value.strip() or None


def shown(value: object) -> str:
    """Return what was found, short and printable however large it is.

    >>> shown("ก" * 1000)
    "'กกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกก...กกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกก'"
    """
    if isinstance(value, int) and value.bit_length() > _MAX_BITS:
        return f"a number of {value.bit_length()} bits"
    return _REPR.repr(value)


def _day(fields: dict[str, object], names: tuple[str, ...], where: str) -> date | None:
    name, value = _first(fields, names)
    if value is None:
        return None
    found = f"{where}: {name}: found {shown(str(value) if type(value) is date else value)}"
    expected = "expected a Gregorian day YYYY-MM-DD, such as 2023-08-05, or nothing"
    day = value if type(value) is date else None
    if isinstance(value, str) and len(value) == 10:
        try:
            day = date.fromisoformat(value)
        except ValueError as error:
            raise MetadataError(f"{found} ({error}); {expected}", code="bad_document_date") from error
    if day is None:
        raise MetadataError(f"{found}; {expected}", code="bad_document_date")
    if day.year >= _FIRST_BUDDHIST_LOOKING_YEAR:
        raise MetadataError(
            f"{found}, which looks like a Buddhist year; {expected} (subtract 543: {day.year - 543})",
            code="bad_document_date",
        )
    return day
