import gzip
import importlib
import importlib.util
import io
import json
import os
import threading
import zipfile
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest

from sakat.errors import InputError
from sakat.inputs import limits
from sakat.inputs.article import Article, Reject
from sakat.inputs.formats import SUFFIXES, format_of
from sakat.inputs.options import USUAL_COLUMNS, Columns
from sakat.inputs.read import find_inputs, read_articles
from sakat.inputs.sources import Source

STORY = "สภาเทศบาลนครลำปางเห็นชอบงบซ่อมสะพานรัษฎาภิเศก"


def read(*inputs: Path | str, stdin: io.BufferedIOBase | None = None, columns: Columns = USUAL_COLUMNS) -> list[object]:
    return list(read_articles(find_inputs(map(str, inputs)), stdin=stdin, columns=columns))  # type: ignore[arg-type]


def rejected(items: list[object]) -> Reject:
    assert len(items) == 1
    assert isinstance(items[0], Reject), items[0]
    return items[0]


def outcomes(items: list[object]) -> list[str]:
    return [item.code if isinstance(item, Reject) else "article" for item in items]


class Pipe(io.BytesIO):
    """A stream that cannot go back, as standard input often is."""

    def seekable(self) -> bool:
        return False

    def seek(self, offset: int, whence: int = 0) -> int:
        raise io.UnsupportedOperation("seek")


@pytest.mark.parametrize("uri", ["/etc/passwd", "C:\\news\\a.txt", "\\\\host\\a", "file:///srv/a.txt", "\ud800"])
def test_a_stated_uri_is_never_an_absolute_path_nor_broken(tmp_path: Path, uri: str) -> None:
    good = json.dumps({"uri": "https://example.org/a", "text": STORY})
    (tmp_path / "a.jsonl").write_text(json.dumps({"uri": uri, "text": STORY}) + f"\n{good}\n", "utf-8")
    bad, article = read(tmp_path)
    assert isinstance(bad, Reject)
    assert (bad.code, bad.uri) == ("bad_metadata", "a.jsonl#1")
    bad.message.encode()
    assert isinstance(article, Article)
    assert article.metadata.uri == "https://example.org/a"


def test_an_id_that_cannot_be_written_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "\\udfff", "text": "x"}\n', "utf-8")
    assert rejected(read(tmp_path)).uri == "a.jsonl#1"


def test_a_file_name_that_is_no_utf8_is_written_out(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xa2\xe8.txt")).write_text(STORY, "utf-8")
    (item,) = read(tmp_path)
    assert isinstance(item, Article)
    assert item.metadata.uri == r"\xa2\xe8.txt"


def test_metadata_that_expands_without_bound_is_refused(tmp_path: Path) -> None:
    names = "abcdefghi"
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in pairwise(names)]
    (tmp_path / "a.md").write_text("---\n" + "\n".join([*lines, "title: *i"]) + f"\n---\n{STORY}", "utf-8")
    reject = rejected(read(tmp_path))
    assert reject.code == "bad_metadata"
    assert "a.md:3: not valid YAML (found an alias" in reject.message


@pytest.mark.parametrize("size", [2**16 - 200, 2**16 + 1])
def test_a_sidecar_has_a_limit(tmp_path: Path, size: int) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    (tmp_path / "a.yaml").write_text("x: " + "x" * size, "utf-8")
    assert outcomes(read(tmp_path)) == ["article" if size < 2**16 else "bad_metadata"]


def test_what_a_message_shows_is_short(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"title": {"ก": "ข" * 10**5}, "text": STORY}), "utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps({f"ก{number}" * 99: 1 for number in range(999)}), "utf-8")
    (tmp_path / "c.csv").write_text(",".join(f"ก{number}" * 99 for number in range(999)) + "\n", "utf-8")
    (tmp_path / "d.csv").write_text("ก" * 10**5 + "," + "ก" * 10**5 + "\n", "utf-8")
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        archive.writestr("../" + "ก" * 10**4 + "/a.txt", STORY)
    items = read(tmp_path)
    assert len(items) == 5
    for item in items:
        assert isinstance(item, Reject)
        assert len(item.message) < 1500


def test_a_row_of_csv_without_end_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_ARTICLE_BYTES", 200)
    rows = ["id,text", "1," + "x" * 900, "2,short", "3," + '"\n",' * 99 + "x", "4,short"]
    (tmp_path / "a.csv").write_text("\n".join(rows) + "\n", "utf-8")
    found = outcomes(read(tmp_path))
    assert found[:2] == ["too_long", "article"]
    assert "too_long" in found[2:]


