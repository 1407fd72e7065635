"""Damaged files of every format: articles or rejects, none lost, nothing escapes, and nothing grows without bound.

`make fuzz` runs these for long with other examples each time; here they are few and always the same.
"""

import bz2
import gzip
import io
import json
import lzma
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sakat.dataset.extract import extract_article
from sakat.errors import InputError
from sakat.inputs.article import Article, Reject
from sakat.inputs.formats import SUFFIXES
from sakat.inputs.limits import MAX_RATIO
from sakat.inputs.parse import parse_article
from sakat.inputs.read import find_inputs, read_articles
from sakat.record import Record

for library in ("feedparser", "mwparserfromhell", "trafilatura", "warcio"):
    pytest.importorskip(library, reason="the extras are not installed")

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

EXAMPLES = settings(max_examples=settings.default.max_examples // 4)
"""Few where all tests run; the profile of `make fuzz` has four times as many."""

STORIES = [
    "ตำรวจจับกุมนายกิตติ บุญเรือง ที่จังหวัดตรัง เมื่อวันที่ 5 ธ.ค. 2566 เวลา 10.30 น.",
    "ชาวบ้าน 200 คนชุมนุมหน้าศาลากลางจังหวัดน่าน เมื่อวานนี้ เรียกร้องค่าชดเชยน้ำท่วม",
    "รัฐมนตรีว่าการกระทรวงการต่างประเทศหารือกับเอกอัครราชทูตญี่ปุ่น วันที่ 12-14 ก.ค. 67",
    "ศาลอาญาพิพากษาจำคุกจำเลยสองปี \U0001f525 คดีเผาสวนยาง ปี ๒๕๖๕",
]
PACK: dict[str, Callable[[bytes], bytes]] = {
    ".gz": lambda data: gzip.compress(data, mtime=0),
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstandard.ZstdCompressor().compress,
}
LINES = [
    json.dumps({"id": n, "text": text, "date": "2024-08-23"}, ensure_ascii=False) for n, text in enumerate(STORIES)
]
PAGES = [
    f"<html><body><article><h1>ข่าว {n}</h1><p>{text}</p></article></body></html>" for n, text in enumerate(STORIES)
]
ENTRIES = "".join(
    f"<item><title>ข่าว</title><link>http://a.th/{n}</link><pubDate>Wed, 05 Jun 2024 18:30:00 GMT</pubDate>"
    f"<description><![CDATA[<p>{text}</p>]]></description></item>"
    for n, text in enumerate(STORIES)
)
WIKI = "".join(
    f"<page><title>ข่าว {n}</title><ns>0</ns><id>{n}</id><revision><id>9</id><timestamp>2024-01-02T00:00:00Z</timestamp>"
    f"<model>wikitext</model><text>'''{text}'''&lt;ref&gt;ก&lt;/ref&gt; {{{{วันเกิด|2500|1|2}}}}</text></revision></page>"
    for n, text in enumerate(STORIES)
)


def warc_record(number: int, page: str) -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.th/{number}\r\nContent-Length: {len(body)}"
    return f"{head}\r\nContent-Type: application/http; msgtype=response\r\n\r\n".encode() + body + b"\r\n\r\n"


def parquet_file(compression: str) -> bytes:
    table = pyarrow.table({"id": [*range(len(STORIES))], "text": STORIES, "date": ["2024-08-23"] * len(STORIES)})
    out = io.BytesIO()
    parquet.write_table(table, out, compression=compression, row_group_size=2)
    return out.getvalue()


def zip_file(method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        members = {"ก/a.txt": STORIES[0].encode(), "b.jsonl": "\n".join(LINES).encode()}
        members |= {"c.csv.gz": PACK[".gz"](f"id,text\n1,{STORIES[1]}\n".encode()), "d.htm": PAGES[2].encode()}
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


SEEDS: dict[str, bytes] = {
    "a.txt": "\n\n".join(STORIES).encode(),
    "b.txt": STORIES[0].encode("cp874"),
    "a.md": f"---\ntitle: ข่าว\ndocument_date: 2024-08-23\n---\n# ข่าว\n\n{STORIES[0]}\n".encode(),
    "a.jsonl": "".join(f"{line}\n" for line in LINES).encode(),
    "b.jsonl": "".join(f"{line}\n" for line in LINES[:3]).encode("cp874"),
    "c.jsonl": "".join(f"{line}\n" for line in LINES).encode("utf-16"),
    "a.csv": ("id,date,text\n" + "".join(f'{n},2024-08-23,"{text}"\n' for n, text in enumerate(STORIES))).encode(),
    "b.csv": ("id;text\n" + "".join(f"{n};{text}\n" for n, text in enumerate(STORIES[:3]))).encode("cp874"),
    "a.html": PAGES[0].encode(),
    "b.html": PAGES[1].encode("cp874"),
    "a.xml": f"<mediawiki><siteinfo><dbname>thwiki</dbname></siteinfo>{WIKI}</mediawiki>".encode(),
    "a.rss": f"<?xml version='1.0'?><rss version='2.0'><channel><title>ก</title>{ENTRIES}</channel></rss>".encode(),
    "a.atom": (
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>urn:1</id><published>2024-06-05T18:30:00Z</published>"
        f"<content type='html'>&lt;p&gt;{STORIES[0]}&lt;/p&gt;</content></entry></feed>"
    ).encode(),
    "a.warc": b"".join(warc_record(n, page) for n, page in enumerate(PAGES)),
    "b.warc.gz": b"".join(PACK[".gz"](warc_record(n, page)) for n, page in enumerate(PAGES)),
    "a.zip": zip_file(zipfile.ZIP_DEFLATED),
    "b.zip": zip_file(zipfile.ZIP_STORED),
    "c.zip": zip_file(zipfile.ZIP_BZIP2),
    "d.zip": zip_file(zipfile.ZIP_LZMA),
    "a.parquet": parquet_file("none"),
    "b.parquet": parquet_file("snappy"),
    "c.parquet": parquet_file("zstd"),
}
TOKENS = [
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\n",
    b"\r\n",
    b'"',
    b"{",
    b"\\ud800",
    b"</text>",
    b"]]>",
    b"&#0;",
    b"<p>",
]
TOKENS += [
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"PK\x01\x02",
    b"WARC/1.0\r\n",
    b"PAR1",
    *(pack(b"x") for pack in PACK.values()),
]
PLACE = st.integers(0, 2**20)
SIZE = st.one_of(st.integers(1, 8), st.integers(1, 400))
STEP = st.one_of(
    st.tuples(st.just("flip"), PLACE, st.integers(0, 7)),
    st.tuples(st.just("cut"), PLACE, st.none()),
    st.tuples(st.just("erase"), PLACE, SIZE),
    st.tuples(st.just("zero"), PLACE, SIZE),
    st.tuples(st.just("repeat"), PLACE, SIZE),
    st.tuples(st.just("swap"), PLACE, SIZE),
    st.tuples(st.just("put"), PLACE, st.sampled_from(TOKENS)),
    st.tuples(st.just("number"), PLACE, st.sampled_from([b"0", b"-1", b"99999999999999999999", b"7"])),
)
STEPS = st.lists(STEP, min_size=1, max_size=4)


def damage(data: bytes, steps: list[tuple[str, int, object]]) -> bytes:
    """Return the data after each step, a kind of damage at a place of so many bytes or with such bytes."""
    for kind, place, what in steps:
        at = place % (len(data) + 1)
        size = what if isinstance(what, int) else 0
        new = what if isinstance(what, bytes) else b""
        block, behind = data[at : at + size], data[at + size :]
        if kind == "flip" and at < len(data):
            data = data[:at] + bytes([data[at] ^ 1 << size]) + data[at + 1 :]
        elif kind == "cut":
            data = data[:at]
        elif kind == "erase":
            data = data[:at] + behind
        elif kind == "zero":
            data = data[:at] + bytes(len(block)) + behind
        elif kind == "repeat":
            data = data[:at] + block * 40 + behind
        elif kind == "swap":
            data = data[:at] + behind[:size] + block + behind[size:]
        elif kind == "put":
            data = data[:at] + new + data[at:]
        elif kind == "number":
            data = data[:at] + re.sub(rb"\d+", new, data[at:], count=1)
    return data


def read(path: Path, data: bytes) -> list[Article | Reject]:
    """Return what a file gives, checked."""
    path.write_bytes(data)
    try:
        items = list(read_articles(find_inputs([str(path)])))
    finally:
        path.unlink()
    size = 0
    for item in items:
        uri, sha256 = (item.metadata.uri, item.sha256) if isinstance(item, Article) else (item.uri, item.sha256)
        assert uri
        assert not uri.startswith("/")
        assert ".." not in uri.split("/")
        uri.encode()
        assert sha256 is None or re.fullmatch("[0-9a-f]{64}", sha256)
        if isinstance(item, Reject):
            assert item.stage == "read"
            assert re.fullmatch("[a-z_0-9]+", item.code)
            assert 0 < len(item.message.encode()) < 4000 + 3 * len(uri)
            continue
        size += len(item.content)
        try:
            parsed = parse_article(item)
        except InputError:
            continue
        assert parsed.form == "text"
    assert size <= 2**24 + MAX_RATIO * len(data)
    return items


@cache
def undamaged(name: str, folder: Path) -> list[Article | Reject]:
    return read(folder / name, SEEDS[name])


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@pytest.mark.parametrize("name", SEEDS)
def test_seeds_are_sound(name: str, folder: Path) -> None:
    items = undamaged(name, folder)
    assert items
    assert all(isinstance(item, Article) for item in items), items


@pytest.mark.parametrize("name", SEEDS)
@EXAMPLES
@given(steps=STEPS)
def test_a_damaged_file_gives_articles_or_rejects_and_the_same_each_time(
    name: str, folder: Path, steps: list[tuple[str, int, object]]
) -> None:
    data = damage(SEEDS[name], steps)
    assert read(folder / name, data) == read(folder / name, data)


@EXAMPLES
@given(name=st.sampled_from(sorted(SEEDS)), steps=STEPS, packs=st.lists(st.sampled_from(sorted(PACK)), max_size=3))
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_that_lies_about_its_format_or_is_packed_again_and_again_costs_only_itself(
    suffix: str, folder: Path, name: str, steps: list[tuple[str, int, object]], packs: list[str]
) -> None:
    data = damage(SEEDS[name], steps[1:])
    for pack in packs:
        data = PACK[pack](data)
    data = damage(data, steps[:1] if len(steps) % 2 else [])
    read(folder / f"x{suffix}{packs[-1] if packs else ''}", data)


@pytest.mark.parametrize("pack", ["", *PACK])
@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.xml", "a.warc"])
@EXAMPLES
@given(place=PLACE, steps=STEPS)
def test_what_stands_before_the_damage_is_read(
    name: str, pack: str, folder: Path, place: int, steps: list[tuple[str, int, object]]
) -> None:
    """Damage behind the first half leaves the articles of the first half; a loss is named."""
    seed = SEEDS[name]
    half = len(seed) // 2
    data = seed[:half] + damage(seed[half:], steps)
    if pack:
        if name == "a.warc" and pack != ".gz":
            return
        data = PACK[pack](data)
    whole = undamaged(name, folder)
    items = read(folder / f"{name}{pack}", data)
    contents = [item.content for item in items if isinstance(item, Article)]
    first = 1  # the second story ends before the half in some formats, the first one in all
    assert contents[:first] == [item.content for item in whole[:first] if isinstance(item, Article)]


@EXAMPLES
@given(steps=STEPS)
def test_each_line_of_json_has_its_outcome_and_those_without_damage_are_read(
    folder: Path, steps: list[tuple[str, int, object]]
) -> None:
    data = damage(SEEDS["a.jsonl"], steps)
    if data.startswith((b"\x1f\x8b", b"BZh", b"\x28\xb5\x2f\xfd", b"\xfd7zXZ", b"\xff\xfe", b"\xfe\xff")):
        return
    items = read(folder / "a.jsonl", data)
    lines = [line for line in data.split(b"\n") if line.strip(b"\r").removeprefix(b"\xef\xbb\xbf").strip()]
    assert len(items) == len(lines)
    sound = {line.encode(): text for line, text in zip(LINES, STORIES, strict=True)}
    for line, item in zip(lines, items, strict=True):
        if line in sound:
            assert isinstance(item, Article)
            assert item.content == sound[line]


@pytest.mark.parametrize("name", ["a.txt", "b.txt", "a.jsonl", "a.html", "a.xml"])
@EXAMPLES
@given(steps=STEPS)
def test_records_of_damaged_articles_are_valid_and_their_offsets_right(
    name: str, folder: Path, nlp: Language, steps: list[tuple[str, int, object]]
) -> None:
    """What extraction returns it has checked; here it must never be for a defect that there is no record."""
    for item in read(folder / name, damage(SEEDS[name], steps)):
        if isinstance(item, Reject) or len(item.content) > 5000:
            continue
        outcome = extract_article(nlp, item)
        if isinstance(outcome, Record):
            assert all(outcome.text[part.start : part.end] == part.text for part in outcome.mentions)
            assert all(outcome.text[part.start : part.end] == part.text for part in outcome.temporal)
        else:
            assert outcome.stage in {"read", "normalize"}, outcome.message
