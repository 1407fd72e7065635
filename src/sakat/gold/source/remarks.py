"""Remarks in a source file: `%%` rows under the line of text they speak of."""

from __future__ import annotations

from collections.abc import Iterable


def add_remarks(source: str, text: str, remarks: Iterable[tuple[int, str]]) -> str:
    r"""Return a source with remarks below the line, and the rows below it, that each one's place is in.

    Args:
        source: Content of an `.anno` file.
        text: The article it annotates.
        remarks: Places in the text, in code points, with one line of words.

    >>> add_remarks("---\na: 1\n---\nเปรู\n%e1 CONSULT\nชิลี\n", "เปรู\nชิลี\n", [(0, "ใคร?")])
    '---\na: 1\n---\nเปรู\n%e1 CONSULT\n%% ใคร?\nชิลี\n'
    """
    by_line: dict[int, list[str]] = {}
    for start, words in remarks:
        by_line.setdefault(text.count("\n", 0, start), []).append(f"%% {words}")
    lines = source.split("\n")
    first = lines.index("---", 1) + 1
    result, number, waiting = lines[:first], -1, list[str]()
    for line in lines[first:]:
        if not line.startswith("%"):
            result += waiting
            number += 1
            waiting = by_line.get(number, [])
        result.append(line)
    return "\n".join(result + waiting)
