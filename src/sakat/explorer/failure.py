"""What the explorer answers when a page cannot be made."""

from __future__ import annotations

import logging
from typing import Any

from datasette.utils.asgi import Base400, Response
from datasette.views.base import DatasetteError
from markupsafe import Markup

from sakat.explorer.render import render
from sakat.explorer.visit import Page, Visit, not_found

_LOG = logging.getLogger(__name__)
_NOT_FOUND, _BROKEN = 404, 500


def failure(visit: Visit, exception: Exception) -> Any:
    """Return the response: JSON where JSON was asked for, else a page; only a defect of the explorer is logged."""
    status, message = _reason(exception)
    if status == _BROKEN:
        _LOG.error("%s failed", visit.path, exc_info=exception)
    if visit.path.endswith(".json"):
        return Response.json({"ok": False, "error": message, "status": status}, status=status)
    page = not_found() if status == _NOT_FOUND else Page("failed.html", {"message": message}, status)
    return Response.html(render(page, visit), status=status)


def _reason(exception: Exception) -> tuple[int, str]:
    if isinstance(exception, DatasetteError):
        message = Markup(exception.message).striptags() if exception.message_is_html else exception.message
        return exception.status, str(message)
    if isinstance(exception, Base400):
        return exception.status, str(exception.args[0]) if exception.args else ""
    return _BROKEN, f"{type(exception).__name__}: {exception}"
