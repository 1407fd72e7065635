"""What templates show, after `resources/wiki_templates.tsv`."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Protocol

from sakat.lexicon import Row, load_lexicon

if TYPE_CHECKING:
    from mwparserfromhell.nodes import Template
    from mwparserfromhell.wikicode import Wikicode

_SLOT = re.compile(r"\{(\d)\}")
_FIRST_BUDDHIST_YEAR = 2400
_MAX_DIGITS = 4
_BUDDHIST_OFFSET = 543


class Writer(Protocol):
    """Writes arguments of templates and counts references."""

    def text(self, code: Wikicode | None) -> str:
        """Return the text of wikitext."""

    def reference(self, name: str, group: str = "") -> str:
        """Return the mark of a reference."""


@cache
def _rows() -> dict[str, Row]:
    return {row["form"]: row for row in load_lexicon("wiki_templates")}


def template_name(template: Template) -> str:
    """Return the name of a template as the table has it: without namespace, lower case, blanks for underlines."""
    name = " ".join(str(template.name).replace("_", " ").split()).lower()
    return name.removeprefix("แม่แบบ:").removeprefix("template:").strip()


def read_template(template: Template, writer: Writer) -> str | None:
    """Return what a template of the table shows, None if the table does not have it.

    Kinds: `text` is the cell with `{1}` for the first argument; `date` a Thai date of year, month, day; `reference` a
    reference mark, `note` one of the group note, `named` marks of references made elsewhere; `space` a space;
    `references` and `drop` nothing, though references in what is dropped are counted.
    """
    row = _rows().get(template_name(template))
    if row is None:
        return None
    kind = row["kind"]
    if kind == "references":
        return ""
    if kind in {"reference", "note", "named"}:
        return _marks(template, kind, writer)
    arguments = {str(parameter.name).strip(): writer.text(parameter.value).strip() for parameter in template.params}
    if kind == "date":
        return _thai_day([arguments.get(str(place), "") for place in (1, 2, 3)])
    if kind == "space":
        return " "
    return _SLOT.sub(lambda slot: arguments.get(slot[1], ""), row["text"]).strip() if kind == "text" else ""


def _marks(template: Template, kind: str, writer: Writer) -> str:
    arguments = {str(parameter.name).strip(): str(parameter.value).strip() for parameter in template.params}
    placed = [value for name, value in arguments.items() if name.isdecimal() and value]
    group = "note" if kind == "note" else arguments.get("group", "")
    if kind == "named":
        return "".join(writer.reference(value, group) for value in placed)
    name = arguments.get("name", "") or (f"{template.name}|{'|'.join(placed)}" if _is_short(template) else "")
    return writer.reference(name, group) if placed or name else ""


def _is_short(template: Template) -> bool:
    """Tell whether equal calls make one reference, as those of author and year do."""
    return template_name(template).startswith("sfn")


def _thai_day(parts: list[str]) -> str:
    """Return a day in Thai, nothing for numbers that make none; a year from 2400 on is Buddhist already.

    >>> _thai_day(["2500", "1", "2"]), _thai_day(["1957", "", ""])
    ('2 มกราคม 2500', 'พ.ศ. 2500')
    """
    from sakat.dates.thai import format_thai

    if not parts[0].isdecimal() or max(map(len, parts)) > _MAX_DIGITS:
        return ""
    year = int(parts[0])
    year = year - _BUDDHIST_OFFSET if year >= _FIRST_BUDDHIST_YEAR else year
    if not (parts[1].isdecimal() and parts[2].isdecimal()):
        return f"พ.ศ. {year + _BUDDHIST_OFFSET}"
    try:
        return format_thai(date(year, int(parts[1]), int(parts[2])))
    except ValueError:
        return ""
