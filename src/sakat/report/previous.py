"""The scores of the previous run beside the present ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sakat.errors import GoldError
from sakat.evaluation import evaluate_folder
from sakat.evaluation.difference import Difference, compare_runs, document_counts, read_report
from sakat.report.scoring import RESAMPLES, Scoring
from sakat.storage.forms import find_table


@dataclass(frozen=True)
class Comparison:
    """The scores of two runs by split. `same_gold` is whether they were measured on the same gold."""

    splits: Mapping[str, list[Difference]]
    articles: Mapping[str, int]
    same_gold: bool


def compare_scores(previous: Path, scoring: Scoring, gold_dir: Path) -> Comparison:
    """Return the scores of a dataset folder or report of `sakat evaluate --json` beside the present ones.

    Raises:
        GoldError: If the file is no report.
        InputError: If the folder has no records.
    """
    if previous.is_dir():
        report = evaluate_folder(find_table(previous, "articles"), gold_dir)
        digest, old = report.gold_sha256, {split: document_counts(scores) for split, scores in report.splits.items()}
    else:
        digest, old = read_report(previous)
    new = {split: document_counts(scores) for split, scores in scoring.report.splits.items()}
    both = [split for split in new if split in old]
    if not both:
        raise GoldError(f"{previous}: found the splits {sorted(old)}; expected one of {sorted(new)}")
    return Comparison(
        {split: compare_runs(old[split], new[split], resamples=RESAMPLES) for split in both},
        {split: len(old[split].keys() & new[split].keys()) for split in both},
        digest == scoring.report.gold_sha256,
    )
