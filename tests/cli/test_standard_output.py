import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "ตำรวจจับกุมนายกิตติ บุญเรือง ที่จังหวัดตรัง เมื่อวันที่ 5 ธ.ค. 2566"
COMMANDS = [
    ("--help",),
    ("kb", "--help"),
    ("dates", TEXT),
    ("extract", "-"),
    ("schema",),
    ("cat", "outputs/articles.jsonl"),
]
RUN = [sys.executable, "-m", "sakat"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_full_disk_is_said_in_one_line(command: tuple[str, ...], root: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*RUN, *command], cwd=root, input=TEXT.encode(), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert line == ("sakat: what is printed cannot be written (No space left on device); make room, or write elsewhere")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_closed_pipe_ends_a_command_quietly(command: tuple[str, ...], root: Path) -> None:
    with subprocess.Popen(
        [*RUN, *command], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.write(TEXT.encode())
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait() in (0, 1)
