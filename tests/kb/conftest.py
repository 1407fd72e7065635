"""Tiny Wikidata dumps."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

MakeItem = Callable[..., str]


def statement(value: object, rank: str = "normal", **qualifiers: object) -> dict[str, Any]:
    return {"mainsnak": {"snaktype": "value", "datavalue": {"value": value}}, "rank": rank, "qualifiers": qualifiers}


def item(
    qid: str, name_th: str | None, *classes: str, name_en: str | None = None, aliases: tuple[str, ...] = (), **more: Any
) -> str:
    """Return the JSON of an item; `more` adds to or replaces its keys."""
    return json.dumps(
        {
            "type": "item",
            "id": qid,
            "labels": {
                **({"th": {"language": "th", "value": name_th}} if name_th else {}),
                **({"en": {"language": "en", "value": name_en}} if name_en else {}),
            },
            "aliases": {"th": [{"language": "th", "value": alias} for alias in aliases]} if aliases else [],
            "descriptions": [],
            "claims": {"P31": [statement({"id": qid}) for qid in classes]},
            "sitelinks": {},
        }
        | more,
        ensure_ascii=False,
    )


@pytest.fixture(name="item")
def item_fixture() -> MakeItem:
    return item


@pytest.fixture(name="statement")
def statement_fixture() -> Callable[..., dict[str, Any]]:
    return statement


@pytest.fixture
def dump() -> str:
    """A dump of nine lines: a list of three cities, a river, a list page, a property and a line cut off."""
    lines = [
        item("Q1861", "กรุงเทพมหานคร", "Q515", name_en="Bangkok", aliases=("กรุงเทพฯ", "กทม.")),
        item("Q187805", "สโปแคน", "Q515", name_en="Spokane"),
        item("Q41", "แม่น้ำยม", "Q4022", name_en="Yom"),
        item("Q7", "รายชื่อเมือง", "Q13406463"),
        item("P31", "เป็น", type="property"),
        '{"type":"item","id":"Q8","labels":{"th":{"language":"th","val',
        item("Q9", "ปารีส", "Q515", name_en="Paris"),
    ]
    return "[\n" + ",\n".join(lines) + "\n]\n"


@pytest.fixture
def dump_file(dump: str, tmp_path: Path) -> Path:
    path = tmp_path / "dump.json"
    path.write_text(dump, "utf-8")
    return path
