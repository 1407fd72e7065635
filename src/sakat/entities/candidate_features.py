"""What tells a name from a stretch of text that only looks like one: attributes of the candidates of an article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from sakat.entities.candidate import Candidate
from sakat.entities.cues import cue_table, ends_name, name_words, verbs
from sakat.entities.personal_names import family_names, foreign_names, given_names
from sakat.entities.words import Words, dictionary

_LONGEST_FORM = 24
_MOST_WORDS = 6
_MOST_REPEATS = 4
_FARTHEST = 200  # code points before a candidate that others of its stretch may begin
_MOST_OTHERS = 100


class CandidateFeatures:
    """Attributes of candidates: how they were found, their words, the words around, what else was found there.

    Args:
        text: The text.
        tokens: Its words; they join to `text`.
        candidates: What lists, rules and the recognizer propose, in any order.
        tagged: What the tagger of names proposes.
    """

    def __init__(
        self, text: str, tokens: Sequence[str], candidates: Sequence[Candidate], tagged: Sequence[Candidate]
    ) -> None:
        self._text = text
        self._tokens = tokens
        self._words = Words(text, tokens)
        self._tagged = {id(candidate) for candidate in tagged}
        self._all = sorted((*candidates, *tagged), key=lambda c: (c.start, c.end))
        self._first = [c.start for c in self._all]
        self._reach = min(max((c.end - c.start for c in self._all), default=0), _FARTHEST)
        spans = {(c.start, c.end) for c in self._all}
        self._forms = Counter(" ".join(text[start:end].split()) for start, end in spans)

    def attributes(self, candidate: Candidate) -> tuple[str, ...]:
        """Return the attributes of a candidate."""
        return tuple(self._attributes(candidate))

    def _attributes(self, c: Candidate) -> Iterator[str]:
        label, text = c.label, self._text
        how = c.rule_id or f"{'tagged' if id(c) in self._tagged else 'stat'}{int(c.score * 10)}"
        form = " ".join(text[c.start : c.end].split())
        yield "1"
        yield f"h={how}"
        yield f"l={label}"
        yield f"hl={how}|{label}"
        yield f"b={c.start in self._words.boundaries}{c.end in self._words.boundaries}"
        yield f"bh={c.start in self._words.boundaries}{c.end in self._words.boundaries}|{how}"
        first = bisect_right(self._words.starts, c.start) - 1
        last = bisect_left(self._words.starts, c.end) - 1
        inside = [token for token in self._tokens[first : last + 1] if not token.isspace()] or [form]
        count = min(len(inside), _MOST_WORDS)
        yield f"n={count}"
        yield f"nl={count}|{label}"
        yield f"nh={count}|{how}"
        head = self._head(c)
        if head:
            yield f"d={head}"
            yield f"dl={head}|{label}"
            rest = c.start + len(head)
            after = self._word_from(rest, c.end)
            if after:
                yield f"a={after}"
                yield f"ac={_kind(after)}|{how}"
                yield f"ad={_kind(after)}|{head}"
        elif len(form) <= _LONGEST_FORM:
            yield f"t={form}"
            yield f"tl={form}|{label}"
        yield f"w={inside[-1]}"
        yield f"f={inside[0]}"
        yield f"wk={_kind(inside[-1])}|{how}"
        yield f"fk={_kind(inside[0])}|{how}"
        if label == "PERSON":
            yield f"pk={_person_kind(inside)}"
        if len(inside) > 1:
            kinds = {_kind(word) for word in inside[1:]}
            for kind in kinds:
                yield f"i={kind}|{label}"
        yield from self._around(c, how, head, first, last)
        yield f"c={min(self._forms[form], _MOST_REPEATS)}|{label}"
        yield from self._others(c, how)

    def _head(self, c: Candidate) -> str:
        table, longest = _heads()
        for size in range(min(longest, c.end - c.start), 0, -1):
            form = self._text[c.start : c.start + size]
            if form in table:
                return form
        return ""

    def _word_from(self, offset: int, end: int) -> str:
        """Return the first word from `offset` on that starts before `end`, without any the empty string."""
        for word in self._words.from_offset(offset):
            if word.start >= end:
                break
            if not word.form.isspace():
                return word.form
        return ""

    def _around(self, c: Candidate, how: str, head: str, first: int, last: int) -> Iterator[str]:
        text, tokens = self._text, self._tokens
        before = text[self._words.starts[first] : c.start]
        index = first if before else first - 1
        gap = ""
        left = before
        while not left and index >= 0:
            token = tokens[index]
            if token.isspace():
                gap = "n" if "\n" in token or gap == "n" else "s"
                index -= 1
                if gap == "n":
                    break
            else:
                left = token
        left = left or "^"
        further = (tokens[index - 1].strip() or "_") if index > 0 else "^"
        yield f"p={left}"
        yield f"pl={left}|{c.label}"
        yield f"pg={gap}|{how}"
        yield f"pp={further}|{left}"
        if head:
            yield f"pd={left}|{head}"
        right, space = self._right(c.end)
        yield f"x={right}"
        yield f"xl={right}|{c.label}"
        yield f"xk={_kind(right)}|{how}"
        yield f"xg={space}|{how}"
        yield f"xd={space}{_kind(right)}|{head}"

    def _right(self, end: int) -> tuple[str, str]:
        text = self._text
        if end >= len(text):
            return "$", "n"
        space = ""
        while end < len(text) and text[end].isspace():
            space = "n" if text[end] == "\n" or space == "n" else "s"
            end += 1
        if space == "n" or end >= len(text):
            return "$", "n"
        return next(self._words.from_offset(end)).form, space

    def _others(self, c: Candidate, how: str) -> Iterator[str]:
        """Yield what other candidates say of the same stretch."""
        relations: set[str] = set()
        seen = tagged = False
        begin = bisect_left(self._first, c.start - self._reach)
        stop = bisect_left(self._first, c.end)
        for other in self._all[begin : min(stop, begin + _MOST_OTHERS)]:
            if other.end <= c.start or other is c:
                continue
            same = other.label == c.label
            if (other.start, other.end) == (c.start, c.end):
                relation = "=" if same else f"!{other.label}"
            elif other.start <= c.start and c.end <= other.end:
                relation = "<" if same else f"<{other.label}"
            elif c.start <= other.start and other.end <= c.end:
                edge = "b" if other.start == c.start else "e" if other.end == c.end else "m"
                relation = f">{edge}" if same else f">{edge}{other.label}"
            else:
                relation = "x" if same else f"x{other.label}"
            if id(other) in self._tagged:
                tagged = True
                relations.add(f"t{relation}{int(other.score * 4)}")
            elif other.method == "statistical":
                seen = True
                relations.add(f"s{relation}{int(other.score * 4)}")
            else:
                relations.add(f"r{relation}")
                relations.add(f"r{relation}|{other.rule_id}")
        if not seen:
            relations.add("s-")
        if not tagged:
            relations.add("t-")
        for relation in sorted(relations):
            yield f"o={relation}"
            yield f"oh={relation}|{how}"


@lru_cache(maxsize=16384)
def _kind(word: str) -> str:
    """Return what sort of word one is."""
    if not word or word in "^$":
        return word
    if word in verbs():
        return "verb"
    if ends_name(word):
        return "stop"
    if word in name_words("generic"):
        return "generic"
    if not ("\u0e01" <= word[0] <= "\u0e4e"):
        return "latin" if word[0].isalpha() else "digit" if word[0].isdigit() else "sign"
    if word in dictionary():
        return "short" if len(word) < 3 else "word"
    return "unknown"


def _person_kind(words: Sequence[str]) -> str:
    first = words[0] in given_names() or words[0] in foreign_names()
    last = words[-1] in family_names() or words[-1] in foreign_names()
    return f"{min(len(words), 4)}{first}{last}"


@cache
def _heads() -> tuple[frozenset[str], int]:
    table = cue_table().items()
    forms = frozenset(form for form, cues in table if any(cue.family in ("head", "class") for cue in cues))
    return forms, max(map(len, forms))
