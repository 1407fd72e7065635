"""The least the annotated corpus must hold: `corpus/targets.yaml`, and the comparison with what it holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, ValidationError

from sakat.errors import GoldError
from sakat.gold.folder import SPLITS
from sakat.gold.statistics import CORE_TYPES, ArticleStatistics, PartStatistics, Statistics
from sakat.record.base import Part, described

Least = Annotated[int, Field(ge=0)]
LeastShare = Annotated[float, Field(ge=0, le=1)]

_EXPECTED = {
    "licence": "the licence of a text that is not synthetic",
    "attribution": "whose text it is",
    "note": "where a training article comes from",
}
"""What metadata say, by key."""


class GoldTargets(Part):
    """Targets of the development and test articles."""

    articles: Least = described("Articles of both parts.", 60)
    dev: Least = described("Development articles.", 30)
    test: Least = described("Test articles.", 30)
    genres: Least = described("Genres of both parts.", 10)
    international: Least = described("Articles of international politics and security.", 12)
    international_subjects: tuple[str, ...] = described("Genres and topics that make an article one.", ["summit"])
    least_words: Least = described("Words of the shortest synthetic article.", 150)
    most_words: Least = described("Words of the longest synthetic article.", 500)


class TrainTargets(Part):
    """Targets of the training articles; required items count."""

    articles: Least = described("Articles.", 150)
    core_events: Least = described("Events of the 16 types of PLOVER.", 3000)
    events_of_type: Least = described("Events of each of them.", 80)
    events_of_modality: Least = described("Events of each modality, of any type.", 60)
    negated: Least = described("Negated events of any type.", 200)
    triggers_of_type: Least = described("Distinct triggers of each core type.", 25)
    entities: Least = described("Distinct entities.", 1700)
    unique_openings: LeastShare = described("Share of sentences whose first three words stand once.", 0.95)
    single_trigrams: LeastShare = described("Share of word trigrams that stand once.", 0.95)


class Targets(Part):
    """What `targets.yaml` holds."""

    gold: GoldTargets = described("Development and test articles.", {})
    train: TrainTargets = described("Training articles.", {})


def read_targets(path: Path) -> Targets:
    """Return the targets a file holds.

    Raises:
        GoldError: If the file cannot be read or is no YAML, or naming every wrong key and value.
    """
    try:
        fields = yaml.safe_load(path.read_bytes())
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error.strerror}); expected the targets of the corpus") from error
    except yaml.YAMLError as error:
        raise GoldError(f"{path}: found YAML that fails ({error}); expected lines of the form key: value") from error
    try:
        return Targets.model_validate_json(json.dumps(fields, default=str))
    except ValidationError as error:
        raise GoldError(
            "\n".join(
                f"{path}: {'.'.join(map(str, item['loc'])) or '(whole file)'}: found {item['input']!r}; {item['msg']}"
                for item in error.errors(include_url=False)
            )
        ) from error


def check_targets(statistics: Statistics, targets: Targets) -> list[str]:
    """Return each way in which a corpus misses its targets, [] if it meets them all.

    Every article says in its metadata whether it is synthetic. One that is not names its licence and attribution;
    a training article has a note of where it comes from.
    """
    return [
        *_check_gold(statistics, targets.gold),
        *_check_train(statistics.parts["train"], targets.train),
        *(failure for article in statistics.articles for failure in _check_origin(article)),
    ]


def _check_gold(statistics: Statistics, targets: GoldTargets) -> Iterator[str]:
    articles = [article for article in statistics.articles if article.part in SPLITS]
    subjects = set(targets.international_subjects)
    genres = {genre for part in SPLITS for genre in statistics.parts[part].genres}
    yield from _at_least("gold: articles", len(articles), targets.articles)
    yield from _at_least("dev: articles", statistics.parts["dev"].articles, targets.dev)
    yield from _at_least("test: articles", statistics.parts["test"].articles, targets.test)
    yield from _at_least("gold: genres", len(genres), targets.genres)
    yield from _at_least(
        "gold: articles of international politics and security",
        sum(bool(subjects & {article.metadata.get("genre"), article.metadata.get("topic")}) for article in articles),
        targets.international,
    )
    for article in articles:
        words = article.words
        if article.metadata.get("synthetic") is not False and not targets.least_words <= words <= targets.most_words:
            yield f"{article.name}: words: found {words}; expected {targets.least_words} to {targets.most_words}"


def _check_train(part: PartStatistics, targets: TrainTargets) -> Iterator[str]:
    yield from _at_least("train: articles", part.articles, targets.articles)
    yield from _at_least("train: core events", part.core_events.required, targets.core_events)
    for kind in CORE_TYPES:
        yield from _at_least(f"train: {kind} events", part.events[kind].required, targets.events_of_type)
        yield from _at_least(f"train: distinct triggers of {kind}", part.triggers[kind], targets.triggers_of_type)
    for modality, count in part.modalities.items():
        yield from _at_least(f"train: {modality} events", count.required, targets.events_of_modality)
    yield from _at_least("train: negated events", part.negated.required, targets.negated)
    yield from _at_least("train: distinct entities", part.names, targets.entities)
    for name, share, least in (
        ("sentences with an opening of their own", part.sameness.unique_openings, targets.unique_openings),
        ("word trigrams that occur once", part.sameness.single_trigrams, targets.single_trigrams),
    ):
        if share is None or share < least:
            found = "none" if share is None else f"a share of {share:.4f}"
            yield f"train: {name}: found {found}; expected {least:.4f} or more"


def _check_origin(article: ArticleStatistics) -> Iterator[str]:
    metadata = article.metadata
    synthetic = metadata.get("synthetic")
    if not isinstance(synthetic, bool):
        yield f"{article.name}: synthetic: found {synthetic!r}; expected true, or false for the text of others"
    wanted = ["licence", "attribution"] if synthetic is False else []
    if article.part not in SPLITS:
        wanted.append("note")
    for key in wanted:
        if not metadata.get(key):
            yield f"{article.name}: {key}: found {metadata.get(key)!r}; expected {_EXPECTED[key]}"


def _at_least(what: str, found: int, expected: int) -> Iterator[str]:
    if found < expected:
        yield f"{what}: found {found}; expected {expected} or more"
