"""Reads articles from files, folders, globs and standard input, one at a time."""

from __future__ import annotations

import glob
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import yaml

from sakat.errors import InputError, MetadataError
from sakat.inputs.article import Article, Metadata, Reject, parse_day, parse_metadata

SUFFIXES = (".txt", ".md", ".jsonl")
"""What is read from a folder; a file named by itself may have any other ending and is read as plain text."""

_FENCE = "---"


def find_inputs(inputs: Iterable[str]) -> list[tuple[Path | None, str]]:
    """Return the files that the inputs name, sorted within each input, each with the name it gets in the dataset.

    An input is a file, a folder (searched in depth for .txt, .md, .jsonl), a glob, or `-` for standard input (path
    None). Names are POSIX paths relative to the folder given, never absolute.

    Raises:
        InputError: If an input names nothing.
    """
    found: dict[Path | None, tuple[Path | None, str]] = {}
    for item in inputs:
        if item == "-":
            found.setdefault(None, (None, "stdin"))
            continue
        path = Path(item)
        if path.is_dir():
            files = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
            pairs = [(file, file.relative_to(path).as_posix()) for file in files]
        elif path.exists() or path.is_symlink():
            pairs = [(path, _relative_name(path))]
        else:
            pairs = [(Path(name), _relative_name(Path(name))) for name in sorted(glob.glob(item, recursive=True))]
            pairs = [(file, name) for file, name in pairs if file.is_file()]
        if not pairs:
            raise InputError(
                f"{item}: no such file, and no folder or pattern with {', '.join(SUFFIXES)} files; "
                "name a file, a folder, a glob, or - for standard input",
                code="no_input",
            )
        for file, name in pairs:
            found.setdefault(file.absolute(), (file, name))
    return list(found.values())


def _relative_name(path: Path) -> str:
    return path.name if path.is_absolute() or ".." in path.parts else PurePosixPath(*path.parts).as_posix()


def read_articles(
    files: Iterable[tuple[Path | None, str]], *, stdin: BinaryIO | None = None
) -> Iterator[Article | Reject]:
    """Yield what each file holds, in order: articles, and a reject for each that cannot be read.

    Args:
        files: As `find_inputs` returns them.
        stdin: Standard input: JSON Lines if its first line is a JSON object, else one plain text.
    """
    for path, name in files:
        try:
            if path is None:
                if stdin is None:
                    raise InputError("standard input is not available here", code="no_input")
                yield from _read_stream(stdin, name)
            elif path.suffix.lower() == ".jsonl":
                with path.open("rb") as lines:
                    yield from read_jsonl(lines, name)
            else:
                yield _read_file(path, name)
        except OSError as error:
            yield Reject(name, None, "read", "unreadable_file", f"{name}: cannot be read: {error.strerror}")
        except InputError as error:
            yield Reject(name, None, "read", error.code, str(error))


def with_default_date(articles: Iterable[Article | Reject], day: str | None) -> Iterator[Article | Reject]:
    """Yield the articles, those without a publication day with the given one.

    Raises:
        MetadataError: If `day` is no day.
    """
    default = parse_day(day, where="--document-date")
    for item in articles:
        if default is not None and isinstance(item, Article) and item.metadata.document_date is None:
            item = replace(item, metadata=replace(item.metadata, document_date=default))
        yield item


def _read_stream(stdin: BinaryIO, name: str) -> Iterator[Article | Reject]:
    first = stdin.readline()
    if first.lstrip().startswith(b"{"):
        yield from read_jsonl(_chain(first, stdin), name)
        return
    data = first + stdin.read()
    yield Article(Metadata(uri=name), data, _sha256(data))


def _chain(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _read_file(path: Path, name: str) -> Article | Reject:
    data = path.read_bytes()
    digest = _sha256(data)
    try:
        if path.suffix.lower() == ".md":
            return _with_front_matter(data, name, digest)
        sidecar = path.with_suffix(".yaml")
        fields = _load_yaml(sidecar.read_bytes(), f"{name} ({sidecar.name})", 0) if sidecar.is_file() else {}
        return Article(parse_metadata(fields, uri=name, where=sidecar.name), data, digest)
    except MetadataError as error:
        return Reject(name, digest, "read", error.code, str(error))


def _with_front_matter(data: bytes, name: str, digest: str) -> Article:
    body = data.removeprefix(b"\xef\xbb\xbf")
    lines = body.split(b"\n")
    if lines[0].strip() != _FENCE.encode():
        return Article(Metadata(uri=name), data, digest)
    for index, line in enumerate(lines[1:], 1):
        if line.strip() == _FENCE.encode():
            fields = _load_yaml(b"\n".join(lines[1:index]), name, 1)
            text = b"\n".join(lines[index + 1 :]).lstrip(b"\r\n")
            return Article(parse_metadata(fields, uri=name, where=name), text, digest)
    raise MetadataError(f"{name}:1: front matter opens with {_FENCE} but never closes; expected a second {_FENCE} line")


def _load_yaml(data: bytes, where: str, first_line: int) -> dict[str, object]:
    try:
        fields = yaml.safe_load(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise MetadataError(f"{where}: byte {error.start} of the metadata is not UTF-8; save it as UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1 + first_line}" if mark is not None else ""
        raise MetadataError(f"{where}{line}: not valid YAML ({getattr(error, 'problem', error)})") from error
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        raise MetadataError(f"{where}: metadata is {type(fields).__name__}; expected lines of the form key: value")
    return {str(key): value for key, value in fields.items()}


def read_jsonl(lines: Iterable[bytes], name: str) -> Iterator[Article | Reject]:
    """Yield an article for each line `{"text": …}`, a reject for each line that is none; blank lines are skipped.

    The article's name is its `uri`, else `<file>#<id>`, else `<file>#<line number>`.
    """
    for number, line in enumerate(lines, 1):
        line = line.rstrip(b"\r\n")
        if not line.strip():
            continue
        digest = _sha256(line)
        uri = f"{name}#{number}"
        try:
            row = _parse_row(line, f"{name}:{number}")
            if isinstance(row.get("id"), str | int) and str(row["id"]).strip():
                uri = f"{name}#{row['id']}"
            metadata = parse_metadata(row, uri=uri, where=f"{name}:{number}")
            uri = metadata.uri
            yield Article(metadata, _row_text(row, f"{name}:{number}"), digest)
        except InputError as error:
            yield Reject(uri, digest, "read", error.code, str(error))


def _parse_row(line: bytes, where: str) -> dict[str, object]:
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(
            f"{where}: byte {error.start} of the line is not UTF-8; save the file as UTF-8", code="not_utf8"
        ) from error
    except json.JSONDecodeError as error:
        raise InputError(
            f"{where}: column {error.colno}: not JSON ({error.msg}); expected one object a line", code="bad_json"
        ) from error
    except RecursionError as error:
        raise InputError(
            f"{where}: JSON nested too deeply; expected one flat object a line", code="bad_json"
        ) from error
    if not isinstance(row, dict):
        raise InputError(f"{where}: found a JSON {type(row).__name__}; expected an object with a text", code="bad_json")
    return row


def _row_text(row: dict[str, object], where: str) -> str:
    if "text" not in row:
        raise InputError(f"{where}: no field 'text'; found {', '.join(sorted(row)) or 'none'}", code="missing_text")
    text = row["text"]
    if not isinstance(text, str):
        raise InputError(f"{where}: text: found {type(text).__name__}; expected a string", code="missing_text")
    return text


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
