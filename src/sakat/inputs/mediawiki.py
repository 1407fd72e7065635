"""MediaWiki XML dumps: each article page, read as a stream."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from sakat.errors import InputError
from sakat.extras import need
from sakat.inputs.article import Article, Metadata, Reject, is_public_name
from sakat.inputs.bounded import CHUNK
from sakat.inputs.wikitext import MAX_WIKITEXT_BYTES

_MAX_SILENCE = 1 << 24
_MAX_DEPTH = 40
_MAX_FIELD = 4096
_KEPT = frozenset({"dbname", "base", "title", "ns", "id", "model", "timestamp", "text"})
_SHARED_LICENCE = re.compile(
    r"https?://[\w-]+(?:\.m)?\.(?:wikipedia|wiktionary|wikibooks|wikiquote|wikisource|wikivoyage|wikiversity)\.org/"
)
_REDIRECT = re.compile(r"\s*#(?:redirect|เปลี่ยนทาง)\b", re.IGNORECASE)


def read_mediawiki(stream: BinaryIO, name: str) -> Iterator[Article | Reject]:
    """Yield the articles of a dump (export schema 0.10, 0.11 and earlier), still in wikitext.

    Kept are pages of namespace 0 that are no redirects, of each the latest revision. Named `<dbname>:<title>`. The day
    of a revision is not a day of publication: articles have none. Dumps of Wikipedia and its sister projects under
    CC BY-SA 4.0 get that licence, others none.

    Raises:
        ConfigError: If the extra `wiki` is not installed.
    """
    need("mwparserfromhell", "wiki")
    dump = _Dump()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = dump.start
    parser.EndElementHandler = dump.end
    parser.CharacterDataHandler = dump.data
    parser.StartDoctypeDeclHandler = _refuse_doctype
    digest = hashlib.sha256()
    silence = 0
    try:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            before = dump.events
            parser.Parse(chunk, False)
            silence = 0 if dump.events != before else silence + len(chunk)
            if silence > _MAX_SILENCE:
                raise InputError(f"{_MAX_SILENCE} bytes without an element; expected pages", code="bad_xml")
            yield from dump.take(name)
        parser.Parse(b"", True)
        yield from dump.take(name)
    except expat.ExpatError as error:
        yield from dump.take(name)
        ended = "no element found" in str(error) or "unclosed token" in str(error)
        message = f"{name}:{error.lineno}: not whole XML ({expat.ErrorString(error.code)}); fetch the dump again"
        yield Reject(name, None, "read", "truncated" if ended and dump.events else "bad_xml", message)
    except InputError as error:
        yield from dump.take(name)
        yield Reject(name, None, "read", error.code, f"{name}:{parser.CurrentLineNumber}: {error}")


def _refuse_doctype(*_: object) -> None:
    raise InputError("found a document type declaration; a dump has none", code="bad_xml")


@dataclass(slots=True)
class _RawPage:
    fields: dict[str, str] = field(default_factory=dict)
    redirect: bool = False
    size: int = 0


class _Dump:
    """Collects pages from the events of an XML parser; of each page no more than the largest a wiki allows."""

    def __init__(self) -> None:
        self.events = 0
        self._path: list[str] = []
        self._pieces: list[str] = []
        self._length = 0
        self._site: dict[str, str] = {}
        self._page: _RawPage | None = None
        self._revision: dict[str, str] = {}
        self._revision_size = 0
        self._ready: list[_RawPage] = []

    def start(self, name: str, _: object) -> None:
        tag = name.rpartition(" ")[2]
        self.events += 1
        if not self._path and tag != "mediawiki":
            raise InputError(f"found <{tag[:40]}>; expected a MediaWiki export, <mediawiki>", code="bad_xml")
        self._path.append(tag)
        if len(self._path) > _MAX_DEPTH:
            raise InputError(f"elements nested more than {_MAX_DEPTH} deep; expected pages", code="bad_xml")
        self._pieces.clear()
        self._length = 0
        if self._path == ["mediawiki", "page"]:
            self._page = _RawPage()
        elif self._page is not None and self._path[2:] == ["redirect"]:
            self._page.redirect = True
        elif self._page is not None and self._path[2:] == ["revision"]:
            self._revision, self._revision_size = {}, 0

    def data(self, text: str) -> None:
        self.events += 1
        if self._path and self._path[-1] in _KEPT:
            self._length += len(text.encode("utf-8"))
            limit = MAX_WIKITEXT_BYTES if self._path[-1] == "text" else _MAX_FIELD
            if self._length <= limit:
                self._pieces.append(text)

    def end(self, _: str) -> None:
        self.events += 1
        tag = self._path[-1]
        where = self._path[1:-1]
        if tag in _KEPT and self._pieces:
            text = "".join(self._pieces)
            if where == ["siteinfo"]:
                self._site[tag] = text.strip()
            elif where == ["page"] and self._page is not None:
                self._page.fields[tag] = text.strip()
            elif where == ["page", "revision"]:
                self._revision[tag] = text
                self._revision_size = max(self._revision_size, self._length if tag == "text" else 0)
        self._pieces.clear()
        if where == ["page"] and tag == "revision" and self._page is not None:
            self._keep_latest(self._page)
        if where == [] and tag == "page" and self._page is not None:
            self._ready.append(self._page)
            self._page = None
        self._path.pop()

    def _keep_latest(self, page: _RawPage) -> None:
        if self._revision.get("timestamp", "") >= page.fields.get("timestamp", ""):
            for key in ("timestamp", "model", "text"):
                page.fields[key] = self._revision.get(key, "")
            page.size = self._revision_size

    def take(self, name: str) -> Iterator[Article | Reject]:
        """Yield the articles among the pages collected so far."""
        ready, self._ready = self._ready, []
        for page in ready:
            text = page.fields.get("text", "")
            if page.fields.get("ns", "0") == "0" and not page.redirect and not _REDIRECT.match(text):
                yield self._article(page, text, name)

    def _article(self, page: _RawPage, text: str, name: str) -> Article | Reject:
        title = page.fields.get("title") or None
        wiki = self._site.get("dbname", "")
        uri = f"{wiki if wiki and is_public_name(wiki) else name}:{title or page.fields.get('id', '')}"
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        if page.size > MAX_WIKITEXT_BYTES:
            message = f"{uri}: found {page.size} bytes of wikitext; expected at most {MAX_WIKITEXT_BYTES}"
            return Reject(uri, None, "read", "too_large", message)
        model = page.fields.get("model") or "wikitext"
        if model != "wikitext":
            return Reject(uri, digest, "read", "bad_model", f"{uri}: found a page of {model}; expected wikitext")
        if not text.strip():
            return Reject(uri, digest, "read", "empty_text", f"{uri}: the page has no text; expected an article")
        licence = "CC-BY-SA-4.0" if _SHARED_LICENCE.match(self._site.get("base", "")) else None
        return Article(Metadata(uri, title, licence=licence), text, digest, form="wikitext")
