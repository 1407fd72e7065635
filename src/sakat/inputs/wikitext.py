"""Wikitext to the plain text that a reader of the page sees, without boxes, tables and pictures."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from sakat.errors import InputError
from sakat.extras import need
from sakat.inputs.wiki_balance import close_brackets
from sakat.inputs.wiki_templates import read_template, template_name

if TYPE_CHECKING:
    from mwparserfromhell.nodes import Node, Tag, Template, Wikilink
    from mwparserfromhell.wikicode import Wikicode

MAX_WIKITEXT_BYTES = 2_097_152
"""What MediaWiki itself allows a page ($wgMaxArticleSize, 2048 KiB)."""

_LINE = 200
_BREAK = "\u2028"
_ITEM = "\u2029"
_SWITCH = re.compile(r"__(?:[A-Z]+|[ก-๙]+)__")
_ITEMS = re.compile(r"^(?:- ?)+")
_SPACES = re.compile(r"[ \t\u00a0]+")
_MANY_ENDS = re.compile(r"\n{3,}")
_LETTER = re.compile(r"[A-Za-zก-๙]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]+)?:\S")
_DISAMBIGUATION = re.compile(r"\s*\([^)]*\)$")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_PICTURES = frozenset({"file", "image", "ไฟล์", "ภาพ", "media", "สื่อ"})
_CATEGORIES = frozenset({"category", "หมวดหมู่"})
_DROPPED = frozenset(
    {"ce", "chem", "gallery", "graph", "hiero", "imagemap", "includeonly", "indicator", "mapframe", "maplink", "math"}
    | {"score", "section", "source", "syntaxhighlight", "templatedata", "templatestyles", "timeline"}
)
_BLOCKS = frozenset({"blockquote", "center", "div", "p", "poem", "pre", "section"})


def wikitext_to_text(source: str, *, title: str = "") -> str:
    r"""Return the text of a wiki page: headings as `== title ==`, list items as `- item`, references as `[1]`.

    References are numbered as MediaWiki does, those in boxes and tables included, so that marks agree with the page;
    those of a group become `[note 1]` or `[หมายเหตุ 1]`. Templates follow `resources/wiki_templates.tsv`; of others
    the only argument is kept where one stands in a line of text, else nothing.

    Args:
        source: Wikitext.
        title: Of the page, for `{{PAGENAME}}`.

    Raises:
        InputError: If it is too large or too badly nested to parse.
        ConfigError: If the extra `wiki` is not installed.

    >>> wikitext_to_text("'''ลาว'''เป็นสมาชิก[[อาเซียน]]<ref>ก</ref>\n== ประวัติ ==\n* [[พ.ศ. 2540|2540]]")
    'ลาวเป็นสมาชิกอาเซียน[1]\n\n== ประวัติ ==\n\n- 2540'
    """
    need("mwparserfromhell", "wiki")
    import mwparserfromhell
    from mwparserfromhell.parser import ParserError

    size = len(source.encode("utf-8", "replace"))
    if size > MAX_WIKITEXT_BYTES:
        raise InputError(f"found {size} bytes of wikitext; expected at most {MAX_WIKITEXT_BYTES}", code="too_large")
    source = close_brackets(source)
    try:
        return _tidy(_Page(title).text(mwparserfromhell.parse(source, skip_style_tags=False)))
    except (ParserError, RecursionError) as error:
        raise InputError(f"wikitext cannot be parsed ({type(error).__name__})", code="bad_wikitext") from error


class _Page:
    """Writes the nodes of one page and counts its references."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._numbers: dict[tuple[str, str], int] = {}
        self._counts: dict[str, int] = {}

    def text(self, code: Wikicode | None) -> str:
        written = ""
        nodes = list(code.nodes) if code is not None else []
        for index, node in enumerate(nodes):
            written += self._node(node, written[-_LINE:], nodes[index + 1 : index + 2])
        return written

    def _node(self, node: Node, before: str, after: list[Node]) -> str:
        from mwparserfromhell import nodes

        match node:
            case nodes.Text():
                return _SWITCH.sub("", str(node.value).replace(_BREAK, "\n").replace(_ITEM, "\n"))
            case nodes.Heading():
                marks = "=" * node.level
                heading = " ".join(self.text(node.title).replace(_BREAK, " ").split())
                return f"\n\n{marks} {heading} {marks}\n\n" if heading else "\n\n"
            case nodes.Wikilink():
                return self._link(node)
            case nodes.ExternalLink():
                shown = self.text(node.title) if node.title is not None else ""
                return shown or ("" if node.brackets else str(node.url))
            case nodes.HTMLEntity():
                return html.unescape(str(node))
            case nodes.Argument():
                return self.text(node.default)
            case nodes.Tag():
                return self._tag(node)
            case nodes.Template():
                return self._template(node, before, after)
        return ""

    def _link(self, link: Wikilink) -> str:
        target = str(link.title).strip()
        shown = self.text(link.text) if link.text is not None else None
        namespace = target.partition(":")[0].strip().lower() if ":" in target else ""
        if namespace in _PICTURES or namespace in _CATEGORIES or (shown is None and _LANGUAGE.match(target)):
            return ""
        if shown:
            return shown
        target = html.unescape(target.removeprefix(":")).replace("_", " ")
        return target if shown is None else _DISAMBIGUATION.sub("", target.rpartition(":")[2])

    def _tag(self, tag: Tag) -> str:
        name = str(tag.tag).strip().lower()
        if name == "ref":
            return self.reference(_attribute(tag, "name"), _attribute(tag, "group"))
        if name == "references" or name in _DROPPED:
            return ""
        if name == "nowiki":
            return html.unescape(str(tag.contents or ""))
        if name in {"li", "dt", "dd"} and tag.wiki_markup:
            return f"{_ITEM}- " if name == "li" else _ITEM
        if name == "br":
            return _BREAK
        shown = self.text(tag.contents)
        if name in {"table", "hr"} or any(_HIDDEN.search(str(attribute)) for attribute in tag.attributes):
            return "\n\n"
        if name == "poem":
            shown = shown.strip().replace("\n", _BREAK)
        if name == "li":
            return f"\n{_ITEM}- {shown}\n"
        return f"\n\n{shown}\n\n" if name in _BLOCKS else shown

    def _template(self, template: Template, before: str, after: list[Node]) -> str:
        name = template_name(template)
        if name == "pagename":
            return self._title
        shown = read_template(template, self)
        if shown is not None:
            return shown
        arguments = [self.text(parameter.value) for parameter in template.params]
        if len(arguments) != 1 or template.params[0].showkey or name.startswith("#"):
            return ""
        alone = before.rpartition("\n")[2].strip() == "" and not _goes_on(after)
        only = arguments[0].strip()
        return "" if alone or "\n" in only or not _LETTER.search(only) else only

    def reference(self, name: str, group: str = "") -> str:
        """Return the mark of a reference, its number that of the first reference of the same name and group."""
        number = self._numbers.get((group, name)) if name else None
        if number is None:
            number = self._counts[group] = self._counts.get(group, 0) + 1
            if name:
                self._numbers[group, name] = number
        if not group:
            return f"[{number}]"
        return f"[{'หมายเหตุ' if group == 'หมายเหตุ' else 'note'} {number}]"


def _goes_on(after: list[Node]) -> bool:
    """Tell whether a line goes on with the node that follows."""
    return bool(after) and str(after[0]).partition("\n")[0].strip() != ""


def _attribute(tag: Tag, name: str) -> str:
    return str(tag.get(name).value or "").strip().strip("\"'") if tag.has(name) else ""


def _tidy(text: str) -> str:
    """Join the lines of a paragraph, as MediaWiki does, and set blocks apart by blank lines."""
    lines: list[str] = []
    before = "blank"
    for raw in text.split("\n"):
        line = _SPACES.sub(" ", raw).strip(" ")  # not the marks, which are white space too
        kind = "item" if line.startswith(_ITEM) else "plain" if line else "blank"
        line = _ITEMS.sub("- ", line.replace(_ITEM, "")).strip()
        if kind == "plain" and before == "plain":
            lines[-1] += f" {line}"
        else:
            if {kind, before} == {"plain", "item"}:
                lines.append("")
            lines.append(line)
        before = kind
    broken = [line.strip() for line in "\n".join(lines).replace(_BREAK, "\n").split("\n")]
    return _MANY_ENDS.sub("\n\n", "\n".join(broken)).strip()
