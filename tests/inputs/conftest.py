import bz2
import gzip
import lzma
from collections.abc import Callable
from typing import NamedTuple

import pytest
import zstandard


class Packing(NamedTuple):
    """What a packed file's name ends in, and what packs it."""

    suffix: str
    pack: Callable[[bytes], bytes]


PACKINGS = (
    Packing(".gz", gzip.compress),
    Packing(".bz2", bz2.compress),
    Packing(".xz", lzma.compress),
    Packing(".zst", zstandard.ZstdCompressor().compress),
)


@pytest.fixture(params=PACKINGS, ids=lambda packing: packing.suffix)
def packing(request: pytest.FixtureRequest) -> Packing:
    """Each way to pack a file."""
    return request.param  # type: ignore[no-any-return]
