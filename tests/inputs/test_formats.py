import csv
import gzip
import hashlib
import io
import json
import os
import socket
import threading
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.errors import ConfigError, InputError
from sakat.extras import need
from sakat.inputs import limits
from sakat.inputs.article import Article, Reject
from sakat.inputs.jsonl import read_jsonl
from sakat.inputs.options import Columns
from sakat.inputs.read import find_inputs, read_articles
from sakat.inputs.table import read_csv

STORY = "ศาลจังหวัดน่านนัดสืบพยานคดีป่าสงวน"
Packing = tuple[str, Callable[[bytes], bytes]]


def read(*inputs: Path | str, stdin: bytes | None = None, columns: Columns | None = None) -> list[Article | Reject]:
    stream = io.BytesIO(stdin) if stdin is not None else None
    return list(read_articles(find_inputs(map(str, inputs)), stdin=stream, columns=columns or Columns()))


def texts(items: list[Article | Reject]) -> list[bytes | str]:
    assert all(isinstance(item, Article) for item in items), items
    return [item.content for item in items if isinstance(item, Article)]


def codes(items: list[Article | Reject]) -> list[str]:
    return [item.code if isinstance(item, Reject) else "article" for item in items]


def test_compressed_files_read_like_plain_ones(tmp_path: Path, packing: Packing) -> None:
    suffix, pack = packing
    (tmp_path / f"a.txt{suffix}").write_bytes(pack(STORY.encode()))
    (tmp_path / "a.yaml").write_text("title: คดีป่าสงวน\n", "utf-8")
    line = json.dumps({"text": STORY, "id": 7}).encode() + b"\n"
    (tmp_path / f"b.jsonl{suffix}").write_bytes(pack(line) + pack(line))
    first, second, third = read(tmp_path)
    assert isinstance(first, Article)
    assert (first.content, first.metadata.title) == (STORY.encode(), "คดีป่าสงวน")
    assert first.metadata.uri == f"a.txt{suffix}"
    assert texts([second, third]) == [STORY, STORY]
    assert isinstance(second, Article)
    assert second.metadata.uri == f"b.jsonl{suffix}#7"


def test_a_cut_off_file_gives_what_it_holds_and_says_so(tmp_path: Path, packing: Packing) -> None:
    suffix, pack = packing
    lines = b"".join(json.dumps({"text": f"{STORY} {os.urandom(60).hex()}"}).encode() + b"\n" for _ in range(4000))
    packed = pack(lines)
    (tmp_path / f"a.jsonl{suffix}").write_bytes(packed[: len(packed) // 2])
    found = codes(read(tmp_path))
    assert found[-1] == "damaged_file"
    assert set(found[:-1]) <= {"article", "bad_json"}


def test_a_decompression_bomb_is_named_and_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(bytes(40 * 2**20)))
    (tmp_path / "b.txt").write_text(STORY, "utf-8")
    bomb, article = read(tmp_path)
    assert isinstance(bomb, Reject)
    assert bomb.code == "decompression_bomb"
    assert "expected at most 250 times as many" in bomb.message
    assert isinstance(article, Article)


def test_what_is_too_long_is_rejected_and_the_rest_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_ARTICLE_BYTES", 500)
    long, short = json.dumps({"text": STORY * 9}), json.dumps({"text": STORY})
    (tmp_path / "a.jsonl").write_text(f"{short}\n{long}\n{short}\n", "utf-8")
    (tmp_path / "b.txt").write_text(STORY * 9, "utf-8")
    (tmp_path / "c.md").write_text(STORY * 9, "utf-8")
    items = read(tmp_path)
    assert codes(items) == ["article", "too_long", "article", "too_long", "too_long"]
    assert [item.sha256 for item in items[3:]] == [hashlib.sha256((STORY * 9).encode()).hexdigest()] * 2


def test_csv_is_read_by_its_header(tmp_path: Path) -> None:
    with (tmp_path / "news.csv").open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "พาดหัว", "วันที่", "เนื้อหา"])
        rows.writerow(["n1", "คดีป่า", "2024-08-22T20:00:00Z", f'{STORY}\nเขากล่าวว่า "ไม่ผิด", วันนี้'])
        rows.writerow(["n2", "", "", STORY])
        rows.writerow(["n3", "x", "22/8/2567", STORY])
    first, second, third = read(tmp_path)
    assert isinstance(first, Article)
    assert first.content == f'{STORY}\nเขากล่าวว่า "ไม่ผิด", วันนี้'
    assert (first.metadata.uri, first.metadata.title) == ("news.csv#n1", "คดีป่า")
    assert first.metadata.document_date == date(2024, 8, 23)
    assert isinstance(second, Article)
    assert (second.metadata.title, second.metadata.document_date) == (None, None)
    assert isinstance(third, Reject)
    assert (third.code, third.uri) == ("bad_document_date", "news.csv#n3")


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_csv_finds_its_delimiter(tmp_path: Path, delimiter: str) -> None:
    (tmp_path / "a.csv").write_text(delimiter.join(["id", "text"]) + f"\n1{delimiter}{STORY}\n", "utf-8")
    assert texts(read(tmp_path)) == [STORY]


