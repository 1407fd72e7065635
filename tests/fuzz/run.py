"""Runs the tests of this folder again and again, each time with other examples, until the time is up.

    python tests/fuzz/run.py 600        # seconds; prints a line for each round, and the example of a failure

A failure prints the line that makes pytest repeat it. No round may take more memory than `MEMORY`.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

MEMORY = 6 * 2**30
"""Bytes of address space of a round, of which libraries take two thirds."""

PATIENCE = 1800
"""Seconds after which a round counts as hung."""


def main(seconds: float) -> int:
    """Play rounds and return 1 at the first that fails."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    command = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", "--hypothesis-profile=fuzz"]
    started, number = time.monotonic(), 0
    while (spent := time.monotonic() - started) < seconds:
        number += 1
        seed = f"--hypothesis-seed={time.time_ns() % 2**32}"
        done = subprocess.run(
            [*command, seed, str(Path(__file__).parent)], capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        if done.returncode:
            sys.stdout.write(f"{done.stdout}\n{done.stderr}\nround {number} failed: {seed}\n")
            return 1
        sys.stdout.write(f"round {number}: no failure, {time.monotonic() - started - spent:.0f} s\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1])))
