"""`sakat explore`: a dataset in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sakat.cli.console import err, out, reports_errors
from sakat.extras import need


@reports_errors
def explore_command(
    outputs: Annotated[Path, typer.Argument(metavar="OUTPUTS", help="Dataset folder.")] = Path("outputs"),
    port: Annotated[
        int | None, typer.Option("--port", min=0, max=65535, help="Port; 8321, or a free one if that is taken.")
    ] = None,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; others reach it only if it is not 127.0.0.1.")
    ] = "127.0.0.1",
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the address.")] = False,
    cache: Annotated[
        Path | None, typer.Option("--cache", help="Where the database is kept; your cache folder if not given.")
    ] = None,
) -> None:
    """Open a dataset in the browser: timeline, map, facets, search, articles with their events. Ctrl-C ends it."""
    for library in ("datasette", "jinja2", "platformdirs", "uvicorn"):
        need(library, "explore")
    from platformdirs import user_cache_path

    from sakat.explorer.cache import cached_database
    from sakat.explorer.serve import serve

    with err.status("reading the dataset"):
        database = cached_database(outputs, cache or user_cache_path("sakat") / "explorer")
    name = outputs.resolve().name

    def ready(address: str) -> None:
        out.print(f"{outputs}: {address} (Ctrl-C ends it)", markup=False)

    serve(database, name, host=host, port=port, browser=not no_browser, ready=ready)
