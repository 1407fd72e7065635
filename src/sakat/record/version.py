"""The schema version of a record: which ones are read, and what of a newer one is left out."""

from __future__ import annotations

import re
import warnings

from sakat.errors import RecordError

SCHEMA_VERSION = "1.0"
"""MINOR adds a key or a value; MAJOR changes a meaning, an id, an order or the canonical text."""

_VERSION = re.compile(r"(\d+)\.(\d+)")


class NewerSchemaWarning(UserWarning):
    """Records of a newer MINOR are read without the keys it added."""


def is_newer(found: object, *, where: str) -> bool:
    """Return whether a record is of a newer MINOR than this one, and warn that it is; what is no version is not.

    Args:
        found: What the record says under `schema_version`.
        where: What the error names.

    Raises:
        RecordError: If the record is of another MAJOR.

    >>> is_newer("1.0", where="articles.jsonl:1")
    False
    """
    parts = _VERSION.fullmatch(found) if isinstance(found, str) else None
    if parts is None:
        return False
    major, minor = map(int, SCHEMA_VERSION.split("."))
    if int(parts[1]) != major:
        raise RecordError(
            f"{where}: schema_version: found {found!r}; expected {major}.x. "
            f"Read it with a sakat of schema {parts[1]}.x, or extract the articles again",
            code="schema_version",
        )
    if int(parts[2]) <= minor:
        return False
    warnings.warn(
        f"records of schema {found} are newer than {SCHEMA_VERSION}: what it added is left out; update sakat",
        NewerSchemaWarning,
        stacklevel=3,
    )
    return True
