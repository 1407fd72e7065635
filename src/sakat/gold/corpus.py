"""Reads the annotated corpus: development, test and training articles, each with what is said about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml

from sakat.errors import GoldError
from sakat.gold.folder import SPLITS
from sakat.gold.model import Gold
from sakat.gold.source import Compiled, find_sources, read_source

PARTS = (*SPLITS, "train")
"""Development and test articles are gold; training articles are what models learn from."""

_Item = TypeVar("_Item")
_Read = TypeVar("_Read")


@dataclass(frozen=True)
class CorpusArticle:
    """An annotated article of the corpus.

    Attributes:
        id: Its file name without the ending.
        part: One of `PARTS`.
        metadata: Title, genre, topic, style, licence, whether it is synthetic …
        text: The article.
        gold: Its annotation.
    """

    id: str
    part: str
    metadata: dict[str, Any]
    text: str
    gold: Gold

    @property
    def name(self) -> str:
        """Part and id, as messages call the article: `dev/seato`."""
        return f"{self.part}/{self.id}"


def read_corpus(corpus: Path) -> tuple[CorpusArticle, ...]:
    """Return the annotated articles of a corpus, by part, then by id.

    Development and test articles are `gold/<part>/<id>.anno`, with their text and metadata also in
    `articles/<id>.txt` and `.yaml`; training articles are `train/<id>.anno` and hold everything themselves.
    A part whose folder is missing or empty has no articles.

    Args:
        corpus: The folder that holds `articles`, `gold` and `train`.

    Raises:
        GoldError: If there is no such folder, or with every problem of every article on a line of its own: a
            source that breaks a rule, metadata that is missing, broken or says something else than the source,
            an id in two parts.
    """
    if not corpus.is_dir():
        raise GoldError(f"{corpus}: no such folder; expected one with articles/, gold/ and train/")
    paths = [(part, path) for part in PARTS for path in sorted(_folder(corpus, part).glob("*.anno"))]
    articles = _collect(paths, lambda item: _read_article(corpus, *item))
    first: dict[str, CorpusArticle] = {}
    twice = [
        f"{article.name}: found an article that {first[article.id].name} is too; expected an id in one part only"
        for article in articles
        if first.setdefault(article.id, article) is not article
    ]
    if twice:
        raise GoldError("\n".join(twice))
    return tuple(articles)


def read_annotations(folder: Path) -> dict[str, Compiled]:
    """Return the annotated articles of a folder by id: one annotator's work.

    Raises:
        GoldError: If there is none, two have one id, or with every problem of every source.
    """
    found: dict[str, Compiled] = {}
    for path, compiled in _collect(find_sources(folder), lambda path: (path, read_source(path))):
        if path.stem in found:
            raise GoldError(f"{path}: found a second annotation of {path.stem!r}; expected one of each article")
        found[path.stem] = compiled
    return found


def _folder(corpus: Path, part: str) -> Path:
    return corpus / "gold" / part if part in SPLITS else corpus / part


def _collect(items: Iterable[_Item], read: Callable[[_Item], _Read]) -> list[_Read]:
    """Return what is read from each item, or raise the errors of all that cannot be."""
    found: list[_Read] = []
    errors: list[str] = []
    for item in items:
        try:
            found.append(read(item))
        except GoldError as error:
            errors.append(str(error))
    if errors:
        raise GoldError("\n".join(errors))
    return found


def _read_article(corpus: Path, part: str, path: Path) -> CorpusArticle:
    if part not in SPLITS:
        compiled = read_source(path)
        return CorpusArticle(path.stem, part, compiled.metadata, compiled.text, compiled.gold)
    article = corpus / "articles" / f"{path.stem}.txt"
    compiled = read_source(path, article=article)
    side = article.with_suffix(".yaml")
    metadata = _read_metadata(side)
    day = metadata.get("document_date")
    for key, found, expected in (
        ("split", metadata.get("split"), part),
        ("document_date", day.isoformat() if isinstance(day, date) else day, compiled.gold.document_date),
    ):
        if found != expected:
            raise GoldError(f"{side}: {key}: found {found!r}; expected {expected!r}, as {path} has it")
    return CorpusArticle(path.stem, part, metadata, compiled.text, compiled.gold)


def _read_metadata(path: Path) -> dict[str, Any]:
    try:
        fields = yaml.safe_load(path.read_bytes())
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error.strerror}); expected the metadata of the article") from error
    except yaml.YAMLError as error:
        raise GoldError(f"{path}: found YAML that fails ({error}); expected lines of the form key: value") from error
    if not isinstance(fields, dict):
        raise GoldError(f"{path}: found {type(fields).__name__}; expected lines of the form key: value")
    return fields
