"""Which mentions of an article name the same thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sakat.entities.authority import Entry, load_authority
from sakat.entities.candidate import Candidate
from sakat.entities.head_names import find_head
from sakat.entities.names import bare_form, entry_for
from sakat.entities.person_names import known_people
from sakat.record.ids import normalize_name
from sakat.record.mention import VALUE_LABELS, Label

_GAP_IN_BRACKETS = re.compile(r"\s*\(\s*(?:หรือ|เรียกย่อว่า|ย่อว่า|ชื่อย่อ)?\s*")
_CLOSED = re.compile(r"\s*[,;:)]")
_LIMITED = re.compile(r"\s*จำกัด(?:\s*\(มหาชน\))?$")
_COMPANY = re.compile(r"^(?:บริษัท|บมจ\.|บจก\.|บ\.|ธนาคาร)\s*")
_INITIALS = re.compile(r"(?:[ก-ฮ]{1,5}\.)+(?:[ก-ฮ]{1,5})?|[A-Z]{2,10}|[ก-์]{2,8}\.?")
_LONG_ENOUGH = 12
_CUT_SHORT = "ฯ"
_GENERAL_HEADS = frozenset({"พรรค", "บริษัท", "กลุ่ม", "ขบวนการ", "องค์กร", "สำนักข่าว", "สโมสร", "สโมสรฟุตบอล"})


@dataclass(frozen=True, slots=True)
class Named:
    """A mention to be linked.

    Attributes:
        index: Place among the candidates.
        form: As written, white space as single spaces.
        label: OntoNotes label.
        start: First code point.
        end: Code point after the last one.
        entry: Authority entry of the same label, if any.
    """

    index: int
    form: str
    label: Label
    start: int
    end: int
    entry: Entry | None


def to_named(text: str, candidates: Sequence[Candidate]) -> list[Named]:
    """Return the candidates that name a thing, with their authority entries, in text order."""
    by_id = load_authority().by_id
    found: list[Named] = []
    for index, candidate in enumerate(candidates):
        if candidate.label in VALUE_LABELS:
            continue
        form = " ".join(text[candidate.start : candidate.end].split())
        entry = by_id.get(candidate.key) if candidate.key is not None else None
        if entry is None or entry.label != candidate.label:
            entry = entry_for(form, candidate.label)
        found.append(Named(index, form, candidate.label, candidate.start, candidate.end, entry))
    found.sort(key=lambda named: (named.start, -named.end, named.label))
    return found


def group_mentions(text: str, mentions: Sequence[Named]) -> list[list[Named]]:
    """Return the mentions grouped by the thing they name, in text order; labels agree within a group.

    Same authority entry, same name without its plain class noun, an abbreviation defined in brackets, a
    short form of one organisation, one part of one person's name: these join. A surname that two people
    of the article bear joins neither.

    >>> text = "นายสมชาย ใจดี มาแล้ว สมชายพูด"
    >>> spots = [Candidate(3, 13, "PERSON", "rule", "x", 1.0), Candidate(21, 26, "PERSON", "rule", "x", 1.0)]
    >>> [[named.form for named in group] for group in group_mentions(text, to_named(text, spots))]
    [['สมชาย ใจดี', 'สมชาย']]
    """
    keys = _Keys()
    for named in mentions:
        keys.add(_key(named))
    _join_brackets(text, mentions, keys)
    _join_people([named for named in mentions if named.label == "PERSON"], keys)
    _join_organisations([named for named in mentions if named.label == "ORG"], keys)
    _join_cut_short([named for named in mentions if named.label == "ORG"], keys)
    _join_shortened([named for named in mentions if named.label in ("EVENT", "LAW")], keys)
    groups: dict[str, list[Named]] = {}
    for named in mentions:
        groups.setdefault(keys.find(_key(named)), []).append(named)
    return list(groups.values())


class _Keys:
    """Sets of keys, each known by the first key added."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def add(self, key: str) -> None:
        self._parents.setdefault(key, key)

    def find(self, key: str) -> str:
        while self._parents[key] != key:
            key = self._parents[key]
        return key

    def join(self, first: str, second: str) -> None:
        first, second = self.find(first), self.find(second)
        if first != second:
            self._parents[second] = first


