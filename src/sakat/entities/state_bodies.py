"""Bodies that every state has, named without their state in articles that do not speak of Thailand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import zip_longest

from sakat.entities.authority import Entry
from sakat.entities.coreference import Named
from sakat.entities.cues import name_words
from sakat.entities.names import english_name, entry_for
from sakat.entities.official_names import body_forms

_THAI = ("ไทย", "สยาม")
_THAI_KINDS = frozenset({"province", "district"})
_ENOUGH = 2
_FEW = 4
"""So many times as many names of foreign states as Thai names, and an article is not about Thailand."""
_OF = ("ของ", "แห่ง")


def give_states(text: str, mentions: Sequence[Named]) -> list[Named]:
    """Return the mentions, the bodies every state has as those of a foreign state where the article is about such.

    In an article that names few Thai places, people or offices and foreign states at least twice, กระทรวงกลาโหม is no
    Thai ministry. It is that of the state named as its owner, else of the state most of the names of states name, else
    of the last state before it.

    Args:
        text: The article's canonical text.
        mentions: Names in text order, with their entries of the authority file.

    >>> from sakat.entities.candidate import Candidate
    >>> from sakat.entities.coreference import to_named
    >>> text = "เปรูยุบสภา ศาลรัฐธรรมนูญเปรูเงียบ วุฒิสภาค้าน"
    >>> spots = [(0, 4, "GPE"), (11, 28, "ORG"), (34, 41, "ORG")]
    >>> named = to_named(text, [Candidate(a, b, label, "rule", "x", 1.0) for a, b, label in [*spots, (24, 28, "GPE")]])
    >>> [mention.entry.name_en for mention in give_states(text, named) if mention.form == "วุฒิสภา"]
    ['Senate of Peru']
    """
    if not is_abroad(mentions):
        return list(mentions)
    states = Counter(named.entry for named in mentions if _is_state(named))
    given: list[Named] = []
    state: Entry | None = None
    most, count = states.most_common(1)[0]
    main = most if 2 * count > states.total() else None
    for named, after in zip_longest(mentions, mentions[1:]):
        if _is_state(named):
            state = named.entry
        elif (body := _common_body(named)) is not None:
            owned = after is not None and _is_state(after) and text[named.end : after.start].strip() in _OF
            owner = after.entry if owned else main or state
            if owner is not None:
                named = replace(named, entry=_body(body, owner))
        given.append(named)
    return given


def is_abroad(mentions: Iterable[Named]) -> bool:
    """Return whether an article is about foreign states: it names them at least twice, and few Thai places or bodies.

    >>> from sakat.entities.candidate import Candidate
    >>> from sakat.entities.coreference import to_named
    >>> states = [Candidate(0, 4, "GPE", "rule", "x", 1.0), Candidate(5, 9, "GPE", "rule", "x", 1.0)]
    >>> is_abroad(to_named("เปรู ชิลี", states)), is_abroad(to_named("เปรู ชิลี", states[:1]))
    (True, False)
    """
    mentions = list(mentions)
    states = sum(_is_state(named) for named in mentions)
    return states >= _ENOUGH and sum(is_thai(named) for named in mentions) * _FEW <= states


def _common_body(named: Named) -> str | None:
    """Return the name of a body that every state has, without the state."""
    if is_thai(named):
        return None
    if named.entry is None:
        return named.form if named.form in body_forms() else None
    return named.entry.name_th if _is_common(named.entry) else None


def _is_state(named: Named) -> bool:
    return named.entry is not None and named.entry.kind == "country"


def is_thai(named: Named) -> bool:
    """Tell if a mention names a Thai place or body."""
    entry = named.entry
    if any(word in named.form for word in _THAI):
        return True
    if entry is None:
        return False
    if entry.kind == "agency":
        return not _is_common(entry)
    return entry.kind in _THAI_KINDS or (entry.iso3166 or "").startswith("TH")


def _is_common(entry: Entry) -> bool:
    return entry.kind == "agency" and entry.name_th.startswith(_common())


@cache
def _common() -> tuple[str, ...]:
    return tuple(sorted(name_words("common_body")))


def _body(name: str, state: Entry) -> Entry:
    """Return the body of a state: the authority's entry if it knows it, else one with a translated name."""
    full = name + state.name_th
    known = entry_for(full, "ORG")
    if known is not None:
        return known
    english, method = english_name(full, "ORG")
    return Entry(f"{name}@{state.id}", "ORG", full, english, method, None, None, None, None, "body")
