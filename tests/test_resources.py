"""Every table is well formed, sorted, unique, and has a stated source."""

import re
import unicodedata
from pathlib import Path

import pytest

import sakat

FOLDER = Path(sakat.__file__).parent / "resources"
TABLES = sorted(FOLDER.glob("*.tsv"))
BY_PRIORITY = {"date_patterns"}  # the first pattern that fits wins


def data_lines(path: Path) -> list[str]:
    lines = path.read_text("utf-8").split("\n")
    return [line for line in lines if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_table_is_well_formed(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert not text.startswith("\ufeff")
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert text.endswith("\n")
    header, *rows = [line.split("\t") for line in data_lines(path)]
    assert header[-1] == "source"
    for row in rows:
        assert len(row) == len(header), row
        assert row[0]
        assert row[-1]
    assert len({tuple(row) for row in rows}) == len(rows)


@pytest.mark.parametrize("path", [path for path in TABLES if path.stem not in BY_PRIORITY], ids=lambda path: path.stem)
def test_table_is_sorted(path: Path) -> None:
    forms = [line.split("\t")[0] for line in data_lines(path)[1:]]
    assert forms == sorted(forms)


def test_sources_name_every_table_and_nothing_else() -> None:
    named = set()
    for line in (FOLDER / "SOURCES.md").read_text("utf-8").splitlines():
        if line.startswith("| ") and not line.startswith(("| tables", "| models")):
            named |= set(re.findall(r"[a-z_]+", line.split("|")[1]))
    assert named == {path.stem for path in TABLES}
