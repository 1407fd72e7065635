"""The names and colours of the codes of a record, from `resources/palette.tsv`: one source for all pages and charts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from sakat.lexicon import Row, load_lexicon

Theme = Literal["light", "dark"]
_CLASSES = {"event_type": "t", "entity_label": "l", "quadrant": "q"}
"""What the class of a code begins with, for the kinds that have colours."""


@cache
def load_palette() -> Mapping[tuple[str, str], Row]:
    """Return the row of each kind and code: its names `th` and `en`, its colours `light` and `dark` if it has any.

    >>> load_palette()["event_type", "AID"]["th"]
    'ช่วยเหลือ'
    """
    return {(row["kind"], row["code"]): row for row in load_lexicon("palette", key="code")}


def colour_rules() -> str:
    """Return a style sheet: `--CODE` is the colour of a code, dark where the reader wants that.

    The classes `.t-CODE` of event types, `.l-CODE` of entity labels and `.q-CODE` of quadrants set it as `--c`.

    >>> "--AID: #148a73" in colour_rules(), ".t-AID { --c: var(--AID); }" in colour_rules()
    (True, True)
    """
    classes = [f".{_CLASSES[kind]}-{code} {{ --c: var(--{code}); }}" for kind, code in _coloured()]
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n  :root {{ {_variables('dark')} }}\n}}"
    return "\n".join([f":root {{ {_variables('light')} }}", dark, *classes, ""])


def _coloured() -> list[tuple[str, str]]:
    return [key for key, row in load_palette().items() if row["light"]]


def _variables(theme: Theme) -> str:
    return " ".join(f"--{code}: {load_palette()[kind, code][theme]};" for kind, code in _coloured())
