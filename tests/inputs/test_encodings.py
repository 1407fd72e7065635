"""Tables and JSON Lines in other encodings: the very text, or a reject that says so, and never other letters."""

import codecs
import csv
import io
import json
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from sakat.dataset.extract import extract_article
from sakat.inputs import encodings
from sakat.inputs.article import Article, Reject
from sakat.inputs.jsonl import read_jsonl
from sakat.inputs.options import Columns
from sakat.inputs.table import read_csv
from sakat.record import Record

THAI = [
    "ศาลจังหวัดน่านนัดสืบพยานคดีบุกรุกป่าสงวนเมื่อวันที่ ๕ มิถุนายน",
    "เธอเล่าว่าเนื้อที่นาข้างบ้านเสียหายทั้งแถบ อเนกอนันต์",
    "เขื่อนแม่กวงเหลือน้ำร้อยละ 38 ชลประทานเชียงใหม่ขอให้งดทำนาปรัง",
]
FOREIGN = {
    "cp1251": "Полиция задержала подозреваемого в провинции Транг, сообщил представитель",
    "koi8-r": "Полиция задержала подозреваемого в провинции Транг, сообщил представитель",
    "gb18030": "警方在董里府逮捕了一名嫌疑人发言人称",
    "big5": "警方在董里府逮捕了一名嫌疑人發言人說",
    "shift_jis": "警察はトラン県で容疑者を逮捕しました。報道官が述べた",
    "euc-kr": "경찰은 뜨랑에서 용의자를 체포했다고 대변인이 말했다",
    "cp1252": "Élève arrêté à l'été, a déclaré le procureur : « c'est fâcheux »",
    "cp1254": "Polis şüpheliyi gözaltinda tutuyor",
    "mac_roman": "Élève arrêté à l'été, a déclaré le procureur",
    "utf-7": "ข่าววันนี้จากเชียงใหม่",
}
DECODED = ("decoded_cp874",)


def csv_file(texts: list[bytes], *, header: bytes = b"id,text") -> bytes:
    return b"\n".join([header, *(b'%d,"%s"' % (number, text) for number, text in enumerate(texts))]) + b"\n"


def json_lines(texts: list[bytes]) -> bytes:
    return b"".join(b'{"id": %d, "text": "%s"}\n' % (number, text) for number, text in enumerate(texts))


def read(data: bytes, kind: str, columns: Columns | None = None) -> list[Article | Reject]:
    reader = read_csv if kind == "csv" else read_jsonl
    return list(reader(io.BytesIO(data), "a", columns or Columns()))


def write(texts: list[bytes], kind: str) -> bytes:
    return csv_file(texts) if kind == "csv" else json_lines(texts)


def found(items: list[Article | Reject]) -> Iterator[tuple[object, tuple[str, ...]]]:
    for item in items:
        if isinstance(item, Reject):
            yield item.code, ()
        else:
            yield item.content, tuple(warning.code for warning in item.warnings)


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8], ids=["unmarked", "marked as UTF-8"])
@pytest.mark.parametrize("encoding", ["cp874", "tis-620", "iso8859-11"])
def test_thai_in_a_code_page_is_read_with_a_warning(kind: str, encoding: str, mark: bytes) -> None:
    data = mark + write([text.encode(encoding) for text in [*THAI, "ฝน", "rain"]], kind)
    assert list(found(read(data, kind))) == [*((text, DECODED) for text in [*THAI, "ฝน"]), ("rain", ())]


def test_the_warning_reaches_the_record(nlp: Language) -> None:
    (item,) = read(csv_file([THAI[0].encode("cp874")]), "csv")
    assert isinstance(item, Article)
    record = extract_article(nlp, item)
    assert isinstance(record, Record)
    assert record.text == THAI[0]
    assert [warning.code for warning in record.warnings] == ["decoded_cp874"]
    assert "found cp874, expected UTF-8" in record.warnings[0].message