def test_table_columns_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"ref,story,text\nx,{STORY},ย่อ\n", "utf-8")
    (item,) = read(tmp_path, columns=Columns(text="story", id="ref"))
    assert isinstance(item, Article)
    assert (item.content, item.metadata.uri) == (STORY, "a.csv#x")
    (reject,) = read(tmp_path, columns=Columns(text="body"))
    assert isinstance(reject, Reject)
    assert (
        reject.message == "a.csv: no column 'body'; found 'ref', 'story', 'text'; name the right one with --text-column"
    )


def test_bad_rows_of_csv_are_named_and_the_rest_read(tmp_path: Path) -> None:
    body = b"id,text\n1," + STORY.encode() + b"\n2\n3,\xff\xfe\n4," + STORY.encode() + b"\n"
    (tmp_path / "a.csv").write_bytes(body)
    items = read(tmp_path)
    assert codes(items) == ["article", "bad_row", "not_utf8", "article"]
    assert isinstance(items[1], Reject)
    assert "a.csv:3: found 1 values; expected 2" in items[1].message


def test_parquet_is_read_by_columns_and_bad_rows_are_named(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    when = datetime(2024, 8, 22, 20, tzinfo=UTC)
    table = arrow.table(
        {"id": [1, 2, 3], "content": [STORY, None, STORY], "date": [when, when, None], "other": [b"\x00", b"", b""]}
    )
    parquet.write_table(table, tmp_path / "a.parquet")
    first, second, third = read(tmp_path)
    assert isinstance(first, Article)
    assert (first.content, first.metadata.uri) == (STORY, "a.parquet#1")
    assert first.metadata.document_date == date(2024, 8, 23)
    assert isinstance(second, Reject)
    assert second.message == "a.parquet:2: content: found NoneType; expected a string"
    assert isinstance(third, Article)


def test_parquet_with_wrong_types_or_bytes_is_rejected(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.table({"text": [1, 2]}), tmp_path / "a.parquet")
    parquet.write_table(arrow.table({"story": [STORY]}), tmp_path / "b.parquet")
    whole = (tmp_path / "a.parquet").read_bytes()
    (tmp_path / "c.parquet").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "d.parquet").write_bytes(b"no table")
    assert codes(read(tmp_path)) == ["missing_text", "missing_text", "missing_column", "damaged_file", "damaged_file"]


