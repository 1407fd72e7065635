from pathlib import Path

import pytest

from sakat.dataset.validate import validate_file
from sakat.errors import InputError, RecordError
from sakat.record import Record
from sakat.storage.forms import FORMS, Form
from sakat.storage.lines import write_json_lines
from sakat.storage.parquet import write_parquet_table
from sakat.storage.read import read_records


def write(lines: list[bytes], path: Path, form: Form) -> None:
    if form == "parquet":
        write_parquet_table(lines, path, model=Record)
    else:
        write_json_lines(lines, path, form=form)


@pytest.mark.parametrize("form", FORMS)
def test_read_records_reads_every_form(form: Form, record: Record, tmp_path: Path) -> None:
    path = tmp_path / f"articles.{form}"
    write([record.to_json().encode()], path, form)
    assert list(read_records(path)) == [record]
    assert validate_file(path) == (1, [])


@pytest.mark.parametrize("form", FORMS)
def test_read_records_names_file_row_and_field(form: Form, record: Record, tmp_path: Path) -> None:
    path = tmp_path / f"articles.{form}"
    good = record.to_json()
    bad = good.replace('"language":"th"', '"language":"th","sha256":"0"', 1).replace(record.source.sha256, "0", 1)
    write([good.encode(), bad.encode()], path, form)
    records = read_records(path)
    assert next(records) == record
    with pytest.raises(RecordError, match=rf"articles\.{form}:2: source\.sha256: found '0'"):
        next(records)


def test_read_records_streams(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_bytes(record.to_json().encode() + b"\n" + b"\xff\n")
    records = read_records(path)
    assert next(records) == record
    with pytest.raises(RecordError, match=r"articles\.jsonl:2: byte 0 is not UTF-8"):
        next(records)


def test_read_records_says_when_a_file_is_absent(tmp_path: Path) -> None:
    for form in FORMS:
        with pytest.raises(InputError, match=r"none\..*: cannot be read"):
            list(read_records(tmp_path / f"none.{form}"))
