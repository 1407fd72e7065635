"""What the labels of a recognizer mean in the record: one table for all tag sets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from sakat.errors import ConfigError, LexiconError
from sakat.lexicon import load_lexicon
from sakat.record.mention import Label

Meaning = Label | Literal["PLACE"]
"""A label of the record, or a place whose kind (GPE, LOC, FAC) its name tells."""

_MEANINGS = frozenset((*get_args(Label), "PLACE"))
_LEFT_OUT = "-"


@dataclass(frozen=True, slots=True)
class LabelMap:
    """The meaning of each label that has one, and the labels that nothing is known of."""

    meanings: Mapping[str, Meaning]
    unknown: tuple[str, ...]


def map_labels(labels: Iterable[str], given: Mapping[str, str] | None = None) -> LabelMap:
    """Return what a recognizer's labels mean, by `ner_labels.tsv` and what is given beside it.

    Where a tag set tells GPE from LOC, as OntoNotes does, its LOC is LOC and no place of any kind.

    Args:
        labels: As the model writes them; case, and `-` for `_`, do not matter.
        given: Meanings by label which go before the table; `-` leaves a label out.

    Raises:
        ConfigError: If a given meaning is none, or is given for a label the model does not have.

    >>> map_labels(["PER", "LOC", "DTM", "ชื่อ"])
    LabelMap(meanings={'PER': 'PERSON', 'LOC': 'PLACE'}, unknown=('ชื่อ',))
    """
    labels = list(labels)
    own = {_norm(label): meaning for label, meaning in (given or {}).items()}
    _check(own, labels)
    known = {**_table(), **own}
    narrow = any(_norm(label) == "GPE" for label in labels)
    meanings: dict[str, Meaning] = {}
    for label in labels:
        meaning = known.get(_norm(label), _LEFT_OUT)
        if meaning == "PLACE" and narrow and _norm(label) not in own:
            meaning = "LOC"
        if meaning != _LEFT_OUT:
            meanings[label] = cast(Meaning, meaning)
    return LabelMap(meanings, tuple(label for label in labels if _norm(label) not in known))


def _check(given: Mapping[str, str], labels: Iterable[str]) -> None:
    present = {_norm(label) for label in labels}
    for label, meaning in given.items():
        if label not in present:
            raise ConfigError(f"labels: the model has no label {label!r}; it has {', '.join(sorted(present))}")
        if meaning not in _MEANINGS and meaning != _LEFT_OUT:
            raise ConfigError(f"labels: {label} is {meaning!r}; expected {', '.join(sorted(_MEANINGS))}, or - for none")


@cache
def _table() -> Mapping[str, str]:
    rows = load_lexicon("ner_labels")
    for row in rows:
        if row["label"] not in _MEANINGS and row["label"] != _LEFT_OUT:
            raise LexiconError(f"resources/ner_labels.tsv: {row['form']} is {row['label']!r}; expected a label or -")
    return {row["form"]: row["label"] for row in rows}


def _norm(label: str) -> str:
    return label.upper().replace("-", "_").replace(" ", "_")
