"""CoNLL-2003: a word and its IOB2 tag to a line, the outermost entities only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sakat.annotation.article import AnnotatedArticle
from sakat.annotation.build import Item, build_article
from sakat.annotation.tokens import Span, cut_tokens, flat_entities, gold_spans, sentence_blocks
from sakat.errors import GoldError
from sakat.record.mention import VALUE_LABELS

_START = "-DOCSTART- -X- -X- O"


def write_conll(articles: Iterable[AnnotatedArticle]) -> str:
    """Return articles in four columns, word, two that say nothing, and tag; a blank line after each sentence.

    A word is cut where an entity begins or ends inside it, so every span of an entity is kept.
    """
    return "".join(f"{line}\n" for article in articles for line in _lines(article))


def _lines(article: AnnotatedArticle) -> Iterator[str]:
    gold, text = article.gold, article.text
    entities = flat_entities(gold)
    sentences = [(sentence.start, sentence.end) for sentence in gold.sentences]
    yield from (_START, "")
    index = 0
    begun = False
    for _, words in sentence_blocks(text, cut_tokens(text, gold_spans(gold)), sentences):
        for start, end in words:
            while index < len(entities) and entities[index].end <= start:
                index, begun = index + 1, False
            tag = "O"
            if index < len(entities) and entities[index].start <= start:
                tag = f"{'I' if begun else 'B'}-{entities[index].label}"
                begun = True
            yield f"{text[start:end]} _ _ {tag}"
        yield ""
        begun = False  # no tag goes on into the next sentence


def read_conll(content: str, texts: Mapping[str, str], *, file: str) -> Iterator[AnnotatedArticle | GoldError]:
    """Yield the annotated article of each document, or the error that says what is wrong with it.

    The format has no spaces between words, so each document is laid on the one of `texts` that has its letters.
    Names get an id by label and letters: `person_1`, `person_2` …

    Args:
        content: Lines of columns between white space, the word first, the tag (IOB2 or IOB1) last.
        texts: Articles by their names.
        file: What messages call the content.
    """
    by_letters = {"".join(text.split()): name for name, text in texts.items()}
    for document in _documents(content):
        try:
            name = by_letters.get("".join(word for words in document.sentences for word, _, _ in words))
            if name is None:
                raise GoldError(
                    f"{file}:{document.line}: found a document whose letters are those of none of the {len(texts)} "
                    "articles given; expected its article among them, unchanged (--articles)"
                )
            yield _read_document(document, name, texts[name], file)
        except GoldError as error:
            yield error


@dataclass
class _Document:
    """Sentences of a document: word, tag and line number."""

    line: int
    sentences: list[list[tuple[str, str, int]]] = field(default_factory=lambda: [[]])


def _documents(content: str) -> Iterator[_Document]:
    document = _Document(1)
    for number, line in enumerate(content.split("\n"), 1):
        columns = line.split()
        if columns and columns[0] == "-DOCSTART-":
            if any(document.sentences):
                yield document
            document = _Document(number)
        elif columns:
            document.sentences[-1].append((columns[0], columns[-1], number))
        elif document.sentences[-1]:
            document.sentences.append([])
    if any(document.sentences):
        yield document


def _read_document(document: _Document, name: str, text: str, file: str) -> AnnotatedArticle:
    where = f"{file}:{document.line}: {name}"
    problems: list[str] = []
    sentences: list[Span] = []
    found: list[tuple[Span, str, int]] = []
    position = 0
    for words in filter(None, document.sentences):
        open_label: str | None = None
        spans: list[Span] = []
        for word, tag, number in words:
            start = _skip_spaces(text, position)
            position = _lay(text, start, word)
            spans.append((start, position))
            mark, _, label = tag.partition("-")
            if mark not in ("B", "I", "O") or bool(label) == (mark == "O"):
                problems.append(f"{file}:{number}: found tag {tag!r}; expected O, B-LABEL or I-LABEL")
            elif mark == "O":
                open_label = None
            elif mark == "I" and label == open_label:
                found[-1] = ((found[-1][0][0], position), label, found[-1][2])
            else:
                found.append(((start, position), label, number))
                open_label = label
        sentences.append((spans[0][0], spans[-1][1]))
    if problems:
        raise GoldError("\n".join(problems))
    entities = _entities(found, text)
    return build_article(
        name, text, document_date=None, sentences=sentences, layers={"entities": entities}, where=where
    )


def _skip_spaces(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _lay(text: str, start: int, word: str) -> int:
    """Return where a word ends that begins at `start`; its letters are those of the text, which may have spaces."""
    for _ in word:
        start = _skip_spaces(text, start) + 1
    return start


def _entities(found: list[tuple[Span, str, int]], text: str) -> list[tuple[Item, str]]:
    names: dict[tuple[str, str], str] = {}
    counts: dict[str, int] = {}
    entities: list[tuple[Item, str]] = []
    for (start, end), label, number in found:
        words = text[start:end]
        canonical = None
        if label not in VALUE_LABELS:
            if (label, words) not in names:
                counts[label] = counts.get(label, 0) + 1
                names[label, words] = f"{label.lower()}_{counts[label]}"
            canonical = names[label, words]
        item = {"start": start, "end": end, "text": words, "label": label, "name_en": None, "canonical": canonical}
        entities.append((item, f"line {number}: {words!r}"))
    return entities
