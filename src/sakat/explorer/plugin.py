"""The explorer as a Datasette plugin: its routes, its words on Datasette's own pages, the headers of all answers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Awaitable, Callable, Generator, Mapping
from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import AsgiStream, Response

from sakat.dates.written import Language
from sakat.explorer import export
from sakat.explorer.articles import find_article
from sakat.explorer.entities import find_entity
from sakat.explorer.failure import failure
from sakat.explorer.pages.article import article_page, event_redirect
from sakat.explorer.pages.entity import entity_page
from sakat.explorer.pages.home import home_page
from sakat.explorer.pages.lists import articles_page, entities_page, events_page, search_page
from sakat.explorer.render import chrome, render
from sakat.explorer.visit import Page, Redirect, Visit, read_query
from sakat.palette import colour_rules

NAME = "sakat-explorer"
DATABASE = "dataset"
LANGUAGE_COOKIE = "sakat_language"
LANGUAGE_FIELD = "_lang"
"""In the query of an address; Datasette takes names with an underscore for no column."""

HEADERS = {
    "content-security-policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "object-src 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}
"""Of every answer: only what is packaged here is loaded, nothing inline runs, no other site frames or reads it."""

_YEAR = 365 * 24 * 3600

App = Callable[..., Awaitable[None]]
PageMaker = Callable[[sqlite3.Connection, Visit], "Page | Redirect"]


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Any]]]:
    """Return the explorer's own pages; Datasette's stand below /dataset."""
    if datasette.plugin_config(NAME) is None:
        return []
    pages: dict[str, PageMaker] = {
        r"/$": home_page,
        r"/events$": events_page,
        r"/events/(?P<id>e_[0-9a-f]{16})$": event_redirect,
        r"/articles$": articles_page,
        r"/articles/(?P<id>d_[0-9a-f]{16})$": article_page,
        r"/entities$": entities_page,
        r"/entities/(?P<id>[\w]+)$": entity_page,
        r"/search$": search_page,
    }
    exports = {
        "events": export.export_events,
        "articles": export.export_articles,
        "entities": export.export_entities,
    }
    records = {"articles": find_article, "entities": find_entity}
    return [
        *((path, _page_view(maker)) for path, maker in pages.items()),
        (r"/palette\.css$", _palette_view),
        *((rf"/{name}\.(?P<format>json|csv)$", _export_view(maker)) for name, maker in exports.items()),
        *((rf"/{name}/(?P<id>[\w]+)\.json$", _record_view(finder)) for name, finder in records.items()),
    ]


def _page_view(maker: PageMaker) -> Callable[..., Any]:
    async def view(datasette: Any, request: Any) -> Any:
        visit = _visit(datasette, request)

        def make(connection: sqlite3.Connection) -> tuple[str, Page] | Redirect:
            made = maker(connection, visit)
            return made if isinstance(made, Redirect) else (render(made, visit), made)

        made = await datasette.get_database(DATABASE).execute_fn(make)
        if isinstance(made, Redirect):
            return Response.redirect(made.address)
        html, page = made
        response = Response(html, page.status, content_type="text/html; charset=utf-8")
        response.headers["vary"] = "Accept-Language"
        return response

    return view


async def _palette_view() -> Any:
    return Response(colour_rules(), content_type="text/css; charset=utf-8")


def _export_view(maker: Callable[[Visit], export.Export]) -> Callable[..., Any]:
    async def view(datasette: Any, request: Any) -> Any:
        made = maker(_visit(datasette, request))
        as_csv = request.url_vars["format"] == "csv"

        async def stream(writer: Any) -> None:
            database = datasette.get_database(DATABASE)
            after, first = 0, True
            await writer.write(export.csv_text([], made.columns, header=True) if as_csv else "[")
            while True:
                rows, after = await database.execute_fn(lambda connection, after=after: made.fetch(connection, after))
                if not rows:
                    break
                text = (
                    export.csv_text(rows, made.columns, header=False) if as_csv else export.json_text(rows, first=first)
                )
                await writer.write(text)
                first = False
            if not as_csv:
                await writer.write("]\n")

        kind = "text/csv; charset=utf-8" if as_csv else "application/json; charset=utf-8"
        return AsgiStream(stream, content_type=kind)

    return view


def _record_view(finder: Callable[[sqlite3.Connection, str], Mapping[str, Any] | None]) -> Callable[..., Any]:
    async def view(datasette: Any, request: Any) -> Any:
        identifier = request.url_vars["id"]
        found = await datasette.get_database(DATABASE).execute_fn(lambda connection: finder(connection, identifier))
        body = {"error": f"no {identifier} in this dataset"} if found is None else found
        kind = "application/json; charset=utf-8"
        return Response(json.dumps(body, ensure_ascii=False), 404 if found is None else 200, content_type=kind)

    return view


def _visit(datasette: Any, request: Any) -> Visit:
    pairs = read_query(request.query_string)
    config = datasette.plugin_config(NAME)
    return Visit(request.path, pairs, _language(request, dict(pairs)), config["dataset"], request.url_vars)


def _language(request: Any, query: Mapping[str, str]) -> Language:
    """Return the language asked for by the address, else the one chosen before, else the browser's."""
    for chosen in (query.get(LANGUAGE_FIELD), request.cookies.get(LANGUAGE_COOKIE)):
        if chosen == "th":
            return "th"
        if chosen == "en":
            return "en"
    for accepted in request.headers.get("accept-language", "").lower().split(","):
        if accepted.strip().startswith("th"):
            return "th"
        if accepted.strip().startswith("en"):
            return "en"
    return "th"


