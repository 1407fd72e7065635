"""The formats by name: how each is written and read, and what it cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sakat.annotation.article import AnnotatedArticle
from sakat.errors import GoldError

Files = dict[str, str | bytes]
"""Contents by path below the target; a format of one file has the one path `""`, the target itself."""

Found = Iterator[AnnotatedArticle | GoldError]


@dataclass(frozen=True)
class Options:
    """What some formats need beside the annotation.

    Attributes:
        finished: Write to Label Studio as annotations, not as predictions to be corrected.
        predictions: Read predictions of Label Studio that nobody corrected.
        texts: Articles by their names, for a format that has no spaces.
    """

    finished: bool = False
    predictions: bool = False
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Format:
    """A format of annotated articles.

    Attributes:
        name: What commands call it.
        files: Its files, in words.
        cannot_hold: What is lost, by the keys of `find_losses`, with the reason.
        write: Makes the files of articles.
        read: Yields the articles of a file or folder, and an error for each that is wrong.
    """

    name: str
    files: str
    cannot_hold: Mapping[str, str]
    write: Callable[[Sequence[AnnotatedArticle], Options], Files]
    read: Callable[[Path, Options], Found]


def _write_label_studio(articles: Sequence[AnnotatedArticle], options: Options) -> Files:
    from sakat.annotation.label_studio import write_tasks

    return {"": write_tasks(articles, use="annotations" if options.finished else "predictions")}


def _read_label_studio(path: Path, options: Options) -> Found:
    from sakat.annotation.label_studio import read_tasks

    return read_tasks(_read_bytes(path), file=str(path), predictions=options.predictions)


def _write_brat(articles: Sequence[AnnotatedArticle], options: Options) -> Files:
    from sakat.annotation.brat import annotation_conf, article_files, visual_conf

    files: Files = {"annotation.conf": annotation_conf(), "visual.conf": visual_conf()}
    for article in articles:
        files.update(article_files(article))
    return files


def _read_brat(path: Path, options: Options) -> Found:
    from sakat.annotation.brat import read_folder

    return read_folder(path)


def _write_spacy(articles: Sequence[AnnotatedArticle], options: Options) -> Files:
    from sakat.annotation.docbin import write_docbin

    return {"": write_docbin(articles)}


def _read_spacy(path: Path, options: Options) -> Found:
    from sakat.annotation.docbin import read_docbin

    return read_docbin(_read_bytes(path), file=str(path))


def _write_conll(articles: Sequence[AnnotatedArticle], options: Options) -> Files:
    from sakat.annotation.conll import write_conll

    return {"": write_conll(articles)}


def _read_conll(path: Path, options: Options) -> Found:
    from sakat.annotation.conll import read_conll

    return read_conll(_read_text(path), options.texts, file=str(path))


def _write_conllu(articles: Sequence[AnnotatedArticle], options: Options) -> Files:
    from sakat.annotation.conllu import write_conllu

    return {"": write_conllu(articles)}


def _read_conllu(path: Path, options: Options) -> Found:
    from sakat.annotation.conllu import read_conllu

    return read_conllu(_read_text(path), file=str(path))


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error.strerror}); expected a file of annotations") from error


def _read_text(path: Path) -> str:
    try:
        return _read_bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: found byte {error.start} that is not UTF-8; expected a file in UTF-8") from error


_NO_COLUMN = "one tag to a word and nothing else"
_LINE_ENDS = "line ends at the ends of a stretch"
_NO_WORDS = "a stretch of white space alone has no token"

FORMATS: dict[str, Format] = {
    item.name: item
    for item in (
        Format("label-studio", "JSON tasks", {}, _write_label_studio, _read_label_studio),
        Format(
            "brat",
            "folder of .txt and .ann; <id>.json beside them has the day and the sentences, which brat has no place for",
            {f"{layer}{end}": _LINE_ENDS for layer in ("entities", "dates", "quotes") for end in ("", " made up")}
            | {"events.trigger": _LINE_ENDS},
            _write_brat,
            _read_brat,
        ),
        Format("spacy", "DocBin, .spacy", {}, _write_spacy, _read_spacy),
        Format(
            "conllu",
            "CoNLL-U Plus, .conllup",
            dict.fromkeys(("sentences", "entities", "dates", "events", "quotes"), _NO_WORDS),
            _write_conllu,
            _read_conllu,
        ),
        Format(
            "conll",
            "CoNLL-2003 with IOB2 tags, .conll",
            {
                "entities": "one tag to a word: names in or across others, and over the end of a sentence",
                "entities made up": "a name over the end of a sentence is cut",
                "sentences": "words between sentences are sentences, white space at their ends is none",
                "document_date": _NO_COLUMN,
                **dict.fromkeys(("dates", "events", "quotes", "citations"), _NO_COLUMN),
                **{
                    f"entities.{key}": _NO_COLUMN
                    for key in ("canonical", "name_en", "name_en_alt", "qid", "alt", "optional")
                },
            },
            _write_conll,
            _read_conll,
        ),
    )
}
