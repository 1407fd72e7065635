"""The words that announce a name: titles, heads of organisations, class nouns; and the words that end one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

import ahocorasick

from sakat.entities.words import Words, dictionary
from sakat.lexicon import load_lexicon
from sakat.record.mention import Label

Family = Literal["title", "head", "class"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of `titles.tsv` (family title), `org_heads.tsv` (head) or `class_nouns.tsv` (class).

    Attributes:
        form: The word as written.
        family: The table it comes from.
        kind: Kind of title, else how the end of the name is found (column `boundary`).
        label: Label of the name it announces.
        takes_org: Whether a title takes an organisation or state (โฆษก, รัฐมนตรีว่าการ).
    """

    form: str
    family: Family
    kind: str
    label: Label
    takes_org: bool = False


@cache
def verbs() -> frozenset[str]:
    """Return the verbs of the event lexicon, of four letters or more: they follow names."""
    return frozenset(row["form"] for row in load_lexicon("triggers") if row["pos"] == "v" and len(row["form"]) > 3)


@cache
def _stop_prefixes() -> tuple[str, ...]:
    return tuple(sorted(form for form in name_words("stop") - name_words("number") if len(form) > 2))


@cache
def ends_name(form: str) -> bool:
    """Return whether a word cannot belong to a name: a stop word, a verb, or a compound that begins with one.

    >>> ends_name("กล่าว"), ends_name("เป็นหนี้"), ends_name("เพชร")
    (True, True, False)
    """
    if form in name_words("stop") or form in verbs():
        return True
    return (
        form in dictionary()
        and form.startswith(_stop_prefixes())
        and any(form.startswith(stop) and form[len(stop) :] in dictionary() for stop in _stop_prefixes())
    )


@dataclass(frozen=True, slots=True)
class FoundCue:
    """A cue in a text, offsets in code points."""

    start: int
    end: int
    cue: Cue


@cache
def name_words(kind: str) -> frozenset[str]:
    """Return the words of one kind in `name_words.tsv`: stop, generic, group, link, people_never."""
    return frozenset(row["form"] for row in load_lexicon("name_words") if row["kind"] == kind)


@cache
def cue_table() -> dict[str, tuple[Cue, ...]]:
    """Return all cues by form, titles first."""
    table: dict[str, list[Cue]] = {}
    for row in load_lexicon("titles"):
        cue = Cue(row["form"], "title", row["kind"], "PERSON", row["org_head"] == "yes")
        table.setdefault(cue.form, []).append(cue)
    for file, family in (("org_heads", "head"), ("class_nouns", "class")):
        for row in load_lexicon(file):
            cue = Cue(row["form"], cast(Family, family), row["boundary"], cast(Label, row["label"]))
            table.setdefault(cue.form, []).append(cue)
    return {form: tuple(cues) for form, cues in table.items()}


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for form, cues in cue_table().items():
        automaton.add_word(form, cues)
    automaton.make_automaton()
    return automaton


def find_cues(words: Words) -> list[FoundCue]:
    """Return the cues of a text in order, the longest at each start, each starting where a word starts.

    A cue that ends inside a dictionary word is none (นาย in นายจ้าง), unless it ends in a full stop.
    Two cues may overlap only by one starting later than the other and outside it.
    """
    text, boundaries, known = words.text, words.boundaries, dictionary()
    longest: dict[int, tuple[int, tuple[Cue, ...]]] = {}
    for last, cues in _automaton().iter(text):
        end = last + 1
        start = end - len(cues[0].form)
        if start not in boundaries and not _starts_short_form(text, start, cues[0].form):
            continue
        if end not in boundaries and not cues[0].form.endswith("."):
            holder = words.word_at(end)
            if holder is not None and holder.form in known:
                continue
        if start not in longest or longest[start][0] < end:
            longest[start] = (end, cues)
    found: list[FoundCue] = []
    reach = 0
    for start in sorted(longest):
        end, cues = longest[start]
        if start < reach:
            continue
        reach = end
        found.extend(FoundCue(start, end, cue) for cue in cues)
    return found


def _starts_short_form(text: str, start: int, form: str) -> bool:
    """Return whether an abbreviation with dots may start here though no word does: ดร. in พล.ต.อ.ดร."""
    if not form.endswith("."):
        return False
    return text[start - 1 : start] == "." or (form.count(".") >= 2 and text[start - 1 : start] not in tuple("เแโใไ"))