@hookimpl
def extra_template_vars(datasette: Any, request: Any) -> dict[str, Any]:
    """Return what the header and footer need on Datasette's own pages."""
    if datasette.plugin_config(NAME) is None or request is None:
        return {}
    return chrome(_visit(datasette, request))


@hookimpl(hookwrapper=True)
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Generator[None, Any, None]:
    """Answer what went wrong with a page of the explorer, in place of Datasette's own and of what that prints."""
    outcome = yield
    if datasette.plugin_config(NAME) is not None:
        outcome.force_result([failure(_visit(datasette, request), exception)])


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    """Return what refuses requests under another host's name or about the machine, and adds headers to all answers."""
    config = datasette.plugin_config(NAME)

    def wrap(app: App) -> App:
        if config is None:
            return app
        hosts = set(config["hosts"])

        async def guarded(scope: dict[str, Any], receive: Any, send: Any) -> None:
            added = [*HEADERS.items(), *_language_cookie(scope)]

            async def send_with_headers(message: dict[str, Any]) -> None:
                if message["type"] == "http.response.start":
                    kept = [pair for pair in message.get("headers", []) if pair[0].lower().decode() not in HEADERS]
                    kept += [(name.encode(), value.encode()) for name, value in added]
                    message = {**message, "headers": kept}
                await send(message)

            if scope["type"] == "http" and hosts and _host_name(scope) not in hosts:
                await Response("this explorer does not answer to that host name\n", 421).asgi_send(send_with_headers)
                return
            if scope["type"] == "http" and _is_about_the_machine(scope["path"]):
                await Response("not found\n", 404).asgi_send(send_with_headers)
                return
            await app(scope, receive, send_with_headers)

        return guarded

    return wrap


def _is_about_the_machine(path: str) -> bool:
    """Return whether a path is one of Datasette's pages about itself: settings, threads, paths of files, logging in."""
    return path.startswith("/-/") and not path.startswith("/-/static/")


def _language_cookie(scope: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the header that keeps the language which the address of a request chooses."""
    chosen = dict(read_query(scope.get("query_string", b"").decode("latin-1"))).get(LANGUAGE_FIELD)
    if chosen not in {"th", "en"}:
        return []
    return [("set-cookie", f"{LANGUAGE_COOKIE}={chosen}; Max-Age={_YEAR}; Path=/; SameSite=Strict; HttpOnly")]


def _host_name(scope: Mapping[str, Any]) -> str:
    """Return the host a request was sent to, without port."""
    host = next((value.decode("latin-1") for name, value in scope["headers"] if name.lower() == b"host"), "")
    return host[: host.index("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0].lower()
