import json
import warnings
from pathlib import Path
from typing import Any

import pytest

from sakat.errors import RecordError
from sakat.record import NewerSchemaWarning, record_from_json

EXAMPLE = Path(__file__).parent / "example.json"


@pytest.fixture
def fields() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(EXAMPLE.read_text("utf-8"))
    return content


def test_record_from_json_reads_this_version_without_a_word(fields: dict[str, Any]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert record_from_json(json.dumps(fields)).schema_version == "1.0"


def test_record_from_json_warns_on_a_newer_minor_and_leaves_out_what_it_added(fields: dict[str, Any]) -> None:
    plain = record_from_json(json.dumps(fields))
    fields["schema_version"] = "1.7"
    fields["topics"] = ["การค้า"]
    fields["mentions"][0]["head"] = {"start": 3, "end": 10}
    fields["events"][1]["arguments"][0]["weight"] = 0.5
    with pytest.warns(NewerSchemaWarning, match=r"schema 1\.7 are newer than 1\.0"):
        record = record_from_json(json.dumps(fields))
    assert record == plain.model_copy(update={"schema_version": "1.7"})


def test_record_from_json_names_a_value_that_a_newer_minor_added(fields: dict[str, Any]) -> None:
    fields["schema_version"] = "1.1"
    fields["temporal"][0]["calendar"] = "burmese"
    with (
        pytest.warns(NewerSchemaWarning),
        pytest.raises(RecordError, match=r"a\.jsonl:3: temporal\.0\.calendar: found 'burmese'"),
    ):
        record_from_json(json.dumps(fields), where="a.jsonl:3")


@pytest.mark.parametrize("version", ["2.0", "0.9"])
def test_record_from_json_refuses_another_major_whatever_its_shape(fields: dict[str, Any], version: str) -> None:
    fields["schema_version"] = version
    for content in (fields, {"schema_version": version, "body": "ข่าว"}):
        with pytest.raises(RecordError, match=rf"a\.jsonl:3: schema_version: found '{version}'; expected 1\.x"):
            record_from_json(json.dumps(content), where="a.jsonl:3")


@pytest.mark.parametrize("version", ["1", "v1.1", 1.1, None, "1.1.0"])
def test_record_from_json_takes_no_unknown_key_where_no_newer_version_is_stated(
    fields: dict[str, Any], version: object
) -> None:
    fields |= {"schema_version": version, "topics": []}
    with pytest.raises(RecordError, match="schema_version"):
        record_from_json(json.dumps(fields))
