"""The tags of a token-classification model, whatever way they are written, as BIOES."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sakat.errors import ModelError
from sakat.ner.lines import OUTSIDE

_BIOES = {"B": "B", "I": "I", "M": "I", "E": "E", "L": "E", "S": "S", "U": "S"}
_HYPHEN = re.compile(r"([BIMELSU])-(.+)")
_UNDERSCORE = re.compile(r"([BIMELSU])_(.+)")
_NUMBERED = re.compile(r"LABEL_[0-9]+")


@dataclass(frozen=True)
class TagScheme:
    """BIOES tags in the order of the model's columns; tags without a prefix count as I."""

    tags: tuple[str, ...]

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The labels, sorted."""
        return tuple(sorted(self.columns))

    @cached_property
    def columns(self) -> Mapping[str, tuple[int, ...]]:
        """The columns of the tags of each label."""
        found: dict[str, tuple[int, ...]] = {}
        for column, tag in enumerate(self.tags):
            if tag != OUTSIDE:
                found[tag[2:]] = (*found.get(tag[2:], ()), column)
        return found


def read_tags(names: Sequence[str], *, model: str) -> TagScheme:
    """Return the tags of a model: B-PER, B_PER where all are written so, L and U for E and S, or PER alone.

    Args:
        names: The tags in the order of the columns, as `id2label` in the model's configuration has them.
        model: What errors call it.

    Raises:
        ModelError: If the tags have no names, or none that says that a word is outside of every name.

    >>> read_tags(["O", "B_PER", "I_PER", "E_PER"], model="m").tags
    ('O', 'B-PER', 'I-PER', 'E-PER')
    """
    inside = [name for name in names if name.upper() != OUTSIDE]
    if not inside or all(_NUMBERED.fullmatch(name) for name in names):
        raise ModelError(
            f"{model}: its tags are {_list(names)}; expected names such as O, B-PERSON, I-PERSON: "
            "set id2label in its config.json"
        )
    if len(inside) == len(names):
        raise ModelError(f"{model}: none of its tags is O ({_list(names)}); expected a model that finds names")
    underscored = all(_UNDERSCORE.fullmatch(name) for name in inside)
    return TagScheme(tuple(_as_bioes(name, _UNDERSCORE if underscored else _HYPHEN) for name in names))


def _as_bioes(name: str, prefixed: re.Pattern[str]) -> str:
    if name.upper() == OUTSIDE:
        return OUTSIDE
    match = prefixed.fullmatch(name)
    return f"{_BIOES[match[1]]}-{match[2]}" if match else f"I-{name}"


def _list(names: Sequence[str], most: int = 6) -> str:
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")
