"""The folder of gold files: `<folder>/{dev,test}/<id>.json`, one for each annotated article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sakat.errors import GoldError
from sakat.gold.check import check_gold
from sakat.gold.read import Problem, find_shape_problems, gold_from_json

SPLITS = ("dev", "test")
"""Rules are written on dev; test is only ever scored."""


@dataclass(frozen=True, order=True)
class GoldFile:
    """Where the annotation of one article is."""

    split: str
    id: str
    path: Path


def find_gold(folder: Path) -> tuple[GoldFile, ...]:
    """Return the gold files of a folder, by split, then by article id.

    Raises:
        GoldError: If the folder has neither a `dev` nor a `test` folder.
    """
    if not any((folder / split).is_dir() for split in SPLITS):
        raise GoldError(f"{folder}: found no folder dev or test; expected gold files at dev/<id>.json, test/<id>.json")
    return tuple(
        sorted(GoldFile(split, path.stem, path) for split in SPLITS for path in (folder / split).glob("*.json"))
    )


def gold_digest(folder: Path) -> str:
    """Return the SHA-256, in hex, of all gold files: of their splits, ids and bytes, in order."""
    digest = hashlib.sha256()
    for item in find_gold(folder):
        content = hashlib.sha256(item.path.read_bytes()).hexdigest()
        digest.update(f"{item.split}/{item.id}\x1f{content}\n".encode())
    return digest.hexdigest()


def check_folder(articles_dir: Path, gold_dir: Path) -> list[Problem]:
    """Return every problem of every gold file beside its article, in file order; [] if all are sound.

    An article of `<gold_dir>/{dev,test}/<id>.json` is `<articles_dir>/<id>.txt`. Two gold files of one
    article or of one text are a problem: dev and test are never mixed.

    Raises:
        GoldError: If there is no gold folder.
    """
    problems: list[Problem] = []
    ids: dict[str, str] = {}
    digests: dict[str, str] = {}
    for item in find_gold(gold_dir):
        file = f"{item.split}/{item.path.name}"
        problems += _check_file(file, item.path, articles_dir / f"{item.id}.txt", digests)
        if item.id in ids:
            problems.append(
                Problem(file, "(file name)", f"an article that {ids[item.id]} has too", "one gold file each")
            )
        ids.setdefault(item.id, file)
    return problems


def _check_file(file: str, path: Path, article: Path, digests: dict[str, str]) -> Iterator[Problem]:
    data = path.read_bytes()
    shape = find_shape_problems(data, file=file)
    if shape:
        yield from shape
        return
    gold = gold_from_json(data, file=file)
    if gold.text_sha256 in digests:
        other = digests[gold.text_sha256]
        yield Problem(file, "text_sha256", f"the text that {other} annotates too", "one gold file for each text")
    digests.setdefault(gold.text_sha256, file)
    if not article.is_file():
        yield Problem(file, "(article)", f"no file {article.name}", "the annotated text among the articles")
        return
    try:
        text = article.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        yield Problem(file, "(article)", f"byte {error.start} of {article.name} is not UTF-8", "a text in UTF-8")
        return
    yield from check_gold(gold, text, file=file)
