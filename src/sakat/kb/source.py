"""What a knowledge base is made from: a file, its format, its lines, and how to tell it from another."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import Literal

from sakat.errors import KnowledgeError
from sakat.kb.classes import class_labels
from sakat.kb.model import LineReader
from sakat.kb.table import table_reader
from sakat.kb.wikidata import read_item
from sakat.lexicon import resource_text

Format = Literal["wikidata", "csv"]

_PACKED = (".bz2", ".gz")
_BZ2_MAGIC = b"BZh"
_GZIP_MAGIC = b"\x1f\x8b"
_HEAD = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    Attributes:
        path: Where it is.
        format: wikidata (JSON, an entity a line) or csv.
        identity: What tells it from another file: name, size, digest of its first mebibyte; and the digest of the
            table of classes, which decides what is kept.
    """

    path: Path
    format: Format
    identity: Mapping[str, str]

    def lines(self) -> Iterator[bytes]:
        """Yield the lines one by one, unpacked.

        Raises:
            KnowledgeError: If the file ends inside its compressed data or cannot be read.
        """
        try:
            with _open(self.path) as file:
                yield from file
        except (OSError, EOFError, zlib.error) as error:
            raise KnowledgeError(
                f"{self.path}: cannot be read to its end ({error}); get the file whole, then build again"
            ) from error

    def reader(self) -> LineReader:
        """Return the function that reads a line.

        Raises:
            KnowledgeError: If a table has other columns than it should.
        """
        if self.format == "csv":
            return table_reader(next(self.lines(), b""), self.path.name)
        return partial(read_item, classes=class_labels())

    @property
    def header_lines(self) -> int:
        """Number of lines before the first that states something."""
        return 1 if self.format == "csv" else 0


def open_source(path: Path) -> Source:
    """Return the source a file is, by its name: `.json` or `.csv`, each plain, `.gz` or `.bz2`.

    Raises:
        KnowledgeError: If there is no such file or its name says neither.
    """
    suffixes = [suffix for suffix in path.suffixes if suffix not in _PACKED]
    kinds: dict[str, Format] = {".json": "wikidata", ".csv": "csv"}
    kind = kinds.get(suffixes[-1]) if suffixes else None
    if kind is None:
        raise KnowledgeError(f"{path}: neither .json nor .csv (.gz and .bz2 too); name a Wikidata dump or a table")
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = hashlib.sha256(file.read(_HEAD)).hexdigest()
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read ({error.strerror or error}); name an existing file") from error
    identity = {"source_name": path.name, "source_size": str(size), "source_head_sha256": head, "source_format": kind}
    if kind == "wikidata":
        identity["classes_sha256"] = hashlib.sha256(resource_text("kb_classes.tsv").encode()).hexdigest()
    return Source(path, kind, identity)


def _open(path: Path) -> bz2.BZ2File | gzip.GzipFile | BufferedReader:
    with path.open("rb") as file:
        magic = file.read(len(_BZ2_MAGIC))
    if magic == _BZ2_MAGIC:
        return bz2.open(path, "rb")
    if magic.startswith(_GZIP_MAGIC):
        return gzip.open(path, "rb")
    return path.open("rb")
