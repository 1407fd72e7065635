"""Times whole runs of the command: growing inputs, one worker and two, with the memory they take."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sakat.errors import OutputError

FACTORS = (1, 10, 100)
WORKERS = (1, 2)


class Run(NamedTuple):
    """One run of `sakat extract`.

    Attributes:
        name: What was run.
        characters: Of all articles.
        seconds: By the clock, start-up included.
        memory: Resident bytes of its largest process at most.
    """

    name: str
    characters: int
    seconds: float
    memory: int


def run_scaling(texts: Sequence[str], *, factors: Sequence[int] = FACTORS) -> list[Run]:
    """Return runs over multiples of the texts; each copy differs, so that none is a duplicate."""
    return [_run(f"{factor}x", [text for n in range(factor) for text in _copies(texts, n)]) for factor in factors]


def run_workers(
    texts: Sequence[str], *, workers: Sequence[int] = WORKERS, rounds: int = 5, factor: int = 10
) -> list[Run]:
    """Return runs over so many copies of the texts with each number of workers, in turn, round after round.

    The work must be long beside the start: each worker loads the models for itself.
    """
    articles = [text for n in range(factor) for text in _copies(texts, n)]
    return [_run(f"{n} workers", articles, "--workers", str(n)) for _ in range(rounds) for n in workers]


def run_starts(*, workers: Sequence[int] = WORKERS) -> list[Run]:
    """Return runs over one short text: what starting costs with each number of workers."""
    return [_run(f"start of {n}", ["เริ่ม"], "--workers", str(n)) for n in workers]


def run_long(texts: Sequence[str], *, characters: int = 1_000_000) -> list[Run]:
    """Return a run over one article of so many characters, and one over as many characters in short articles."""
    whole = "\n".join(texts)
    long = (whole * (characters // len(whole) + 1))[:characters]
    copies = [text for n in range(characters // sum(map(len, texts)) + 1) for text in _copies(texts, n)]
    short: list[str] = []
    while sum(map(len, short)) < characters:
        short.append(copies[len(short)])
    return [_run("one article", [long]), _run("short articles", short)]


def _copies(texts: Sequence[str], number: int) -> list[str]:
    return [f"{text}\n\nฉบับที่ {number}" for text in texts]


def _run(name: str, articles: Sequence[str], *options: str) -> Run:
    with tempfile.TemporaryDirectory(prefix="sakat-bench-") as folder:
        source = Path(folder, "articles.jsonl")
        with source.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in articles)
        command = [sys.executable, "-m", "sakat", "extract", str(source), "-o", str(Path(folder, "out")), *options]
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise OutputError(f"sakat {' '.join(command[3:])}: ended with {process.returncode}; expected 0")
    return Run(name, sum(map(len, articles)), seconds, usage.ru_maxrss * 1024)
