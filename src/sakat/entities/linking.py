"""From mentions to entities: one for each thing an article names, with its Thai and English name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sakat.entities.authority import Entry
from sakat.entities.candidate import Candidate
from sakat.entities.coreference import Named, group_mentions, to_named
from sakat.entities.disambiguation import authority_entry, authority_qid, settle
from sakat.entities.knowledge import Knowledge
from sakat.entities.latin_names import languages_of, state_languages
from sakat.entities.names import english_name
from sakat.entities.person_names import is_foreign_name
from sakat.entities.roles import Office, find_offices
from sakat.entities.state_bodies import give_states, is_abroad, is_thai
from sakat.record.base import Range
from sakat.record.ids import entity_id
from sakat.record.mention import Coordinates, Entity, NameMethod, Role

_ENGLISH_BESIDE = re.compile(
    r"\s*\(\s*(?:อังกฤษ|ภาษาอังกฤษ|ชื่อภาษาอังกฤษ)?\s*:?\s*"
    r"(?P<name>[A-Z\u00c0-\u017f][A-Za-z\u00c0-\u017f0-9 .,&'’/-]*?)\s*(?:[);–]|[:,]\s*[A-Z0-9]{2,8}\s*\))"
)
_ACRONYM = re.compile(r"[A-Z0-9.&/-]{2,10}")
_YEAR_OF_LAW = re.compile(r",? B\.E\. [0-9]{4}$")
_SETTLED = frozenset({"cldr", "official", "exonym"})
_THAILAND = "TH"
_NEIGHBOURS = frozenset({_THAILAND, "LA", "KH", "MM"})
"""States whose people's names are read like Thai ones."""

_OFFICE_GAP = 12


@dataclass(frozen=True, slots=True)
class Linked:
    """Entities of an article.

    Attributes:
        entities: By first mention, then id.
        entity_ids: Parallel to the candidates; None for dates, times and numbers.
    """

    entities: tuple[Entity, ...]
    entity_ids: tuple[str | None, ...]


def link_entities(
    text: str,
    candidates: Sequence[Candidate],
    sentences: Sequence[Range] = (),
    knowledge: Knowledge | None = None,
) -> Linked:
    """Return the entities that resolved candidates name, and the entity of each candidate.

    Args:
        text: The article's canonical text.
        candidates: Resolved mentions: they overlap by nesting only. Offsets in code points.
        sentences: Sentences of the text; an office belongs to a person named in the same one.
        knowledge: Asked for what the authority file does not know, if there is one.

    >>> linked = link_entities("ลาวและประเทศลาว", [Candidate(0, 3, "GPE", "lexicon", "cldr", 1.0),
    ...     Candidate(6, 15, "GPE", "lexicon", "cldr", 1.0)])
    >>> [(entity.name_th, entity.name_en, entity.aliases) for entity in linked.entities]
    [('ลาว', 'Laos', ('ประเทศลาว',))]
    """
    mentions = give_states(text, to_named(text, candidates))
    offices = _within_sentences(find_offices(text, candidates), candidates, sentences)
    found = group_mentions(text, mentions)
    known = settle(found, knowledge) if knowledge is not None else [authority_entry(group) for group in found]
    groups: dict[str, list[Named]] = {}
    entries: dict[str, Entry] = {}
    for group, entry in zip(found, known, strict=True):
        group_id = entity_id(group[0].label, _name_th(group, entry), authority_qid(entry))
        groups.setdefault(group_id, []).extend(group)
        if entry is not None:
            entries.setdefault(group_id, entry)
    ids: list[str | None] = [None] * len(candidates)
    for group_id, group in groups.items():
        for named in group:
            ids[named.index] = group_id
    homes = _Homes(mentions)
    entities = [
        _to_entity(text, group_id, group, entries.get(group_id), ids, offices, homes)
        for group_id, group in groups.items()
    ]
    first = {group_id: min(named.index for named in group) for group_id, group in groups.items()}
    entities.sort(key=lambda entity: (first[entity.id], entity.id))
    return Linked(tuple(entities), tuple(ids))


def _name_th(group: Sequence[Named], entry: Entry | None) -> str:
    return entry.name_th if entry is not None else max((named.form for named in group), key=len)


