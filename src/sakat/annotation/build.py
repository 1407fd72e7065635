"""Builds the gold of an imported article, with every broken rule named where its annotator wrote it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from sakat.annotation.article import AnnotatedArticle
from sakat.errors import GoldError
from sakat.gold import check_gold, find_shape_problems, gold_from_json

Item = dict[str, Any]
"""An annotation as gold JSON has it."""

_PATH = re.compile(r"([a-z]+)\[(\d+)\]\.?")


def build_article(
    id: str,
    text: str,
    *,
    document_date: str | None,
    sentences: Iterable[tuple[int, int]],
    layers: Mapping[str, list[tuple[Item, str]]],
    where: str,
) -> AnnotatedArticle:
    """Return the annotated article that items of gold JSON stand for.

    Args:
        id: Its name.
        text: The article.
        document_date: Day of publication.
        sentences: Its sentences.
        layers: Items of `entities`, `dates`, `events`, `quotes`, `citations`, each with what messages call it.
        where: What messages call the article.

    Raises:
        GoldError: With every broken rule on a line of its own: where, which item, what was found and expected.
    """
    content = json.dumps(
        {
            "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
            "document_date": document_date,
            "sentences": [{"start": start, "end": end} for start, end in sentences],
            **{name: [item for item, _ in layers.get(name, ())] for name in _LAYERS},
        }
    )
    shape = find_shape_problems(content)
    gold = None if shape else gold_from_json(content)
    problems = shape if gold is None else check_gold(gold, text)
    if gold is None or problems:
        raise GoldError(
            "\n".join(
                f"{where}: {_place(problem.path, layers)}found {problem.found}; expected {problem.expected}"
                for problem in problems
            )
        )
    return AnnotatedArticle(id, text, gold)


_LAYERS = ("entities", "dates", "events", "quotes", "citations")


def _place(path: str, layers: Mapping[str, list[tuple[Item, str]]]) -> str:
    """Return the name of an item and the key inside it, instead of its number in a list."""
    match = _PATH.match(path)
    if match is None or match[1] not in layers:
        return f"{path}: "
    inner = path[match.end() :]
    return f"{layers[match[1]][int(match[2])][1]}: " + (f"{inner}: " if inner else "")
