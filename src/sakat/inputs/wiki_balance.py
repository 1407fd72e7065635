"""Makes wikitext safe to parse: a bracket that is never closed is text, not a reason to try again and again."""

from __future__ import annotations

import re

from sakat.errors import InputError

_MAX_DEPTH = 40
_MAX_MARKUP = 60_000
_VERBATIM = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<tag>nowiki|math|pre|source|syntaxhighlight|score|timeline)\b[^<>]*>.*?</(?P=tag)\s*>",
    re.DOTALL | re.IGNORECASE,
)
_TOKEN = re.compile(r"\{\{|\}\}|\[\[|\]\]|\{\||\|\}|<(?P<end>/?)(?P<tag>[A-Za-z]+)(?P<rest>[^<>]*)(?P<close>>?)")
_MARKUP = re.compile(r"\[\[|\{\{|\{\||<[A-Za-z!]|''|[*#;&]|://|\|\||!!|\n[|!:]")
_OPENERS = {"}}": "{{", "]]": "[[", "|}": "{|"}
_SINGLE = frozenset({"br", "hr", "wbr", "img", "li", "dt", "dd", "td", "th", "tr", "p"})
_ENTITIES = str.maketrans({"{": "&#123;", "[": "&#91;", "<": "&lt;"})


def close_brackets(source: str) -> str:
    """Return wikitext in which each bracket or tag that opens something and is never closed is an entity.

    Raises:
        InputError: If they nest deeper, or the marks are more, than on any page.

    >>> close_brackets("{{กล่อง|ชื่อ=[[ลาว}} [[ไทย]]")
    '{{กล่อง|ชื่อ=&#91;&#91;ลาว}} [[ไทย]]'
    """
    if sum(1 for _ in _MARKUP.finditer(source)) > _MAX_MARKUP:
        _refuse(f"more than {_MAX_MARKUP} marks")
    masked = _VERBATIM.sub(lambda match: " " * len(match[0]), source)
    stack: list[tuple[str, int, int]] = []
    left_open: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(masked):
        opened, closed = _sides(token)
        if opened:
            stack.append((opened, token.start(), token.start() + len(opened)))
        elif any(closed == kind for kind, _, _ in stack):
            while (top := stack.pop())[0] != closed:
                left_open.append(top[1:])
        if len(stack) > _MAX_DEPTH:
            _refuse(f"brackets nested more than {_MAX_DEPTH} deep")
    left_open += [top[1:] for top in stack]
    written: list[str] = []
    end = 0
    for start, stop in sorted(left_open):
        written += source[end:start], source[start:stop].translate(_ENTITIES)
        end = stop
    return "".join(written) + source[end:]


def _sides(token: re.Match[str]) -> tuple[str, str]:
    """Return what a token opens and what it closes."""
    tag = (token["tag"] or "").lower()
    if not tag:
        return ("", _OPENERS[token[0]]) if token[0] in _OPENERS else (token[0], "")
    if token["end"]:
        return "", f"<{tag}"
    if token["close"] and (token["rest"].endswith("/") or tag in _SINGLE):
        return "", ""
    return f"<{tag}", ""


def _refuse(found: str) -> None:
    raise InputError(f"{found}; expected the wikitext of an article", code="too_complex")