def test_zip_members_are_read_and_none_leads_out(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b/x.txt", STORY)
        archive.writestr("a.jsonl.gz", gzip.compress(json.dumps({"text": STORY}).encode()))
        archive.writestr("../../etc/evil.txt", STORY)
        archive.writestr("/abs.txt", STORY)
        archive.writestr("C:\\abs.txt", STORY)
        archive.writestr("photo.jpg", b"\xff\xd8")
        archive.writestr("zero.txt", bytes(30 * 2**20))
    (tmp_path / "b.zip").write_bytes(b"PK no archive")
    items = read(tmp_path)
    assert [(item.metadata.uri if isinstance(item, Article) else item.code) for item in items] == [
        "unsafe_name", "unsafe_name", "unsafe_name", "a.zip/a.jsonl.gz#1", "a.zip/b/x.txt", "decompression_bomb",
        "damaged_file",
    ]  # fmt: skip
    assert all(not item.uri.startswith("/") and ".." not in item.uri for item in items if isinstance(item, Reject))


def test_a_stream_is_told_by_its_first_bytes() -> None:
    assert texts(read("-", stdin=gzip.compress(b'{"text": "a"}\n'))) == ["a"]
    assert texts(read("-", stdin=b"")) == [b""]


def test_unknown_endings_are_told_by_their_first_bytes(tmp_path: Path) -> None:
    (tmp_path / "dump").write_bytes(json.dumps({"text": STORY}).encode())
    (tmp_path / "notes.log").write_text(STORY, "utf-8")
    assert texts(read(tmp_path / "dump", tmp_path / "notes.log")) == [STORY, STORY.encode()]
    (tmp_path / "x.xml").write_text("<?xml version='1.0'?><inventory/>", "utf-8")
    assert codes(read(tmp_path / "x.xml")) == ["unknown_xml"]


def test_pipes_sockets_and_loops_are_rejected_and_never_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "l.txt").symlink_to(tmp_path / "l.txt")
    (tmp_path / "z.txt").write_text(STORY, "utf-8")
    with socket.socket(socket.AF_UNIX) as server:
        folder = os.open(tmp_path, os.O_RDONLY)
        server.bind(f"/proc/self/fd/{folder}/s.txt")
        items = read(tmp_path)
        os.close(folder)
    assert codes(items) == ["not_a_file", "unreadable_file", "not_a_file", "article"]


def test_a_file_that_changes_while_read_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": STORY}) + "\n", "utf-8")
    items = []
    for item in read_articles(find_inputs([str(path)])):
        items.append(item)
        if len(items) == 1:
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"text": STORY}) + "\n")
    assert codes(items)[0] == "article"
    assert codes(items)[-1] == "changed_while_read"


@pytest.mark.parametrize("change", ["cut", "replaced", "deleted"])
def test_a_file_that_goes_while_read_is_said_so_and_the_rest_read(tmp_path: Path, change: str) -> None:
    path = tmp_path / "a.jsonl"
    line = json.dumps({"text": STORY}) + "\n"
    path.write_text(line * 5000, "utf-8")
    (tmp_path / "b.txt").write_text(STORY, "utf-8")
    (tmp_path / "fresh").write_text(line, "utf-8")
    changes: dict[str, Callable[[], object]] = {
        "cut": lambda: os.truncate(path, 10),
        "replaced": lambda: os.replace(tmp_path / "fresh", path),
        "deleted": path.unlink,
    }
    items = []
    for item in read_articles(find_inputs([str(path), str(tmp_path / "b.txt")])):
        if not items:
            changes[change]()
        items.append(item)
    found = codes(items)
    assert found[0] == found[-1] == "article"
    assert found[-2] == ("unreadable_file" if change == "deleted" else "changed_while_read")


def test_a_dump_of_many_streams_is_read_whole(tmp_path: Path, packing: Packing) -> None:
    """As Wikipedia's pages-articles-multistream.xml.bz2 is written."""
    suffix, pack = packing
    pytest.importorskip("mwparserfromhell")
    pages = [
        f"<page><title>{title}</title><ns>0</ns><revision><text>{STORY}</text></revision></page>" for title in "กขคง"
    ]
    streams = ["<mediawiki>", *pages, "</mediawiki>"]
    (tmp_path / f"a.xml{suffix}").write_bytes(b"".join(pack(stream.encode()) for stream in streams))
    assert texts(read(tmp_path)) == [STORY] * 4


