"""Checks files of records."""

from __future__ import annotations

from pathlib import Path

from sakat.errors import InputError, RecordError
from sakat.record import record_from_json
from sakat.record.check import find_problems


def validate_file(path: Path) -> tuple[int, list[str]]:
    """Return the number of records in a file of JSON Lines and every problem found, each with its line.

    Raises:
        InputError: If the file cannot be read.
    """
    count = 0
    problems: list[str] = []
    seen: dict[str, int] = {}
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                where = f"{path}:{number}"
                count += 1
                try:
                    record = record_from_json(line.decode("utf-8"), where=where)
                except UnicodeDecodeError as error:
                    problems.append(f"{where}: byte {error.start} is not UTF-8; expected a record as JSON")
                    continue
                except RecordError as error:
                    problems.append(str(error))
                    continue
                problems += [f"{where}: {record.id}: {problem}" for problem in find_problems(record)]
                if record.id in seen:
                    problems.append(f"{where}: {record.id}: also on line {seen[record.id]}; ids are unique in a file")
                seen.setdefault(record.id, number)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}", code="unreadable_file") from error
    return count, problems
