"""Which Wikidata classes are kept, and the label of their items."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import cast, get_args

from sakat.errors import LexiconError
from sakat.lexicon import load_lexicon
from sakat.record.mention import VALUE_LABELS, Label

ENTITY_LABELS = frozenset(get_args(Label)) - VALUE_LABELS
"""Labels a thing may have."""


@cache
def class_labels() -> Mapping[str, Label]:
    """Return the label of each class of `kb_classes.tsv`, by QID.

    Raises:
        LexiconError: If a label is none that a thing may have, or a class stands twice.

    >>> class_labels()["Q50198"]  # จังหวัด
    'GPE'
    """
    labels: dict[str, Label] = {}
    for row in load_lexicon("kb_classes", key="qid"):
        if row["label"] not in ENTITY_LABELS:
            raise LexiconError(
                f"resources/kb_classes.tsv: {row['qid']}: label {row['label']!r}; "
                f"expected one of {', '.join(sorted(ENTITY_LABELS))}"
            )
        if row["qid"] in labels:
            raise LexiconError(f"resources/kb_classes.tsv: {row['qid']} has two rows; keep one")
        labels[row["qid"]] = cast(Label, row["label"])
    return MappingProxyType(labels)
