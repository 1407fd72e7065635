from pathlib import Path

import pytest

from sakat.dataset.validate import validate_file
from sakat.errors import InputError
from sakat.record import Record


def test_validate_file_passes_records(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(record.to_json() + "\n", "utf-8")
    assert validate_file(path) == (1, [])


def test_validate_file_names_file_line_and_path(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    broken = record.to_json().replace(record.id, "d_0000000000000000", 1)
    path.write_bytes(
        b"\n".join([record.to_json().encode(), b"{}", broken.encode(), b"\xff", record.to_json().encode()])
    )
    count, problems = validate_file(path)
    assert count == 5
    assert problems[0].startswith(f"{path}:2: schema_version: ")
    assert any(problem.startswith(f"{path}:3: d_0000000000000000: id: ") for problem in problems)
    assert any(problem.startswith(f"{path}:4: byte 0 is not UTF-8") for problem in problems)
    assert f"{path}:5: {record.id}: also at {path}:1" in problems[-1]


def test_validate_file_says_when_it_is_absent(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.jsonl: cannot be read"):
        validate_file(tmp_path / "none.jsonl")
