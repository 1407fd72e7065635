"""The headline of a page, and the element that shows it."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any

from sakat.inputs.json_ld import find_described

_MAX_TITLE = 300
_TITLE_METAS = ("og:title", "twitter:title", "dc.title")


@dataclass(frozen=True, slots=True)
class Headline:
    """The title of an article and the heading that shows it, None if none does."""

    title: str | None
    element: Any


def find_headline(tree: Any) -> Headline:
    """Return the headline of a page.

    Heading, JSON-LD, `og:title` and `<title>` are asked in this order; a heading counts if one of the others begins
    with it, for they may add the name of the site, or if it is the only `h1` of the page.
    """
    claims = [article.headline for article in find_described(tree)[:1] if article.headline]
    claims += [content for name in _TITLE_METAS if (content := meta(tree, name))]
    claims += [text_of(element) for element in tree.iter("title")][:1]
    claims = [title for claim in claims if (title := clean(claim))]
    first: list[Any] = list(tree.iter("h1"))
    for element in (*first, *tree.iter("h2"), *tree.iter("h3")):
        shown = clean(text_of(element))
        if shown and any(claim == shown or (element in first and claim.startswith(shown)) for claim in claims):
            return Headline(shown, element)
    if len(first) == 1 and not claims:
        return Headline(clean(text_of(first[0])), first[0])
    return Headline(claims[0] if claims else None, first[0] if len(first) == 1 else None)


def meta(tree: Any, name: str) -> str | None:
    """Return the content of the first `<meta>` with that `property`, `name` or `itemprop`, None if there is none."""
    for element in tree.iter("meta"):
        names = {(element.get(key) or "").strip().lower() for key in ("property", "name", "itemprop")}
        if name in names and (content := (element.get("content") or "").strip()):
            return content
    return None


def text_of(element: Any) -> str:
    """Return the text in an element, white space as single spaces."""
    return " ".join("".join(element.itertext()).split())


def clean(title: str) -> str | None:
    """Return a title without markup entities and surplus space, None if nothing or too much is left.

    >>> clean(" น้ำท่วม&quot;น่าน&quot; ")
    'น้ำท่วม"น่าน"'
    """
    title = " ".join(html.unescape(title).split())
    return title if 0 < len(title) <= _MAX_TITLE else None
