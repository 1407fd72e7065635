"""Cuts an article into tokens, words of our tokenizer that are cut again where an annotation begins or ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from sakat.entities.authority import authority_words
from sakat.gold import Gold, GoldEntity
from sakat.text.words import WordTokenizer

Span = tuple[int, int]


def cut_tokens(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return the tokens of a text, in order and without gaps; each span is a run of whole tokens.

    Tokens of white space hold nothing else. The words are those of the pipeline.

    >>> text = "ผู้ว่าราชการจังหวัดตรัง"
    >>> [text[start:end] for start, end in cut_tokens(text, [(12, 19)])][-2:]
    ['จังหวัด', 'ตรัง']
    """
    ends = {0, len(text)}
    position = 0
    for word in _tokenizer()(text):
        position += len(word)
        ends.add(position)
    for start, end in spans:
        ends |= {start, end}
    return list(pairwise(sorted(ends)))


@cache
def _tokenizer() -> WordTokenizer:
    return WordTokenizer(extra_words=authority_words())


def gold_spans(gold: Gold) -> Iterator[Span]:
    """Yield the span of every annotation and sentence."""
    for layer in (gold.sentences, gold.entities, gold.dates, gold.quotes, gold.citations):
        yield from ((item.start, item.end) for item in layer)
    yield from ((event.trigger.start, event.trigger.end) for event in gold.events)


def flat_entities(gold: Gold) -> list[GoldEntity]:
    """Return entities that do not overlap, in text order: the required ones, then optional ones where none is.

    Of optional ones that overlap the longest is taken.
    """
    chosen: list[GoldEntity] = []
    for entity in sorted(gold.entities, key=lambda item: (item.optional, item.start - item.end, item.start)):
        if all(entity.end <= other.start or other.end <= entity.start for other in chosen):
            chosen.append(entity)
    return sorted(chosen, key=lambda item: item.start)


def sentence_blocks(
    text: str, tokens: Sequence[Span], sentences: Sequence[Span]
) -> Iterator[tuple[Span | None, list[Span]]]:
    """Yield each sentence with its words, and the words between sentences with None; white space is left out."""
    bounds: list[tuple[Span | None, Span]] = []
    position = 0
    for span in sentences:
        bounds += [(None, (position, span[0])), (span, span)]
        position = span[1]
    bounds.append((None, (position, len(text))))
    words = [(start, end) for start, end in tokens if not text[start:end].isspace()]
    index = 0
    for sentence, (_, end) in bounds:
        first = index
        while index < len(words) and words[index][1] <= end:
            index += 1
        if index > first:
            yield sentence, words[first:index]
