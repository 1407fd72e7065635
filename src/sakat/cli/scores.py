"""`sakat evaluate`: scores, report, gate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
import yaml

from sakat.cli.console import CHECK_FAILED, err, fail, out, reports_errors
from sakat.errors import MetadataError
from sakat.evaluation import (
    check_floors,
    evaluate_folder,
    pin_floors,
    read_floors,
    report_json,
    report_tables,
    summary_tables,
)
from sakat.files import write_atomically

RESAMPLES = 1000


@reports_errors
def evaluate_command(
    records: Annotated[Path, typer.Option("--records", help="Records to score.")] = Path("outputs/articles.jsonl"),
    gold: Annotated[Path, typer.Option("--gold", help="Folder with dev/ and test/.")] = Path("corpus/gold"),
    output: Annotated[Path | None, typer.Option("--json", help="Write the whole report here as JSON.")] = None,
    details: Annotated[bool, typer.Option("--details", help="Print labels, types and documents too.")] = False,
    gate: Annotated[bool, typer.Option("--gate", help="Exit 1 if a score is below corpus/gold/floors.json.")] = False,
    pin: Annotated[bool, typer.Option("--pin", help="Write the scores to floors.json.")] = False,
    allow_regression: Annotated[
        bool, typer.Option("--allow-regression", help="Let --pin lower a floor; CHANGELOG.md must say so under Data.")
    ] = False,
) -> None:
    """Score records against the gold set: precision, recall, F1 of entities, dates, events, arguments."""
    fail(_evaluate(records, gold, output, details=details, gate=gate, pin=pin, allow_regression=allow_regression))


def _evaluate(
    records: Path,
    gold: Path,
    output: Path | None,
    *,
    details: bool,
    gate: bool,
    pin: bool,
    allow_regression: bool,
) -> int:
    report = evaluate_folder(records, gold, genres=read_genres(gold.parent / "articles"), bootstrap=RESAMPLES)
    out.print(report_tables(report) if details else summary_tables(report))
    if output is not None:
        write_atomically(output, report_json(report))
    floors_path = gold / "floors.json"
    if pin:
        earlier = read_floors(floors_path) if floors_path.is_file() else None
        changelog = Path("CHANGELOG.md")
        text = changelog.read_text("utf-8") if changelog.is_file() else ""
        floors = pin_floors(report, earlier=earlier, allow_regression=allow_regression, changelog=text)
        write_atomically(floors_path, floors.to_json())
        out.print(f"pinned -> {floors_path}", markup=False)
    if gate:
        failures = check_floors(report.splits, read_floors(floors_path), gold_sha256=report.gold_sha256)
        for failure in failures:
            err.print(failure, markup=False)
        return CHECK_FAILED if failures else 0
    return 0


def read_genres(articles: Path) -> dict[str, str]:
    """Return the genre of each article by its id, from the metadata files beside the texts.

    Raises:
        MetadataError: If a metadata file is no mapping.
    """
    genres = {}
    for path in sorted(articles.glob("*.yaml")):
        fields = yaml.safe_load(path.read_text("utf-8"))
        if not isinstance(fields, dict):
            raise MetadataError(f"{path}: found {type(fields).__name__}; expected lines of the form key: value")
        genres[path.stem] = str(fields.get("genre", "unknown"))
    return genres