def _to_entity(
    text: str,
    group_id: str,
    group: Sequence[Named],
    entry: Entry | None,
    ids: Sequence[str | None],
    offices: Mapping[int, tuple[Office, ...]],
    homes: _Homes,
) -> Entity:
    name_th = _name_th(group, entry)
    name_en, method = _english(text, name_th, group, entry, homes)
    aliases = tuple(sorted({named.form for named in group} - {name_th}))
    roles = {
        (office.title_th, office.title_en, ids[office.body] if office.body is not None else None)
        for named in group
        for office in offices.get(named.index, ())
    }
    full = {(title, org) for title, _, org in roles if org is not None}
    stated = sorted(
        (role for role in roles if role[2] is not None or not any(title == role[0] for title, _ in full)),
        key=lambda role: (role[0], role[2] or ""),
    )
    point = entry.coordinates if entry is not None else None
    return Entity(
        id=group_id,
        label=group[0].label,
        name_th=name_th,
        name_en=name_en,
        name_en_method=method,
        aliases=aliases,
        qid=authority_qid(entry),
        iso3166=entry.iso3166 if entry is not None else None,
        geonames_id=entry.geonames_id if entry is not None else None,
        coordinates=Coordinates(lat=round(point.lat, 5), lon=round(point.lon, 5)) if point is not None else None,
        roles=tuple(Role(title_th=title, title_en=english, org_id=org) for title, english, org in stated),
    )


def _english(
    text: str, name_th: str, group: Sequence[Named], entry: Entry | None, homes: _Homes
) -> tuple[str | None, NameMethod | None]:
    label = group[0].label
    if entry is not None and entry.name_en is not None and entry.method != "wikidata":
        said = label != "LAW" or any(map(str.isdigit, "".join(named.form for named in group)))
        return entry.name_en if said else _YEAR_OF_LAW.sub("", entry.name_en), entry.method
    name, method = english_name(name_th, label, *homes.of(group))
    if method in _SETTLED and name_th.strip() != name:
        return name, method
    beside = [match["name"].strip() for named in group if (match := _ENGLISH_BESIDE.match(text, named.end))]
    written = [*beside, *(named.form for named in group if named.form.isascii() and named.form != name_th)]
    written = [form for form in written if _ACRONYM.fullmatch(form) is None]
    if written:
        return max(written, key=len), "in_text"
    return (entry.name_en, entry.method) if entry is not None and entry.name_en is not None else (name, method)


class _Homes:
    """The states that names of an article are of: named right before a person, else the one it speaks of most.

    Args:
        mentions: All names of the article.
    """

    def __init__(self, mentions: Sequence[Named]) -> None:
        ends: dict[int, str] = {}
        named_states: Counter[str] = Counter()
        for named in mentions:
            state = named.entry.iso3166 if named.entry is not None and named.entry.kind == "country" else None
            if state is not None and named.label == "GPE":
                ends[named.end] = state
                named_states[state] += 1
        self._before = {named.index: _state_before(named, ends) for named in mentions if named.label == "PERSON"}
        most = named_states.most_common(1)
        self._abroad = is_abroad(mentions)
        self._main = most[0][0] if most and not any(is_thai(named) for named in mentions) else None

    def of(self, group: Sequence[Named]) -> tuple[bool | None, frozenset[str]]:
        """Return whether what a group names is foreign, None if not told, and the languages of a person's state."""
        if group[0].label == "PERSON":
            return self._of_person(group)
        return (True if group[0].label in ("ORG", "LAW") and self._abroad else None), frozenset()

    def _of_person(self, person: Sequence[Named]) -> tuple[bool | None, frozenset[str]]:
        foreign = None
        stated = None
        for named in person:
            state = self._before[named.index]
            if state is None or state == _THAILAND:
                continue
            stated = state
            words = named.form.split()
            if state not in _NEIGHBOURS and (is_foreign_name(words) or not _has_thai_name(words)):
                foreign = True
        state = stated or self._main
        if state is None or state == _THAILAND:
            return foreign, frozenset()
        spoken = state_languages(state)
        longest = max((named.form for named in person), key=len).split()
        if foreign is None and all(languages_of(word) & spoken for word in longest):
            foreign = True
        return foreign, spoken


def _state_before(named: Named, ends: Mapping[int, str]) -> str | None:
    for offset in range(named.start, max(-1, named.start - _OFFICE_GAP), -1):
        if offset in ends:
            return ends[offset]
    return None


def _has_thai_name(words: Sequence[str]) -> bool:
    from sakat.entities.transliterate import thai_name_words

    given, families = thai_name_words()
    return words[0] in given and words[-1] in families | given


def _within_sentences(
    offices: Mapping[int, tuple[Office, ...]], candidates: Sequence[Candidate], sentences: Sequence[Range]
) -> dict[int, tuple[Office, ...]]:
    """Return the offices whose body stands in the sentence of the person."""
    if not sentences:
        return dict(offices)
    starts = [sentence.start for sentence in sentences]

    kept: dict[int, tuple[Office, ...]] = {}
    for index, stated in offices.items():
        home = bisect_right(starts, candidates[index].start)
        near = tuple(
            office
            for office in stated
            if office.body is None or bisect_right(starts, candidates[office.body].start) == home
        )
        if near:
            kept[index] = near
    return kept
