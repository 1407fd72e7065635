"""The words around names in a noun phrase: titles, offices and prepositions."""

from __future__ import annotations

from functools import cache

from sakat.lexicon import load_lexicon
from sakat.text.clauses import WordSet

SPACES = " \t\u00a0"


@cache
def titles() -> WordSet:
    """Return the words before a personal name: honorifics, ranks, academic, royal and monastic titles."""
    rows = [row["form"] for row in load_lexicon("titles") if row["kind"] not in {"office", "occupation", "kin"}]
    return WordSet([*rows, *(row["form"] for row in load_lexicon("event_grammar") if row["kind"] == "title")])


@cache
def offices() -> WordSet:
    """Return the words for offices whose holder acts for, or is, the name that follows."""
    rows = [row["form"] for row in load_lexicon("titles") if row["kind"] == "office"]
    return WordSet([*rows, *(row["form"] for row in load_lexicon("event_grammar") if row["kind"] == "office")])


@cache
def _prepositions() -> dict[str, str]:
    """Return the slot each preposition fills: its own form, or that of a plainer one with the same role."""
    return {row["form"]: row["role"] for row in load_lexicon("prepositions")}


@cache
def preposition_forms() -> WordSet:
    """Return the prepositions that open a slot, those of possession left out."""
    return WordSet(form for form, role in _prepositions().items() if role != "of")


@cache
def owner_markers() -> WordSet:
    """Return the words before the name that owns a thing."""
    return WordSet(["ของ", "แห่ง", "ประจำ", "สังกัด"])


def slot_role(form: str) -> str:
    """Return the role of a preposition: with, to, from, at, by, against, for, about, between, or ""."""
    return "between" if form == "ระหว่าง" else _prepositions().get(form, "")
