"""A large dataset in the explorer and the report: seconds and memory.

    python benchmarks/large.py outputs --events 100000

The articles of a dataset are copied under new ids until they hold so many events; then the explorer's database and the
report are made of them, each in a process of its own. Nothing here is a test: what it prints depends on the machine.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sakat.explorer.build import build_database
from sakat.report.write import write_report


def enlarge(source: Path, target: Path, wanted: int) -> tuple[int, int]:
    """Write copies of a dataset until they hold the wanted events; return the articles and events written.

    The ids of articles and events are new in each copy, those of entities are not.
    """
    articles = [json.loads(line) for line in (source / "articles.jsonl").open(encoding="utf-8")]
    events = [json.loads(line) for line in (source / "events.jsonl").open(encoding="utf-8")]
    copies = -(-wanted // len(events))

    def renamed(text: Any, copy: int) -> Any:
        return f"{text[:2]}{copy:04x}{text[6:]}" if isinstance(text, str) else text

    target.mkdir(parents=True)
    with (target / "articles.jsonl").open("w", encoding="utf-8") as file:
        for copy in range(copies):
            for record in articles:
                told = [
                    {**e, "id": renamed(e["id"], copy), "same_as": renamed(e["same_as"], copy)}
                    for e in record["events"]
                ]
                uri = {**record["source"], "uri": f"{record['source']['uri']}-{copy}"}
                row = {**record, "id": renamed(record["id"], copy), "source": uri, "events": told}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
    with (target / "events.jsonl").open("w", encoding="utf-8") as file:
        for copy in range(copies):
            for row in events:
                ids = {name: renamed(row[name], copy) for name in ("event_id", "article_id", "same_as")}
                file.write(json.dumps({**row, **ids}, ensure_ascii=False) + "\n")
    (target / "entities.jsonl").write_bytes((source / "entities.jsonl").read_bytes())
    (target / "rejects.jsonl").write_text("", "utf-8")
    return copies * len(articles), copies * len(events)


WORK: dict[str, Callable[[Path, Path], object]] = {
    "explorer": lambda dataset, folder: build_database(dataset, folder / "explorer.sqlite"),
    "report": lambda dataset, folder: write_report(dataset, folder / "report"),
}


def measure(name: str, dataset: Path, folder: Path) -> tuple[float, float, float]:
    """Return the seconds, the megabytes of memory at most, and the megabytes written, of a piece of work."""
    start = time.perf_counter()
    command = [sys.executable, __file__, str(dataset), "--only", name, "--folder", str(folder)]
    peak = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    seconds = time.perf_counter() - start
    written = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return seconds, peak, written / 1e6


def main() -> None:
    """Print what was measured; with `--only` do one piece of work and print its memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--only", choices=sorted(WORK), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.only:
        WORK[given.only](given.dataset, given.folder)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    with tempfile.TemporaryDirectory() as place:
        articles, events = enlarge(given.dataset, Path(place) / "large", given.events)
        print(f"{articles} articles, {events} events")
        print(f"{'':9} {'seconds':>8} {'memory MB':>10} {'written MB':>11}")
        for name in WORK:
            folder = Path(place) / name
            folder.mkdir()
            seconds, peak, written = measure(name, Path(place) / "large", folder)
            print(f"{name:9} {seconds:8.1f} {peak:10.0f} {written:11.1f}")


if __name__ == "__main__":
    main()
