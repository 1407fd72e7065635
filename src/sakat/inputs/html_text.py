"""The text of an HTML tree, or of the tree trafilatura makes of it: paragraphs, headings, lists, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_BLANK = re.compile(r"[ \t\n\r\f\v\u00a0]+")
_SPACES = re.compile(" {2,}")
_EDIT_LINK = re.compile(r"[ \t]*\[[ \t]*(?:แก้(?:ไข)?|edit)[^\]\n]*\]$")
_MAX_HEADING = 110
_SKIPPED = frozenset(
    {"audio", "button", "canvas", "figure", "graphic", "iframe", "img", "input", "math"}
    | {"noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title"}
    | {"video"}
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "code", "dd", "details"}
    | {"dialog", "div", "dl", "dt", "fieldset", "figcaption", "footer", "form", "head"}
    | {"header", "hgroup", "hr", "html", "item", "li", "list", "main", "nav"}
    | {"ol", "p", "pre", "quote", "row", "section", "summary", "table", "tbody"}
    | {"tfoot", "thead", "tr", "ul"}
)
_ITEMS = frozenset({"li", "item"})
_ROWS = frozenset({"tr", "row"})
_CELLS = frozenset({"td", "th", "cell"})
_BREAKS = frozenset({"br", "lb"})
_TIGHT = frozenset({"item", "row"})
Block = tuple[str, str]


def tree_text(root: Any) -> str:
    """Return the text of a tree: blocks apart by a blank line, items of a list and rows of a table by a line end.

    A heading becomes `## title` with as many marks as its level. White space in a block counts as one space.
    """
    written: list[str] = []
    before = ""
    for kind, text in _blocks(root):
        if written:
            written.append("\n" if kind in _TIGHT and before == kind else "\n\n")
        written.append(text)
        before = kind
    return "".join(written)


def _blocks(root: Any) -> Iterator[Block]:
    """Yield each block with its kind: `p`, `item`, `row`, or the level of a heading."""
    from lxml import etree

    kinds = ["p"]
    pieces: list[str] = []
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        skipped = not tag or tag in _SKIPPED or _is_page_head(element)
        block = tag in _BLOCKS or tag in _HEADINGS
        if event == "start":
            if skipped:
                walker.skip_subtree()
                continue
            if block:
                yield from _close(pieces, kinds[-1])
                kinds.append(_kind(element, tag) or kinds[-1])
            elif tag in _BREAKS:
                pieces.append("\n")
            elif tag in _CELLS and "".join(pieces).strip():
                pieces.append(" | ")
            pieces.append(_BLANK.sub(" ", element.text or ""))
            continue
        if block and not skipped:
            yield from _close(pieces, kinds.pop())
        if element is not root:
            pieces.append(_BLANK.sub(" ", element.tail or ""))
    yield from _close(pieces, "p")


def _is_page_head(element: Any) -> bool:
    """Tell the head of an HTML page from trafilatura's `head`, a heading."""
    if element.tag != "head":
        return False
    parent = element.getparent()
    return parent is not None and parent.tag == "html"


def _kind(element: Any, tag: str) -> str | None:
    """Return the kind of the block an element makes, None if it is that of the block around it."""
    if tag in _HEADINGS:
        return str(_HEADINGS[tag])
    if tag == "head":
        return str(_HEADINGS.get(element.get("rend", ""), 2))
    if tag in _ITEMS:
        return "item"
    return "row" if tag in _ROWS else None


def _close(pieces: list[str], kind: str) -> Iterator[Block]:
    lines = (_SPACES.sub(" ", line).strip(" ") for line in "".join(pieces).split("\n"))
    pieces.clear()
    text = "\n".join(line for line in lines if line)
    if not text:
        return
    if kind == "item" and not text.startswith("- "):
        text = f"- {text}"
    elif kind.isdigit():
        title = _EDIT_LINK.sub("", text.replace("\n", " "))
        text = f"{'#' * int(kind)} {title}" if len(title) <= _MAX_HEADING else title
    yield kind, text
