"""Reads gold files: from JSON to models, each wrong key or value named by file and path."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sakat.errors import GoldError
from sakat.gold.model import Gold


@dataclass(frozen=True, order=True)
class Problem:
    """One broken rule: in which file, at which path inside it, what was found and what was expected."""

    file: str
    path: str
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}: {self.path}: found {self.found}; expected {self.expected}"


def read_gold(path: Path) -> Gold:
    """Return the annotated article a file holds; `check_gold` compares it with the text.

    Raises:
        GoldError: If the file cannot be read, or naming every key and value of a wrong type.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error.strerror}); expected a gold JSON file") from error
    return gold_from_json(data, file=str(path))


def gold_from_json(data: str | bytes, *, file: str = "gold") -> Gold:
    """Return the annotated article that JSON text holds.

    Raises:
        GoldError: Naming every key and value of a wrong type.
    """
    try:
        return Gold.model_validate_json(data)
    except ValidationError as error:
        problems = _to_problems(error, file)
        shown = "\n".join(map(str, problems[:10]))
        more = f"\n(+{len(problems) - 10} more)" if len(problems) > 10 else ""
        raise GoldError(shown + more) from error


def find_shape_problems(data: str | bytes, *, file: str = "gold") -> tuple[Problem, ...]:
    """Return every key and value of a wrong type in a gold file, none if `gold_from_json` reads it."""
    try:
        Gold.model_validate_json(data)
    except ValidationError as error:
        return tuple(_to_problems(error, file))
    return ()


def _to_problems(error: ValidationError, file: str) -> list[Problem]:
    return [
        Problem(file, _path(item["loc"]), *_found_and_expected(item["type"], item["msg"], item.get("input")))
        for item in error.errors(include_url=False)
    ]


def _path(location: tuple[int | str, ...]) -> str:
    """Return a pydantic location as written in messages.

    >>> _path(("events", 3, "trigger", "start"))
    'events[3].trigger.start'
    """
    path = ""
    for part in location:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path or "(whole file)"


def _found_and_expected(kind: str, message: str, value: Any) -> tuple[str, str]:
    if kind == "missing":
        return "no such key", "the key; every key without a tolerance is written, null or [] when empty"
    if kind == "extra_forbidden":
        return "an unknown key", "the keys of the annotation guidelines only"
    found = repr(value)
    expected = message.removeprefix("Value error, ").removeprefix("Input should be ")
    return (found if len(found) <= 80 else found[:77] + "..."), expected
