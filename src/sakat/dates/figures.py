"""Figures joined by `- . / : ,`: what kind of token their shape makes them."""

from __future__ import annotations

import re
from functools import lru_cache

from sakat.text.numerals import to_arabic_digits

Piece = tuple[str, str, int, int]
"""Kind, value, and place in the figures, half-open."""

_LONGEST_BLOB = 40
_PLAIN_SHAPES = {1: "NUM1", 2: "NUM1", 3: "NUM3", 4: "NUM4"}
_JOINED = frozenset({"DAYS", "COUNTS", "YEARS", "CLOCKS", "DAYSDATE", "DATES"})
_PART, _LISTED_PART = re.compile(r"[-–—]|[^-–—]+"), re.compile(r"[-–—,]|[^-–—,]+")
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("SLASHDATE", re.compile(r"\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})")),
    ("ISODATE", re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}")),
    ("CLOCKNUM", re.compile(r"\d{1,2}[.:]\d{2}(?::\d{2})?")),
    ("DAYMONTH", re.compile(r"\d{1,2}/\d{1,2}")),
    ("MONTHYEAR", re.compile(r"\d{1,2}/\d{4}")),
    ("YEARYEAR", re.compile(r"\d{4}/(?:\d{2}|\d{4})")),
    ("DAYS", re.compile(r"\d{1,2}(?:[-–—,]\d{1,2}){1,11}")),
    ("COUNTS", re.compile(r"\d{1,3}[-–—]\d{1,3}")),
    ("YEARS", re.compile(r"\d{4}(?:[-–—](?:\d{4}|\d{2})|(?:,\d{4}){1,11})")),
    ("CLOCKS", re.compile(r"\d{1,2}[.:]\d{2}[-–—]\d{1,2}[.:]\d{2}")),
    ("DAYSDATE", re.compile(r"\d{1,2}[-–—]\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})")),
    ("DATES", re.compile(r"\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d{2}))?[-–—]\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})")),
    ("NUMX", re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+")),
)


@lru_cache(maxsize=1 << 14)
def split_figures(written: str) -> tuple[Piece, ...]:
    """Return the tokens of figures joined by `- . / : ,`; a phone number is one opaque NUMX."""
    if len(written) > _LONGEST_BLOB:
        return (("NUMX", "", 0, len(written)),)
    figures = to_arabic_digits(written)
    kind = _shape(figures)
    if kind not in _JOINED:
        return ((kind or "NUMX", figures if kind else "", 0, len(figures)),)
    pieces: list[Piece] = []
    for part in (_PART if kind in {"DAYSDATE", "DATES"} else _LISTED_PART).finditer(figures):
        piece, at = part[0], part.start()
        name, value = ("DASH", "") if piece in "-–—" else ("COMMA", "") if piece == "," else (_shape(piece), piece)
        pieces.append((name, value, at, at + len(piece)))
    return tuple(pieces)


def _shape(figures: str) -> str:
    """Return the kind of figures by their shape; empty if they have none."""
    if figures.isdigit():
        return _PLAIN_SHAPES.get(len(figures), "NUMX")
    return next((name for name, shape in _SHAPES if shape.fullmatch(figures)), "")


def figure_kinds() -> frozenset[str]:
    """Return the kinds of tokens that figures make."""
    return frozenset({"NUMX", *_PLAIN_SHAPES.values(), *(name for name, _ in _SHAPES)} - _JOINED)
