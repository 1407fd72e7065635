"""Finds test sentences that other parts of the corpus hold too, and articles that tell one story.

Compared are sets of character 8-grams, so that a changed name or a dropped word hides little, of texts in
NFC without white space and with Thai digits written as ASCII digits.

A test sentence is compared with each whole article of dev and train, not with its sentences. That is stricter:
a sentence whose halves stand in two sentences of one article is found, and a cut in another place loses no
8-gram. And it asks nothing of the other article's annotation: where its sentences end makes no difference.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from sakat.gold.corpus import CorpusArticle

GRAM = 8
SHORTEST = 20
"""Least code points of a sentence that can leak. A shorter one has 12 8-grams or fewer, more than half of which
are soon those of a date with its lead-in or of one long name, which stand in articles of any kind."""

SENTENCE_LIMIT = 0.5
"""A test sentence of which another part holds more is a leak."""
STORY_LIMIT = 0.2
"""Two articles of which one holds more of the other tell one story."""

_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_Grams = frozenset[str]


@dataclass(frozen=True, order=True)
class Leak:
    """Text that two articles have in common.

    Attributes:
        article: Part and id of the article that is held, the test article if a sentence leaks.
        other: Part and id of the article that holds it.
        sentence: The sentence; None if the two articles tell one story.
        containment: Share of the 8-grams of the sentence, or of the smaller article, that `other` has, 0 to 1.
    """

    article: str
    other: str
    sentence: str | None
    containment: float

    def __str__(self) -> str:
        what, limit = ("its text", STORY_LIMIT) if self.sentence is None else (repr(self.sentence), SENTENCE_LIMIT)
        return f"{self.article}: found {self.containment:.0%} of {what} in {self.other}; expected {limit:.0%} or less"


def find_leaks(articles: Iterable[CorpusArticle]) -> list[Leak]:
    """Return the leaks of a corpus: sentences in text order, each with the article that holds most of it; then stories.

    Sentences are those of test articles against articles of dev and train; stories are pairs of any parts. The
    time taken grows with the 8-grams that articles share, not with the pairs of articles.
    """
    articles = sorted(articles, key=lambda article: article.name)
    grams = [_grams(_plain(article.text)) for article in articles]
    index: dict[str, list[int]] = {}
    for number, found in enumerate(grams):
        for gram in found:
            index.setdefault(gram, []).append(number)
    return [*_find_sentences(articles, index), *_find_stories(articles, grams, index)]


def _find_sentences(articles: Sequence[CorpusArticle], index: Mapping[str, Sequence[int]]) -> Iterator[Leak]:
    for article in articles:
        if article.part != "test":
            continue
        for span in article.gold.sentences:
            sentence = article.text[span.start : span.end]
            plain = _plain(sentence)
            if len(plain) < SHORTEST:
                continue
            grams = _grams(plain)
            shared = {
                number: count
                for number, count in _count_shared(grams, index).items()
                if articles[number].part != "test" and count > SENTENCE_LIMIT * len(grams)
            }
            if shared:
                most = max(sorted(shared), key=shared.__getitem__)
                yield Leak(article.name, articles[most].name, sentence, shared[most] / len(grams))


def _find_stories(
    articles: Sequence[CorpusArticle], grams: Sequence[_Grams], index: Mapping[str, Sequence[int]]
) -> Iterator[Leak]:
    for number, found in enumerate(grams):
        for other, count in sorted(_count_shared(found, index).items()):
            size = min(len(found), len(grams[other]))
            if other > number and count > STORY_LIMIT * size:
                held, holder = sorted((number, other), key=lambda index: (len(grams[index]), index))
                yield Leak(articles[held].name, articles[holder].name, None, count / size)


def _count_shared(grams: _Grams, index: Mapping[str, Sequence[int]]) -> Counter[int]:
    """Return how many of the 8-grams each article has."""
    return Counter(chain.from_iterable(index.get(gram, ()) for gram in grams))


def _plain(text: str) -> str:
    """Return a text without what two copies of it may differ in.

    >>> _plain("เมื่อ ๕ ส.ค.  2566")
    'เมื่อ5ส.ค.2566'
    """
    return unicodedata.normalize("NFC", "".join(text.split())).translate(_DIGITS)


def _grams(plain: str) -> _Grams:
    """Return the 8-grams of a text; one shorter than that is none.

    >>> sorted(_grams("สหประชาชาติ"))
    ['ประชาชาต', 'ระชาชาติ', 'สหประชาช', 'หประชาชา']
    """
    return frozenset(plain[start : start + GRAM] for start in range(len(plain) - GRAM + 1))
