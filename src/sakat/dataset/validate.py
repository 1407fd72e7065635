"""Checks files of records."""

from __future__ import annotations

from pathlib import Path

from sakat.errors import RecordError
from sakat.record.check import find_problems
from sakat.storage.read import try_records


def validate_file(path: Path) -> tuple[int, list[str]]:
    """Return the number of records in a file of any form and every problem found, each with its line or row.

    Raises:
        InputError: If the file cannot be read or is damaged.
        ConfigError: If the form needs a library that is not installed.
    """
    count = 0
    problems: list[str] = []
    seen: dict[str, str] = {}
    for where, record in try_records(path):
        count += 1
        if isinstance(record, RecordError):
            problems.append(str(record))
            continue
        problems += [f"{where}: {record.id}: {problem}" for problem in find_problems(record)]
        if record.id in seen:
            problems.append(f"{where}: {record.id}: also at {seen[record.id]}; ids are unique in a file")
        seen.setdefault(record.id, where)
    return count, problems
