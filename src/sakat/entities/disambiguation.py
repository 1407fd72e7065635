"""Which thing each group of mentions names: an entry of the authority file, else one of the knowledge base."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from sakat.entities.authority import Entry, load_authority
from sakat.entities.coreference import Named
from sakat.entities.knowledge import Knowledge
from sakat.entities.names import bare_form
from sakat.entities.ranking import Context, Facts, Known, winner
from sakat.record.mention import Coordinates

Group = Sequence[Named]


def authority_entry(group: Group) -> Entry | None:
    """Return the authority entry of a group, that of its first mention that has one."""
    return next((named.entry for named in group if named.entry is not None), None)


def authority_qid(entry: Entry | None) -> str | None:
    """Return the QID of an entry, None if another entry (of another label, say) has the same."""
    return entry.qid if entry is not None and entry.qid not in _shared_qids() else None


def settle(groups: Sequence[Group], knowledge: Knowledge) -> list[Entry | None]:
    """Return the entry of each group; None where nothing is known, or nothing leads by enough.

    The authority file comes first. What the knowledge base knows is ranked twice: by itself, and once more in the
    light of all others that were clear by then. An item stands for groups of one label only.

    Args:
        groups: Mentions of one thing each, in text order (see `group_mentions`).
        knowledge: The knowledge base.
    """
    settled = [authority_entry(group) for group in groups]
    clear = [winner(knowledge.candidates(_asked(group, knowledge), group[0].label)) for group in groups]
    facts = [_facts(*item) for item in zip(groups, settled, clear, strict=True)]
    owners = {entry.qid: entry.label for entry in settled if entry is not None and authority_qid(entry) is not None}
    entries = list(settled)
    for index, group in enumerate(groups):
        if settled[index] is not None:
            continue
        label = group[0].label
        context = Context(facts[:index] + facts[index + 1 :])
        known = winner(knowledge.candidates(_asked(group, knowledge), label, context))
        if known is None or known.thing.qid in _shared_qids():
            continue
        if owners.setdefault(known.thing.qid, label) == label:
            entries[index] = _to_entry(known, group)
    return entries


def _asked(group: Group, knowledge: Knowledge) -> str:
    """Return the longest form that the knowledge base knows, with or without its plain class noun; else any."""
    label = group[0].label
    forms = {name for named in group for name in (named.form, bare_form(named.form, label))}
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return next((form for form in ordered if knowledge.candidates(form, label)), ordered[0])


def _facts(group: Group, entry: Entry | None, known: Known | None) -> Facts:
    """Return what is known of a group: by the authority file, and by the knowledge base if they agree."""
    thing = known.thing if known is not None else None
    if entry is not None and thing is not None and entry.qid not in (None, thing.qid):
        thing = None
    forms = frozenset(named.form for named in group)
    if entry is None:
        if known is None or thing is None:
            return Facts(forms=forms)
        code = thing.iso3166 or known.country_iso
        return Facts(thing.qid, code, thing.country, forms, thing.name_en, thing.description_en)
    return Facts(
        qid=entry.qid,
        iso3166=entry.iso3166,
        country=thing.country if thing is not None else None,
        forms=forms | {entry.name_th},
        name_en=entry.name_en,
        description_en=thing.description_en if thing is not None else None,
    )


def _to_entry(known: Known, group: Group) -> Entry:
    """Return a thing as an entry: the authority file's own where it has the item with this label."""
    thing, label = known.thing, group[0].label
    entry = _entries_by_qid().get(thing.qid)
    if entry is not None and entry.label == label:
        return entry
    name_th = thing.name_th or max((named.form for named in group), key=len)
    point = Coordinates(lat=thing.lat, lon=thing.lon) if thing.lat is not None and thing.lon is not None else None
    return Entry(
        id=thing.qid,
        label=label,
        name_th=name_th,
        name_en=thing.name_en,
        method="wikidata" if thing.name_en is not None else None,
        qid=thing.qid,
        iso3166=thing.iso3166,
        geonames_id=None,
        coordinates=point,
        kind="known",
    )


@cache
def _shared_qids() -> frozenset[str]:
    owners = Counter(entry.qid for entry in load_authority().by_id.values() if entry.qid is not None)
    return frozenset(qid for qid, count in owners.items() if count > 1)


@cache
def _entries_by_qid() -> Mapping[str, Entry]:
    """Return the authority's entries by QID, without those that share one."""
    entries = load_authority().by_id.values()
    return MappingProxyType({entry.qid: entry for entry in entries if entry.qid and authority_qid(entry)})
