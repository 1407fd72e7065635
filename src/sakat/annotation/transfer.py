"""Exports and imports: articles to files of a format and back; losses are counted, wrong articles left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sakat.annotation.article import AnnotatedArticle, annotate_records
from sakat.annotation.formats import Format, Options
from sakat.annotation.losses import find_losses
from sakat.errors import GoldError, RecordError
from sakat.files import write_atomically
from sakat.gold import check_gold, gold_to_json, read_gold, read_source, read_text
from sakat.record import Record
from sakat.storage.forms import FORMS, find_table
from sakat.storage.read import try_records


@dataclass(frozen=True)
class Exported:
    """What an export did: articles written, what the format lost of them, problems of articles left out."""

    articles: int
    losses: Mapping[str, int]
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Imported:
    """What an import did: ids of articles written, problems of those left out."""

    articles: tuple[str, ...]
    problems: tuple[str, ...]


def read_articles(paths: Iterable[Path], *, articles: Path) -> Iterator[AnnotatedArticle | GoldError]:
    """Yield annotated articles from records, gold (.json, .anno) and folders of either, or what is wrong.

    Args:
        paths: Files and folders. Records have any form of storage, as a file or in a dataset folder; in a folder of
            gold `<id>.json` goes before `<id>.anno`.
        articles: Folder of the texts `<id>.txt` that gold JSON annotates.

    Raises:
        GoldError: If there is no such file, or of none of these kinds.
    """
    for path in paths:
        if path.is_dir() and any((path / f"articles.{form}").is_file() for form in FORMS):
            yield from _read_records(find_table(path, "articles"))
        elif path.is_dir():
            yield from _read_folder(path, articles)
        elif not path.is_file():
            raise GoldError(f"{path}: no such file; expected records (.jsonl), gold (.json, .anno) or a folder of them")
        elif path.name.endswith(tuple(f".{form}" for form in FORMS)):
            yield from _read_records(path)
        elif path.suffix in (".json", ".anno"):
            yield _read_one(path, articles)
        else:
            raise GoldError(
                f"{path}: found a {path.suffix or 'nameless'} file; expected .jsonl, .parquet, .json or .anno"
            )


def _read_folder(folder: Path, articles: Path) -> Iterator[AnnotatedArticle | GoldError]:
    sources = {path.stem: path for suffix in ("anno", "json") for path in folder.glob(f"*.{suffix}")}
    if not sources:
        raise GoldError(f"{folder}: found neither .json nor .anno files; expected annotated articles")
    for _, path in sorted(sources.items()):
        yield _read_one(path, articles)


def _read_one(path: Path, articles: Path) -> AnnotatedArticle | GoldError:
    try:
        if path.suffix == ".anno":
            compiled = read_source(path)
            return AnnotatedArticle(path.stem, compiled.text, compiled.gold)
        return AnnotatedArticle(path.stem, read_text(articles / f"{path.stem}.txt"), read_gold(path))
    except GoldError as error:
        return error


def _read_records(path: Path) -> Iterator[AnnotatedArticle | GoldError]:
    records: list[Record] = []
    for _, outcome in try_records(path):
        if isinstance(outcome, RecordError):
            yield GoldError(str(outcome))
        else:
            records.append(outcome)
    yield from annotate_records(records)


def export_articles(
    articles: Iterable[AnnotatedArticle | GoldError], format: Format, target: Path, *, finished: bool = False
) -> Exported:
    """Write articles in a format, read them back, and return what was lost.

    Args:
        articles: Annotated articles; of errors among them the messages are returned.
        format: One of `FORMATS`.
        target: The file, or the folder for a format of many files.
        finished: Whether the annotation is finished work, not to be corrected; Label Studio tells them apart.

    Raises:
        OutputError: If a file cannot be written.
    """
    sound: dict[str, AnnotatedArticle] = {}
    problems: list[str] = []
    for article in articles:
        found = _find_problems(article, sound)
        problems += found
        if not found and isinstance(article, AnnotatedArticle):
            sound[article.id] = article
    options = Options(finished=finished, predictions=True, texts={a.id: a.text for a in sound.values()})
    for name, content in format.write(list(sound.values()), options).items():
        write_atomically(target / name if name else target, content)
    back = (
        {item.id: item for item in format.read(target, options) if isinstance(item, AnnotatedArticle)} if sound else {}
    )
    losses: Counter[str] = Counter()
    for name, article in sound.items():
        other = back.get(name)
        losses += find_losses(article.gold, None if other is None else other.gold)
        losses["texts"] += int(other is not None and other.text != article.text)
    return Exported(len(sound), dict(sorted((+losses).items())), tuple(problems))


def _find_problems(article: AnnotatedArticle | GoldError, others: Mapping[str, AnnotatedArticle]) -> list[str]:
    if isinstance(article, GoldError):
        return [str(article)]
    if article.id in others:
        return [f"{article.id}: found a second article of this name; expected one of each"]
    return [str(problem) for problem in check_gold(article.gold, article.text, file=article.id)]


def import_articles(
    path: Path, format: Format, output: Path, *, articles: Path | None = None, predictions: bool = False
) -> Imported:
    """Write the annotation of each article of a file as gold JSON, `<output>/<id>.json`.

    Args:
        path: A file, or a folder for a format of many files.
        format: One of `FORMATS`.
        output: Folder of the gold.
        articles: Folder of the texts `<id>.txt`: one that is there must be the annotated text, one that is not is
            written. CoNLL-2003 cannot be read without.
        predictions: Whether a prediction of Label Studio that nobody corrected counts where there is no annotation.

    Raises:
        GoldError: If the whole file cannot be read.
        OutputError: If a file cannot be written.
    """
    texts = {item.stem: read_text(item) for item in sorted(articles.glob("*.txt"))} if articles is not None else {}
    written: list[str] = []
    problems: list[str] = []
    for item in format.read(path, Options(predictions=predictions, texts=texts)):
        if isinstance(item, GoldError):
            problems.append(str(item))
        elif item.id in written:
            problems.append(f"{path}: {item.id}: found a second annotation of this article; expected one of each")
        elif articles is not None and texts.get(item.id, item.text) != item.text:
            problems.append(
                f"{path}: {item.id}: found a text that is not that of {articles / item.id}.txt; expected the text of "
                "the article, unchanged"
            )
        else:
            if articles is not None and item.id not in texts:
                write_atomically(articles / f"{item.id}.txt", item.text)
            write_atomically(output / f"{item.id}.json", gold_to_json(item.gold))
            written.append(item.id)
    return Imported(tuple(written), tuple(problems))
