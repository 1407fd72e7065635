import json
from pathlib import Path
from typing import Any

from sakat.dataset.schemas import schema_texts, write_schemas


def test_schemas_folder_is_what_the_models_give(root: Path) -> None:
    for name, text in schema_texts().items():
        assert (root / "schemas" / name).read_text("utf-8") == text, "run make schemas"


def test_write_schemas_writes_the_same_files(tmp_path: Path) -> None:
    assert [path.name for path in write_schemas(tmp_path)] == ["record-1.0.schema.json"]
    assert json.loads((tmp_path / "record-1.0.schema.json").read_text("utf-8"))["title"] == "Record"


def _objects(schema: Any) -> list[dict[str, Any]]:
    found = [schema] if isinstance(schema, dict) and schema.get("type") == "object" else []
    for value in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else []:
        found += _objects(value)
    return found


def test_every_schema_field_is_required_and_described_with_an_example() -> None:
    for text in schema_texts().values():
        for part in _objects(json.loads(text)):
            assert part["additionalProperties"] is False
            assert sorted(part["required"]) == sorted(part["properties"])
            for name, field in part["properties"].items():
                assert field.get("description"), f"{part['title']}.{name}"
                assert "examples" in field, f"{part['title']}.{name}"
