"""Parses HTML that may be hostile: what would take long or lose text is refused before or after parsing."""

from __future__ import annotations

import re
from typing import Any, NoReturn

from sakat.errors import InputError

MAX_TAGS = 50_000
"""A page with more is no article; the time of all that follows grows with it."""

MAX_ATTRIBUTES = 500
"""Per tag: libxml2 compares each attribute of a tag with all others."""

MAX_ALL_ATTRIBUTES = 4 * MAX_TAGS
"""Of a page: each takes memory, several times over where the article is looked for."""

_SPACE = r"[\s/]"
_NAME = r"[^\s/>=][^\s/>=]*+"
_VALUE = r"""\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>"'][^\s>]*+)?+"""
_ATTRIBUTE = re.compile(rf"{_SPACE}=?{_NAME}")
_TAG_START = re.compile("<[A-Za-z]")
_TAG = re.compile(
    rf"<[A-Za-z][^\s/>]*+(?:{_SPACE}*+=?{_NAME}(?:{_VALUE})?+){{0,{MAX_ATTRIBUTES}}}+(?P<more>{_SPACE}*+[^\s/>])?"
)
_SPARE_WORK = 1 << 20
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_FULL_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)


def is_full_page(source: str) -> bool:
    """Tell whether HTML is a page, with whatever stands around its article, or a fragment that is all article.

    >>> is_full_page("<p>ข่าว</p>")
    False
    """
    return _FULL_PAGE.search(source) is not None


def parse_tree(source: str) -> Any:
    """Return the root element (lxml) of a page or fragment.

    Raises:
        InputError: If it has no elements, too many, too deep, or tags with too many attributes.
    """
    from lxml import etree, html

    _check_tags(source)
    source = _FORBIDDEN.sub("\ufffd", _XML_DECLARATION.sub("", source, count=1))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = html.document_fromstring(source.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError(f"no HTML ({error}); expected a page with text", code="bad_html") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        _refuse("elements nested more than 256 deep")
    return tree


def _check_tags(source: str) -> None:
    """Refuse what would take long to parse; linear, for each tag is looked at and the looking is counted."""
    attributes = 0
    budget = 4 * len(source) + _SPARE_WORK
    for tags, start in enumerate(_TAG_START.finditer(source), 1):
        tag = _TAG.match(source, start.start())
        assert tag is not None, "a tag begins where one starts"
        attributes += len(_ATTRIBUTE.findall(tag[0]))
        budget -= len(tag[0])
        if tag["more"]:
            _refuse(f"a tag with more than {MAX_ATTRIBUTES} attributes at code point {start.start()}")
        if tags > MAX_TAGS:
            _refuse(f"more than {MAX_TAGS} tags")
        if attributes > MAX_ALL_ATTRIBUTES:
            _refuse(f"more than {MAX_ALL_ATTRIBUTES} attributes")
        if budget < 0:
            _refuse("tags inside tags inside tags")


def _refuse(found: str) -> NoReturn:
    raise InputError(f"{found}; expected an article", code="too_complex")
