"""Cuts articles into shards, and a shard that killed its worker into halves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sakat.batch.settings import Settings
from sakat.inputs.article import Article

_MOST_CONTENT = 4_000_000
"""Bytes or characters after which a shard is full, however few its articles: what is under way fits in memory."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One unit of work: articles with the keys of their outcomes, and what they are to be extracted with.

    Attributes:
        settings: Configuration and knowledge base.
        made_with: Fingerprint of all that the driver would extract with.
        articles: Key and article, in input order.
    """

    settings: Settings
    made_with: str
    articles: tuple[tuple[str, Article], ...] = ()

    @property
    def keys(self) -> list[str]:
        """The keys of the outcomes, in order."""
        return [key for key, _ in self.articles]

    def halves(self) -> tuple[Shard, Shard]:
        """Return the first and the second half of the articles."""
        middle = len(self.articles) // 2
        return replace(self, articles=self.articles[:middle]), replace(self, articles=self.articles[middle:])


def cut(articles: Iterable[tuple[str, Article]], empty: Shard, size: int) -> Iterator[Shard]:
    """Yield shards of at most so many articles as they come.

    Args:
        articles: Keys and articles.
        empty: A shard without articles.
        size: Most articles of a shard.
    """
    held: list[tuple[str, Article]] = []
    content = 0
    for key, article in articles:
        held.append((key, article))
        content += len(article.content)
        if len(held) == size or content >= _MOST_CONTENT:
            yield replace(empty, articles=tuple(held))
            held, content = [], 0
    if held:
        yield replace(empty, articles=tuple(held))
