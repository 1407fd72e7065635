"""Small files that would become large ones are named and cost no memory, in every format that packs."""

import gzip
import io
import itertools
import json
import stat
import struct
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest
import zstandard

from sakat.inputs import limits
from sakat.inputs.article import Article, Reject
from sakat.inputs.parquet_pages import read_pages
from sakat.inputs.read import find_inputs, read_articles

STORY = "สภาเทศบาลนครลำปางเห็นชอบงบซ่อมสะพานรัษฎาภิเศก"
Packing = tuple[str, Callable[[bytes], bytes]]
ENTITIES = '<!DOCTYPE a [<!ENTITY x "ฮ่าฮ่าฮ่า"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">' + "".join(
    f'<!ENTITY {new} "{f"&{old};" * 9}">' for old, new in itertools.pairwise("yzabcdefgh")
)


def read(path: Path) -> list[Article | Reject]:
    return list(read_articles(find_inputs([str(path)])))


def outcomes(path: Path) -> list[str]:
    return [item.code if isinstance(item, Reject) else "article" for item in read(path)]


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bombs of kilobytes, so that a test need not make large ones."""
    monkeypatch.setattr(limits, "_RATIO_FROM", 2**17)


@pytest.fixture
def frugal() -> Iterator[Callable[[], int]]:
    """Return what tells the most memory that Python has held at once, in bytes."""
    tracemalloc.start()
    yield lambda: tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()


class Endless(io.RawIOBase):
    """So many bytes that are in no memory."""

    def __init__(self, unit: bytes, size: int) -> None:
        self._unit = unit * (2**16 // len(unit))
        self.left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._unit[: min(len(buffer), self.left)]
        buffer[: len(data)] = data
        self.left -= len(data)
        return len(data)


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv", "a.html", "a.xml", "a.rss"])
@pytest.mark.usefixtures("small_limits")
def test_packed_files_are_bombs_in_every_format(name: str, packing: Packing, tmp_path: Path) -> None:
    suffix, pack = packing
    starts = {"a.csv": b"text\n", "a.xml": b"<mediawiki>", "a.rss": b"<rss>"}
    (tmp_path / (name + suffix)).write_bytes(pack(starts.get(name, b"") + b" " * 5 * 2**20))
    (tmp_path / "z.txt").write_text(STORY, "utf-8")
    *bomb, article = read(tmp_path)
    assert isinstance(article, Article)
    assert isinstance(bomb[-1], Reject)
    assert bomb[-1].code == "decompression_bomb"
    assert f"{name}{suffix}: decompressed to " in bomb[-1].message
    assert "expected at most 250 times as many" in bomb[-1].message


@pytest.mark.usefixtures("small_limits")
def test_a_web_archive_is_a_bomb_too(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    record = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9000000\r\n\r\n" + bytes(9_000_000)
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(record))
    assert outcomes(tmp_path) == ["decompression_bomb"]


def test_the_memory_of_a_large_bomb_is_small(tmp_path: Path, frugal: Callable[[], int]) -> None:
    packer = zstandard.ZstdCompressor().compressobj()
    with (tmp_path / "a.jsonl.zst").open("wb") as file:
        for _ in range(200):
            file.write(packer.compress(bytes(2**20)))
        file.write(packer.flush())
    assert outcomes(tmp_path)[-1] == "decompression_bomb"
    assert frugal() < 100 * 2**20


@pytest.mark.parametrize("name", ["a.html", "a.rss", "a.txt", "a.md"])
def test_hundred_megabytes_of_entities_are_refused_in_little_memory(
    name: str, tmp_path: Path, frugal: Callable[[], int]
) -> None:
    pytest.importorskip("trafilatura")
    pytest.importorskip("feedparser")
    from sakat.inputs.formats import format_of
    from sakat.inputs.options import USUAL_COLUMNS

    found = format_of(name)
    assert found is not None
    stream = cast(BinaryIO, io.BufferedReader(Endless(b"&amp;&#3585;", 100_000_000)))
    (item,) = found.reader(USUAL_COLUMNS)(stream, name)
    assert isinstance(item, Reject)
    assert item.code in {"too_large", "too_long"}
    assert item.sha256 is not None
    assert frugal() < 200 * 2**20


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xml", f"{ENTITIES}]><mediawiki><page><title>&h;</title></page></mediawiki>"),
        (
            "a.rss",
            f"{ENTITIES}]><rss version='2.0'><channel><item><description>&h;</description></item></channel></rss>",
        ),
        ("a.html", f"{ENTITIES}]><html><body><article><p>{STORY} &h;</p></article></body></html>"),
        (
            "a.xhtml",
            f"<?xml version='1.0'?>{ENTITIES}]><html><body><article><p>{STORY} &h;</p></article></body></html>",
        ),
    ],
)
def test_entities_are_never_expanded(name: str, content: str, tmp_path: Path, frugal: Callable[[], int]) -> None:
    for library in ("trafilatura", "feedparser", "mwparserfromhell"):
        pytest.importorskip(library)
    from sakat.inputs.parse import parse_article

    (tmp_path / name).write_text(content, "utf-8")
    (item,) = read(tmp_path)
    if name.endswith("html"):
        assert isinstance(item, Article)
        text = str(parse_article(item).content)
        assert STORY in text
        assert len(text) < len(content)
    else:
        assert isinstance(item, Reject)
        assert item.code in {"bad_xml", "bad_feed"}
    assert frugal() < 50 * 2**20


@pytest.mark.parametrize("content", ["[" * 200_000, '{"text":' * 100_000, '{"text": 1' + "0" * 100_000 + "}"])
def test_deep_json_costs_its_line(content: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f"{content}\n{json.dumps({'text': STORY})}\n", "utf-8")
    assert outcomes(tmp_path) in (["bad_json", "article"], ["missing_text", "article"])


def archive(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> None:
    with zipfile.ZipFile(path, "w", method) as file:
        for name, data in members.items():
            file.writestr(name, data)


@pytest.mark.usefixtures("small_limits")
def test_many_members_together_are_a_bomb(tmp_path: Path) -> None:
    archive(tmp_path / "a.zip", {f"{number}.txt": bytes(2**17) for number in range(90)})
    items = read(tmp_path)
    size = (tmp_path / "a.zip").stat().st_size
    assert sum(len(item.content) for item in items if isinstance(item, Article)) <= limits.MAX_RATIO * size
    assert isinstance(items[-1], Reject)
    assert items[-1].code == "decompression_bomb"
    assert len(items) < 90


@pytest.mark.usefixtures("small_limits")
def test_a_packed_file_in_an_archive_counts_against_the_archive(tmp_path: Path) -> None:
    twice = gzip.compress(gzip.compress(bytes(2**27))[: 2**18])
    lines = gzip.compress(b'{"text": "a"}\n' * 2**18)
    archive(tmp_path / "a.zip", {"a.jsonl.gz": lines + lines, "b.txt.gz": twice})
    assert "decompression_bomb" in outcomes(tmp_path)


def test_archives_in_archives_are_not_opened(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.txt", STORY)
    archive(tmp_path / "a.zip", {"inner.zip": inner.getvalue(), "b.txt": STORY.encode()})
    assert [item.metadata.uri for item in read(tmp_path) if isinstance(item, Article)] == ["a.zip/b.txt"]


def test_members_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    """One packed kernel named by many entries: the bomb that no single entry betrays."""
    path = tmp_path / "a.zip"
    archive(path, {f"{number}.txt": STORY.encode() for number in range(5)})
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 42 : at + 46] = struct.pack("<I", 0)
        at = data.find(b"PK\x01\x02", at + 4)
    path.write_bytes(data)
    items = read(tmp_path)
    assert [item.code for item in items if isinstance(item, Reject)] == ["overlapping_member"] * 5


@pytest.mark.parametrize("size", [10, 2**31])
def test_a_member_that_lies_about_its_size_is_damaged(size: int, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    archive(path, {"a.txt": STORY.encode() * 50, "b.txt": STORY.encode()})
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", size)
    path.write_bytes(data)
    lie, article = read(tmp_path)
    assert isinstance(lie, Reject)
    assert lie.code in {"damaged_file", "decompression_bomb"}
    assert isinstance(article, Article)
    assert article.content == STORY.encode()


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_small_lie_does_not_unpack_to_much(method: int, tmp_path: Path, frugal: Callable[[], int]) -> None:
    path = tmp_path / "a.zip"
    archive(path, {"a.txt": bytes(60 * 2**20)}, method)
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    path.write_bytes(data)
    tracemalloc.reset_peak()
    assert outcomes(tmp_path) == ["damaged_file"]
    assert frugal() < 150 * 2**20


def test_links_and_locked_members_of_an_archive_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("passwd.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(link, "/etc/passwd")
        file.writestr("z.txt", STORY)
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.rfind(mark) + offset] |= 1
    path.write_bytes(data)
    assert outcomes(tmp_path) == ["not_a_file", "encrypted"]


@pytest.fixture
def write_parquet(tmp_path: Path) -> Callable[..., Path]:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")

    def write(texts: object, **settings: object) -> Path:
        path = tmp_path / "a.parquet"
        parquet.write_table(arrow.table({"text": texts}), path, **settings)
        return path

    return write


def varint(number: int, length: int) -> bytes:
    """Return a number as Thrift has it, in so many bytes."""
    number <<= 1
    pieces = [(number >> 7 * place) & 127 | 128 for place in range(length)]
    pieces[-1] &= 127
    return bytes(pieces)


def test_pages_are_bombs_whatever_the_footer_says(write_parquet: Callable[..., Path], tmp_path: Path) -> None:
    path = write_parquet(["x" * (40 * 2**20)], compression="zstd", use_dictionary=False)
    parquet = pytest.importorskip("pyarrow.parquet")
    data = path.read_bytes()
    footer = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    stated = parquet.ParquetFile(path).metadata.row_group(0).column(0).total_uncompressed_size
    path.write_bytes(data[:footer] + data[footer:].replace(varint(stated, 4), varint(1000, 4)))
    assert parquet.ParquetFile(path).metadata.row_group(0).column(0).total_uncompressed_size == 1000
    assert outcomes(path) == ["decompression_bomb"]


def test_a_page_that_says_more_than_it_holds_takes_no_memory(write_parquet: Callable[..., Path]) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    path = write_parquet([STORY * 100_000], compression="zstd", use_dictionary=False)
    column = parquet.ParquetFile(path).metadata.row_group(0).column(0)
    data = path.read_bytes()
    (page,) = read_pages(io.BytesIO(data), column.data_page_offset, column.total_compressed_size)
    true = varint(page.unpacked, 4)
    at = data.index(true, column.data_page_offset)
    path.write_bytes(data[:at] + varint(2**27 - 1, 4) + data[at + 4 :])
    before = arrow.default_memory_pool().max_memory()
    assert outcomes(path) == ["decompression_bomb"]
    assert arrow.default_memory_pool().max_memory() <= before + 2**26


def test_row_groups_that_share_their_pages_are_a_bomb(write_parquet: Callable[..., Path], tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = write_parquet(["x" * (15 * 2**20)], compression="zstd", use_dictionary=False)
    metadata = parquet.ParquetFile(path).metadata
    for _ in range(4):
        metadata.append_row_groups(metadata)
    data = path.read_bytes()
    footer = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    out = io.BytesIO()
    metadata.write_metadata_file(out)
    path.write_bytes(data[:footer] + out.getvalue()[4:])
    assert parquet.ParquetFile(path).metadata.num_row_groups == 16
    assert outcomes(path) == ["decompression_bomb"]


def test_one_value_named_by_many_rows_is_a_bomb(write_parquet: Callable[..., Path], frugal: Callable[[], int]) -> None:
    path = write_parquet([STORY * 10_000] * 500, compression="zstd")
    items = read_articles(find_inputs([str(path)]))
    size = 0
    last: Article | Reject | None = None
    for item in items:
        size += len(item.content) if isinstance(item, Article) else 0
        last = item
    assert isinstance(last, Reject)
    assert last.code == "decompression_bomb"
    assert size <= 2**24 + limits.MAX_RATIO * path.stat().st_size
    assert frugal() < 100 * 2**20


@pytest.mark.parametrize("version", ["1.0", "2.0"])
@pytest.mark.parametrize("compression", ["none", "snappy", "gzip", "zstd", "brotli", "lz4"])
@pytest.mark.parametrize("size", [1000, 2**20])
def test_pages_are_found_as_they_were_written(
    version: str, compression: str, size: int, write_parquet: Callable[..., Path]
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = write_parquet(
        [STORY * (number % 40) for number in range(2000)],
        compression=compression,
        data_page_version=version,
        data_page_size=size,
        row_group_size=700,
        write_page_index=True,
        write_page_checksum=True,
    )
    metadata = parquet.ParquetFile(path).metadata
    with path.open("rb") as file:
        for group in range(metadata.num_row_groups):
            column = metadata.row_group(group).column(0)
            start = min(filter(None, (column.dictionary_page_offset, column.data_page_offset)))
            pages = list(read_pages(file, start, column.total_compressed_size))
            assert sum(page.packed for page in pages) == column.total_compressed_size
            assert 0 < sum(page.unpacked for page in pages) <= column.total_uncompressed_size


def test_columns_of_other_types_are_rejected_row_by_row(tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    wrong = {
        "list": [[STORY], []],
        "struct": [{"a": STORY}, None],
        "binary": [STORY.encode(), b"\xff"],
        "number": [1.5, float("nan")],
        "boolean": [True, None],
    }
    for name, values in wrong.items():
        parquet.write_table(arrow.table({"text": values}), tmp_path / f"{name}.parquet")
    parquet.write_table(arrow.table({"text": [STORY, STORY], "date": [5.5, None]}), tmp_path / "z.parquet")
    assert outcomes(tmp_path) == ["missing_text"] * 10 + ["bad_document_date", "article"]
