"""Names and amounts in a text: what may name something, which of it stands, and what it names.

`find_candidates` proposes by lists and rules, `resolve_spans` decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sakat.entities import gazetteer, numbers, rules
from sakat.entities.candidate import Candidate
from sakat.entities.resolver import place_label, resolve_spans, strip_title
from sakat.entities.words import Words

__all__ = ["Candidate", "find_candidates", "place_label", "resolve_spans", "strip_title"]


def find_candidates(text: str, tokens: Sequence[str], dates: Sequence[Candidate] = ()) -> list[Candidate]:
    """Return what lists and rules take for a name or an amount, unresolved: candidates may overlap.

    Args:
        text: The text, NFC.
        tokens: Its words, which join to it (`sakat.text.words.WordTokenizer`).
        dates: Date expressions already found; names of events and laws may contain them (เหตุการณ์ 6 ตุลา).
            They are not returned: give them to `resolve_spans` with the rest.

    >>> text = "ผู้ว่าราชการจังหวัดตรัง"
    >>> found = resolve_spans(find_candidates(text, ["ผู้ว่าราชการ", "จังหวัด", "ตรัง"]), text)
    >>> [(text[c.start:c.end], c.label) for c in found]
    [('จังหวัดตรัง', 'GPE')]
    """
    boundaries = Words(text, tokens).boundaries
    names = _without_shared_offices(gazetteer.find(text, boundaries), text)
    announced = rules.find(text, tokens, [*names, *dates])
    return [*names, *announced, *numbers.find(text, boundaries)]


_LISTED = re.compile(r"(?:, ?|และ| และ|กับ|หรือ)$")


def _without_shared_offices(names: list[Candidate], text: str) -> list[Candidate]:
    """Return the names without Thai bodies that stand for those of several states, or of another one.

    รัฐมนตรีว่าการกระทรวงการต่างประเทศของจีน อินเดีย และรัสเซีย names three states and no ministry; in
    กระทรวงกลาโหมของรัสเซีย the ministry stays but is not the Thai one, so it loses its key.
    """
    kept: list[Candidate] = []
    for index, name in enumerate(names):
        if name.rule_id == "gazetteer.agency" and text.startswith("ของ", name.end) and index + 1 < len(names):
            owner = names[index + 1]
            if owner.start == name.end + len("ของ") and owner.rule_id == "gazetteer.country":
                after = names[index + 2] if index + 2 < len(names) else None
                if (
                    after is not None
                    and after.rule_id == owner.rule_id
                    and _LISTED.match(text[owner.end : after.start])
                ):
                    continue
                name = replace(name, key=None, rule_id="gazetteer.agency_of_state")
        kept.append(name)
    return kept