def test_a_folder_linked_into_itself_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "c.txt").write_text(STORY, "utf-8")
    (tmp_path / "other.txt").symlink_to(tmp_path / "a" / "c.txt")
    assert [source.name for source in find_inputs([str(tmp_path)])] == ["a/c.txt", "other.txt"]


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    for name in (".a.txt", ".git/b.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY, "utf-8")
    assert [source.name for source in find_inputs([str(tmp_path)])] == ["c.txt"]


def test_memory_urls_read_like_folders_and_hide_secrets() -> None:
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    system.pipe("/batch/2024/a.txt", STORY.encode())
    system.pipe("/batch/b.jsonl", json.dumps({"text": STORY}).encode())
    items = read("memory://batch")
    assert [item.metadata.uri for item in items if isinstance(item, Article)] == ["2024/a.txt", "b.jsonl#1"]
    assert [source.name for source in find_inputs(["memory://batch/*.jsonl"])] == ["memory:///batch/b.jsonl"]
    with pytest.raises(InputError) as error:
        find_inputs(["ftp://user:secret@127.0.0.1:1/a.txt"])
    assert "secret" not in str(error.value)


def test_a_missing_library_is_named() -> None:
    with pytest.raises(ConfigError, match=r"pip install 'sakat\[tables\]'"):
        need("no_such_library.part", "tables")


@given(st.binary(max_size=400))
def test_any_bytes_give_one_outcome_a_line_of_json(data: bytes) -> None:
    items = list(read_jsonl(io.BytesIO(data), "x"))
    assert len(items) == sum(bool(line.strip()) for line in data.split(b"\n"))


@given(st.binary(max_size=400))
def test_any_bytes_after_a_header_are_rows_or_rejects(data: bytes) -> None:
    for item in read_csv(io.BytesIO(b"id,text\n" + data), "x"):
        assert isinstance(item, Article | Reject)


@given(st.lists(st.tuples(st.integers(0, 9**6), st.text(min_size=1)), max_size=6))
def test_csv_gives_back_what_was_written(rows: list[tuple[int, str]]) -> None:
    rows = [(number, text) for number, text in rows if "\r" not in text]
    file = io.StringIO(newline="")
    csv.writer(file).writerows([("id", "text"), *rows])
    items = list(read_csv(io.BytesIO(file.getvalue().encode("utf-8", "surrogatepass")), "x"))
    assert [item.content for item in items if isinstance(item, Article)] == [text for _, text in rows]


@pytest.fixture(scope="module")
def bucket() -> str:
    moto = pytest.importorskip("moto.server")
    s3fs = pytest.importorskip("s3fs")
    server = moto.ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    environment = {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    old = {name: os.environ.get(name) for name in environment}
    os.environ.update(environment)
    system = s3fs.S3FileSystem()
    system.mkdir("news")
    system.pipe("news/2024/a.txt", STORY.encode())
    system.pipe("news/2024/b.jsonl.gz", gzip.compress(json.dumps({"text": STORY, "id": "n"}).encode()))
    system.pipe("news/skip.bin", b"\x00")
    yield "s3://news"
    server.stop()
    for name, value in old.items():
        os.environ.pop(name) if value is None else os.environ.update({name: value})


def test_s3_folders_files_and_globs_are_read(bucket: str) -> None:
    items = read(bucket)
    assert [item.metadata.uri for item in items if isinstance(item, Article)] == ["2024/a.txt", "2024/b.jsonl.gz#n"]
    assert texts(read(f"{bucket}/2024/a.txt")) == [STORY.encode()]
    assert [source.name for source in find_inputs([f"{bucket}/2024/*.gz"])] == ["s3://news/2024/b.jsonl.gz"]
    with pytest.raises(InputError, match="s3://news/none"):
        find_inputs([f"{bucket}/none"])


def test_http_file_is_read(tmp_path: Path) -> None:
    pytest.importorskip("aiohttp")
    pytest.importorskip("fsspec")
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    (tmp_path / "a.txt").write_text(STORY, "utf-8")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            return None

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        (item,) = read(f"http://127.0.0.1:{server.server_port}/a.txt?token=secret")
        server.shutdown()
    assert isinstance(item, Article)
    assert item.metadata.uri == f"http://127.0.0.1:{server.server_port}/a.txt"
    assert item.content == STORY.encode()