def _key(named: Named) -> str:
    if named.entry is not None:
        return f"{named.label}:id:{named.entry.id}"
    if named.label == "PERSON":
        known = known_people().get(named.form)
        return f"PERSON:known:{known}" if known else f"PERSON:{normalize_name(named.form)}"
    return f"{named.label}:{normalize_name(bare_form(named.form, named.label))}"


def _join_brackets(text: str, mentions: Sequence[Named], keys: _Keys) -> None:
    """Join a name and what follows it in brackets: สำนักงานตำรวจแห่งชาติ (สตช., RTP)."""
    open_name: Named | None = None
    for named in mentions:
        if open_name is not None and named.label == open_name.label and _CLOSED.match(text, named.end):
            gap = text[open_name.end : named.start]
            if _GAP_IN_BRACKETS.match(gap) and ")" not in gap and "\n" not in gap and _may_abbreviate(named, open_name):
                keys.join(_key(open_name), _key(named))
                continue
        if open_name is None or named.start >= open_name.end:
            open_name = named


def _may_abbreviate(short: Named, full: Named) -> bool:
    if full.entry is not None and short.entry is not None:
        return full.entry.id == short.entry.id
    return _INITIALS.fullmatch(short.form) is not None or short.form.isascii()


def _join_people(people: Sequence[Named], keys: _Keys) -> None:
    """Join single names and names with a part left out to the only full name they fit."""
    full: dict[str, set[str]] = {}
    for named in people:
        words = named.form.split()
        if len(words) > 1:
            for word in {words[0], words[-1]}:
                full.setdefault(word, set()).add(keys.find(_key(named)))
            full.setdefault(f"{words[0]} {words[-1]}", set()).add(keys.find(_key(named)))
    for named in people:
        words = named.form.split()
        owners = full.get(words[0] if len(words) == 1 else f"{words[0]} {words[-1]}", set())
        roots = {keys.find(owner) for owner in owners}
        if len(words) == 1 and len(roots) == 1:
            keys.join(roots.pop(), _key(named))
        elif len(words) == 2 and len(roots) == 2:
            keys.join((roots - {keys.find(_key(named))}).pop(), _key(named))


def _join_organisations(organisations: Sequence[Named], keys: _Keys) -> None:
    """Join พรรคเพื่อไทย with เพื่อไทย, บริษัท ก จำกัด with ก: same name without the general head."""
    cores: dict[str, set[str]] = {}
    for named in organisations:
        core = _core(named.form)
        if core != named.form:
            cores.setdefault(normalize_name(core), set()).add(keys.find(_key(named)))
    for named in organisations:
        owners = {keys.find(owner) for owner in cores.get(normalize_name(_core(named.form)), ())}
        if len(owners) == 1:
            owner = owners.pop()
            if not _differ(owner, keys.find(_key(named))):
                keys.join(owner, _key(named))


def _join_cut_short(organisations: Sequence[Named], keys: _Keys) -> None:
    """Join กรมสวัสดิฯ or สมาคมฯ with the last name before it that begins so."""
    if not any(named.form.endswith(_CUT_SHORT) for named in organisations):
        return
    last: dict[str, Named] = {}  # by each beginning of a name
    for named in organisations:
        if not named.form.endswith(_CUT_SHORT):
            last.update((named.form[:size], named) for size in range(len(named.form)))
        elif named.entry is None and (owner := last.get(named.form[: -len(_CUT_SHORT)])) is not None:
            keys.join(_key(owner), _key(named))


def _join_shortened(mentions: Sequence[Named], keys: _Keys) -> None:
    """Join an event or law with the only longer name that starts like it: พ.ร.บ.สุรา, พ.ร.บ.สุรา พ.ศ. 2493."""
    for label in ("EVENT", "LAW"):
        names = sorted({(normalize_name(named.form), _key(named)) for named in mentions if named.label == label})
        for index, (name, key) in enumerate(names):
            longer: set[str] = set()
            for other, other_key in names[index + 1 :]:
                if not other.startswith(name):
                    break
                longer.add(keys.find(other_key))
            if len(name) >= _LONG_ENOUGH and len(longer) == 1 and not _differ(min(longer), keys.find(key)):
                keys.join(min(longer), key)


def _differ(first: str, second: str) -> bool:
    return first != second and ":id:" in first and ":id:" in second


def _core(form: str) -> str:
    head = find_head(form, "ORG")
    if head is not None and head.form in _GENERAL_HEADS:
        form = form[len(head.form) :].strip() or form
    return _LIMITED.sub("", _COMPANY.sub("", form)) or form
