"""Kills workers and drivers at random moments and checks that no article is lost and none comes twice.

    python tests/batch/kill.py 50       # rounds; prints a line for each

A round starts `sakat extract` with two workers on a stub of the pipeline, kills one worker or the driver with SIGKILL
at a random moment, mostly while articles are worked on, and starts it again if the driver is dead. The dataset must
then be that of a run that nobody disturbed, byte by byte, and no process may be left.
"""

from __future__ import annotations

import importlib.util
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

FILES = ("articles.jsonl", "events.jsonl", "entities.jsonl", "rejects.jsonl", "manifest.json")
ARTICLES = 120
WORK_SECONDS = 3
"""What two workers need for the articles of the stub, without their start."""
PATIENCE = 240
"""Seconds after which a process counts as hung."""


class Chaos:
    """A folder with articles, the dataset they should give, and the way to start a driver."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        stub = importlib.util.spec_from_file_location("stub", Path(__file__).with_name("stub.py"))
        assert stub is not None
        assert stub.loader is not None
        module = importlib.util.module_from_spec(stub)
        stub.loader.exec_module(module)
        module.install(folder)
        rows = [{"id": number, "text": f"ข่าวที่ {number} sleep"} for number in range(ARTICLES)]
        rows[7:7] = [{"id": "same", "text": "ข่าวที่ 3 sleep"}, {"id": "none"}]
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / "in.jsonl").write_text(lines, "utf-8")
        started = time.monotonic()
        assert self.wait(self.start("expected")) == 1, "one article has no text, one is there twice"
        self.duration = time.monotonic() - started
        self.expected = self.read("expected")
        assert self.expected["articles.jsonl"].count(b"\n") == ARTICLES
        assert self.expected["rejects.jsonl"].count(b"\n") == 2

    def start(self, name: str) -> subprocess.Popen[bytes]:
        command = ["-m", "sakat", "extract", "in.jsonl", "-o", name, "--workers", "2", "--shard-size", "4"]
        environment = {**os.environ, "PYTHONPATH": str(self._folder), "STUB_FOLDER": str(self._folder)}
        return subprocess.Popen(
            [sys.executable, *command],
            cwd=self._folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=None,
        )

    def wait(self, driver: subprocess.Popen[bytes]) -> int:
        return driver.wait(PATIENCE)

    def read(self, name: str) -> dict[str, bytes]:
        return {file: (self._folder / name / file).read_bytes() for file in FILES}

    def round(self, name: str, chance: random.Random) -> str:
        """Play one round and return what happened."""
        driver = self.start(name)
        kind, moment = chance.choice(("worker", "driver")), chance.uniform(0, 1)
        if chance.random() < 0.25:
            time.sleep(moment * self.duration)
        else:
            self._wait_for_part(driver, name)
            time.sleep(moment * WORK_SECONDS)
        workers = list(_workers(driver.pid))
        victim = driver.pid if kind == "driver" else chance.choice(workers or [0])
        if victim:
            _kill(victim)
        code = self.wait(driver)
        if kind == "driver" and code == -signal.SIGKILL:
            for worker in workers:
                _wait_for_end(worker)
            code = self.wait(self.start(name))
        assert code == 1, f"{name}: exit code {code}"
        assert self.read(name) == self.expected, f"{name}: another dataset"
        left = [path.name for path in (self._folder / name).iterdir() if path.name not in (*FILES, "run.json")]
        assert left == [], f"{name}: {left}"
        return f"{kind} {'killed' if victim else 'not there'}"

    def _wait_for_part(self, driver: subprocess.Popen[bytes], name: str) -> None:
        while driver.poll() is None and not any((self._folder / name).glob(".sakat-parts/*.jsonl.gz")):
            time.sleep(0.02)


def _workers(pid: int) -> Iterator[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        try:
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                yield int(child)
        except OSError:
            continue


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _wait_for_end(pid: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while _is_alive(pid):
        assert time.monotonic() < deadline, f"worker {pid} outlives its driver"
        time.sleep(0.05)


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def main() -> None:
    rounds, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="sakat-kill-") as folder:
        chaos = Chaos(Path(folder))
        sys.stdout.write(f"an undisturbed run takes {chaos.duration:.1f} s\n")
        for number in range(1, rounds + 1):
            sys.stdout.write(f"round {number}: {chaos.round(f'out{number}', chance)}: the same dataset\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
