"""Finds candidate expressions: the patterns of `date_patterns.tsv` over token kinds.

Each token kind is one character, so a pattern is a regular expression over a short string. Every
repetition is bounded, which keeps the search linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate

from sakat.dates.immutable import immutable
from sakat.dates.lexer import SYMBOLS, Token, token_kinds
from sakat.errors import LexiconError
from sakat.lexicon import load_lexicon

_BREAK = "|"
_MOST_KEPT = 1 << 16
_LONGEST_KEPT = 32
_NAME = re.compile(r"\{(\w+):|[A-Z][A-Z_0-9]*")


@immutable
class Rule:
    """One compiled pattern. `name` is the row of the table, `rule_id` the family it reports."""

    name: str
    rule_id: str
    score: float
    pattern: re.Pattern[str]


@immutable
class Shape:
    """A rule that matches a run by the kinds of its tokens: the spans of its groups, and their union.

    Spans are half-open places of tokens in the run; `whole` is the span of the match.
    """

    rule: Rule
    whole: tuple[int, int]
    spans: Mapping[str, tuple[int, int]]
    first: int
    last: int


@immutable
class Hit:
    """A shape over the tokens of a run: `tokens(group)` gives the tokens of a group, empty if it is missing."""

    shape: Shape
    text: str
    all_tokens: Sequence[Token]

    @property
    def rule(self) -> Rule:
        """The rule that matched."""
        return self.shape.rule

    def tokens(self, group: str) -> Sequence[Token]:
        """Return the tokens of a named group, none if the pattern or the match lacks it."""
        first, last = self.shape.spans.get(group, (0, 0))
        return self.all_tokens[first:last]

    def has(self, group: str) -> bool:
        """Return whether the pattern has the group and it matched something."""
        return group in self.shape.spans

    def span(self, *groups: str) -> tuple[int, int]:
        """Return first and last + 1 token index that the groups cover."""
        if len(groups) == 1:
            return self.shape.spans[groups[0]]
        spans = [self.shape.spans[group] for group in groups if group in self.shape.spans]
        return min(first for first, _ in spans), max(last for _, last in spans)

    def kind_before(self) -> str:
        """Return the kind of the token before the match, empty at the beginning of a run."""
        first = self.shape.whole[0]
        return self.all_tokens[first - 1].kind if first else ""

    def kind_after(self, group: str | None = None) -> str:
        """Return the kind of the token after the match or a group of it, empty at the end of a run."""
        last = (self.shape.spans[group] if group else self.shape.whole)[1]
        return self.all_tokens[last].kind if last < len(self.all_tokens) else ""


@cache
def load_rules() -> tuple[Rule, ...]:
    """Return the compiled rules in table order.

    Raises:
        LexiconError: If a pattern does not compile.
    """
    macros: dict[str, str] = {}
    rules = []
    for row in load_lexicon("date_patterns"):
        compiled = _compile(row["pattern"], macros)
        if row["rule"] == "macro":
            macros[row["form"]] = f"(?:{compiled})"
            continue
        try:
            rules.append(Rule(row["form"], row["rule"], float(row["score"]), re.compile(compiled)))
        except (re.error, ValueError) as error:
            raise LexiconError(f"resources/date_patterns.tsv: {row['form']}: {error}; correct the row") from error
    return tuple(rules)


def _compile(pattern: str, macros: dict[str, str]) -> str:
    def replace(match: re.Match[str]) -> str:
        if match[1]:
            return f"(?P<{match[1]}>"
        return macros.get(match[0]) or SYMBOLS[match[0]]

    # protect plain groups and repetition counts from the capture syntax
    marked = re.sub(r"\((?!\?)", "(?:", pattern)
    counted = re.sub(r"\{(\d+,\d+)\}", "\x01\\1\x02", marked)
    named = _NAME.sub(replace, counted).replace("}", ")").replace(" ", "")
    return named.replace("\x01", "{").replace("\x02", "}")


@cache
def idle_kinds() -> frozenset[str]:
    """Return the kinds of tokens that no rule reads where one stands alone."""
    rules = load_rules()
    return frozenset(kind for kind in token_kinds() if not any(rule.pattern.search(SYMBOLS[kind]) for rule in rules))


class ShapeTable:
    """What runs of tokens hold, by their symbols. The same runs come again and again, so they are kept."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Shape, ...]] = {}

    def look_up(self, runs: Sequence[str]) -> list[tuple[Shape, ...]]:
        """Return, for each run of symbols, every match of every rule at every place where it can begin."""
        known = self._known
        new = list(dict.fromkeys(run for run in runs if run not in known))
        if not new:
            return [known[run] for run in runs]
        found = _search(new)
        if len(known) + len(found) > _MOST_KEPT:
            self._known = {}
        self._known.update((run, shapes) for run, shapes in found.items() if len(run) <= _LONGEST_KEPT)
        return [found[run] if run in found else known[run] for run in runs]


@cache
def shape_table() -> ShapeTable:
    """Return the table of this process."""
    return ShapeTable()


def _search(runs: Sequence[str]) -> dict[str, tuple[Shape, ...]]:
    """Search runs together; no pattern reads the sign between them."""
    joined = _BREAK.join(runs)
    begins = list(accumulate((len(run) + 1 for run in runs), initial=0))
    found: list[list[Shape]] = [[] for _ in runs]
    for rule in load_rules():
        groups = tuple(rule.pattern.groupindex.items())
        search, position = rule.pattern.search, 0
        while match := search(joined, position):
            position = match.start() + 1
            at = bisect_right(begins, position - 1) - 1
            found[at].append(_shape(rule, groups, match, begins[at]))
    return {run: tuple(shapes) for run, shapes in zip(runs, found, strict=True)}


def _shape(rule: Rule, groups: Sequence[tuple[str, int]], match: re.Match[str], begin: int) -> Shape:
    whole = match.start() - begin, match.end() - begin
    spans = {}
    first, last = whole[1], 0
    for group, number in groups:
        start, end = match.span(number)
        if start < end:
            start, end = start - begin, end - begin
            spans[group] = start, end
            first, last = min(first, start), max(last, end)
    return Shape(rule, whole, spans, first, last)
