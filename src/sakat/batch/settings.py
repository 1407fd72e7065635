"""What a batch is asked for: what decides its bytes, and what only decides how it is run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sakat.errors import ConfigError

SHARD_SIZE = 16
"""Articles of a shard: some seconds of work, so that little is lost with a worker and little is spent on a shard."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides the bytes of a dataset beside its articles.

    Attributes:
        config: A pipeline configuration; None for the default.
        kb: A knowledge base for the linker; None for that of the configuration, which by default has none.
        drop_near_duplicates: Reject near duplicates instead of marking them; the extraction is the same.
        ner_model: A recognizer (see `sakat.transformer.source.find_model`); None for that of the configuration, by
            default the one that comes with sakat.
    """

    config: Path | None = None
    kb: Path | None = None
    drop_near_duplicates: bool = False
    ner_model: str | None = None


@dataclass(frozen=True, slots=True)
class Execution:
    """How a batch is run; the dataset is the same for any.

    Attributes:
        workers: Processes of this machine; 1 works in the process that calls.
        cluster: `local` for a Dask cluster of so many workers on this machine, or the address of a Dask scheduler.
        shard_size: Most articles of a shard.

    Raises:
        ConfigError: If a number is below 1.
    """

    workers: int = 1
    cluster: str | None = None
    shard_size: int = SHARD_SIZE

    def __post_init__(self) -> None:
        for name, number in (("workers", self.workers), ("shard_size", self.shard_size)):
            if number < 1:
                raise ConfigError(f"{name} is {number}; expected 1 or more")


DEFAULT = Settings()
"""The default configuration, without a knowledge base."""

HERE = Execution()
"""One worker: the process that calls."""
