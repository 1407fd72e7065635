"""The gate: `floors.json` pins the least scores and the gold they were measured on."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from sakat.errors import GoldError
from sakat.evaluation.folder import Report
from sakat.evaluation.metrics import METRICS
from sakat.evaluation.score import Scores
from sakat.record.base import Part, described

PINNED_GROUPS = {"ent_exact_f1": 20, "event_f1": 20}
"""Metrics pinned by label or type too, for groups of at least so many gold items."""

Floor = Annotated[float, Field(ge=0, le=1)]
_UNRELEASED = re.compile(r"^## \[?Unreleased\]?.*?$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_DATA = re.compile(r"^### Data[ \t]*$(.*?)(?=^### |\Z)", re.MULTILINE | re.DOTALL)


class Floors(Part):
    """Least scores by split and metric; `metric/group` names one label or type of a metric."""

    gold_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] = described("Digest of the gold files.", "0" * 64)
    floors: dict[str, dict[str, Floor]] = described("Least score.", {"dev": {"event_f1": 0.41}})

    def to_json(self) -> str:
        """Return the floors as the text of `floors.json`: keys sorted, a final line end."""
        return json.dumps(self.model_dump(mode="json"), indent=1, sort_keys=True) + "\n"


def read_floors(path: Path) -> Floors:
    """Return the floors a file holds.

    Raises:
        GoldError: If the file cannot be read or has wrong keys or values.
    """
    try:
        return Floors.model_validate_json(path.read_bytes())
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error.strerror}); pin the floors first") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "(whole file)"
        raise GoldError(f"{path}: {where}: found {first.get('input')!r}; {first['msg']}") from error


def check_floors(scores: Mapping[str, Scores], floors: Floors, *, gold_sha256: str) -> list[str]:
    """Return each way in which scores fail the floors, [] if they pass.

    They fail if the gold is not the pinned one, a pinned score is not measured, or one is below its floor.
    """
    failures = []
    if gold_sha256 != floors.gold_sha256:
        failures.append(f"gold: digest {gold_sha256}; pinned {floors.gold_sha256}: the gold has changed, pin again")
    for split, least in sorted(floors.floors.items()):
        for name, floor in sorted(least.items()):
            value = _value(scores.get(split), name)
            if value is None:
                failures.append(f"{split}: {name}: not measured; floor {floor:.4f}")
            elif value < floor:
                failures.append(f"{split}: {name}: {value:.4f}; floor {floor:.4f}")
    return failures


def pin_floors(
    report: Report, *, earlier: Floors | None, allow_regression: bool = False, changelog: str = ""
) -> Floors:
    """Return the floors that pin the scores of a report, cut to 4 decimals.

    Pinned are all F1s and accuracies that have a value, and the groups of `PINNED_GROUPS`.

    Args:
        report: What was measured.
        earlier: The floors so far; None the first time.
        allow_regression: Whether a floor may be lowered or dropped at all.
        changelog: Text of CHANGELOG.md; each lowered metric must stand in a line under `### Data` of its
            Unreleased section.

    Raises:
        GoldError: Naming each floor that would be lowered without the flag or without its line.
    """
    floors = Floors(
        gold_sha256=report.gold_sha256,
        floors={split: dict(_pinned(scores)) for split, scores in report.splits.items()},
    )
    lowered = list(_lowered(earlier, floors)) if earlier is not None else []
    if lowered and not allow_regression:
        shown = "; ".join(f"{split}: {name} from {old:.4f} to {new}" for split, name, old, new in lowered)
        raise GoldError(f"floors would be lowered: {shown}: allow the regression, and give its reason in CHANGELOG")
    lines = data_lines(changelog)
    unnamed = sorted({name for _, name, _, _ in lowered if not any(_names(line, name) for line in lines)})
    if unnamed:
        raise GoldError(
            f"CHANGELOG: no line under Unreleased, '### Data' names {', '.join(unnamed)}; "
            "expected the reason of each lowered floor"
        )
    return floors


def data_lines(changelog: str) -> list[str]:
    r"""Return the lines under `### Data` of a changelog's Unreleased section.

    >>> data_lines("## [Unreleased]\n### Data\n- arg_f1 falls: new gold\n## [0.1.0]\n### Data\n- first\n")
    ['- arg_f1 falls: new gold']
    """
    lines: list[str] = []
    for section in _UNRELEASED.findall(changelog):
        for data in _DATA.findall(section):
            lines += [line.strip() for line in data.split("\n") if line.strip()]
    return lines


def _names(line: str, name: str) -> bool:
    return all(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", line) for part in name.split("/"))


def _lowered(earlier: Floors, floors: Floors) -> Iterator[tuple[str, str, float, str]]:
    for split, least in sorted(earlier.floors.items()):
        for name, old in sorted(least.items()):
            new = floors.floors.get(split, {}).get(name)
            if new is None:
                yield split, name, old, "no floor"
            elif new < old:
                yield split, name, old, f"{new:.4f}"


def _pinned(scores: Scores) -> Iterator[tuple[str, float]]:
    for name, metric in METRICS.items():
        value = scores.totals[name].value
        if metric.kind != "rate" and value is not None:
            yield name, _cut(value)
    for name, support in PINNED_GROUPS.items():
        for group, score in scores.groups.get(name, {}).items():
            if score.value is not None and score.support >= support:
                yield f"{name}/{group}", _cut(score.value)


def _cut(value: float) -> float:
    """Return a score rounded down to 4 decimals, so that it passes its own floor.

    >>> _cut(2 / 3)
    0.6666
    """
    return min(math.floor(value * 10_000) / 10_000, value)


def _value(scores: Scores | None, name: str) -> float | None:
    if scores is None:
        return None
    metric, _, group = name.partition("/")
    score = scores.groups.get(metric, {}).get(group) if group else scores.totals.get(metric)
    return None if score is None else score.value
