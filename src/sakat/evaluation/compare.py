"""When two values are equal: English names, EDTF values, entities."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache

from sakat.evaluation.align import Pair, SpanIndex, match_pairs
from sakat.gold import Gold, GoldEntity
from sakat.gold.from_record import cut_clock

_NOT_LATIN = re.compile(r"[^a-z0-9]+")
_DROPPED_WORDS = frozenset({"the", "of", "and"})
_QUALIFIERS = str.maketrans("", "", "~?%")
SIMILAR = 0.85
"""Least difflib ratio of two names that are called similar."""
SHORTEST_SHARED_NAME = 3
"""Least code points of a Thai name that another one may contain for both to name one entity."""


@cache
def english_key(name: str) -> str:
    """Return an English name without marks, case, punctuation and the words the, of, and.

    >>> english_key("Ministry of Foreign Affairs, São Tomé")
    'ministry foreign affairs sao tome'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(w for w in _NOT_LATIN.sub(" ", plain.lower()).split() if w not in _DROPPED_WORDS)


def names_agree(predicted: str | None, names: Iterable[str]) -> bool:
    """Return whether an English name equals one of others, as `english_key` writes them."""
    key = english_key(predicted) if predicted is not None else ""
    return bool(key) and any(key == english_key(name) for name in names)


def names_similar(predicted: str | None, names: Iterable[str]) -> bool:
    """Return whether an English name is similar to one of others (difflib ratio at least 0.85).

    >>> names_similar("Chiang Mai", ["Chiangmai"])
    True
    """
    key = english_key(predicted) if predicted is not None else ""
    return bool(key) and any(
        SequenceMatcher(None, english_key(name), key, autojunk=False).ratio() >= SIMILAR for name in names
    )


def comparable_edtf(edtf: str) -> str:
    """Return an EDTF value without qualifiers and clock part, the form in which values are compared.

    >>> comparable_edtf("1997~"), comparable_edtf("2024-06-05T09:30:00")
    ('1997', '2024-06-05')
    """
    return cut_clock(edtf.translate(_QUALIFIERS))


def dates_agree(predicted: str | None, values: Iterable[str | None]) -> bool:
    """Return whether an EDTF value equals one of others; None equals None only."""
    found = None if predicted is None else comparable_edtf(predicted)
    return any(found == (None if value is None else comparable_edtf(value)) for value in values)


class EntityJudge:
    """Says whether a predicted entity id and a gold one stand for the same entity of an article.

    They do if some of their mentions overlap, or their Thai names contain one another (the shorter one
    of 3 code points or more), or their English names are equal.
    """

    def __init__(self, gold: Gold, predicted: Gold) -> None:
        self._gold = _by_id(gold)
        self._predicted = _by_id(predicted)
        self._known: dict[tuple[str, str], int] = {}

    def likeness(self, predicted_id: str, gold_id: str) -> int:
        """Return 0 for two different entities; else 3 for a mention in common, 2 for an overlap, 1 for names."""
        key = (predicted_id, gold_id)
        if key not in self._known:
            self._known[key] = _likeness(self._predicted.get(predicted_id, []), self._gold.get(gold_id, []))
        return self._known[key]

    def shared_mentions(self, predicted_id: str, gold_id: str) -> int:
        """Return how many spans are mentions of both entities."""
        return len(_spans(self._predicted.get(predicted_id, [])) & _spans(self._gold.get(gold_id, [])))

    def same(self, predicted_id: str | None, gold_id: str | None) -> bool:
        """Return whether both are null, or both stand for one entity."""
        if predicted_id is None or gold_id is None:
            return predicted_id is gold_id
        return self.likeness(predicted_id, gold_id) > 0


def find_counterparts(ids: Iterable[str], other: Gold, judge: EntityJudge) -> dict[str, str | None]:
    """Return for each entity id of another annotation which of the ids means the same entity, None if none does.

    One to one: the likest are paired first, then those with more mentions in common, then those of one name.

    Args:
        ids: Ids of the annotation the judge was given as gold.
        other: The annotation it was given as predicted.
        judge: What says how alike two entities are.
    """
    known = sorted(ids)
    found = sorted({entity.canonical for entity in other.entities if entity.canonical is not None})
    pairs = match_pairs(
        Pair(number, index, (float(likeness), float(judge.shared_mentions(entity_id, one)), float(entity_id == one)))
        for number, one in enumerate(known)
        for index, entity_id in enumerate(found)
        if (likeness := judge.likeness(entity_id, one))
    )
    counterparts: dict[str, str | None] = dict.fromkeys(found)
    return counterparts | {found[pair.predicted]: known[pair.gold] for pair in pairs}


def _by_id(article: Gold) -> dict[str, list[GoldEntity]]:
    mentions: dict[str, list[GoldEntity]] = {}
    for entity in article.entities:
        if entity.canonical is not None:
            mentions.setdefault(entity.canonical, []).append(entity)
    return mentions


def _likeness(predicted: list[GoldEntity], gold: list[GoldEntity]) -> int:
    if _spans(predicted) & _spans(gold):
        return 3
    index = SpanIndex([(entity.start, entity.end) for entity in gold])
    if any(True for entity in predicted for _ in index.overlapping(entity.start, entity.end)):
        return 2
    return int(_share_thai_name(predicted, gold) or _share_english_name(predicted, gold))


def _spans(entities: Iterable[GoldEntity]) -> set[tuple[int, int]]:
    return {(entity.start, entity.end) for entity in entities}


def _share_thai_name(predicted: list[GoldEntity], gold: list[GoldEntity]) -> bool:
    names = {entity.text for entity in gold if len(entity.text) >= SHORTEST_SHARED_NAME}
    found = {entity.text for entity in predicted if len(entity.text) >= SHORTEST_SHARED_NAME}
    return any(name in other or other in name for name in names for other in found)


def _share_english_name(predicted: list[GoldEntity], gold: list[GoldEntity]) -> bool:
    names = [name for entity in gold for name in (entity.name_en, *entity.name_en_alt) if name is not None]
    return any(names_agree(entity.name_en, names) for entity in predicted)
