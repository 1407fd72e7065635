"""Finds candidate expressions: the patterns of `date_patterns.tsv` over token kinds.

Each token kind is one character, so a pattern is a regular expression over a short string. Every
repetition is bounded, which keeps the search linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sakat.dates.lexer import BREAK, Token
from sakat.errors import LexiconError
from sakat.lexicon import load_lexicon

_FIRST_SYMBOL = 0x4E00
_NAME = re.compile(r"\{(\w+):|[A-Z][A-Z_0-9]*")


@dataclass(frozen=True, slots=True)
class Rule:
    """One compiled pattern. `name` is the row of the table, `rule_id` the family it reports."""

    name: str
    rule_id: str
    score: float
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern match: `tokens(group)` gives the tokens of a group, empty if it is missing."""

    rule: Rule
    match: re.Match[str]
    text: str
    all_tokens: Sequence[Token]

    def tokens(self, group: str) -> Sequence[Token]:
        """Return the tokens of a named group, none if the pattern or the match lacks it."""
        if not self.has(group):
            return ()
        first, last = self.match.span(group)
        return self.all_tokens[first:last]

    def has(self, group: str) -> bool:
        """Return whether the pattern has the group and it matched something."""
        return group in self.match.re.groupindex and bool(self.match[group])

    def span(self, *groups: str) -> tuple[int, int]:
        """Return first and last + 1 token index that the groups cover."""
        spans = [self.match.span(group) for group in groups if self.has(group)]
        return min(first for first, _ in spans), max(last for _, last in spans)


class _Symbols(dict[str, str]):
    """Token kind -> its character; a new kind gets the next one."""

    def __missing__(self, kind: str) -> str:
        self[kind] = symbol = BREAK if kind == BREAK else chr(_FIRST_SYMBOL + len(self))
        return symbol


_SYMBOLS = _Symbols()


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
        return macros.get(match[0]) or _SYMBOLS[match[0]]

    # protect plain groups and repetition counts from the capture syntax
    marked = re.sub(r"\((?!\?)", "(?:", pattern)
    counted = re.sub(r"\{(\d+,\d+)\}", "\x01\\1\x02", marked)
    named = _NAME.sub(replace, counted).replace("}", ")").replace(" ", "")
    return named.replace("\x01", "{").replace("\x02", "}")


def find_hits(tokens: Sequence[Token], text: str) -> Iterator[Hit]:
    """Yield every match of every rule, at every place where it can begin."""
    rules = load_rules()
    symbols = "".join([_SYMBOLS[token.kind] for token in tokens])
    for rule in rules:
        position = 0
        while match := rule.pattern.search(symbols, position):
            yield Hit(rule, match, text, tokens)
            position = match.start() + 1