def test_a_header_in_another_encoding_or_with_one_name_twice_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("id,ข้อความ\n1,ข่าว\n".encode("cp874"))
    (tmp_path / "b.csv").write_text("text,text\nx,y\n", "utf-8")
    assert outcomes(read(tmp_path)) == ["not_utf8", "bad_header"]


def test_parquet_cells_that_cannot_be_read_cost_their_row(tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    offsets = arrow.py_buffer(b"\0\0\0\0\1\0\0\0\2\0\0\0")
    broken = arrow.Array.from_buffers(arrow.string(), 2, [None, offsets, arrow.py_buffer(b"\xffx")])
    parquet.write_table(arrow.table({"text": broken}), tmp_path / "a.parquet")
    far = arrow.array([2**62, 0], arrow.timestamp("us"))
    parquet.write_table(arrow.table({"text": ["x", "y"], "date": far}), tmp_path / "b.parquet")
    assert outcomes(read(tmp_path)) == ["bad_row", "article"] * 2


def test_parquet_reads_the_nanoseconds_of_pandas(tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    when = arrow.array([1_724_360_400_123_456_789], arrow.timestamp("ns", "UTC"))
    parquet.write_table(arrow.table({"text": [STORY], "date": when}), tmp_path / "a.parquet")
    (item,) = read(tmp_path)
    assert isinstance(item, Article)
    assert item.metadata.document_date == date(2024, 8, 23)


def test_parquet_columns_that_would_fill_the_memory_are_bombs(tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    table = arrow.table({"text": ["x" * (40 * 2**20)]})
    parquet.write_table(table, tmp_path / "a.parquet", compression="zstd", use_dictionary=False)
    assert rejected(read(tmp_path)).code == "decompression_bomb"


def test_streams_of_tables_and_archives_are_told_by_their_first_bytes(tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    packed, table = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", STORY)
    parquet.write_table(arrow.table({"text": [STORY]}), table)
    rows = f"id,story\n1,{STORY}\n".encode()
    for data, columns in ((packed.getvalue(), USUAL_COLUMNS), (table.getvalue(), USUAL_COLUMNS)):
        assert outcomes(read("-", stdin=Pipe(data), columns=columns)) == ["article"]
    (item,) = read("-", stdin=Pipe(gzip.compress(rows)), columns=Columns(text="story"))
    assert isinstance(item, Article)
    assert item.content == STORY


def test_a_file_url_is_a_path(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    assert [source.name for source in find_inputs([f"file://{tmp_path}"])] == ["a.txt"]


@pytest.fixture
def failing_server() -> Iterator[str]:
    class Failing(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            return None

        def do_HEAD(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "4")
            self.end_headers()

        def do_GET(self) -> None:
            self.send_error(int(self.path.split("/")[1]))

    with ThreadingHTTPServer(("127.0.0.1", 0), Failing) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_failing_url_is_a_reject_that_keeps_its_secrets(failing_server: str, tmp_path: Path, status: int) -> None:
    pytest.importorskip("aiohttp")
    pytest.importorskip("fsspec")
    (tmp_path / "b.txt").write_text(STORY, "utf-8")
    url = f"http://{failing_server}/{status}/a.txt"
    remote = Source(f"{url}?token=hunter2", url, remote=True)
    reject, article = read_articles([remote, *find_inputs([str(tmp_path)])])
    assert isinstance(reject, Reject)
    assert (reject.uri, reject.code) == (url, "unreadable_file")
    assert "hunter2" not in reject.message
    assert isinstance(article, Article)


def test_an_unreachable_store_is_said_so_without_its_key() -> None:
    pytest.importorskip("fsspec")
    with pytest.raises(InputError) as error:
        find_inputs(["ftp://user:hunter2@127.0.0.1:1/a.txt"])
    assert "ftp://127.0.0.1:1/a.txt: cannot be reached" in str(error.value)
    assert "hunter2" not in str(error.value)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_ending_has_its_reader(suffix: str) -> None:
    found = format_of(f"a{suffix}")
    assert found is not None
    module = f"sakat.inputs.{found.module}"
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} is not there yet")
    assert callable(getattr(importlib.import_module(module), found.function))
