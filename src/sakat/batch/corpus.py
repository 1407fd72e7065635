"""Regenerates outputs/ from corpus/, and checks that they agree."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from sakat.batch.merge import FILES
from sakat.batch.run import run_batch
from sakat.batch.settings import DEFAULT, HERE, Execution, Settings
from sakat.inputs.article import Article, Reject
from sakat.inputs.read import find_inputs, read_articles


def read_corpus(corpus: Path) -> Iterator[Article | Reject]:
    """Yield the articles of a corpus folder, named `corpus:<id>`.

    Raises:
        InputError: If the corpus has no articles.
    """
    for item in read_articles(find_inputs([str(corpus / "articles")])):
        if isinstance(item, Article):
            name = PurePosixPath(item.metadata.uri)
            yield replace(item, metadata=replace(item.metadata, uri=f"corpus:{name.with_suffix('')}"))
        else:
            yield item


def check_dataset(
    corpus: Path, outputs: Path, *, settings: Settings = DEFAULT, execution: Execution = HERE
) -> list[str]:
    """Return how a dataset folder differs from what its corpus gives now, made from nothing; nothing where it does not.

    Versions of Python and packages are not compared: they may differ where every byte of data agrees.
    """
    with tempfile.TemporaryDirectory(prefix="sakat-") as scratch:
        fresh = Path(scratch)
        run_batch(read_corpus(corpus), fresh, settings=settings, execution=execution)
        return [difference for name in FILES for difference in _compare(outputs / name, fresh / name)]


def _compare(found: Path, expected: Path) -> Iterator[str]:
    if not found.is_file():
        yield f"{found}: missing; run sakat build"
        return
    left, right = found.read_bytes(), expected.read_bytes()
    if found.name == "manifest.json":
        left, right = _without_versions(left), _without_versions(right)
    if left != right:
        lines = zip(left.split(b"\n"), right.split(b"\n"), strict=False)
        number = next((index for index, (a, b) in enumerate(lines, 1) if a != b), "the end")
        yield f"{found}: differs from what the corpus gives, first at line {number}; run sakat build"


def _without_versions(data: bytes) -> bytes:
    content = json.loads(data)
    content.pop("versions", None)
    return json.dumps(content, ensure_ascii=False, indent=2).encode()
