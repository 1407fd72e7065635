"""CoNLL-U Plus: a token to a line, its spaces in MISC, annotations in columns of their own.

A column numbers its annotations within the article. At the first token of one stands its number with all that is said
of it, at the others the number: `3:GPE|canonical=trang|name_en=Trang`, then `3`; `;` parts several at one token.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from sakat.annotation.article import AnnotatedArticle
from sakat.annotation.attributes import write_attributes
from sakat.annotation.fields import FIELDS, Field
from sakat.annotation.tokens import Span, cut_tokens, gold_spans, sentence_blocks
from sakat.gold import Gold, GoldEntity, GoldEvent
from sakat.record import Range

_ARGUMENTS = (
    Field("actors", "texts", "ids of those who act", ""),
    Field("recipients", "texts", "ids of those acted on", ""),
    Field("location", "text", "id of the place", ""),
    Field("source", "text", "id of the speaker", ""),
    Field("coref", "text", "id of the first telling", ""),
)
COLUMNS: dict[str, tuple[Field, ...]] = {
    "entities": tuple(field for field in FIELDS["entity"] if field.name in GoldEntity.model_fields),
    "dates": FIELDS["date"],
    "events": FIELDS["event"] + _ARGUMENTS,
    "quotes": (Field("speaker", "text", "id of the speaker", ""), *FIELDS["quote"]),
    "citations": FIELDS["citation"],
}
"""What is said in the column of each layer."""

HEADER = "# global.columns = ID FORM MISC " + " ".join(f"SAKAT:{layer.upper()}" for layer in COLUMNS)

SPACES = {" ": r"\s", "\t": r"\t", "\r": r"\r", "\n": r"\n", "|": r"\p", "\\": r"\\"}
"""How UDPipe writes spaces in MISC; other white space is written by its code point, `\\u00a0`."""

_SPECIAL = re.compile(r"[%|;,\s\x00-\x1f\x7f]")


def write_conllu(articles: Iterable[AnnotatedArticle]) -> str:
    """Return articles as CoNLL-U Plus, each token with its place in the text and the spaces around it."""
    lines = [HEADER]
    for article in articles:
        lines += _Writer(article).write()
    return "".join(f"{line}\n" for line in lines)


class _Writer:
    def __init__(self, article: AnnotatedArticle) -> None:
        self._article = article
        self._text = article.text
        gold = article.gold
        self._tokens = cut_tokens(self._text, gold_spans(gold))
        self._words = [token for token in self._tokens if not self._text[slice(*token)].isspace()]
        following = [start for start, _ in self._words[1:]] + [len(self._text)]
        self._next_start = {end: start for (_, end), start in zip(self._words, following, strict=True)}
        self._cells = {layer: self._column(layer, gold) for layer in COLUMNS}

    def _column(self, layer: str, gold: Gold) -> dict[int, list[str]]:
        """Return the cells of a layer by the first code point of their tokens."""
        cells: dict[int, list[str]] = {}
        starts = [start for start, _ in self._words]
        names = tuple(field.name for field in COLUMNS[layer])
        for number, item in enumerate(getattr(gold, layer), 1):
            stretch = item.trigger if isinstance(item, GoldEvent) else item
            start, end = stretch.start, stretch.end
            covered = self._words[bisect_left(starts, start) : bisect_left(starts, end)]
            if not covered:
                continue
            said = write_attributes(item, names)
            if (covered[0][0], covered[-1][1]) != (start, end):
                said["span"] = (f"{start}-{end}",)
            pairs = [
                f"{name}={','.join(_SPECIAL.sub(lambda sign: quote(sign[0]), value) for value in values)}"
                for name, values in said.items()
            ]
            cells.setdefault(covered[0][0], []).append("|".join([f"{number}:{_label(item)}", *pairs]))
            for first, _ in covered[1:]:
                cells.setdefault(first, []).append(str(number))
        return cells

    def write(self) -> Iterator[str]:
        """Yield the lines of the article, a blank one after each sentence."""
        gold = self._article.gold
        yield f"# newdoc id = {self._article.id}"
        if gold.document_date is not None:
            yield f"# document_date = {gold.document_date}"
        sentences = [(sentence.start, sentence.end) for sentence in gold.sentences]
        for number, (sentence, words) in enumerate(sentence_blocks(self._text, self._tokens, sentences), 1):
            yield f"# sent_id = {self._article.id}-{number}"
            yield f"# text = {' '.join(self._text[words[0][0] : words[-1][1]].split())}"
            if sentence is not None:
                yield f"# range = {sentence[0]}-{sentence[1]}"
            for index, word in enumerate(words, 1):
                cells = (";".join(self._cells[layer].get(word[0], "_")) for layer in COLUMNS)
                yield "\t".join([str(index), self._text[slice(*word)], self._misc(word), *cells])
            yield ""

    def _misc(self, word: Span) -> str:
        start, end = word
        misc = []
        if start == self._words[0][0] and start > 0:
            misc.append(f"SpacesBefore={_escape(self._text[:start])}")
        spaces = self._text[end : self._next_start[end]]
        if not spaces:
            misc.append("SpaceAfter=No")
        elif spaces != " ":
            misc.append(f"SpacesAfter={_escape(spaces)}")
        return "|".join([*misc, f"TokenRange={start}:{end}"])


def _label(item: GoldEntity | GoldEvent | Range) -> str:
    if isinstance(item, GoldEntity):
        return item.label
    return item.type if isinstance(item, GoldEvent) else type(item).__name__.removeprefix("Gold").upper()


def _escape(spaces: str) -> str:
    return "".join(SPACES.get(character, f"\\u{ord(character):04x}") for character in spaces)
