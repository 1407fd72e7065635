"""Counts what the annotated corpus holds, part by part."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple, TypeVar, get_args

from sakat.gold.corpus import PARTS, CorpusArticle
from sakat.gold.model import Gold, GoldEntity
from sakat.gold.sameness import Sameness, measure_sameness
from sakat.record.event import EventType, Modality
from sakat.record.mention import Label

Tokenize = Callable[[str], list[str]]
"""Cuts a text into words that join to the text."""

CORE_TYPES: tuple[str, ...] = tuple(kind for kind in get_args(EventType) if kind != "OTHER")
"""The 16 event types of PLOVER."""

_Key = TypeVar("_Key", str, bool)


@dataclass(frozen=True)
class Count:
    """How many items of a kind there are: the required ones, and the optional ones beside them."""

    required: int = 0
    optional: int = 0


@dataclass(frozen=True)
class ArticleStatistics:
    """One article: its part, its words, and what its metadata say of it."""

    id: str
    part: str
    words: int
    metadata: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Part and id: `dev/seato`."""
        return f"{self.part}/{self.id}"


@dataclass(frozen=True)
class PartStatistics:
    """The articles of one part taken together.

    Attributes:
        articles: Number of articles.
        characters: Code points.
        words: Words that hold a letter or digit.
        sentences: Sentences.
        entities: Mentions by label, values too.
        dates: Expressions with a value.
        events: Events by type, OTHER last.
        modalities: Events of any type by modality.
        negated: Negated events of any type.
        triggers: Distinct triggers of required events by type, white space removed.
        names: Distinct entities, told apart by label and longest mention.
        genres: Articles by genre.
        topics: Articles by topic.
        styles: Articles by style.
        sameness: How far the sentences are alike.
    """

    articles: int
    characters: int
    words: int
    sentences: int
    entities: Mapping[str, Count]
    dates: Count
    events: Mapping[str, Count]
    modalities: Mapping[str, Count]
    negated: Count
    triggers: Mapping[str, int]
    names: int
    genres: Mapping[str, int]
    topics: Mapping[str, int]
    styles: Mapping[str, int]
    sameness: Sameness

    @property
    def core_events(self) -> Count:
        """Events of the 16 types of PLOVER."""
        counts = [self.events[kind] for kind in CORE_TYPES]
        return Count(sum(count.required for count in counts), sum(count.optional for count in counts))


@dataclass(frozen=True)
class Statistics:
    """The whole corpus: each article, and its parts `dev`, `test` and `train`."""

    articles: tuple[ArticleStatistics, ...]
    parts: Mapping[str, PartStatistics]

    @property
    def genres(self) -> dict[str, dict[str, int]]:
        """Articles by genre, then by part; every part is named."""
        names = sorted({genre for part in self.parts.values() for genre in part.genres})
        return {genre: {name: part.genres.get(genre, 0) for name, part in self.parts.items()} for genre in names}


class _Cut(NamedTuple):
    """An article with the number of its words, and the words of each sentence that has any."""

    article: CorpusArticle
    words: int
    sentences: list[Sequence[str]]


def count_corpus(articles: Iterable[CorpusArticle], tokenize: Tokenize) -> Statistics:
    """Return the statistics of a corpus.

    Args:
        articles: Its articles, of any part.
        tokenize: What cuts a text into words; sizes and sameness depend on it.
    """
    cut = [_cut(article, tokenize) for article in articles]
    return Statistics(
        articles=tuple(
            ArticleStatistics(article.id, article.part, words, article.metadata) for article, words, _ in cut
        ),
        parts={part: _count_part([item for item in cut if item.article.part == part]) for part in PARTS},
    )


def statistics_json(statistics: Statistics) -> str:
    """Return the statistics as JSON: shares with 4 decimals, a final line end."""
    content = {
        "parts": {name: asdict(part) for name, part in statistics.parts.items()},
        "genres": statistics.genres,
        "articles": {
            article.name: {"genre": article.metadata.get("genre"), "words": article.words}
            for article in statistics.articles
        },
    }
    for part in content["parts"].values():
        part["sameness"] = {
            key: round(value, 4) if isinstance(value, float) else value for key, value in part["sameness"].items()
        }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _cut(article: CorpusArticle, tokenize: Tokenize) -> _Cut:
    starts: list[int] = []
    words: list[str] = []
    position = 0
    for token in tokenize(article.text):
        if any(map(str.isalnum, token)):
            starts.append(position)
            words.append(token)
        position += len(token)
    sentences = (
        words[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        for sentence in article.gold.sentences
    )
    return _Cut(article, len(words), [sentence for sentence in sentences if sentence])


def _count_part(cut: Sequence[_Cut]) -> PartStatistics:
    articles = [item.article for item in cut]
    golds = [article.gold for article in articles]
    events = [event for gold in golds for event in gold.events]
    return PartStatistics(
        articles=len(cut),
        characters=sum(len(article.text) for article in articles),
        words=sum(item.words for item in cut),
        sentences=sum(len(gold.sentences) for gold in golds),
        entities=_count(get_args(Label), ((item.label, item.optional) for gold in golds for item in gold.entities)),
        dates=_count([True], ((True, item.optional) for gold in golds for item in gold.dates))[True],
        events=_count((*CORE_TYPES, "OTHER"), ((event.type, event.optional) for event in events)),
        modalities=_count(get_args(Modality), ((event.modality, event.optional) for event in events)),
        negated=_count([True, False], ((event.negated, event.optional) for event in events))[True],
        triggers=_count_triggers(golds),
        names=len({name for gold in golds for name in _names(gold)}),
        genres=_count_values(articles, "genre"),
        topics=_count_values(articles, "topic"),
        styles=_count_values(articles, "style"),
        sameness=measure_sameness([sentence for item in cut for sentence in item.sentences]),
    )


def _count(keys: Iterable[_Key], items: Iterable[tuple[_Key, bool]]) -> dict[_Key, Count]:
    """Return the count of each key, given the key of each item and whether it is optional."""
    found = Counter(items)
    return {key: Count(found[key, False], found[key, True]) for key in keys}


def _count_triggers(golds: Iterable[Gold]) -> dict[str, int]:
    triggers = {
        (event.type, "".join(event.trigger.text.split()))
        for gold in golds
        for event in gold.events
        if not event.optional
    }
    found: Counter[str] = Counter(kind for kind, _ in triggers)
    return {kind: found[kind] for kind in (*CORE_TYPES, "OTHER")}


def _names(gold: Gold) -> Iterator[tuple[str, str]]:
    """Yield label and text of the longest mention of each entity, the first of equally long ones."""
    longest: dict[str, GoldEntity] = {}
    for entity in gold.entities:
        if entity.canonical is not None:
            best = longest.setdefault(entity.canonical, entity)
            if len(entity.text) > len(best.text):
                longest[entity.canonical] = entity
    for entity in longest.values():
        yield entity.label, entity.text


def _count_values(articles: Iterable[CorpusArticle], key: str) -> dict[str, int]:
    found = Counter(str(article.metadata[key]) for article in articles if article.metadata.get(key) is not None)
    return dict(sorted(found.items()))
