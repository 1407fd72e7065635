from collections.abc import Iterator

import pytest

from sakat.errors import LexiconError
from sakat.exports import columns


@pytest.fixture
def fresh() -> Iterator[None]:
    columns.all_columns.cache_clear()
    yield
    columns.all_columns.cache_clear()


def row(**changes: str) -> dict[str, str]:
    return {"table": "t", "column": "c", "type": "string", "key": "", "th": "ก", "en": "k", "source": "s"} | changes


def test_every_column_is_named_once_and_described_in_thai_and_english() -> None:
    for table, found in columns.all_columns().items():
        names = [column.name for column in found]
        assert len(set(names)) == len(names), table
        for column in found:
            assert any("\u0e00" <= letter <= "\u0e7f" for letter in column.th), (table, column.name)
            assert any(letter.isascii() and letter.isalpha() for letter in column.en), (table, column.name)


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (row(type="text"), "t.c: type 'text'; expected one of string, integer"),
        (row(key="u.id"), r"t.c: key 'u.id'; expected the primary column of a table"),
        (row(key="t.c"), r"t.c: key 't.c'; expected the primary column of a table"),
    ],
)
def test_a_bad_row_is_named(bad: dict[str, str], message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "load_lexicon", lambda name, key: (bad,))
    with pytest.raises(LexiconError, match=message):
        columns.all_columns()
