"""Serves the explorer on this machine until it is interrupted."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn

from sakat.errors import ConfigError
from sakat.explorer.app import LOOPBACK, make_app

DEFAULT_PORT = 8321
_BACKLOG = 128
_UNSPECIFIED = frozenset({"0.0.0.0", "::"})


def serve(
    database: Path, dataset: str, *, host: str, port: int | None, browser: bool, ready: Callable[[str], None]
) -> None:
    """Answer requests until interrupted.

    Args:
        database: A file made by `build_database`.
        dataset: What to call the dataset.
        host: Address to listen on.
        port: Port to listen on; None for the usual one, or any free one if that is taken.
        browser: Whether to open the address in the browser.
        ready: Called with the address once connections are accepted.

    Raises:
        ConfigError: If the address or port cannot be used.
    """
    listener = listen(host, port)
    name, number = listener.getsockname()[:2]
    shown = "127.0.0.1" if host in _UNSPECIFIED else f"[{name}]" if ":" in name else name
    address = f"http://{shown}:{number}/"
    hosts = () if host in _UNSPECIFIED else (*LOOPBACK, host.lower(), shown)
    datasette = make_app(database, dataset, hosts=hosts)
    config = uvicorn.Config(datasette.app(), log_level="warning", lifespan="on", timeout_graceful_shutdown=3)
    ready(address)
    if browser:
        webbrowser.open(address)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def listen(host: str, port: int | None) -> socket.socket:
    """Return a socket that listens on a host and port, on a free port if `port` is None and the usual one is taken.

    Raises:
        ConfigError: If it cannot be had.
    """
    if port is None:
        with suppress(OSError):
            return _bind(host, DEFAULT_PORT)
    wanted = 0 if port is None else port
    try:
        return _bind(host, wanted)
    except OSError as error:
        raise ConfigError(
            f"--host {host} --port {wanted}: cannot listen there ({error.strerror or error}); "
            "expected an address and a free port of this machine: name others by --host and --port"
        ) from error


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener
