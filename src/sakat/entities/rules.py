"""Rules for names that no list can hold: what a title, a head or a class noun announces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sakat.entities.candidate import Candidate
from sakat.entities.cues import cue_table, find_cues, name_words
from sakat.entities.ends import Ends
from sakat.entities.heads import find_headed
from sakat.entities.people import find_before_offices, find_pairs, find_repeats, find_titled, find_well_known
from sakat.entities.words import Words

_ABBREVIATION = re.compile(r"[ \u00a0]?\(((?:[ก-ฮ]{1,4}\.){1,5}|[ก-ฮ]{2,6}\.|[A-Z][A-Za-z&-]{1,14})\)")
_EDITION = re.compile(
    r"[ \u00a0]?ครั้งที่[ \u00a0]?[0-9๐-๙]+|[ \u00a0]?(?:พ\.ศ\.[ \u00a0]?|ค\.ศ\.[ \u00a0]?)?[12๑๒][0-9๐-๙]{3}(?![0-9๐-๙])"
)
_ABBREVIATION_SCORE = 0.9
_OF_STATE_SCORE = 0.95


def find(text: str, tokens: Sequence[str], known: Sequence[Candidate]) -> list[Candidate]:
    """Return the names that cue words announce, in order; they may overlap each other and the known ones.

    Persons come after titles and offices, before offices, as pairs of listed names, and as parts of a full name
    of the same text. Organisations, places, laws, events, works, products, peoples and languages come after their
    head or class noun. An abbreviation in brackets after an organisation is one too, and so is every repeat of it.

    Args:
        text: The text.
        tokens: Its words; they join to `text`.
        known: Names from the authority file, and date expressions if they are known (for names of events and laws).

    >>> text = "พล.ต.ต.กิตติ บุญเรือง โฆษกกองทัพเรือ"
    >>> words = ["พล.ต.ต.", "กิตติ", " ", "บุญเรือง", " ", "โฆษก", "กองทัพเรือ"]
    >>> sorted({(text[c.start:c.end], c.label) for c in find(text, words, []) if c.rule_id == "person.rank"})
    [('กิตติ บุญเรือง', 'PERSON')]
    """
    words = Words(text, tokens)
    cues = find_cues(words)
    heads = [found for found in cues if found.cue.family != "title"]
    titles = [found for found in cues if found.cue.family == "title"]
    headed = [
        *find_headed(Ends(words, list(known)), heads),
        *_find_bodies_of_states(text, known),
        *_find_editions(text, known),
    ]
    everything = sorted([*known, *headed], key=lambda c: (c.start, c.end))  # the longest wins its start
    ends = Ends(words, everything)
    persons = [*find_well_known(text, words.boundaries), *find_titled(ends, titles), *find_before_offices(ends, titles)]
    taken = bytearray(len(text))
    for candidate in [*everything, *persons]:
        taken[candidate.start : candidate.end] = b"\1" * (candidate.end - candidate.start)
    persons += find_pairs(ends, taken)
    persons += find_repeats(text, words.boundaries, persons)
    short = _find_abbreviations(text, [c for c in everything if c.label == "ORG"])
    return sorted({*headed, *persons, *short}, key=lambda c: (c.start, -c.end, c.label, c.rule_id or "", c.score))


def _find_bodies_of_states(text: str, known: Sequence[Candidate]) -> list[Candidate]:
    """Return known Thai bodies whose name goes on with a state's or a province's: กระทรวงการต่างประเทศ + อินเดีย."""
    states = {c.start: c for c in known if c.rule_id == "gazetteer.country"}
    provinces = {c.start: c for c in known if c.rule_id == "gazetteer.province"}
    found = []
    for body in known:
        if body.rule_id != "gazetteer.agency" or body.label != "ORG" or text[body.end - 1] == "ฯ":
            continue
        offset = body.end + len("แห่ง") if text.startswith("แห่ง", body.end) else body.end
        state = states.get(offset)
        local = text.startswith(("สำนักงาน", "การไฟฟ้า", "การประปา", "ธนาคาร"), body.start)
        if state is None and local and text.startswith(("จังหวัด", "ประจำจังหวัด"), body.end):
            state = provinces.get(text.index("จังหวัด", body.end))
        if state is None and text[body.start : body.end] in name_words("with_branches"):  # กกต.เลย
            state = provinces.get(body.end)
        if state is not None:
            other = states.get(state.end + 1) if text.startswith(("-", "–"), state.end) else None
            found.append(Candidate(body.start, (other or state).end, "ORG", "rule", "org.of_state", _OF_STATE_SCORE))
    return found


def _find_editions(text: str, known: Sequence[Candidate]) -> list[Candidate]:
    """Return known events with the number or year of their edition: การประชุมสุดยอดอาเซียน ครั้งที่ 38, ฟุตบอลโลก 2022."""
    found = []
    for event in known:
        edition = (
            _EDITION.match(text, event.end) if event.rule_id == "gazetteer.event" and event.label == "EVENT" else None
        )
        if edition:
            found.append(Candidate(event.start, edition.end(), "EVENT", "rule", "event.edition", _OF_STATE_SCORE))
    return found


@cache
def _short_offices() -> tuple[str, ...]:
    """Return abbreviated titles: รมว.วธ. in brackets is an office, not a body."""
    return tuple(form for form, cues in cue_table().items() if cues[0].family == "title" and form.endswith("."))


def _find_abbreviations(text: str, organisations: list[Candidate]) -> list[Candidate]:
    """Return abbreviations defined in brackets after an organisation, and their repeats in the text."""
    defined: dict[str, str | None] = {}
    for candidate in organisations:
        found = _ABBREVIATION.match(text, candidate.end)
        if found and not found[1].startswith(_short_offices()):
            defined.setdefault(found[1], candidate.key)
    candidates = []
    for short, key in defined.items():
        pattern = (
            rf"(?<![\w.]){re.escape(short)}(?![A-Za-z])" if short.isascii() else rf"(?<![.เแโใไ]){re.escape(short)}"
        )
        if not short.endswith("."):
            pattern += r"(?![\u0e30-\u0e3a\u0e45\u0e47-\u0e4e])"
        for found in re.finditer(pattern, text):
            candidates.append(
                Candidate(found.start(), found.end(), "ORG", "rule", "org.abbreviation", _ABBREVIATION_SCORE, key)
            )
    return candidates
