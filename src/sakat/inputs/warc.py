"""Web archives (WARC): each page a crawler was answered with."""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from sakat.errors import InputError
from sakat.extras import need
from sakat.inputs.article import Article, Metadata, Reject, is_public_name
from sakat.inputs.charset import decode_page
from sakat.inputs.logs import quiet
from sakat.inputs.page import MAX_PAGE_BYTES
from sakat.inputs.warc_frames import Frame, read_frames

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_PLAIN = "text/plain"
_BARE_TYPES = frozenset({"resource", "conversion"})
_CHUNK_SIZE = re.compile(rb"[0-9a-fA-F]{1,8}[ \t]*(?:;[^\r\n]*)?\r\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s;\"']+)", re.IGNORECASE)
_ZLIB_BITS = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}
_HTTP_OK = "200"


def read_warc(stream: BinaryIO, name: str) -> Iterator[Article | Reject]:
    """Yield the pages of a web archive, and a reject for each record that is damaged; what follows it is read.

    Pages are answers with HTTP status 200 in HTML or plain text, and records of such text itself (`resource`,
    `conversion`); others are no articles and passed over. The article's name is the target URI. The day of crawling
    is not the day of publication: it is not used.

    Args:
        stream: The archive as it is on disk: gzip is decompressed here, member by member.
        name: Of the file.

    Raises:
        InputError: If it is a decompression bomb.
        ConfigError: If the extra `web` is not installed.
    """
    need("warcio", "web")
    for frame in read_frames(stream, name):
        uri = f"{name}#{frame.number}"
        try:
            record = _parse_frame(frame) if frame.header else None
            stated = record.rec_headers.get_header("WARC-Target-URI") if record is not None else None
            uri = stated if stated and is_public_name(stated) else uri
            if record is not None and not _may_be_page(record):
                continue
            if frame.problem is not None:
                raise InputError(frame.problem[1], code=frame.problem[0])
            if record is not None and (article := _read_record(record, uri)) is not None:
                yield article
        except InputError as error:
            digest = hashlib.sha256(frame.block).hexdigest() if frame.block else None
            yield Reject(uri, digest, "read", error.code, f"{name}: record {frame.number}: {error}")


def _parse_frame(frame: Frame) -> Any:
    from warcio.archiveiterator import WARCIterator

    try:
        with quiet("warcio.recordloader"):
            return next(iter(WARCIterator(io.BytesIO(frame.header + frame.block), no_record_parse=True)))
    except Exception as error:  # warcio lets through what its parsers raise on broken bytes
        raise InputError(f"header cannot be read ({type(error).__name__}: {error})", code="bad_record") from error


def _may_be_page(record: Any) -> bool:
    return record.rec_type == "response" or record.rec_type in _BARE_TYPES or record.rec_type is None


def _read_record(record: Any, uri: str) -> Article | None:
    """Return the article of a record, None if it is a record of something else."""
    if record.rec_type in _BARE_TYPES:
        headers, payload = None, record.raw_stream.read()
        content_type = record.rec_headers.get_header("Content-Type") or ""
    else:
        headers = _http_headers(record)
        if headers.get_statuscode() != _HTTP_OK:
            return None
        payload = record.raw_stream.read()
        content_type = headers.get_header("Content-Type") or ""
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type not in _PAGES and media_type != _PLAIN:
        return None
    if record.rec_headers.get_header("WARC-Truncated"):
        raise InputError("the crawler broke the page off (WARC-Truncated); crawl it again", code="truncated")
    if headers is not None:
        payload = _decode_transfer(payload, headers)
    if len(payload) > MAX_PAGE_BYTES:
        raise InputError(f"found {len(payload)} bytes; expected at most {MAX_PAGE_BYTES}", code="too_large")
    if not payload.strip():
        raise InputError("the page is empty; expected an article", code="empty_text")
    charset = _CHARSET.search(content_type)
    content = decode_page(payload, declared=charset[1] if charset else None)
    digest = hashlib.sha256(payload).hexdigest()
    return Article(Metadata(uri=uri), content, digest, form="text" if media_type == _PLAIN else "html")


def _http_headers(record: Any) -> Any:
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

    try:
        return StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/2.0"]).parse(record.raw_stream)
    except (StatusAndHeadersParserException, EOFError, ValueError) as error:
        raise InputError(f"no HTTP answer ({error}); expected HTTP/1.1 200", code="bad_record") from error


def _decode_transfer(payload: bytes, headers: Any) -> bytes:
    """Return the page as its server meant it; crawlers that decoded it already may have left the headers standing."""
    from warcio.bufferedreaders import ChunkedDataException, ChunkedDataReader

    if (headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked" and _CHUNK_SIZE.match(payload):
        try:
            payload = ChunkedDataReader(io.BytesIO(payload), raise_exceptions=True).read()
        except ChunkedDataException as error:
            raise InputError(f"broken chunks ({error}); crawl the page again", code="bad_record") from error
    for encoding in reversed((headers.get_header("Content-Encoding") or "").lower().split(",")):
        payload = _decode_content(payload, encoding.strip())
    return payload


def _decode_content(payload: bytes, encoding: str) -> bytes:
    if encoding in {"", "identity", "none", "utf-8"} or payload.lstrip()[:1] == b"<":
        return payload
    if encoding not in _ZLIB_BITS:
        raise InputError(
            f"Content-Encoding {encoding!r}; expected gzip, deflate or none: store the pages decoded", code="bad_record"
        )
    bits = _ZLIB_BITS[encoding]
    if encoding == "deflate" and (not payload or payload[0] & 0x0F != 8):
        bits = -zlib.MAX_WBITS
    elif encoding != "deflate" and not payload.startswith(b"\x1f\x8b"):
        return payload
    decompressor = zlib.decompressobj(bits)
    try:
        page = decompressor.decompress(payload, MAX_PAGE_BYTES + 1)
    except zlib.error as error:
        raise InputError(f"broken {encoding} ({error}); crawl the page again", code="bad_record") from error
    if not decompressor.eof and len(page) <= MAX_PAGE_BYTES:
        raise InputError(f"the {encoding} data break off; crawl the page again", code="truncated")
    return page
