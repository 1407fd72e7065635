"""Cuts Thai text into words: abbreviations, numbers and Latin words whole, Thai stretches by dictionary."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from sakat.errors import ConfigError, TokenizationError
from sakat.lexicon import load_lexicon

Engine = Literal["nlpo3", "newmm"]
_Cut = Callable[[str], list[str]]

_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e\u0e5a\u0e5b"
_LETTER = r"[^\W\d_\u0e00-\u0e7f]"  # a letter of any script but Thai
_PIECES = re.compile(
    rf"""
      (?P<short>(?<![{_THAI}])(?:(?:[ก-ฮ]{{1,4}}|เม|มิ)\.)+(?!\.))   # พ.ศ.  ผบ.ตร.  มิ.ย.
    | (?P<thai>[{_THAI}][{_THAI}.]*)
    | (?:https?|ftp)://[^\s\u0e00-\u0e7f()<>"“”]*[\w/]    # a link
    | (?:{_LETTER}\.){{2,}}(?:{_LETTER}(?!{_LETTER}))?    # U.S.  U.S.A
    | {_LETTER}(?:{_LETTER}|[0-9]|[-'\u2019&.@_](?={_LETTER}|[0-9]))*
    | [0-9๐-๙]+(?:[.,:/][0-9๐-๙]+)*                       # 20,000  09.30  14/2
    | \n+
    | [^\S\n]+
    | (?P<sign>.)(?P=sign)*                               # one punctuation mark, or a run of the same
    """,
    re.VERBOSE | re.DOTALL,
)
_ABBREVIATION_PART = re.compile(r"(?:[ก-ฮ]{1,4}\.)*(?:[ก-ฮ]{1,4}|เม|มิ)")
_UNUSABLE = re.compile(r"\s|^[ก-ฮ]\.$")
_DOTS = re.compile(r"\.+")

# A stretch longer than this is cut in windows. The last words of a window may be cut wrongly by its end,
# so they are cut again at the head of the next one.
_WINDOW = 1000
_OVERLAP = 60


class WordTokenizer:
    """Cuts a text into words whose concatenation is the text.

    Runs of spaces and runs of line ends are words of their own. Abbreviations with dots (พ.ศ., พล.ต.อ.),
    numbers with inner marks (20,000, 09.30, 14/2, also in Thai digits), Latin words, initials (U.S.) and
    links are one word each; an abbreviated office is cut from its body (ผบ. | ตร.). What is left, stretches
    of Thai letters, is cut by maximal matching in PyThaiNLP's word list and `extra_words`. The time taken
    grows linearly with the text.

    Args:
        engine: `nlpo3` (Rust, about ten times faster) or `newmm` (Python). They differ in few places.
        extra_words: Words beside PyThaiNLP's list.

    Raises:
        ConfigError: If there is no such engine.

    >>> WordTokenizer()("เมื่อวันที่ 5 ส.ค.2566 ผบ.ตร.แจ้ง")
    ['เมื่อ', 'วันที่', ' ', '5', ' ', 'ส.ค.', '2566', ' ', 'ผบ.', 'ตร.', 'แจ้ง']
    """

    def __init__(self, *, engine: Engine = "nlpo3", extra_words: Sequence[str] = ()) -> None:
        if engine not in get_args(Engine):
            raise ConfigError(f"tokenizer engine is {engine!r}; expected one of {', '.join(get_args(Engine))}")
        self.engine: Engine = engine
        self.extra_words = tuple(extra_words)
        self._words = _dictionary(self.extra_words)
        self._cut = (_load_nlpo3 if engine == "nlpo3" else _load_newmm)(self.extra_words)

    def __call__(self, text: str) -> list[str]:
        """Return the words of `text`, in order and without gaps.

        Raises:
            TokenizationError: If the words do not join to the text.
        """
        words: list[str] = []
        for match in _PIECES.finditer(text):
            piece = match[0]
            if match.lastgroup == "thai":
                words.extend(self._cut_dotted(piece) if "." in piece else self._cut_thai(piece))
            elif match.lastgroup == "short":
                words.extend(self._cut_short(piece))
            else:
                words.append(piece)
        if "".join(words) != text:
            raise TokenizationError(_describe_loss(words, text, self.engine))
        return words

    def _cut_thai(self, stretch: str) -> list[str]:
        if len(stretch) <= _WINDOW:
            return self._cut(stretch)
        words: list[str] = []
        start = 0
        while start < len(stretch):
            found = self._cut(stretch[start : start + _WINDOW])
            if start + _WINDOW < len(stretch):
                dropped = 0
                while len(found) > 1 and dropped < _OVERLAP:
                    dropped += len(found.pop())
            words.extend(found)
            start += sum(map(len, found))
        return words

    def _cut_short(self, short: str) -> list[str]:
        """Return an abbreviation as one word, but a plain word before a full stop as two: คน | ."""
        if short.count(".") == 1 and short not in self._words and short[:-1] in self._words:
            return [*self._cut_thai(short[:-1]), "."]
        return _cut_after_office(short)

    def _cut_dotted(self, stretch: str) -> Iterator[str]:
        """Yield the words of a stretch with dots, abbreviations glued: โดย | พล.ต.อ. | สล้าง."""
        parts: list[str] = []
        for word in self._cut_thai(stretch):
            if "." not in word or word in self._words or _DOTS.fullmatch(word):
                parts.append(word)
            else:
                parts.extend(self._cut_unknown(word))
        return _glue_abbreviations(parts)

    def _cut_unknown(self, word: str) -> Iterator[str]:
        for part in re.split(r"(\.+)", word):
            if part.startswith("."):
                yield part
            elif part:
                yield from self._cut_thai(part)


def _glue_abbreviations(parts: Sequence[str]) -> Iterator[str]:
    """Yield the parts, with runs like พล | . | ต.อ | . made one word if they hold two dots or more."""
    index = 0
    while index < len(parts):
        end = index
        while end < len(parts):
            if end + 1 < len(parts) and parts[end + 1] == "." and _ABBREVIATION_PART.fullmatch(parts[end]):
                end += 2
            elif parts[end].endswith(".") and not _DOTS.fullmatch(parts[end]):
                end += 1
            else:
                break
        glued = "".join(parts[index:end])
        if glued.count(".") >= 2 or len(glued) == 2:
            yield from _cut_after_office(glued)
            index = end
        else:
            yield parts[index]
            index += 1


def _cut_after_office(short: str) -> list[str]:
    """Return an abbreviation in one piece, or in two after an office: ผบ. | ตร., รมว. | ศธ."""
    head, dot, rest = short.partition(".")
    return [head + dot, rest] if rest and head + dot in _breaks()[1] else [short]


@cache
def _breaks() -> tuple[frozenset[str], frozenset[str]]:
    """Return compounds not to be taken as one word (ในประเทศ), and abbreviated offices (ผบ.)."""
    rows = load_lexicon("word_breaks")
    return (
        frozenset(row["form"].replace("|", "") for row in rows if row["kind"] == "compound"),
        frozenset(row["form"] for row in rows if row["kind"] == "office"),
    )


@cache
def _dictionary(extra_words: tuple[str, ...]) -> frozenset[str]:
    from pythainlp.corpus import thai_words

    return frozenset(_usable((thai_words() - _breaks()[0]).union(extra_words)))


def _usable(words: Iterable[str]) -> Iterator[str]:
    """Yield the words an engine can use. One letter and a dot is left to `_glue_abbreviations`: สังคม | ."""
    return (word for word in words if word and not _UNUSABLE.search(word))


@cache
def _load_nlpo3(extra_words: tuple[str, ...]) -> _Cut:
    import nlpo3

    content = "\n".join(sorted(_dictionary(extra_words)))
    name = f"sakat-{hashlib.sha256(content.encode()).hexdigest()[:16]}"
    with tempfile.TemporaryDirectory(prefix="sakat-") as folder:  # the engine reads its words from a file
        path = Path(folder, "words.txt")
        path.write_text(content, "utf-8")
        nlpo3.load_dict(str(path), name)
    return lambda text: nlpo3.segment(text, name)


@cache
def _load_newmm(extra_words: tuple[str, ...]) -> _Cut:
    from pythainlp.tokenize import newmm
    from pythainlp.util import Trie

    trie = Trie(sorted(_dictionary(extra_words)))
    return lambda text: newmm.segment(text, trie)


def _describe_loss(words: Sequence[str], text: str, engine: str) -> str:
    start = 0
    for word in words:
        if not text.startswith(word, start):
            break
        start += len(word)
    return (
        f"code point {start}: the words made by {engine} do not join to the text, which goes on "
        f"{text[start : start + 20]!r}; normalize the text first (sakat.text.normalize)"
    )
