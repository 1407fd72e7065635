from typing import Literal

import pyarrow
import pytest
from pydantic import BaseModel

from sakat.errors import ConfigError
from sakat.record import Record
from sakat.record.base import Day, Score
from sakat.storage.columns import arrow_schema


class Place(BaseModel):
    name: str
    seen: Day | None


class Visit(BaseModel):
    day: Day
    kind: Literal["work", "holiday"]
    score: Score
    places: tuple[Place, ...]
    names: tuple[str | None, ...]
    home: Place | None
    sure: bool


def test_columns_follow_the_model() -> None:
    place = [pyarrow.field("name", pyarrow.string(), nullable=False), pyarrow.field("seen", pyarrow.date32())]
    struct = pyarrow.struct(place)
    assert arrow_schema(Visit) == pyarrow.schema(
        [
            pyarrow.field("day", pyarrow.date32(), nullable=False),
            pyarrow.field("kind", pyarrow.string(), nullable=False),
            pyarrow.field("score", pyarrow.float64(), nullable=False),
            pyarrow.field("places", pyarrow.list_(pyarrow.field("element", struct, nullable=False)), nullable=False),
            pyarrow.field("names", pyarrow.list_(pyarrow.field("element", pyarrow.string())), nullable=False),
            pyarrow.field("home", struct),
            pyarrow.field("sure", pyarrow.bool_(), nullable=False),
        ]
    )


def test_a_new_field_of_a_model_is_a_new_column() -> None:
    class Longer(Visit):
        note: str | None

    assert arrow_schema(Longer).names == [*arrow_schema(Visit).names, "note"]


def test_columns_of_a_record_are_its_fields() -> None:
    assert arrow_schema(Record).names == list(Record.model_fields)


@pytest.mark.parametrize("kind", [dict[str, int], int | str, tuple[int, str], complex])
def test_a_field_without_a_column_type_is_named(kind: object) -> None:
    model = type(
        "Odd", (BaseModel,), {"__annotations__": {"part": kind}, "model_config": {"arbitrary_types_allowed": True}}
    )
    with pytest.raises(ConfigError, match=r"Odd\.part: no column type for"):
        arrow_schema(model)
