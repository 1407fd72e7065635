"""Describes who may have said a quotation to the speaker model: where they are named, how, and as what."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sakat.events.document import PARTICIPANTS, Document
from sakat.events.phrase import Phrase
from sakat.events.phrases import Phrases
from sakat.events.pronouns import pronoun_words
from sakat.events.reference import Participant
from sakat.events.reporting import speaks_between
from sakat.quotes.gender import gender_before, gender_of
from sakat.quotes.pairs import Pair
from sakat.record import Mention, TextSpan
from sakat.text.clauses import grammar_words

_NAMES_BEFORE = 24
_FAR_BEFORE = 700
_FAR_AFTER = 90
_RECENT, _RECENT_PERSONS, _FOLLOWING = 6, 3, 2
_SAYING = 30
_TITLE = 6
"""Letters of a title that tell which one is meant: ประธาน, รัฐมน(ตรี), โฆษก."""

_NONE = "-"
_MARKERS = ' \t\u00a0,•-–—*.0123456789๐๑๒๓๔๕๖๗๘๙"“'


class SpeakerChoice(NamedTuple):
    """An entity that may have said a quotation, with what the model weighs."""

    entity_id: str
    attributes: tuple[str, ...]


class Lead(NamedTuple):
    """What the rules say of a quotation.

    Attributes:
        speaker: Who said it.
        cue: The verb of saying.
        basis: How they know: `direct` (กล่าวว่า “…”), `before`, `demand`, `after`, `continued`; or `alone`.
    """

    speaker: Participant | None
    cue: TextSpan | None
    basis: str


class _Setting(NamedTuple):
    """What a quotation stands among: names before and after it, the latest first; what follows the closing mark."""

    before: Sequence[Mention]
    after: Sequence[Mention]
    line: int
    sentence: int
    opens: bool
    pronoun: str
    next_word: str
    titled: Sequence[str]
    first_person: bool
    entities: Sequence[str]
    persons: Sequence[str]


class SpeakerFeatures:
    """Finds who may have said the quotations of one article, and describes them.

    Args:
        doc: The article.
        phrases: Its noun phrases.
    """

    def __init__(self, doc: Document, phrases: Phrases) -> None:
        self._doc = doc
        self._names = [name for name in doc.names if name.label in PARTICIPANTS and name.entity_id is not None]
        self._starts = [name.start for name in self._names]
        self._counts = Counter(name.entity_id for name in self._names)
        tokens = [token for token in doc.analysis.tokens if not token.text.isspace()]
        self._words, self._word_starts = [token.text for token in tokens], [token.start for token in tokens]
        named = {name.entity_id for name in self._names}
        self._officers = [entity.id for entity in doc.entities.values() if entity.roles and entity.id in named]
        self._genders: dict[str, Counter[str]] = {}
        for name in self._names:
            gender = gender_before(doc.text, name.start)
            if gender is not None:
                self._genders.setdefault(name.entity_id or "", Counter())[gender] += 1
        self._phrases: dict[int, Phrase] = {name.start: p for p in phrases.items for name in p.members}

    def choices(self, pair: Pair, lead: Lead, last_speaker: str | None) -> list[SpeakerChoice]:
        """Return the candidates: those named last before it and next after it, by rule, and the last speaker.

        A pronoun after the quotation (“…” เธอกล่าว) leaves out whom the words before their names give another gender.

        Args:
            pair: The quotation.
            lead: What the rules say of it.
            last_speaker: Entity that said the quotation before it.
        """
        around = self._setting(pair)
        rule = lead.speaker.entity_id if lead.speaker is not None else None
        given = [entity for entity in (rule, last_speaker) if entity is not None]
        following = [name.entity_id or "" for name in around.after[:_FOLLOWING]]
        near = [*around.entities[:_RECENT], *around.persons[:_RECENT_PERSONS], *following, *given]
        near += around.titled
        gender = gender_of(around.pronoun)
        return [
            SpeakerChoice(entity, tuple(self._describe(entity, pair, around, lead, last_speaker)))
            for entity in dict.fromkeys(near)
            if gender is None or self._gender(entity) in {gender, _NONE}
        ]

    def _setting(self, pair: Pair) -> _Setting:
        doc, text = self._doc, self._doc.text
        line, end = text.rfind("\n", 0, pair.start) + 1, text.find("\n", pair.end)
        end = min(len(text) if end < 0 else end, pair.end + _FAR_AFTER)
        here, there = bisect_left(self._starts, pair.start), bisect_left(self._starts, pair.end)
        first = max(here - _NAMES_BEFORE, bisect_left(self._starts, pair.start - _FAR_BEFORE))
        before = self._names[first:here][::-1]
        number = doc.sentence_at(pair.start, pair.start + 1)
        return _Setting(
            before=before,
            after=self._names[there : bisect_left(self._starts, end)],
            line=line,
            sentence=doc.sentences[number].start if number is not None else line,
            opens=not text[line : pair.start - 1].strip(_MARKERS),
            pronoun=self._pronoun(pair.end + 1),
            next_word=self._next_word(pair.end + 1),
            titled=self._titled(pair.end + 1),
            first_person=self._has_first_person(pair),
            entities=_distinct(before),
            persons=_distinct(name for name in before if name.label == "PERSON"),
        )

    def _describe(
        self, entity: str, pair: Pair, around: _Setting, lead: Lead, last_speaker: str | None
    ) -> Iterator[str]:
        doc = self._doc
        left = next((name for name in around.before if name.entity_id == entity), None)
        right = next((name for name in around.after if name.entity_id == entity), None)
        about = doc.entities.get(entity)
        label = about.label if about is not None else _NONE
        in_line = left is not None and left.start >= around.line
        in_sentence = left is not None and left.start >= around.sentence
        rank, person_rank = _rank(around.entities, entity), _rank(around.persons, entity)
        follows = self._follows(pair, right)
        told = lead.speaker is not None and lead.speaker.entity_id == entity
        rule = f"{told}|{lead.speaker is not None and lead.speaker.inferred}|{lead.basis}"
        opens_line = entity == _farthest(around.before, around.line)
        opens_sentence = entity == _farthest(around.before, around.sentence)
        is_last_free = entity == self._last_free(around.before)
        yield f"label={label}"
        yield f"rule={told}|{label}"
        yield f"rule={told}|{lead.speaker is None}"
        yield f"rule={rule}"
        yield f"rule={rule}|{label}"
        yield f"rank={rank}|{label}"
        yield f"person={person_rank}"
        yield f"person={person_rank}|{in_line}"
        yield f"after={follows}"
        yield f"after={follows}|{label}"
        yield f"after={follows}|{around.opens}"
        yield f"phrase={self._kind(left)}|{in_sentence}"
        yield f"first={opens_line}|{label}"
        yield f"first={opens_sentence}|{label}|{in_sentence}"
        yield f"free={is_last_free}"
        yield f"free={is_last_free}|{in_line}"
        yield f"again={last_speaker == entity}|{around.opens}"
        yield f"again={last_speaker == entity}|{in_line}"
        yield f"pronoun={around.pronoun}|{label}"
        yield f"gender={gender_of(around.pronoun)}|{self._gender(entity)}|{around.pronoun != _NONE}"
        yield f"pronoun={around.pronoun != _NONE}|{person_rank}"
        yield f"opens={around.opens}|{label}|{in_line}"
        yield f"count={min(self._counts[entity], 4)}|{label}"
        yield f"self={around.first_person}|{label}"
        yield f"near={in_sentence}|{rank}"
        yield f"office={about is not None and bool(about.roles)}"
        yield f"next={around.next_word}|{label}"
        yield f"next={around.next_word}|{label}|{rank}"
        if about is not None and around.next_word != _NONE:
            held = entity in around.titled
            yield f"titled={held}"
            yield f"titled={held}|{person_rank}"

    def _follows(self, pair: Pair, right: Mention | None) -> str:
        """Return how far after the closing mark an entity is named, and whether a verb of saying comes after that."""
        if right is None:
            return _NONE
        gap = len(self._doc.text[pair.end + 1 : right.start].strip(" ,"))
        said = speaks_between(self._doc, right.end, min(len(self._doc.text), right.end + _SAYING))
        return f"{(gap > 6) + (gap > 25)}{'s' if said else ''}"

    def _kind(self, name: Mention | None) -> str:
        phrase = self._phrases.get(name.start) if name is not None else None
        if phrase is None:
            return _NONE
        return "slot" if phrase.slot else "owner" if phrase.owner else "bare" if phrase.bare else "free"

    def _last_free(self, before: Iterable[Mention]) -> str | None:
        for name in before:
            phrase = self._phrases.get(name.start)
            if name.label == "PERSON" and phrase is not None and phrase.is_free:
                return name.entity_id
        return None

    def _gender(self, entity: str) -> str:
        """Return what the words before an entity's names say of its gender; the commonest if they differ."""
        told = self._genders.get(entity)
        return told.most_common(1)[0][0] if told else _NONE

    def _pronoun(self, position: int) -> str:
        text, position = self._doc.text, self._skip_blanks(position)
        end = pronoun_words().at(text, position, self._doc.stops)
        return text[position:end] if end is not None else _NONE

    def _titled(self, position: int) -> list[str]:
        """Return who holds the office that follows the closing mark: “…” รัฐมนตรีวัย 49 ปีกล่าว."""
        said = self._skip_blanks(position)
        return [
            entity
            for entity in self._officers
            if any(self._doc.text.startswith(role.title_th[:_TITLE], said) for role in self._doc.entities[entity].roles)
        ]

    def _skip_blanks(self, position: int) -> int:
        while self._doc.text[position : position + 1] in {" ", ",", "\u00a0"}:
            position += 1
        return position

    def _next_word(self, position: int) -> str:
        """Return the word after the closing mark, in its line."""
        at = bisect_left(self._word_starts, position)
        word = self._words[at] if at < len(self._words) else ""
        return word if word and "\n" not in self._doc.text[position : self._word_starts[at]] else _NONE

    def _has_first_person(self, pair: Pair) -> bool:
        return any(
            self._doc.stops[position] and grammar_words("first_person").at(self._doc.text, position, self._doc.stops)
            for position in range(pair.start, min(pair.end, pair.start + _FAR_AFTER))
        )


def _distinct(names: Iterable[Mention]) -> list[str]:
    return list(dict.fromkeys(name.entity_id or "" for name in names))


def _rank(entities: Sequence[str], entity: str) -> int:
    return min(entities.index(entity), 4) if entity in entities else 4


def _farthest(before: Sequence[Mention], start: int) -> str | None:
    """Return the entity named first from a place on, of names in backward order."""
    names = [name for name in before if name.start >= start]
    return names[-1].entity_id if names else None
