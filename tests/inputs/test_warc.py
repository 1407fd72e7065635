"""Web archives are read record by record; a damaged one is named and what follows it is read."""

import gzip
import io

import pytest

from sakat.inputs.article import Article, Reject

pytest.importorskip("warcio", reason="the extra web is not installed")

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sakat.inputs.warc import read_warc

# warcio's writer leaves the temporary files of its records to the garbage collector
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")

PAGE = "<html><body><article><h1>ข่าว</h1><p>ตำรวจจับกุมผู้ต้องหาที่จังหวัดตรัง</p></article></body></html>".encode()


class Archive:
    """An archive written by warcio."""

    def __init__(self, *, zipped: bool) -> None:
        self.out = io.BytesIO()
        self.writer = WARCWriter(self.out, gzip=zipped)
        self.starts: list[int] = []

    def add(
        self,
        uri: str,
        body: bytes = PAGE,
        *,
        kind: str = "response",
        status: str = "200 OK",
        media: str = "text/html; charset=utf-8",
        warc_headers: dict[str, str] | None = None,
        **headers: str,
    ) -> None:
        fields = [("Content-Type", media), *((key.replace("_", "-"), value) for key, value in headers.items())]
        http = StatusAndHeaders(status, fields, protocol="HTTP/1.1") if kind == "response" else None
        self.starts.append(self.out.tell())
        record = self.writer.create_warc_record(
            uri,
            kind,
            payload=io.BytesIO(body),
            http_headers=http,
            warc_content_type="" if http else media,
            warc_headers_dict=warc_headers or {},
        )
        self.writer.write_record(record)


def read(data: bytes) -> list[Article | Reject]:
    return list(read_warc(io.BytesIO(data), "a.warc"))


def uris(items: list[Article | Reject]) -> list[str]:
    return [item.metadata.uri if isinstance(item, Article) else f"{item.uri} {item.code}" for item in items]


@pytest.mark.parametrize("zipped", [True, False])
def test_pages_are_articles_named_by_their_address(zipped: bool) -> None:
    archive = Archive(zipped=zipped)
    archive.writer.write_record(archive.writer.create_warcinfo_record("a.warc", {"software": "test"}))
    archive.add("http://a.th/1")
    archive.add("http://a.th/2", "ข่าวจากเชียงใหม่".encode("cp874"), media="text/plain; charset=tis-620")
    first, second = read(archive.out.getvalue())
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.metadata.uri, first.form, first.metadata.document_date) == ("http://a.th/1", "html", None)
    assert (second.content, second.form) == ("ข่าวจากเชียงใหม่", "text")


def test_what_is_no_page_is_passed_over() -> None:
    archive = Archive(zipped=True)
    archive.add("http://a.th/404", status="404 Not Found")
    archive.add("http://a.th/302", status="302 Found")
    archive.add("http://a.th/a.jpg", b"\xff\xd8", media="image/jpeg")
    archive.add("http://a.th/m", b"a: b", kind="metadata", media="application/warc-fields")
    archive.add("http://a.th/wet", "ข่าว".encode(), kind="conversion", media="text/plain")
    assert uris(read(archive.out.getvalue())) == ["http://a.th/wet"]


def test_transfer_encodings_are_undone() -> None:
    archive = Archive(zipped=True)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    archive.add("http://a.th/chunked", chunked, Transfer_Encoding="chunked")
    archive.add("http://a.th/gzip", gzip.compress(PAGE), Content_Encoding="gzip")
    archive.add("http://a.th/decoded", PAGE, Content_Encoding="gzip", Transfer_Encoding="chunked")
    items = read(archive.out.getvalue())
    assert [item.content for item in items if isinstance(item, Article)] == [PAGE.decode()] * 3


def test_a_broken_page_costs_only_itself() -> None:
    archive = Archive(zipped=True)
    archive.add("http://a.th/chunks", b"ffff\r\nabc", Transfer_Encoding="chunked")
    archive.add("http://a.th/gzip", gzip.compress(PAGE)[:-30], Content_Encoding="gzip")
    archive.add("http://a.th/bytes", b"\x1f\x8b" + b"\xff" * 99, Content_Encoding="gzip")
    archive.add("http://a.th/br", b"\x8b\x03", Content_Encoding="br")
    archive.add("http://a.th/bomb", gzip.compress(b"a" * 20_000_000), Content_Encoding="gzip")
    archive.add("http://a.th/cut", warc_headers={"WARC-Truncated": "length"})
    archive.add("http://a.th/empty", b"")
    archive.add("http://a.th/odd", b"\x81\xfe\xfa" * 50, media="text/html; charset=nonsense")
    archive.add("http://a.th/good")
    assert uris(read(archive.out.getvalue())) == [
        "http://a.th/chunks bad_record",
        "http://a.th/gzip truncated",
        "http://a.th/bytes bad_record",
        "http://a.th/br bad_record",
        "http://a.th/bomb too_large",
        "http://a.th/cut truncated",
        "http://a.th/empty empty_text",
        "http://a.th/odd not_utf8",
        "http://a.th/good",
    ]


def three(*, zipped: bool) -> Archive:
    archive = Archive(zipped=zipped)
    for number in range(3):
        archive.add(f"http://a.th/{number}")
    return archive


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize("offset", [30, 120, 200])
def test_reading_goes_on_behind_damage(zipped: bool, offset: int) -> None:
    archive = three(zipped=zipped)
    data = bytearray(archive.out.getvalue())
    place = archive.starts[1] + (offset if zipped else 3)
    for at in range(place, place + 20):
        data[at] ^= 0x55
    items = read(bytes(data))
    assert uris(items)[0] == "http://a.th/0"
    assert uris(items)[-1] == "http://a.th/2"
    assert any(isinstance(item, Reject) and item.code == "bad_record" for item in items)
    assert "http://a.th/1" not in uris(items)


@pytest.mark.parametrize("zipped", [True, False])
def test_a_truncated_archive_is_named(zipped: bool) -> None:
    items = read(three(zipped=zipped).out.getvalue()[:-100])
    assert uris(items)[:2] == ["http://a.th/0", "http://a.th/1"]
    assert isinstance(items[2], Reject)
    assert items[2].code == "truncated"
    assert items[2].message.startswith("a.warc: record 3: the file ends inside ")


def test_one_gzip_stream_around_all_records_is_read() -> None:
    assert len(read(gzip.compress(three(zipped=False).out.getvalue()))) == 3


@pytest.mark.parametrize("data", [b"", b"\n\n"])
def test_an_empty_archive_has_no_articles(data: bytes) -> None:
    assert read(data) == []


@pytest.mark.parametrize("address", ["/etc/passwd", "C:\\news.html", "file:///srv/a.html"])
def test_a_page_is_never_named_by_an_absolute_path(address: str) -> None:
    archive = Archive(zipped=False)
    archive.add("http://a.th/1")
    data = archive.out.getvalue().replace(b"WARC-Target-URI: http://a.th/1", f"WARC-Target-URI: {address}".encode())
    assert uris(read(data)) == ["a.warc#1"]


def test_broken_addresses_are_no_flood_of_warnings(caplog: pytest.LogCaptureFixture) -> None:
    archive = Archive(zipped=False)
    archive.add("http://a.th/1")
    read(archive.out.getvalue().replace(b"http://a.th/1", b"http://a.th/ 1 2"))
    assert caplog.records == []
