"""What `sakat evaluate` does: scores, report, gate."""

from __future__ import annotations

from pathlib import Path

import yaml

from sakat.cli.console import CHECK_FAILED, err, out
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


def run_evaluation(
    records: Path,
    gold: Path,
    output: Path | None,
    *,
    details: bool,
    gate: bool,
    pin: bool,
    allow_regression: bool,
) -> int:
    """Print the scores, write the JSON report if asked to, and return the exit code."""
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
