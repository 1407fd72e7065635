"""Reads single texts: plain ones with a sidecar of metadata, Markdown with front matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import yaml

from sakat.errors import MetadataError
from sakat.inputs import limits
from sakat.inputs.article import Article, Metadata, Reject, parse_metadata
from sakat.inputs.bounded import read_whole

_FENCE = "---"
MAX_METADATA = 2**16
"""Bytes of front matter or of a sidecar that are read."""


class _PlainLoader(yaml.SafeLoader):
    """Reads YAML without aliases, whose expansion has no bound and which metadata has no use for."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            event: Any = self.get_event()  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem="found an alias; write the value itself", problem_mark=event.start_mark)
        return super().compose_node(parent, index)


def read_text(stream: BinaryIO, name: str, sidecar: tuple[bytes, str] | None = None) -> Iterator[Article | Reject]:
    """Yield the one article of a plain text.

    Args:
        stream: The text.
        name: Name of the file.
        sidecar: Content and name of the `.yaml` file beside it, if there is one.
    """

    def parse(data: bytes, digest: str) -> Article:
        fields = _load_yaml(sidecar[0], f"{name} ({sidecar[1]})", 0) if sidecar is not None else {}
        return Article(parse_metadata(fields, uri=name, where=sidecar[1] if sidecar else name), data, digest)

    yield _read_one(stream, name, parse)


def read_markdown(stream: BinaryIO, name: str) -> Iterator[Article | Reject]:
    """Yield the one article of a Markdown file, described by its front matter if it has one."""
    yield _read_one(stream, name, lambda data, digest: _with_front_matter(data, name, digest))


def _read_one(stream: BinaryIO, name: str, parse: Callable[[bytes, str], Article]) -> Article | Reject:
    whole = read_whole(stream, limits.MAX_ARTICLE_BYTES)
    if whole.data is None:
        return Reject(name, whole.sha256, "read", "too_long", f"{name}: {limits.too_long()}")
    try:
        return parse(whole.data, whole.sha256)
    except MetadataError as error:
        return Reject(name, whole.sha256, "read", error.code, str(error))


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
    if len(data) > MAX_METADATA:
        raise MetadataError(f"{where}: {len(data):,} bytes of metadata; expected at most {MAX_METADATA:,}")
    try:
        fields = yaml.load(data.decode("utf-8"), _PlainLoader)
    except UnicodeDecodeError as error:
        raise MetadataError(f"{where}: byte {error.start} of the metadata is not UTF-8; save it as UTF-8") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: a day such as 2024-13-01
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1 + first_line}" if mark is not None else ""
        raise MetadataError(f"{where}{line}: not valid YAML ({getattr(error, 'problem', error)})") from error
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        raise MetadataError(f"{where}: metadata is {type(fields).__name__}; expected lines of the form key: value")
    return {str(key): value for key, value in fields.items()}