def test_thai_headers_and_titles_in_a_code_page_are_read() -> None:
    data = f"ลำดับ;พาดหัว;เนื้อหา\n1;ยก;{THAI[0]}\n2;;{THAI[1]}\n".encode("cp874")
    first, second = read(data, "csv", Columns(id="ลำดับ"))
    assert isinstance(first, Article)
    assert (first.metadata.uri, first.metadata.title, first.content) == ("a#1", "ยก", THAI[0])
    assert isinstance(second, Article)
    assert second.metadata.uri == "a#2"


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_each_row_has_its_own_encoding(kind: str) -> None:
    """As in a table put together from two systems."""
    data = write([THAI[0].encode("cp874"), THAI[1].encode(), THAI[2].encode("cp874")], kind)
    assert list(found(read(data, kind))) == [(THAI[0], DECODED), (THAI[1], ()), (THAI[2], DECODED)]
    late = write([b"rain " * 20_000, THAI[1].encode(), THAI[0].encode("cp874")], kind)
    assert list(found(read(late, kind)))[1:] == [(THAI[1], ()), (THAI[0], DECODED)]


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
@pytest.mark.parametrize("encoding", FOREIGN)
@pytest.mark.parametrize("around", ["alone", "among Thai in a code page", "among UTF-8"])
def test_what_is_not_surely_thai_is_rejected(kind: str, encoding: str, around: str) -> None:
    text = FOREIGN[encoding]
    raw = text.encode(encoding)
    others = {"alone": [], "among UTF-8": [item.encode() for item in THAI]}.get(around)
    if others is None:
        others = [item.encode("cp874") for item in THAI]
    (content, _), *rest = list(found(read(write([*others, raw], kind), kind)))[::-1]
    assert content in ("not_utf8", "bad_json", "bad_row") or (encoding == "utf-7" and raw.isascii())
    assert [item for item, _ in rest[::-1]] == (THAI if others else [])


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
@pytest.mark.parametrize("others", ["utf-8", "cp874"])
def test_broken_utf8_is_never_taken_for_a_code_page(kind: str, others: str) -> None:
    whole = THAI[0].encode()
    broken = [whole[:-1], whole[1:], whole[:40] + whole[41:], whole.replace(b"\x81", b""), "ยก".encode()[:-1]]
    data = write([*(text.encode(others) for text in THAI), *broken], kind)
    assert [code for code, _ in found(read(data, kind))][3:] == ["not_utf8"] * len(broken)


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_short_rows_alone_are_not_sure(kind: str) -> None:
    assert [code for code, _ in found(read(write(["ฝน".encode("cp874")], kind), kind))] == ["not_utf8"]


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_valid_utf8_without_thai_among_a_code_page_is_ambiguous(kind: str) -> None:
    data = write([*(text.encode("cp874") for text in THAI), "café".encode()], kind)
    assert [code for code, _ in found(read(data, kind))] == [*THAI, "not_utf8"]


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_marked_utf16_is_read_with_a_warning(kind: str, encoding: str) -> None:
    mark = codecs.BOM_UTF16_BE if encoding == "utf-16-be" else b""
    data = mark + write([*(text.encode() for text in THAI), b"rain"], kind).decode().encode(encoding)
    note = ("decoded_utf32",) if encoding == "utf-32" else ("decoded_utf16",)
    assert list(found(read(data, kind))) == [(text, note) for text in [*THAI, "rain"]]


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_half_a_pair_in_utf16_costs_its_row(kind: str) -> None:
    whole = write([THAI[0].encode(), b"X", THAI[1].encode()], kind).decode().encode("utf-16")
    assert [code for code, _ in found(read(whole.replace(b"X\0", b"\0\xd8"), kind))] == [THAI[0], "not_utf8", THAI[1]]


@given(
    texts=st.lists(st.lists(st.sampled_from(" ".join(THAI).split()), min_size=1).map(" ".join), max_size=5),
    encoding=st.sampled_from(["utf-8", "cp874", "utf-16"]),
    kind=st.sampled_from(["csv", "jsonl"]),
)
def test_thai_comes_back_as_it_was_or_not_at_all(texts: list[str], encoding: str, kind: str) -> None:
    file = io.StringIO(newline="")
    if kind == "csv":
        csv.writer(file).writerows([("text",), *((text,) for text in texts)])
    else:
        file.writelines(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts)
    items = read(file.getvalue().encode(encoding), kind)
    assert len(items) == len(texts)
    for item, text in zip(items, texts, strict=True):
        if isinstance(item, Article):
            assert item.content == text
        else:
            assert item.code == "not_utf8"
            assert encoding == "cp874"


def test_an_encoding_is_found_from_pieces_of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 1, 7) if size != -1 else 7)

    data = csv_file([text.encode("cp874") for text in THAI])
    whole = read(data, "csv")
    assert list(read_csv(Slow(data), "a")) == whole
    monkeypatch.setattr(encodings, "CHUNK", 64)
    assert [item for item, _ in found(list(read_csv(Slow(data), "a")))] == THAI


def test_a_long_row_takes_no_more_memory_than_its_text() -> None:
    row = THAI[0].encode("cp874") * 100_000
    data = csv_file([text.encode("cp874") for text in THAI] + [row])
    tracemalloc.start()
    *_, item = read_csv(io.BytesIO(data), "a")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(item, Article)
    assert item.content == THAI[0] * 100_000
    assert peak < 20 * len(row)
