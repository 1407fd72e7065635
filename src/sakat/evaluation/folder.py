"""Scores a dataset folder against the folder of gold files, dev and test apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sakat.errors import RecordError
from sakat.evaluation.score import Scores, evaluate
from sakat.gold import SPLITS, Gold, find_gold, gold_digest, read_gold
from sakat.record import Record, record_from_json


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
        records_path: A file of records, one to a line.
        gold_dir: The folder with `dev` and `test`.
        genres: Genre of each article by its id.
        bootstrap: Number of resamples for the 95 % intervals; 0 for none.

    Raises:
        RecordError: If a line is no record, or the file cannot be read.
        GoldError: If a gold file is wrong, there is no gold folder, or two gold files of a split have one text.
    """
    records = list(read_records(records_path))
    golds: dict[str, dict[str, Gold]] = {}
    for item in find_gold(gold_dir):
        golds.setdefault(item.split, {})[item.id] = read_gold(item.path)
    return Report(
        splits={
            split: evaluate(records, golds[split], genres=genres, bootstrap=bootstrap)
            for split in SPLITS
            if split in golds
        },
        gold_sha256=gold_digest(gold_dir),
    )


def read_records(path: Path) -> Iterator[Record]:
    """Yield the records of a JSON Lines file.

    Raises:
        RecordError: Naming the file and line that is no record.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RecordError(f"{path}: cannot be read ({error.strerror}); build the dataset first") from error
    for number, line in enumerate(data.decode("utf-8").split("\n"), 1):
        if line:
            yield record_from_json(line, where=f"{path}:{number}")
