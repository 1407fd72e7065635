"""Times the stages of the pipeline and the whole of it, each beside newmm in the same round."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import TypeVar

from spacy.tokens import Doc

from sakat.benchmark.recipe import Recipe, tokenize
from sakat.dataset.convert import to_record
from sakat.inputs.article import Article, Metadata
from sakat.pipeline.build import build_pipeline
from sakat.pipeline.layers import set_document_date
from sakat.record import Record
from sakat.record.check import check_record

UNIT = "newmm"
WHOLE = "sakat"
RECIPE = "recipe"
_DAY = date(2024, 8, 23)
A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times the cost of newmm something takes, over the rounds of one run."""

    name: str
    median: float
    least: float
    most: float


def time_stages(texts: Sequence[str], *, rounds: int) -> Iterator[tuple[str, float]]:
    """Yield each stage and how long it took for all texts, round after round; within one, everything once.

    Args:
        texts: Canonical texts.
        rounds: How often; a round of its own comes first, unmeasured, so that nothing is loaded while timed.
    """
    nlp = build_pipeline()
    recipe = Recipe()
    for number in range(rounds + 1):
        for name, seconds in _round(nlp.make_doc, nlp.pipeline, recipe, texts):
            if number:
                yield name, seconds


def _round(
    make_doc: Callable[[str], Doc],
    components: Sequence[tuple[str, Callable[[Doc], Doc]]],
    recipe: Recipe,
    texts: Sequence[str],
) -> Iterator[tuple[str, float]]:
    yield UNIT, _clock(tokenize, texts)
    docs, whole = _timed(make_doc, texts)
    yield "tokens", whole
    for doc in docs:
        set_document_date(doc, _DAY)
    for name, component in components:
        docs, seconds = _timed(component, docs)
        whole += seconds
        yield name.removeprefix("sakat_"), seconds
    records, seconds = _timed(_to_record, docs)
    whole += seconds
    yield "record", seconds
    seconds = _clock(check_record, records) + _clock(Record.to_json, records)
    yield "validation and JSON", seconds
    yield WHOLE, whole + seconds
    yield RECIPE, _clock(recipe, texts)


def _to_record(doc: Doc) -> Record:
    return to_record(doc, Article(Metadata(uri="benchmark", document_date=_DAY), doc.text, "0" * 64))


def _timed(function: Callable[[A], B], items: Iterable[A]) -> tuple[list[B], float]:
    begin = time.perf_counter()
    made = [function(item) for item in items]
    return made, time.perf_counter() - begin


def _clock(function: Callable[[A], object], items: Iterable[A]) -> float:
    return _timed(function, items)[1]


def to_ratios(times: Iterable[tuple[str, float]]) -> list[Ratio]:
    """Return each stage as a multiple of newmm in the same round, in the order of the stages.

    >>> to_ratios([("newmm", 2.0), ("dates", 1.0), ("newmm", 1.0), ("dates", 1.0)])
    [Ratio(name='dates', median=0.75, least=0.5, most=1.0)]
    """
    found: dict[str, list[float]] = {}
    unit = 0.0
    for name, seconds in times:
        if name == UNIT:
            unit = seconds
        else:
            found.setdefault(name, []).append(seconds / unit)
    return [Ratio(name, median(values), min(values), max(values)) for name, values in found.items()]
