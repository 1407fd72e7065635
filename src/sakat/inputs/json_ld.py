"""What a page says of its article in JSON-LD (schema.org)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_MAX_NODES = 2_000
_ARTICLE_ENDINGS = ("Article", "BlogPosting", "Report")
_CONTAINERS = ("@graph", "mainEntity", "mainEntityOfPage")


@dataclass(frozen=True, slots=True)
class Described:
    """An article as its page describes it."""

    headline: str | None
    published: str | None


def find_described(tree: Any) -> list[Described]:
    """Return the articles that the JSON-LD of a page describes, in order, without those it only links to."""
    return [
        Described(_text(node.get("headline")) or _text(node.get("name")), _text(node.get("datePublished")))
        for node in _nodes(tree)
        if any(kind.endswith(_ARTICLE_ENDINGS) for kind in _kinds(node))
    ]


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    waiting: list[Any] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            try:
                waiting.append(json.loads(script.text.strip(), strict=False))
            except (ValueError, RecursionError):
                continue  # as search engines do: a page is not judged by its broken description
    seen = 0
    while waiting and seen < _MAX_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting[:0] = node[:_MAX_NODES]
        elif isinstance(node, dict):
            yield node
            waiting[:0] = [node[key] for key in _CONTAINERS if isinstance(node.get(key), dict | list)]


def _kinds(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
