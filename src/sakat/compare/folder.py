"""Random access to the articles of a dataset folder by uri, in any form of storage."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Set
from pathlib import Path
from typing import IO, NamedTuple, Self

from sakat.dataset.flatten import Row
from sakat.errors import InputError, RecordError
from sakat.record import Record, record_from_json
from sakat.storage.forms import find_table, form_of
from sakat.storage.read import read_lines
from sakat.storage.table import read_table


class _Place(NamedTuple):
    position: int
    where: str
    record_id: str


class ArticleIndex:
    """The places of the records of a dataset; the records stay on disk, those of a packed form in a scratch file.

    Raises:
        InputError: If the folder holds no articles or they cannot be read.
        RecordError: If a line is no record with an id and a uri, or two have one uri.
    """

    def __init__(self, folder: Path) -> None:
        path = find_table(folder, "articles")
        self._places: dict[str, _Place] = {}
        self._by_id: dict[str, str] = {}
        plain = form_of(path) == "jsonl"
        self._file: IO[bytes] = _open(path) if plain else tempfile.TemporaryFile()  # noqa: SIM115
        try:
            for where, line in _plain_lines(path, self._file) if plain else read_lines(path):
                position = self._file.tell() - len(line) if plain else self._file.tell()
                if not plain:
                    self._file.write(line + b"\n")
                self._add(line, position, where)
        except BaseException:
            self._file.close()
            raise

    def _add(self, line: bytes, position: int, where: str) -> None:
        try:
            content = json.loads(line)
            uri, record_id = content["source"]["uri"], content["id"]
        except (ValueError, KeyError, TypeError) as error:
            raise RecordError(f"{where}: found no id and uri; expected a record as JSON") from error
        if uri in self._places:
            raise RecordError(f"{where}: uri {uri!r} also at {self._places[uri].where}")
        self._places[uri] = _Place(position, where, record_id)
        self._by_id[record_id] = uri

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def uris(self) -> Set[str]:
        """Return the uris of all articles."""
        return self._places.keys()

    def id_of(self, uri: str) -> str:
        """Return the id of the record of an article."""
        return self._places[uri].record_id

    def uri_of(self, record_id: str) -> str | None:
        """Return the uri of the record with an id, None if there is none."""
        return self._by_id.get(record_id)

    def line(self, uri: str) -> bytes:
        """Return the record of an article as it is stored."""
        self._file.seek(self._places[uri].position)
        return self._file.readline()

    def record(self, uri: str) -> Record:
        """Return the record of an article.

        Raises:
            RecordError: If the line is no record of this schema.
        """
        return record_from_json(self.line(uri).decode("utf-8"), where=self._places[uri].where)


def entity_rows(folder: Path) -> Iterator[Row]:
    """Yield the merged entities, by id.

    Raises:
        InputError: If there are none, or the rows are no entities in order of id.
    """
    last = ""
    for where, line in read_table(folder, "entities"):
        try:
            row: Row = json.loads(line)
            entity_id = row["id"]
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{where}: found no id; expected an entity as JSON", code="bad_row") from error
        if entity_id <= last:
            raise InputError(
                f"{where}: id {entity_id!r} after {last!r}; expected entities in order of id, each once",
                code="bad_row",
            )
        last = entity_id
        yield row


def _plain_lines(path: Path, file: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the lines with their ends, so that the file stands behind each one."""
    for number, line in enumerate(iter(file.readline, b""), 1):
        yield f"{path}:{number}", line


def _open(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); expected a folder of `sakat build` or `sakat extract -o`",
            code="no_dataset",
        ) from error
