"""Random access to the articles of a dataset folder by uri."""

from __future__ import annotations

import json
from collections.abc import Iterator, Set
from pathlib import Path
from typing import BinaryIO, Self

from sakat.dataset.flatten import Row
from sakat.errors import InputError, RecordError
from sakat.record import Record, record_from_json


class ArticleIndex:
    """The places of the records in articles.jsonl; the records stay on disk.

    Raises:
        InputError: If the folder holds no articles.jsonl or it cannot be read.
        RecordError: If a line is no record with an id and a uri, or two have one uri.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "articles.jsonl"
        self._places: dict[str, tuple[int, int, str]] = {}
        self._by_id: dict[str, str] = {}
        self._file = _open(self._path)
        position = 0
        for number, line in enumerate(self._file, 1):
            uri, record_id = self._names(line, number)
            if uri in self._places:
                self._file.close()
                raise RecordError(f"{self._path}:{number}: uri {uri!r} also on line {self._places[uri][1]}")
            self._places[uri] = (position, number, record_id)
            self._by_id[record_id] = uri
            position += len(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def _names(self, line: bytes, number: int) -> tuple[str, str]:
        try:
            content = json.loads(line)
            return content["source"]["uri"], content["id"]
        except (ValueError, KeyError, TypeError) as error:
            self._file.close()
            raise RecordError(f"{self._path}:{number}: found no id and uri; expected a record as JSON") from error

    def uris(self) -> Set[str]:
        """Return the uris of all articles."""
        return self._places.keys()

    def id_of(self, uri: str) -> str:
        """Return the id of the record of an article."""
        return self._places[uri][2]

    def uri_of(self, record_id: str) -> str | None:
        """Return the uri of the record with an id, None if there is none."""
        return self._by_id.get(record_id)

    def line(self, uri: str) -> bytes:
        """Return the record of an article as it is in the file."""
        self._file.seek(self._places[uri][0])
        return self._file.readline()

    def record(self, uri: str) -> Record:
        """Return the record of an article.

        Raises:
            RecordError: If the line is no record of this schema.
        """
        return record_from_json(self.line(uri).decode("utf-8"), where=f"{self._path}:{self._places[uri][1]}")


def entity_rows(folder: Path) -> Iterator[Row]:
    """Yield the rows of entities.jsonl, by id.

    Raises:
        InputError: If the file is missing, or its lines are no entities in order of id.
    """
    path = folder / "entities.jsonl"
    last = ""
    with _open(path) as lines:
        for number, line in enumerate(lines, 1):
            try:
                row: Row = json.loads(line)
                entity_id = row["id"]
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(f"{path}:{number}: found no id; expected an entity as JSON", code="bad_row") from error
            if entity_id <= last:
                raise InputError(
                    f"{path}:{number}: id {entity_id!r} after {last!r}; expected entities in order of id, each once",
                    code="bad_row",
                )
            last = entity_id
            yield row


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); expected a folder of `sakat build` or `sakat extract -o`",
            code="no_dataset",
        ) from error
