import gzip
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sakat.errors import InputError
from sakat.storage.forms import Form, find_table, form_of, table_of
from sakat.storage.lines import read_json_lines, write_json_lines

STREAMS: tuple[Form, ...] = ("jsonl", "jsonl.gz", "jsonl.zst")
COMPRESSED: tuple[Form, ...] = ("jsonl.gz", "jsonl.zst")
LONG = b'{"text":"' + "ข่าวยาว".encode() * 40_000 + b'"}'


def lines_of(path: Path) -> list[bytes]:
    return [line for _, line in read_json_lines(path)]


@pytest.mark.parametrize("form", STREAMS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.binary(max_size=40).filter(lambda line: not set(line) & {10, 13}), max_size=20))
def test_lines_come_back_as_written(form: Form, lines: list[bytes], tmp_path: Path) -> None:
    path = tmp_path / f"a.{form}"
    lines = [b"{" + line for line in lines]
    assert write_json_lines(lines, path, form=form) == len(lines)
    assert lines_of(path) == lines


@pytest.mark.parametrize("form", STREAMS)
def test_long_lines_cross_the_blocks_they_are_read_in(form: Form, tmp_path: Path) -> None:
    path = tmp_path / f"a.{form}"
    write_json_lines([LONG, b"{}", LONG], path, form=form)
    assert list(read_json_lines(path)) == [(f"{path}:1", LONG), (f"{path}:2", b"{}"), (f"{path}:3", LONG)]


@pytest.mark.parametrize("form", STREAMS)
def test_the_same_lines_give_the_same_bytes(form: Form, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_json_lines([b"{}"] * 100, tmp_path / f"{name}.{form}", form=form)
    assert (tmp_path / f"one.{form}").read_bytes() == (tmp_path / f"two.{form}").read_bytes()


def test_other_programs_read_what_is_written(tmp_path: Path) -> None:
    write_json_lines([b"{}", b"[]"], tmp_path / "a.jsonl.gz", form="jsonl.gz")
    write_json_lines([b"{}", b"[]"], tmp_path / "a.jsonl.zst", form="jsonl.zst")
    assert gzip.decompress((tmp_path / "a.jsonl.gz").read_bytes()) == b"{}\n[]\n"
    with zstandard.open(tmp_path / "a.jsonl.zst", "rb") as file:
        assert file.read() == b"{}\n[]\n"


def test_files_joined_by_cat_are_read_whole(tmp_path: Path) -> None:
    for form in COMPRESSED:
        write_json_lines([b'{"a":1}'], tmp_path / f"one.{form}", form=form)
        joined = tmp_path / f"joined.{form}"
        joined.write_bytes((tmp_path / f"one.{form}").read_bytes() * 3)
        assert lines_of(joined) == [b'{"a":1}'] * 3


def test_blank_lines_and_a_missing_last_end_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"{}\r\n\n[]")
    assert list(read_json_lines(path)) == [(f"{path}:1", b"{}"), (f"{path}:3", b"[]")]
    (tmp_path / "a.jsonl.zst").write_bytes(zstandard.compress(b"{}\n[]"))
    assert lines_of(tmp_path / "a.jsonl.zst") == [b"{}", b"[]"]


@pytest.mark.parametrize("form", COMPRESSED)
def test_a_file_cut_short_is_an_error_and_not_a_short_dataset(form: Form, tmp_path: Path) -> None:
    path = tmp_path / f"a.{form}"
    write_json_lines([f'{{"id":{number}}}'.encode() for number in range(5000)], path, form=form)
    whole = path.read_bytes()
    for size in (len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:size])
        with pytest.raises(InputError, match=r"a\.jsonl\..*: damaged or cut off while decompressing"):
            lines_of(path)


@pytest.mark.parametrize("form", COMPRESSED)
def test_what_a_file_holds_decides_and_not_its_name(form: Form, tmp_path: Path) -> None:
    path = tmp_path / f"a.{form}"
    write_json_lines([b"{}"], path, form="jsonl")
    assert lines_of(path) == [b"{}"]


def test_a_changed_byte_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.zst"
    write_json_lines([b'{"text":"%d"}' % (number * 7919) for number in range(50)], path, form="jsonl.zst")
    data = bytearray(path.read_bytes())
    data[-2] ^= 1
    path.write_bytes(data)
    with pytest.raises(InputError, match="damaged"):
        lines_of(path)


@pytest.mark.parametrize(
    ("name", "form", "table"),
    [
        ("articles.jsonl", "jsonl", "articles"),
        ("articles.jsonl.zst", "jsonl.zst", "articles"),
        ("events.PARQUET", "parquet", "events.PARQUET"),
        ("records", "jsonl", "records"),
        ("a.zst", "jsonl", "a.zst"),
    ],
)
def test_the_end_of_a_name_tells_the_form(name: str, form: Form, table: str) -> None:
    assert form_of(Path("outputs") / name) == form
    assert table_of(Path("outputs") / name) == table


def test_find_table_finds_the_form_that_is_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no events\.jsonl or \.jsonl\.gz or"):
        find_table(tmp_path, "events")
    (tmp_path / "events.parquet").touch()
    assert find_table(tmp_path, "events").name == "events.parquet"
