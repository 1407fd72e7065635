"""Describes an entity beside an event to the role model: where it is named, what joins it, what the rules say."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sakat.events.document import PARTICIPANTS, Document
from sakat.events.draft import Draft
from sakat.events.outlook import Outlook
from sakat.record import Mention
from sakat.text.clauses import grammar_words

_FARTHEST = 4
"""Entities named so many sentences before, or more, are equally far."""
_NAMES_BEFORE, _NAMES_AFTER = 60, 30
"""No more names before and after the trigger are looked at, so that a list without sentences costs no square."""
_LATEST, _LATEST_OF_SORT = 5, 3
_DISTANCES = (0, 1, 3, 8, 15, 30, 60)
_SHORT_STRETCH = 8
_NONE = "-"


class Choice(NamedTuple):
    """An entity that may have a role in an event, with its attributes.

    Attributes:
        entity_id: The entity.
        mention: Its last mention before the trigger in the same sentence, else the next one there, else an earlier one.
        attributes: What the model weighs.
    """

    entity_id: str
    mention: Mention
    attributes: tuple[str, ...]


class RoleFeatures:
    """Finds the entities that may have a role in the events of one article, and describes them.

    Args:
        doc: The article.
        drafts: Its events with the roles the rules give, in text order.
        outlook: How the tagger sees its words.
    """

    def __init__(self, doc: Document, drafts: Sequence[Draft], outlook: Outlook) -> None:
        self._outlook = outlook
        self._doc = doc
        self._drafts = drafts
        self._names = [name for name in doc.names if name.label in PARTICIPANTS]
        self._starts = [name.start for name in self._names]
        self._roles = [_roles(draft) for draft in drafts]
        self._triggers = sorted(draft.start for draft in drafts)
        tokens = [token for token in doc.analysis.tokens if not token.text.isspace()]
        self._words = [token.text for token in tokens]
        self._word_starts = [token.start for token in tokens]
        self._places: dict[str, list[int]] = {}
        for place, name in enumerate(self._names):
            self._places.setdefault(str(name.entity_id), []).append(place)
        counts = Counter(str(name.entity_id) for name in self._names)
        self._sorts = {entity: self._sort(entity) for entity in self._places}
        self._kinds = {entity: self._kind(entity) for entity in self._places}
        self._bodies: dict[str, set[str]] = {}
        self._holders: dict[str, set[str]] = {}
        for entity in doc.entities.values():
            for role in entity.roles:
                if role.org_id is not None:
                    self._bodies.setdefault(entity.id, set()).add(role.org_id)
                    self._holders.setdefault(role.org_id, set()).add(entity.id)
        self._rank = {entity: rank for rank, (entity, _) in enumerate(sorted(counts.items(), key=_most))}

    def _sort(self, entity: str) -> str:
        """Return what sort of thing an entity is: its label, or state, province or town."""
        about = self._doc.entities[entity]
        if about.label != "GPE":
            return about.label
        return "town" if about.iso3166 is None else "state" if len(about.iso3166) == 2 else "province"

    def _kind(self, entity: str) -> str:
        """Return what sort of thing an entity is and how many of its mentions follow a word of place."""
        before = (self._word_before(self._names[place].start).lstrip("_") for place in self._places[entity])
        within = sum(word in grammar_words("locative") for word in before)
        return f"{self._sorts[entity]}|{(within > 0) + (within == len(self._places[entity]))}"

    def _office(self, roles: Mapping[str, str], entity: str) -> str:
        """Return the role by rule of those who hold an office in a body, or of the body of a holder of an office."""
        for mark, others in (("h", self._holders), ("b", self._bodies)):
            for other in sorted(others.get(entity, ())):
                if other in roles:
                    return mark + roles[other]
        return _NONE

    def choices(self, number: int) -> Iterator[Choice]:
        """Yield the candidates of event `number`: those its sentence names and those the rules give."""
        draft = self._drafts[number]
        sentence = draft.trigger.sentence
        first = bisect_left(self._starts, self._doc.sentences[sentence].start)
        after = bisect_left(self._starts, self._doc.sentences[sentence].end)
        here = bisect_left(self._starts, draft.start)
        near = range(max(first, here - _NAMES_BEFORE), min(after, here + _NAMES_AFTER))
        latest = self._latest(here)
        nobody = self._doc.holds(grammar_words("nobody"), self._doc.clauses[draft.trigger.clause].start, draft.start)
        candidates = dict.fromkeys(str(self._names[place].entity_id) for place in near)
        candidates |= dict.fromkeys(entity for entity in sorted(draft.people) if entity in self._places)
        for entity in candidates:
            yield self._describe(number, entity, latest.get(entity, (_LATEST, _LATEST_OF_SORT)), nobody=nobody)

    def _latest(self, here: int) -> dict[str, tuple[int, int]]:
        """Return how many entities, and how many of its sort, are named between an entity's last name and a place."""
        latest: dict[str, tuple[int, int]] = {}
        sorts: dict[str, int] = {}
        for place in range(here - 1, max(-1, here - 1 - _NAMES_BEFORE), -1):
            entity = str(self._names[place].entity_id)
            if entity not in latest:
                sort = self._sorts[entity]
                before = sorts.get(sort, 0)
                latest[entity] = min(len(latest), _LATEST), min(before, _LATEST_OF_SORT)
                sorts[sort] = before + 1
        return latest

    def _describe(self, number: int, entity: str, latest: tuple[int, int], *, nobody: bool) -> Choice:
        draft, roles = self._drafts[number], self._roles[number]
        sentence = self._doc.sentences[draft.trigger.sentence]
        places = self._places[entity]
        at = bisect_left(places, bisect_left(self._starts, draft.start))
        left = self._names[places[at - 1]] if at else None
        right = self._names[places[at]] if at < len(places) else None
        if right is not None and right.start >= sentence.end:
            right = None
        before_it = left is not None and left.start >= sentence.start
        mention = (left if before_it else right or left) or self._names[places[0]]
        form, kind = draft.trigger.frame.form, draft.type + (f":{draft.subtype}" if draft.subtype else "")
        rule, label, head = roles.get(entity, _NONE), mention.label, self._first_word(mention)
        given = f"{'A' if draft.actors else '-'}{'R' if draft.recipients else '-'}"
        voice = ("p" if draft.passive else "") + ("n" if draft.trigger.nominal else "v")
        found = [
            f"rule={rule}", f"rule={rule}|{kind}", f"rule={rule}|{given}", f"rule={rule}|{form}",
            f"rule={rule}|{voice}", f"label={label}", f"label={label}|{kind}", f"head={head}", f"head={head}|{kind}",
            f"rank={min(self._rank[entity], 4)}", f"one={len(self._rank) == 1}",
        ]  # fmt: skip
        kinds = self._kinds[entity]
        office = self._office(roles, entity)
        found += [
            f"kind={kinds}",
            f"kind={kinds}|{rule}",
            f"kind={kinds}|{kind}",
            f"office={office}",
            f"office={office}|{rule}",
            f"office={office}|{kinds}",
        ]
        if nobody:
            found += [f"nobody={voice}", f"nobody={voice}|{rule}"]
        lead = self._word_before(draft.start)
        found += [f"lead={lead}|{rule}", f"lead={lead}|{voice}"]
        where = []
        for side, name in (("L", left if before_it else None), ("R", right)):
            if name is not None:
                part, other, margin = self._outlook.part(name.start)
                about = (margin, f"{margin}|{voice}", rule, kind, f"{other}|{margin}")
                found += [f"{side}part={part}|{what}" for what in about]
        if left is not None and before_it:
            where.append(self._on_the_left(draft, left, kind, voice, found))
        elif left is not None:
            where.append(self._earlier(draft, left, found))
        if right is not None:
            where.append(self._on_the_right(draft, right, kind, voice, found))
        spot = "+".join(where) or "far"
        found += [f"at={spot}", *(f"at={spot}|{other}" for other in (kind, rule, voice, label, form, given))]
        sort, (rank, rank_of_sort) = self._sorts[entity], latest
        found += [f"at={spot}|{sort}|{kind}", f"at={spot[:1]}|{sort}|{form}"]
        found += [f"latest={rank}|{other}" for other in (spot, f"{given}|{voice}", kind)]
        found += [f"sort={rank_of_sort}|{sort}|{given}", f"sort={rank_of_sort}|{rule}|{voice}"]
        if number:
            before, role = self._drafts[number - 1], self._roles[number - 1].get(entity, _NONE)
            near = before.trigger.sentence == draft.trigger.sentence
            found += [f"leadprev={lead}|{role}|{near}", f"prev={role}|{near}|{rule}|{given}"]
            found += [f"prev={role}|{near}", f"prev={role}|{before.type}|{kind}", f"prev={role}|{rule}|{near}"]
        if draft.place is not None and draft.place.entity_id == entity:
            found.append("place")
        if draft.source is not None and draft.source.entity_id == entity:
            found.append("source")
        return Choice(entity, mention, tuple(found))

    def _on_the_left(self, draft: Draft, name: Mention, kind: str, voice: str, found: list[str]) -> str:
        """Add what stands between a name before the trigger and the trigger, and return where it is."""
        text = self._doc.text
        same = name.start >= self._doc.clauses[draft.trigger.clause].start
        verbs = min(self._verbs(name.end, draft.start), 3)
        names = min(self._between(name.end, draft.start), 3)
        link = self._word_before(name.start)
        opens = name.start == self._doc.sentences[draft.trigger.sentence].start
        found += [
            f"Lgap={_bucket(draft.start - name.end)}|{voice}", f"Lnames={names}|{verbs}", f"Llink={link}",
            f"Llink={link}|{kind}", f"Lafter={self._word_after(name.end)}", f"Lsame={same}|{names == 0}|{voice}",
            f"Lstart={opens}", f"Lspace={' ' in text[name.end : draft.start].strip()}|{min(verbs, 2)}",
        ]  # fmt: skip
        return f"L{'c' if same else 's'}{min(verbs, 2)}"

    def _earlier(self, draft: Draft, name: Mention, found: list[str]) -> str:
        """Add whether a name of an earlier sentence is in the same paragraph, and return how far back it is."""
        sentence = self._doc.sentence_at(name.start, name.end) or 0
        back = min(draft.trigger.sentence - sentence, _FARTHEST)
        paragraph = self._doc.paragraph
        found.append(f"Bpar={paragraph[draft.trigger.sentence] == paragraph[sentence]}|{back}")
        return f"B{back}"

    def _on_the_right(self, draft: Draft, name: Mention, kind: str, voice: str, found: list[str]) -> str:
        """Add what stands between the trigger and a name after it, and return where it is."""
        text = self._doc.text
        same = name.start < self._doc.clauses[draft.trigger.clause].end
        verbs = min(self._verbs(draft.end, name.start), 3)
        names = min(self._between(draft.end, name.start), 3)
        link = self._word_before(name.start)
        stretch = text[draft.end : name.start].strip()
        after = self._word_after(draft.end)
        found += [
            f"Rfirst={after}|{link}", f"Rfirst={after}|{kind}|{names == 0}",
            f"Rgap={_bucket(name.start - draft.end)}|{voice}", f"Rnames={names}|{verbs}", f"Rlink={link}",
            f"Rlink={link}|{kind}", f"Rlink={link}|{draft.trigger.frame.form}",
            f"Rto={stretch if len(stretch) <= _SHORT_STRETCH else ''}", f"Rsame={same}|{names == 0}|{voice}",
            f"Rspace={' ' in text[draft.end : name.start]}|{min(verbs, 2)}",
        ]  # fmt: skip
        return f"R{'c' if same else 's'}{min(verbs, 2)}{'' if stretch else '0'}"

    def _verbs(self, start: int, end: int) -> int:
        """Return how many triggers begin between two places."""
        return max(0, bisect_left(self._triggers, end) - bisect_left(self._triggers, start))

    def _between(self, start: int, end: int) -> int:
        """Return how many names begin between two places."""
        return max(0, bisect_left(self._starts, end) - bisect_left(self._starts, start))

    def _first_word(self, name: Mention) -> str:
        """Return the first word of a name: ตำรวจ, ศาล, กระทรวง."""
        index = bisect_left(self._word_starts, name.start)
        return self._words[index] if index < len(self._words) else name.text

    def _word_before(self, start: int) -> str:
        """Return the word before a name, after a space if there is one."""
        index = bisect_left(self._word_starts, start) - 1
        return ("_" if self._doc.text[start - 1 : start].isspace() else "") + (
            self._words[index] if index >= 0 else "^"
        )

    def _word_after(self, end: int) -> str:
        """Return the word after a name, before a space if there is one."""
        index = bisect_left(self._word_starts, end)
        space = "_" if self._doc.text[end : end + 1].isspace() else ""
        return space + (self._words[index] if index < len(self._words) else "$")


def _roles(draft: Draft) -> dict[str, str]:
    """Return what the rules make of the entities of an event: A, R or AR, with i if they infer it."""
    roles = {person.entity_id: "A" for person in draft.actors}
    for person in draft.recipients:
        roles[person.entity_id] = roles.get(person.entity_id, "").replace("R", "") + "R"
    inferred: dict[str, bool] = {}
    for person in (*draft.actors, *draft.recipients):
        inferred.setdefault(person.entity_id, person.inferred)
    return {entity: role + ("i" if inferred[entity] else "") for entity, role in roles.items()}


def _most(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _bucket(gap: int) -> int:
    return bisect_left(_DISTANCES, max(gap, 0))
