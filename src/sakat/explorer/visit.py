"""What a page knows of the request, and the page it gives back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from sakat.dates.written import Language
from sakat.explorer.strings import Wording

_MAX_PAGE = 1_000_000
_MAX_QUERY = 200


@dataclass(frozen=True)
class Visit:
    """A request for a page."""

    path: str
    pairs: Sequence[tuple[str, str]]
    language: Language
    dataset: str
    parts: Mapping[str, str]

    @property
    def say(self) -> Wording:
        """The words of the interface in the language of the reader."""
        return Wording(self.language)

    def get(self, name: str) -> str:
        """Return the last value of a name in the query of the address, "" if there is none."""
        return next((value.strip() for key, value in reversed(self.pairs) if key == name), "")

    @property
    def query(self) -> str:
        """What is searched for, cut to a sane length."""
        return self.get("q")[:_MAX_QUERY]

    @property
    def page(self) -> int:
        """The page of a list, the first being 1; what is no page is the first."""
        written = self.get("page")
        return min(int(written), _MAX_PAGE) if written.isascii() and written.isdigit() and int(written) else 1

    def address(self, **changes: str | int) -> str:
        """Return the address of this page with other values for some names; an empty value takes the name out."""
        pairs = [(key, value) for key, value in self.pairs if key not in changes]
        pairs += [(key, str(value)) for key, value in changes.items() if value != ""]
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path


def read_query(query: str) -> list[tuple[str, str]]:
    """Return the names and values of the query of an address, as many as a page can use."""
    return parse_qsl(query[:8192], keep_blank_values=False, max_num_fields=None)[:200]


@dataclass(frozen=True)
class Page:
    """A filled template to be."""

    template: str
    content: Mapping[str, Any]
    status: int = 200


@dataclass(frozen=True)
class Redirect:
    """Another address to go to."""

    address: str


def not_found() -> Page:
    """Return the page for what the dataset does not hold."""
    return Page("not_found.html", {}, 404)


@dataclass(frozen=True)
class Pager:
    """Where a page stands among the pages of a list."""

    page: int
    pages: int
    total: int


def make_pager(page: int, total: int, size: int) -> Pager:
    """Return the pager of a list of so many items; a page beyond the last becomes the last.

    >>> make_pager(9, 51, 25)
    Pager(page=3, pages=3, total=51)
    """
    pages = max(1, -(-total // size))
    return Pager(min(page, pages), pages, total)
