"""Compiles the inline source of an annotated article to its gold: spans, ids, events, every rule checked."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from sakat.errors import GoldError
from sakat.gold.check import check_gold
from sakat.gold.model import Gold
from sakat.gold.read import find_shape_problems, gold_from_json
from sakat.gold.source.marks import Items, read_marks
from sakat.gold.source.markup import Layout, read_layout
from sakat.gold.source.rows import read_rows
from sakat.gold.source.sentences import split_at_signs
from sakat.gold.source.tokens import Place

_GOLD_PATH = re.compile(r"([a-z_]+)\[(\d+)\]")


@dataclass(frozen=True)
class Compiled:
    """An annotated article: its metadata, its text, its gold."""

    metadata: dict[str, Any]
    text: str
    gold: Gold


def compile_source(source: str, *, file: str = "source") -> Compiled:
    r"""Return the article and gold that an inline source stands for.

    Args:
        source: Content of an `.anno` file, NFC with LF line ends.
        file: What messages call it.

    Raises:
        GoldError: With every problem on a line of its own: file, line, column, what was found and expected.

    >>> compiled = compile_source('''---
    ... document_date: null
    ... ---
    ... %peru GPE "Peru"
    ... %e1 CONSULT actors=peru
    ... {เปรู|peru}{หารือ|e1}
    ... ''')
    >>> compiled.text, compiled.gold.events[0].trigger.start
    ('เปรูหารือ\n', 4)
    """
    layout = read_layout(source, file=file)
    rows = read_rows(layout)
    items = read_marks(layout, rows)
    items["events"] = [(rows.places[name], event.fields) for name, event in rows.events.items()]
    gold = None if layout.problems else _build(layout, items)
    if gold is None or layout.problems:
        problems = sorted(layout.problems, key=lambda problem: problem.place)
        raise GoldError("\n".join(map(str, problems)))
    return Compiled(layout.metadata, layout.text, gold)


def _build(layout: Layout, items: Items) -> Gold | None:
    """Return the gold, None if it has the wrong shape; problems are added to those of the layout."""
    day = layout.metadata.get("document_date")
    sentences = split_at_signs(layout.text, layout.signs)
    content = json.dumps(
        {
            "text_sha256": hashlib.sha256(layout.text.encode()).hexdigest(),
            "document_date": None if day is None else str(day),
            "sentences": [{"start": start, "end": end} for start, end in sentences],
            **{name: [item for _, item in found] for name, found in items.items()},
        }
    )
    places = {name: [place for place, _ in found] for name, found in items.items()}
    places["sentences"] = [layout.places[start] for start, _ in sentences]
    problems = find_shape_problems(content)
    gold = None if problems else gold_from_json(content)
    for problem in problems if gold is None else check_gold(gold, layout.text):
        match = _GOLD_PATH.match(problem.path)
        place = places[match[1]][int(match[2])] if match else Place(1, 1)
        layout.report(place, f"{problem.path} {problem.found}", problem.expected)
    return gold
