"""Runs the parts of the benchmark that are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from sakat.benchmark.hostile import time_hostile
from sakat.benchmark.report import Report
from sakat.benchmark.runs import FACTORS, run_long, run_scaling, run_starts, run_workers
from sakat.benchmark.stages import time_stages, to_ratios
from sakat.errors import InputError
from sakat.inputs.article import Article
from sakat.inputs.read import find_inputs, read_articles
from sakat.pipeline.build import build_pipeline
from sakat.text.normalize import canonical_text, decode


def measure(inputs: Sequence[str], parts: Collection[str], *, rounds: int, limit: int, largest: int) -> Report:
    """Return what was measured.

    Args:
        inputs: What `sakat extract` takes.
        parts: Of `stages`, `runs`, `hostile`.
        rounds: Rounds of the stages, pairs of runs with one worker and two.
        limit: Articles at most.
        largest: Largest multiple of the articles in a run.

    Raises:
        InputError: If there is no article.
    """
    texts = list(islice(_texts(inputs), limit))
    if not texts:
        raise InputError("no article to measure with; expected at least one", code="no_input")
    stages = to_ratios(time_stages(texts, rounds=rounds)) if "stages" in parts else ()
    hostile = tuple(time_hostile(build_pipeline())) if "hostile" in parts else ()
    characters = sum(map(len, texts))
    if "runs" not in parts:
        return Report(characters, rounds, stages=stages, hostile=hostile)
    return Report(
        characters,
        rounds,
        stages=stages,
        scaling=run_scaling(texts, factors=[factor for factor in FACTORS if factor <= largest]),
        workers=run_workers(texts, rounds=rounds, factor=min(largest, 10)),
        long=run_long(texts),
        starts=run_starts(),
        hostile=hostile,
    )


def _texts(inputs: Sequence[str]) -> Iterator[str]:
    for item in read_articles(find_inputs(inputs)):
        if isinstance(item, Article):
            content = item.content
            yield (decode(content) if isinstance(content, bytes) else canonical_text(content)).text
