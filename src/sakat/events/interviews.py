"""The answers of an interview: paragraphs after ตอบ: are someone's words without marks of quotation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from sakat.events.document import Document
from sakat.lexicon import load_lexicon
from sakat.record import TextSpan

_FEWEST = 2


class Answer(NamedTuple):
    """A paragraph in which the person interviewed speaks.

    Attributes:
        start: First code point after the label and its colon.
        end: Code point after the last one.
        speaker: Entity of the person, None if the introduction names nobody.
        cue: The label.
    """

    start: int
    end: int
    speaker: str | None
    cue: TextSpan


def find_answers(doc: Document) -> list[Answer]:
    """Return the answers of an interview in text order; none if there are not two, after a question.

    The speaker is the person the text before the first question names most often, the first of several.

    Args:
        doc: The article.
    """
    lines = list(_labelled(doc.text))
    first = next((match.start() for match, kind in lines if kind == "asked"), None)
    answers = [match for match, kind in lines if kind == "answered" and first is not None and match.start() > first]
    if first is None or len(answers) < _FEWEST:
        return []
    people = Counter(name.entity_id for name in doc.names if name.label == "PERSON" and name.end <= first)
    speaker = people.most_common(1)[0][0] if people else None
    return [Answer(match.end(), _line_end(doc.text, match.end()), speaker, _cue(match)) for match in answers]


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _cue(match: re.Match[str]) -> TextSpan:
    return TextSpan(start=match.start("label"), end=match.end("label"), text=match["label"])


def _labelled(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the beginnings of lines with a label, and its kind."""
    pattern, kinds = _labels()
    for match in pattern.finditer(text):
        yield match, kinds[match["label"]]


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {row["form"]: row["kind"] for row in load_lexicon("event_grammar") if row["kind"] in {"asked", "answered"}}
    forms = "|".join(map(re.escape, sorted(kinds, key=len, reverse=True)))
    return re.compile(rf"^[ \t]*(?P<label>{forms})[ \t]*[:–—-][ \t]*", re.MULTILINE), kinds
