"""Scores records against gold: every metric of the annotation guidelines, section 6."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sakat.errors import GoldError
from sakat.evaluation.bootstrap import find_intervals
from sakat.evaluation.compare import EntityJudge
from sakat.evaluation.events import count_events
from sakat.evaluation.metrics import METRICS, Score, Tally, sum_tallies
from sakat.evaluation.spans import count_citations, count_dates, count_entities, count_quotes
from sakat.gold import Gold, record_to_gold
from sakat.record import Record

SEED = 2566
"""Seed of the bootstrap, so that two runs print the same intervals."""


@dataclass(frozen=True)
class Scores:
    """The scores of one set of articles.

    `totals` are micro sums by metric; `groups` split a metric by label, type, subtype or role; `documents`
    and `genres` hold the totals of each article and genre, `genre_sizes` the number of a genre's articles.
    `missing` are articles without a record: all their items count as missed.
    """

    totals: Mapping[str, Score]
    groups: Mapping[str, Mapping[str, Score]]
    documents: Mapping[str, Mapping[str, Score]]
    genres: Mapping[str, Mapping[str, Score]]
    genre_sizes: Mapping[str, int]
    missing: tuple[str, ...]


def evaluate(
    records: Iterable[Record],
    golds: Mapping[str, Gold],
    *,
    genres: Mapping[str, str] | None = None,
    bootstrap: int = 0,
) -> Scores:
    """Return the scores of records against annotated articles, each matched by the digest of its text.

    Args:
        records: Any system's records; those of other texts are left aside.
        golds: Annotated articles by article id.
        genres: Genre of each article by its id; articles not in it are in no genre.
        bootstrap: Number of resamples of articles for the 95 % intervals; 0 for none.

    Raises:
        GoldError: If two annotated articles have one text.
    """
    predictions: dict[str, Record] = {}
    for record in records:
        predictions.setdefault(text_digest(record.text), record)
    return evaluate_gold(
        {digest: record_to_gold(record) for digest, record in predictions.items()},
        golds,
        genres=genres,
        bootstrap=bootstrap,
    )


def evaluate_gold(
    predictions: Mapping[str, Gold],
    golds: Mapping[str, Gold],
    *,
    genres: Mapping[str, str] | None = None,
    bootstrap: int = 0,
) -> Scores:
    """Return the scores of predictions in the shape of gold, by `text_sha256`; see `evaluate`.

    Tolerance keys of the predictions are not read. With another annotator's files as predictions the
    scores are the agreement.

    Raises:
        GoldError: If two annotated articles have one text.
    """
    texts: dict[str, str] = {}
    tallies: dict[str, Tally] = {}
    missing = []
    for name, gold in sorted(golds.items()):
        if gold.text_sha256 in texts:
            raise GoldError(f"{name}: its text is that of {texts[gold.text_sha256]}; expected one gold for each text")
        texts[gold.text_sha256] = name
        predicted = predictions.get(gold.text_sha256)
        if predicted is None:
            missing.append(name)
        tallies[name] = count_document(gold, predicted if predicted is not None else empty_prediction(gold))
    members: dict[str, list[Tally]] = {}
    for name, tally in tallies.items():
        if genres is not None and name in genres:
            members.setdefault(genres[name], []).append(tally)
    total = sum_tallies(tallies.values())
    intervals = find_intervals(list(tallies.values()), tuple(METRICS), resamples=bootstrap, seed=SEED)
    return Scores(
        totals={metric: Score(metric, counts, intervals.get(metric)) for metric, counts in total.totals.items()},
        groups={
            metric: {group: Score(metric, counts) for group, counts in sorted(groups.items())}
            for metric, groups in sorted(total.groups.items())
        },
        documents={name: _totals(tally) for name, tally in tallies.items()},
        genres={genre: _totals(sum_tallies(tallies)) for genre, tallies in sorted(members.items())},
        genre_sizes={genre: len(tallies) for genre, tallies in sorted(members.items())},
        missing=tuple(missing),
    )


def count_document(gold: Gold, predicted: Gold) -> Tally:
    """Return the counts of one article under every metric.

    The order of the predicted items makes no difference: equal pairs go by text order.
    """
    predicted = in_text_order(predicted)
    judge = EntityJudge(gold, predicted)
    tally = Tally()
    count_entities(gold, predicted, tally)
    count_dates(gold, predicted, tally)
    count_events(gold, predicted, judge, tally)
    count_quotes(gold, predicted, judge, tally)
    count_citations(gold, predicted, tally)
    return tally


def in_text_order(article: Gold) -> Gold:
    """Return an article with its items sorted as a record's are, arguments by first mention."""
    first: dict[str, int] = {}
    for entity in sorted(article.entities, key=lambda entity: entity.start):
        if entity.canonical is not None:
            first.setdefault(entity.canonical, entity.start)

    def ordered(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(ids, key=lambda entity_id: (first.get(entity_id, -1), entity_id)))

    events = [
        event.model_copy(update={"actors": ordered(event.actors), "recipients": ordered(event.recipients)})
        for event in article.events
    ]
    return article.model_copy(
        update={
            "entities": tuple(
                sorted(article.entities, key=lambda e: (e.start, -e.end, e.label, e.canonical or "", e.name_en or ""))
            ),
            "dates": tuple(sorted(article.dates, key=lambda d: (d.start, d.end, d.edtf))),
            "events": tuple(
                sorted(events, key=lambda e: (e.trigger.start, e.trigger.end, e.type, e.subtype or "", e.id))
            ),
            "quotes": tuple(sorted(article.quotes, key=lambda q: (q.start, q.end, q.speaker or ""))),
        }
    )


def empty_prediction(gold: Gold) -> Gold:
    """Return what an article without a record predicts: nothing."""
    return Gold(
        text_sha256=gold.text_sha256,
        document_date=None,
        sentences=(),
        entities=(),
        dates=(),
        events=(),
        quotes=(),
        citations=(),
    )


def _totals(tally: Tally) -> dict[str, Score]:
    return {metric: Score(metric, counts) for metric, counts in tally.totals.items()}


def text_digest(text: str) -> str:
    """Return the SHA-256, in hex, of a text in UTF-8: what matches a record with its gold."""
    return hashlib.sha256(text.encode()).hexdigest()
