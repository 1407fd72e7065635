"""Writes gold files: JSON with one annotation to a line, so that changes can be read line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sakat.gold.model import Gold

_TOLERANCES = frozenset(
    {
        "alt", "name_en_alt", "qid", "optional", "edtf_alt", "context", "coref", "note", "alt_triggers", "type_alt",
        "modality_alt", "args_ok", "role_any", "location_any", "symmetric", "polarity_any", "source_optional",
    }
)  # fmt: skip
"""Keys that are written only where they say something."""


def gold_to_json(gold: Gold) -> str:
    """Return a gold file's content: keys in the order of the models, one item of a list to a line, a final line end."""
    return "{\n" + ",\n".join(_parts(gold.model_dump(mode="json"))) + "\n}\n"


def _parts(content: dict[str, Any]) -> Iterator[str]:
    for key, value in content.items():
        if isinstance(value, list) and value:
            items = ",\n".join("  " + _line(item) for item in value)
            yield f"{json.dumps(key)}: [\n{items}\n]"
        else:
            yield f"{json.dumps(key)}: {_line(value)}"


def _line(item: Any) -> str:
    if isinstance(item, dict):
        item = {key: value for key, value in item.items() if key not in _TOLERANCES or value not in (None, [], False)}
    return json.dumps(item, ensure_ascii=False)
