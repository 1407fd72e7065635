"""Finds a word inside running Thai.

Texts are indexed by FTS5 as trigrams of characters, so what is written is found, however the words around it are cut.
A query of one or two characters is widened to all trigrams that begin with it. Beside that stands an index of words as
PyThaiNLP's dictionary cuts them: it puts the articles first in which the query is a word of its own (ยา before พะเยา).

Measured on 4,000 press releases of the Thai government (13.5 million characters) with up to 100 words of the texts of
each length: `python benchmarks/search.py news.jsonl.gz`. Recall is of the texts in which the characters occur,
precision of the texts found the share in which they are a word by the dictionary, ms the median of a query.

=========  ====================  ====================  ====================  ======
 length     trigrams              words (dictionary)    unicode61             LIKE
            recall  prec.   ms    recall  prec.   ms    recall  prec.   ms    ms
=========  ====================  ====================  ====================  ======
 1          1.00    0.05   32.5   0.10    0.50   0.04   0.55    0.07   0.49   14.0
 2          1.00    0.11    0.7   0.11    0.99   0.02   0.29    0.09   0.04   43.0
 3          1.00    0.28   0.05   0.28    1.00   0.02   0.18    0.17   0.10   51.1
 4-6        1.00    0.46   0.06   0.46    1.00   0.02   0.08    0.44   0.03   54.0
 7 and up   1.00    0.74   0.17   0.74    1.00   0.02   0.30    0.90   0.04   54.6
=========  ====================  ====================  ====================  ======

The trigrams take 38 MB and 5 s to make, the words 5 MB and 8 s, most of it to cut them. A words-only index misses half
of what a reader sees written, above all parts of compounds (ยา in ยาเสพติด); hence trigrams to find and words to rank.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from dataclasses import dataclass
from functools import cache

from sakat.text.words import WordTokenizer

SENTINEL = "\n\n"
_GRAM = 3
_LAST = "\U0010ffff"
_TERM = re.compile(r'"([^"]*)"|(\S+)')
_WORD_CHARACTER = re.compile(r"\w")
_BEFORE = 60
_AFTER = 120
MAX_TERMS = 8


def gram_text(text: str) -> str:
    """Return what the trigram index holds of a text: its last two characters begin trigrams, too."""
    return text + SENTINEL


def word_text(text: str) -> str:
    """Return the words of a text with spaces between, for the index of words."""
    return " ".join(_tokenizer()(text))


@cache
def _tokenizer() -> WordTokenizer:
    return WordTokenizer()


def query_terms(query: str) -> list[str]:
    """Return the terms of a query: words between spaces, or between quotation marks with their spaces; NFC.

    >>> query_terms('น้ำท่วม "กรุงเทพ มหานคร"')
    ['น้ำท่วม', 'กรุงเทพ มหานคร']
    """
    query = unicodedata.normalize("NFC", query.replace("\0", ""))
    found = [(quoted or bare).strip(' "') for quoted, bare in _TERM.findall(query)]
    return [term for term in found if term][:MAX_TERMS]


def match_expression(connection: sqlite3.Connection, query: str, vocabulary: str) -> str | None:
    """Return the FTS5 expression that finds the texts with every term of the query; None if there can be none.

    Args:
        connection: A database of the explorer.
        query: As typed; nothing in it is an operator.
        vocabulary: The fts5vocab table of the trigram index.
    """
    parts = []
    for term in query_terms(query):
        grams = [term] if len(term) >= _GRAM else _grams(connection, term, vocabulary)
        if not grams:
            return None
        parts.append("(" + " OR ".join(map(_quote, grams)) + ")")
    return " AND ".join(parts) or None


def _grams(connection: sqlite3.Connection, short: str, vocabulary: str) -> list[str]:
    low = short.lower()
    rows = connection.execute(f"SELECT term FROM {vocabulary} WHERE term >= ? AND term < ?", (low, low + _LAST))
    return [row[0] for row in rows]


def word_expression(query: str) -> str | None:
    """Return the FTS5 expression that finds every term of the query as words of the dictionary; None without any."""
    terms = [[word for word in _tokenizer()(term) if _WORD_CHARACTER.search(word)] for term in query_terms(query)]
    return " AND ".join(_quote(" ".join(words)) for words in terms if words) or None


def _quote(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of a snippet: its characters, and whether they are what was searched for."""

    text: str
    hit: bool


def make_snippet(text: str, query: str) -> list[Fragment]:
    """Return the surroundings of the first hit in a text; the head of the text if there is none.

    >>> [(piece.text, piece.hit) for piece in make_snippet("ชาวสวนลำไยเข้าพบรัฐมนตรี", "ลำไย")]
    [('ชาวสวน', False), ('ลำไย', True), ('เข้าพบรัฐมนตรี', False)]
    """
    flat = " ".join(text.split())
    terms = sorted(query_terms(query), key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, terms)) or r"(?!)", re.IGNORECASE)
    first = _first_hit(flat, pattern, terms)
    start, end = max(0, first - _BEFORE), first + _AFTER
    while start and unicodedata.category(flat[start]) == "Mn":
        start -= 1
    while end < len(flat) and unicodedata.category(flat[end]) == "Mn":
        end += 1
    window = flat[start:end]
    pieces, position = [], 0
    for match in pattern.finditer(window):
        pieces += [Fragment(window[position : match.start()], False), Fragment(match[0], True)]
        position = match.end()
    pieces.append(Fragment(window[position:], False))
    if start:
        pieces.insert(0, Fragment("… ", False))
    if end < len(flat):
        pieces.append(Fragment(" …", False))
    return [piece for piece in pieces if piece.text]


def _first_hit(flat: str, pattern: re.Pattern[str], terms: list[str]) -> int:
    """Return where the first term stands as a word; where its characters stand if it is none; else 0."""
    position = 0
    wanted = {term.casefold() for term in terms}
    for word in _tokenizer()(flat):
        if word.casefold() in wanted:
            return position
        position += len(word)
    match = pattern.search(flat)
    return match.start() if match else 0
