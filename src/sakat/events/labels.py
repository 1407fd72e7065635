"""One-line labels of events in Thai and English, from the templates of `resources/event_labels.tsv`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from sakat.dates.written import Language, format_edtf
from sakat.lexicon import Row, load_lexicon
from sakat.record import Entity

_CHOICE = re.compile(r"<([^|>]*)\|([^>]*)>")


@cache
def _templates() -> Mapping[tuple[str, str, str], Row]:
    return {(row["type"], row["subtype"], row["mode"]): row for row in load_lexicon("event_labels", key="type")}


def make_labels(
    event_type: str,
    subtype: str | None,
    modes: Sequence[str],
    actors: Sequence[Entity],
    recipients: Sequence[Entity],
    place: Entity | None,
    edtf: str | None,
    standing: Sequence[str],
) -> tuple[str, str]:
    """Return the Thai and the English label of an event.

    Args:
        event_type: PLOVER type or OTHER.
        subtype: Subtype of OTHER.
        modes: PLOVER modes; the first that has a template of its own is used.
        actors: Who starts it.
        recipients: Who undergoes it.
        place: Where.
        edtf: When.
        standing: Any of negated, hypothetical, planned, reported, generic, added in brackets.

    >>> make_labels("CONSULT", None, [], [], [], None, "2024-06-05", [])
    ('การหารือ 5 มิ.ย. 2567', 'Talks, 5 Jun 2024')
    """
    templates = _templates()
    row = next(
        (templates[key] for mode in modes if (key := (event_type, "", mode)) in templates),
        templates[(event_type, subtype or "", "")],
    )
    th_actors, en_actors = _join_thai([e.name_th for e in actors]), _join_english([_english(e) for e in actors])
    th_objects = _join_thai([e.name_th for e in recipients])
    en_objects = _join_english([_english(e) for e in recipients])
    if actors and recipients:
        thai = th_actors + _spaced(th_actors) + row["th"].replace("{r}", th_objects)
        english = f"{en_actors} {_number(row['en'], len(actors)).replace('{r}', en_objects)}"
    elif actors:
        thai = th_actors + _spaced(th_actors) + row["th_alone"]
        english = f"{en_actors} {_number(row['en_alone'], len(actors))}"
    elif recipients:
        thai = th_objects + _spaced(th_objects) + row["th_passive"]
        english = f"{en_objects} {_number(row['en_passive'], len(recipients))}"
    else:
        thai, english = row["th_noun"], row["en_noun"][:1].upper() + row["en_noun"][1:]
    if place is not None:
        thai += f"ที่{place.name_th}"
        english += f" in {_english(place)}"
    if edtf is not None:
        thai += f" {_format_day(edtf, 'th')}"
        english += f", {_format_day(edtf, 'en')}"
    notes = [templates[("suffix", key, "")] for key in standing]
    if notes:
        thai += f" ({', '.join(note['th'] for note in notes)})"
        english += f" ({', '.join(note['en'] for note in notes)})"
    return " ".join(thai.split()), " ".join(english.split())


def _format_day(edtf: str, language: Language) -> str:
    """Return a value in the era of a language, without clock times."""
    return format_edtf("/".join(end.partition("T")[0] for end in edtf.split("/")), language, both=False)


def _english(entity: Entity) -> str:
    return entity.name_en or entity.name_th


def _number(template: str, count: int) -> str:
    return _CHOICE.sub(r"\1" if count == 1 else r"\2", template)


def _spaced(name: str) -> str:
    """Return a space after a name that ends in another script, which would run into the verb."""
    return " " if name and not "\u0e00" <= name[-1] <= "\u0e7f" else ""


def _join_thai(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    head = ", ".join(names[:-1])
    return f"{head} และ{names[-1]}"


def _join_english(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
