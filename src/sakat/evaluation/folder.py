"""Scores a dataset folder against the folder of gold files, dev and test apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sakat.evaluation.score import Scores, evaluate, text_digest
from sakat.gold import SPLITS, Gold, find_gold, gold_digest, read_gold
from sakat.storage.read import read_records


@dataclass(frozen=True)
class Report:
    """Scores by split, and the digest of the gold they were measured on."""

    splits: Mapping[str, Scores]
    gold_sha256: str


def evaluate_folder(
    records_path: Path, gold_dir: Path, *, genres: Mapping[str, str] | None = None, bootstrap: int = 0
) -> Report:
    """Return the scores of `articles.jsonl` against `<gold_dir>/{dev,test}/<id>.json`.

    An annotated article without a record counts as missed in whole and is listed in `Scores.missing`.

    Args:
        records_path: A file of records in any form.
        gold_dir: The folder with `dev` and `test`.
        genres: Genre of each article by its id.
        bootstrap: Number of resamples for the 95 % intervals; 0 for none.

    Raises:
        InputError: If the file of records cannot be read or is damaged.
        RecordError: If a line is no record.
        GoldError: If a gold file is wrong, there is no gold folder, or two gold files of a split have one text.
    """
    kept = [(text_digest(record.text), record) for record in read_records(records_path)]
    golds: dict[str, dict[str, Gold]] = {}
    for item in find_gold(gold_dir):
        golds.setdefault(item.split, {})[item.id] = read_gold(item.path)
    annotated = {gold.text_sha256 for split in golds.values() for gold in split.values()}
    records = [record for digest, record in kept if digest in annotated]
    return Report(
        splits={
            split: evaluate(records, golds[split], genres=genres, bootstrap=bootstrap)
            for split in SPLITS
            if split in golds
        },
        gold_sha256=gold_digest(gold_dir),
    )
