"""What becomes of a command whose output nobody takes: a full disk is said in one line, a closed pipe in none."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
_CLOSED = 1
_WRONG_USE = 2


@contextmanager
def checked_output() -> Iterator[None]:
    """Write out what the block printed, and end the program with exit code 2 where that cannot be written.

    Raises:
        SystemExit: If it cannot; with code 1 if whoever reads has enough.
    """
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        drop_output()
        raise SystemExit(_CLOSED) from None
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        drop_output()
        reason = f"what is printed cannot be written ({error.strerror})"
        sys.stderr.write(f"sakat: {reason}; make room, or write elsewhere\n")
        raise SystemExit(_WRONG_USE) from None


def drop_output() -> None:
    """Let what is left go nowhere; else Python complains again when it closes standard output."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
