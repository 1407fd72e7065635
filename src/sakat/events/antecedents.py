"""The names before a position that a pronoun or a class noun there may stand for."""

from __future__ import annotations

from bisect import bisect_left

from sakat.events.document import PARTICIPANTS, Document
from sakat.events.phrases import Phrases
from sakat.record import Mention

SENTENCES_BACK = 3
"""How many sentences before its own a dropped subject or a pronoun is looked for in."""
_LABELS = {"person": frozenset({"PERSON"}), "state": frozenset({"GPE", "ORG"})}


class Antecedents:
    """The names of one document, asked for by what stands for them."""

    def __init__(self, doc: Document, phrases: Phrases) -> None:
        self.doc = doc
        self.phrases = phrases
        self._people = [m for m in doc.names if m.label == "PERSON"]
        self._groups = [m for m in doc.names if m.label in {"ORG", "GPE"}]
        self._parties = [m for m in doc.names if m.label in PARTICIPANTS]
        self._starts = {id(items): [m.start for m in items] for items in (self._people, self._groups, self._parties)}

    def latest(self, kind: str, position: int, count: int) -> list[Mention]:
        """Return the last `count` different entities of a pronoun's kind named before `position`; [] if fewer."""
        pool = self._people if kind == "person" else self._groups if kind in {"state", "group"} else self._parties
        index = bisect_left(self._starts[id(pool)], position) - 1
        found: list[Mention] = []
        seen: set[str | None] = set()
        while index >= 0 and len(found) < count:
            mention = pool[index]
            if mention.entity_id not in seen:
                seen.add(mention.entity_id)
                found.append(mention)
            index -= 1
        return found[::-1] if len(found) == count else []

    def definite(self, noun: str, position: int) -> list[Mention]:
        """Return the last organisation or state named before whose name begins with a class noun; [] if none."""
        index = bisect_left(self._starts[id(self._groups)], position) - 1
        while index >= 0:
            mention = self._groups[index]
            if mention.text.startswith(noun) and mention.text != noun and mention.entity_id is not None:
                return [mention]
            index -= 1
        return []

    def holder(self, office: str, position: int) -> list[Mention]:
        """Return the last person named before a position who holds an office of that title; [] if none."""
        index = bisect_left(self._starts[id(self._people)], position) - 1
        while index >= 0:
            mention = self._people[index]
            entity = self.doc.entities.get(mention.entity_id or "")
            if entity is not None and any(role.title_th.startswith(office) for role in entity.roles):
                return [mention]
            index -= 1
        return []

    def company(self, position: int, number: str, kind: str) -> list[Mention]:
        """Return who the last sentence that names two parties of one label names, if it names two (dual) or more."""
        allowed = allowed_labels(kind)
        sentence = self.doc.sentence_at(position, position + 1)
        for back in range(1, SENTENCES_BACK) if sentence is not None else ():
            here = (sentence or 0) - back
            if here < 0:
                break
            stretch = self.doc.sentences[here]
            heads = [m for p in self.phrases.between(stretch.start, stretch.end) if not p.bare for m in p.members]
            for labels in ({"PERSON"}, {"GPE"}, {"ORG"}):
                found = {m.entity_id: m for m in reversed(heads) if m.label in labels & allowed and m.entity_id}
                if len(found) == 2 or (len(found) > 2 and number == "plural"):
                    return sorted(found.values(), key=lambda m: m.start)
        return []

    def last_group(self, position: int, number: str, kind: str) -> list[Mention]:
        """Return the names of the last phrase of the paragraph that lists two or more."""
        allowed = allowed_labels(kind)
        index = self.phrases.index_before(position)
        sentence = self.doc.sentence_at(position, position + 1)
        while index >= 0 and sentence is not None:
            phrase = self.phrases.items[index]
            here = self.doc.sentence_at(phrase.start, phrase.start + 1)
            if here is None or sentence - here > SENTENCES_BACK:
                return []
            members = [m for m in phrase.members if m.label in (PARTICIPANTS if phrase.office else allowed)]
            if len(members) > 1 and (number != "dual" or len(members) == 2):
                return members
            index -= 1
        return []


def allowed_labels(kind: str) -> frozenset[str]:
    """Return the labels of the entities a pronoun of a kind may stand for."""
    return _LABELS.get(kind, PARTICIPANTS)
