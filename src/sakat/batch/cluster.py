"""A Dask cluster: more than one machine, or workers that come and go."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future
from typing import Any, TypeVar

from sakat.errors import ConfigError
from sakat.extras import need

Argument = TypeVar("Argument")
Result = TypeVar("Result")

LOCAL = "local"
_AHEAD = 2
_CONNECT_SECONDS = 30


class ClusterEngine:
    """Works on the workers of a Dask cluster. They need sakat, and share no files with the driver.

    A task whose worker dies is given to another by the scheduler, a few times; then it fails.

    Args:
        address: Address of a scheduler, or `local` for a cluster on this machine that ends with the engine.
        workers: Number of processes of a local cluster.

    Raises:
        ConfigError: If Dask is not installed.
    """

    def __init__(self, address: str, workers: int) -> None:
        self._dask = need("distributed", "cluster")
        self.died: tuple[type[BaseException], ...] = (
            self._dask.scheduler.KilledWorker,
            self._dask.comm.CommClosedError,
            CancelledError,
        )
        self._address = address
        self._workers = workers
        self._cluster: Any = None
        self._client: Any = None

    @property
    def window(self) -> int:
        """Tasks for every thread of every worker there is now."""
        threads: dict[str, int] = self._connect().nthreads()
        return _AHEAD * max(1, sum(threads.values()))

    def submit(self, function: Callable[[Argument], Result], argument: Argument) -> Future[Result]:
        """Return the future result of a function at module level.

        Raises:
            ConfigError: If no scheduler answers at the address.
        """
        executor: Executor = self._connect().get_executor()
        return executor.submit(function, argument)

    def restart(self) -> None:
        """Connect again where the connection was lost; the scheduler itself sees to its workers."""
        if self._client is not None and self._client.status != "running":
            self.close()

    def close(self) -> None:
        """Give up what is under way and leave the cluster; a local one ends."""
        client, self._client = self._client, None
        cluster, self._cluster = self._cluster, None
        if client is not None:
            client.close()
        if cluster is not None:
            cluster.close()

    def _connect(self) -> Any:
        if self._client is None:
            try:
                if self._address == LOCAL:
                    self._cluster = self._dask.LocalCluster(
                        n_workers=self._workers,
                        threads_per_worker=1,
                        dashboard_address=None,
                        silence_logs=logging.CRITICAL,
                    )
                self._client = self._dask.Client(self._cluster or self._address, timeout=_CONNECT_SECONDS)
            except (OSError, ValueError) as error:
                raise ConfigError(
                    f"--cluster {self._address}: no Dask scheduler answers ({error}); start one with "
                    "`dask scheduler` and `dask worker`, and give its address, such as tcp://10.0.0.1:8786"
                ) from error
        return self._client
