"""Writes what a benchmark measured: as data, as a table, and as a plot of the stages."""

from __future__ import annotations

import json
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from sakat.benchmark.hostile import Growth
from sakat.benchmark.runs import Run
from sakat.benchmark.stages import RECIPE, WHOLE, Ratio
from sakat.files import write_atomically

_PACKAGES = ("sakat", "spacy", "pythainlp", "nlpo3", "numpy", "pydantic", "dateparser")


@dataclass(frozen=True, slots=True)
class Report:
    """What one run of the benchmark measured; parts that were not asked for are empty.

    `starts` tell what starting costs with one worker and with two, `workers` the runs of one and of two in turn.
    """

    characters: int
    rounds: int
    stages: Sequence[Ratio] = ()
    scaling: Sequence[Run] = ()
    workers: Sequence[Run] = ()
    long: Sequence[Run] = ()
    starts: Sequence[Run] = ()
    hostile: Sequence[Growth] = ()

    def versions(self) -> dict[str, str]:
        """Return the versions of Python and of the packages that were measured."""
        return {"python": platform.python_version(), **{name: metadata.version(name) for name in _PACKAGES}}


def to_markdown(report: Report) -> str:
    """Return the report as tables."""
    lines = [
        f"{report.characters:,} characters, {report.rounds} rounds; "
        + ", ".join(f"{name} {version}" for name, version in report.versions().items()),
        "",
    ]
    if report.stages:
        lines += ["| stage | times newmm, median | least | most |", "|---|---|---|---|"]
        lines += [f"| {each.name} | {each.median:.2f} | {each.least:.2f} | {each.most:.2f} |" for each in report.stages]
        ratios = {each.name: each.median for each in report.stages}
        lines += ["", f"The recipe takes {ratios[RECIPE] / ratios[WHOLE]:.2f} times as long as sakat.", ""]
    if report.scaling:
        lines += ["| input | characters | microseconds a character | memory, MiB |", "|---|---|---|---|"]
        lines += [_row(run, report.starts[0]) for run in (*report.scaling, *report.long)]
        lines += [""]
    if report.workers:
        lines += [_speedups(report), ""]
    if report.hostile:
        lines += ["| hostile text | cost of a character, four times as long |", "|---|---|"]
        lines += [f"| {each.name} | {each.growth:.2f} |" for each in report.hostile]
    return "\n".join(lines).rstrip() + "\n"


def _row(run: Run, start: Run) -> str:
    cost = 1e6 * (run.seconds - start.seconds) / run.characters
    return f"| {run.name} | {run.characters:,} | {cost:.1f} | {run.memory / 2**20:,.0f} |"


def _speedups(report: Report) -> str:
    """Return how much faster two workers are, pair by pair of runs, beyond what starting costs."""
    one, two = (start.seconds for start in report.starts)
    pairs = zip(report.workers[::2], report.workers[1::2], strict=True)
    gains = sorted((single.seconds - one) / (double.seconds - two) for single, double in pairs)
    middle = gains[len(gains) // 2]
    return f"Two workers are {middle:.2f} times as fast as one (least {gains[0]:.2f}, most {gains[-1]:.2f})."


def write_report(report: Report, folder: Path) -> None:
    """Write bench.json, bench.md and, if stages were timed, stages.svg.

    Raises:
        OutputError: If the folder cannot be written.
        ConfigError: If matplotlib is not installed.
    """
    content: dict[str, Any] = {"versions": report.versions(), **_plain(report)}
    write_atomically(folder / "bench.json", json.dumps(content, ensure_ascii=False, indent=2) + "\n")
    write_atomically(folder / "bench.md", to_markdown(report))
    if report.stages:
        from sakat.benchmark.plot import plot_stages

        write_atomically(folder / "stages.svg", plot_stages(report.stages))


def _plain(report: Report) -> dict[str, Any]:
    plain = asdict(report)
    for name in ("scaling", "workers", "long", "starts", "hostile"):
        plain[name] = [item._asdict() for item in getattr(report, name)]
    return plain
