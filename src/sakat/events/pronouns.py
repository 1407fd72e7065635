"""The pronouns: which words they are, what they ask for, and where they or class nouns stand after a verb."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sakat.events.document import Document
from sakat.lexicon import load_lexicon
from sakat.text.clauses import WordSet, grammar_words

_SLOT_WORDS = {
    "กับ": ("กับ", "ร่วมกับ", "ต่อ"),
    "ต่อ": ("ต่อ",),
    "ให้": ("ให้", "ให้แก่", "ให้กับ"),
    "แก่": ("แก่",),
    "จาก": ("จาก",),
}
_DEFINITE = ("ดังกล่าว", "นี้", "นั้น", "แห่งนี้", "ทั้ง")
_COUNTS = {"สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9, "สิบ": 10}


class Pronoun(NamedTuple):
    """What a pronoun asks for: grammatical number, kind, and how many if it says so (ทั้งห้าประเทศ is 5)."""

    number: str
    kind: str
    size: int | None


@cache
def _pronouns() -> dict[str, tuple[str, str]]:
    return {row["form"]: (row["number"], row["kind"]) for row in load_lexicon("pronouns")}


@cache
def pronoun_words() -> WordSet:
    """Return the forms of `resources/pronouns.tsv`."""
    return WordSet(_pronouns())


def read_pronoun(form: str) -> Pronoun:
    """Return what a form of `pronoun_words` asks for."""
    number, kind = _pronouns()[form]
    return Pronoun(number, kind, _count(form))


def slot_start(doc: Document, start: int, stop: int, slot: str) -> int | None:
    """Return where a pronoun in an object or prepositional slot after a verb would start; None without the preposition.

    Args:
        doc: The document.
        start: Where the verb ends.
        stop: Where its clause ends.
        slot: "obj" or a preposition.
    """
    position = start
    if slot != "obj":
        best = -1
        for word in _SLOT_WORDS[slot]:
            found = doc.text.find(word, start, min(stop, start + 40))
            if found >= 0 and doc.stops[found] and doc.stops[found + len(word)]:
                best = max(best, found + len(word))
        if best < 0:
            return None
        position = best
    while position < stop and doc.text[position] == " ":
        position += 1
    return position


def stands_alone(doc: Document, end: int, verbs: Sequence[int]) -> bool:
    """Whether a class noun that ends here has no other noun after it (not ประเทศต้นน้ำ), given where verbs start."""
    if not doc.text[end : end + 1].isalpha() or doc.text.startswith(_DEFINITE, end):
        return True
    verb = bisect_left(verbs, end)
    return (verb < len(verbs) and verbs[verb] == end) or (
        grammar_words("coverb").at(doc.text, end, doc.stops) is not None
    )


def _count(form: str) -> int | None:
    """Return the number a pronoun names (ทั้งห้าประเทศ is 5), or None."""
    return next((count for word, count in _COUNTS.items() if form.removeprefix("ทั้ง").startswith(word)), None)
