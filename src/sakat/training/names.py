"""Counts the names of a training corpus, so that each line can be read as if it had not been counted."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sakat.ner.lines import Located, Span, spans_to_tags, tags_to_ranges
from sakat.ner.names import LONGEST_NAME, NAME_LABELS, Lookup, name_code, name_key


class NameCounts:
    """How often each stretch of words is a name, with which label, and how often it stands at all."""

    def __init__(self, lines: Iterable[tuple[Located, Sequence[Span]]]) -> None:
        self._names: dict[int, Counter[str]] = {}
        self._heads: set[int] = set()
        self._occurrences: Counter[int] = Counter()
        lines = list(lines)
        for located, spans in lines:
            for words, label in _names(located, spans):
                self._names.setdefault(name_key(words), Counter())[label] += 1
                self._heads.update(name_key(words[:n]) for n in range(1, len(words)))
        for located, _ in lines:
            self._occurrences.update(self._seen(located))

    def _seen(self, located: Located) -> Iterator[int]:
        """Yield the checksum of each stretch of the line that is a name somewhere."""
        words = located.line.words
        for first in range(len(words)):
            key = 0
            for word in words[first : first + LONGEST_NAME]:
                key = zlib.crc32(word.encode(), key)
                if key in self._names:
                    yield key
                elif key not in self._heads:
                    break

    def without(self, located: Located, spans: Sequence[Span]) -> Lookup:
        """Return a look-up that knows the names of all lines but this one."""
        own: dict[int, Counter[str]] = {}
        for words, label in _names(located, spans):
            own.setdefault(name_key(words), Counter())[label] += 1
        seen = Counter(self._seen(located))

        def lookup(key: int) -> str | None:
            code = None
            if key in self._names:
                code = name_code(self._names[key] - own.get(key, Counter()), self._occurrences[key] - seen[key])
            return code or ("" if key in self._heads else None)

        return lookup

    def table(self) -> str:
        """Return the table of all names that `sakat.ner.names.read_names` reads."""
        codes = dict.fromkeys(self._heads, "")
        for key, counts in self._names.items():
            codes[key] = name_code(counts, self._occurrences[key]) or ""
        return "".join(f"{key:08x}\t{code}\n" for key, code in sorted(codes.items()))


def _names(located: Located, spans: Sequence[Span]) -> Iterator[tuple[Sequence[str], str]]:
    for first, after, label in tags_to_ranges(spans_to_tags(located, spans)):
        if label in NAME_LABELS:
            yield located.line.words[first:after], label
