"""`sakat gold stats`, `leaks` and `agreement`: what the annotated corpus holds, and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from sakat.cli.console import CHECK_FAILED, err, fail, out, reports_errors

if TYPE_CHECKING:
    from sakat.evaluation import Agreement
    from sakat.gold import Count, PartStatistics, Statistics

MEASURED = 20
"""Least items of a layer that is held against a floor: with fewer, one item moves the value by more than 0.05."""

Corpus = Annotated[Path, typer.Option("--corpus", help="Folder with articles/, gold/ and train/.")]


@reports_errors
def stats(
    corpus: Corpus = Path("corpus"),
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON in place of tables.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Exit 1 if the corpus holds less than its targets.yaml asks for.")
    ] = False,
) -> None:
    """Count what the annotated corpus holds: articles, entities, events, genres, sameness."""
    from sakat.gold import check_targets, count_corpus, read_corpus, read_targets, statistics_json
    from sakat.text.words import WordTokenizer

    targets = read_targets(corpus / "targets.yaml") if check else None
    statistics = count_corpus(read_corpus(corpus), WordTokenizer())
    if as_json:
        typer.echo(statistics_json(statistics), nl=False)
    else:
        _print_statistics(statistics)
    failures = check_targets(statistics, targets) if targets is not None else []
    for failure in failures:
        err.print(failure, markup=False)
    fail(CHECK_FAILED if failures else 0)


@reports_errors
def leaks(corpus: Corpus = Path("corpus")) -> None:
    """Find test sentences that dev or train articles hold, and articles that tell one story."""
    from sakat.gold import find_leaks, read_corpus

    articles = read_corpus(corpus)
    found = find_leaks(articles)
    for leak in found:
        err.print(str(leak), markup=False)
    out.print(f"{len(articles)} articles, {len(found)} leaks", markup=False)
    fail(CHECK_FAILED if found else 0)


@reports_errors
def agreement(
    first: Annotated[Path, typer.Argument(help="Folder with one annotator's sources (.anno).")],
    second: Annotated[Path, typer.Argument(help="Folder with the other's, of the same articles.")],
    floor: Annotated[
        float | None,
        typer.Option("--floor", min=0, max=1, help=f"Exit 1 if a layer of {MEASURED} items or more is below it."),
    ] = None,
) -> None:
    """Measure how far two annotators agree: F1 or share of equal values, and Cohen's kappa, layer by layer."""
    from sakat.evaluation import measure_agreement
    from sakat.gold import read_annotations

    ones, others = read_annotations(first), read_annotations(second)
    measured = measure_agreement(
        {name: compiled.gold for name, compiled in ones.items()},
        {name: compiled.gold for name, compiled in others.items()},
        {name: compiled.text for name, compiled in ones.items()},
    )
    _print_agreement(measured, articles=len(ones))
    low = [item for item in measured if _is_below(item, floor)]
    for item in low:
        err.print(f"{item.layer}: found {item.value:.3f}; expected {floor:.3f} or more", markup=False)
    fail(CHECK_FAILED if low else 0)


def _is_below(item: Agreement, floor: float | None) -> bool:
    return floor is not None and item.value is not None and item.items >= MEASURED and item.value < floor


def _print_statistics(statistics: Statistics) -> None:
    parts = statistics.parts
    _print_table("corpus", parts, {name: _figures(part) for name, part in parts.items()})
    _print_table("entities", parts, {name: _cells(part.entities) for name, part in parts.items()})
    _print_table("events", parts, {name: _cells(part.events) for name, part in parts.items()})
    _print_table("modality", parts, {name: _cells(part.modalities) for name, part in parts.items()})
    _print_table("distinct triggers", parts, {name: _numbers(part.triggers) for name, part in parts.items()})
    _print_table("genres", parts, {name: _numbers(part.genres) for name, part in parts.items()})


def _print_table(title: str, parts: Iterable[str], columns: Mapping[str, Mapping[str, str]]) -> None:
    """Print a row for each key of any column, in the order of the first that has it."""
    table = Table(title, *parts, box=None)
    for column in table.columns[1:]:
        column.justify = "right"
    for key in dict.fromkeys(key for cells in columns.values() for key in cells):
        table.add_row(key, *(columns[part].get(key, "0") for part in parts))
    out.print(table)
    out.print()


def _figures(part: PartStatistics) -> dict[str, str]:
    return {
        "articles": str(part.articles),
        "characters": str(part.characters),
        "words": str(part.words),
        "sentences": str(part.sentences),
        "dates": _cell(part.dates),
        "core events": _cell(part.core_events),
        "negated events": _cell(part.negated),
        "distinct entities": str(part.names),
        "genres": str(len(part.genres)),
        "topics": str(len(part.topics)),
        "styles": str(len(part.styles)),
        "distinct sentence openings": str(part.sameness.openings),
        "share with an opening alone": _share(part.sameness.unique_openings),
        "distinct word trigrams": str(part.sameness.trigrams),
        "share that occurs once": _share(part.sameness.single_trigrams),
    }


def _cells(counts: Mapping[str, Count]) -> dict[str, str]:
    return {key: _cell(count) for key, count in counts.items()}


def _cell(count: Count) -> str:
    """Return required items, and optional ones after a plus."""
    return f"{count.required} + {count.optional}" if count.optional else str(count.required)


def _numbers(counts: Mapping[str, int]) -> dict[str, str]:
    return {key: str(count) for key, count in counts.items()}


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _print_agreement(measured: Iterable[Agreement], *, articles: int) -> None:
    table = Table("layer", "F1 or share", "kappa", "items", box=None, title_justify="left")
    table.title = f"{articles} articles"
    for item in measured:
        table.add_row(item.layer, _share(item.value), _share(item.kappa), str(item.items))
    out.print(table)
