"""The verbs and phrases of reporting."""

from __future__ import annotations

from functools import cache

from sakat.events.document import Document
from sakat.lexicon import load_lexicon
from sakat.text.clauses import WordSet, grammar_words


@cache
def speech_kinds() -> dict[str, str]:
    """Return the kind of each verb or phrase of reporting, verbs with and without ว่า, those of plain fact left out."""
    factual = grammar_words("factual")
    kinds = {row["form"]: row["kind"] for row in load_lexicon("reporting_verbs") if row["form"] not in factual}
    bare = {form.removesuffix("ว่า"): kind for form, kind in kinds.items() if kind != "report_source"}
    return {**{form: kind for form, kind in bare.items() if len(form) > 2 and form not in factual}, **kinds}


@cache
def speech_words() -> WordSet:
    """Return the forms of `speech_kinds`."""
    return WordSet(speech_kinds())


def speaks_between(doc: Document, start: int, end: int) -> bool:
    """Whether a verb of saying stands in a stretch."""
    return doc.holds(speech_words(), start, end)
