"""Describes a date beside an event to the time model: where it stands, what is between, what the rules say."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sakat.events.document import Document
from sakat.events.draft import Draft
from sakat.events.neighbourhood import Neighbourhood
from sakat.record import Temporal
from sakat.record.edtf import edtf_bounds

_DATES_BACK = 2
"""So many dates told before the sentence, in its paragraph, are candidates."""
_DATES_AROUND = 12
"""No more dates on either side of the trigger are looked at, so that a list of dates costs no square."""
_SAYS = "ว่า"


class DatedChoice(NamedTuple):
    """A date an event may have, with its attributes.

    Attributes:
        date: The date, without the clock time that may be told with it.
        attributes: What the model weighs.
    """

    date: Temporal
    attributes: tuple[str, ...]


class TimeFeatures:
    """Finds the dates the events of one article may have, and describes them.

    Args:
        doc: The article.
        drafts: Its events with the times and standing the rules give, in text order.
    """

    def __init__(self, doc: Document, drafts: Sequence[Draft]) -> None:
        self._doc = doc
        self._drafts = drafts
        self._around = Neighbourhood(doc, drafts)
        self._starts = [date.start for date in doc.dates]
        self._dates = {date.id: date for date in doc.dates}
        self._dates_of_clocks = {clock.id: date for date, clock in doc.clocks.items()}

    def choices(self, number: int) -> Iterator[DatedChoice]:
        """Yield the dates event `number` may have: those of its sentence, the last ones before, that of the rules."""
        draft, doc = self._drafts[number], self._doc
        sentence = doc.sentences[draft.trigger.sentence]
        first, after = bisect_left(self._starts, sentence.start), bisect_left(self._starts, sentence.end)
        here = bisect_left(self._starts, draft.start)
        near = range(max(first, here - _DATES_AROUND), min(after, here + _DATES_AROUND))
        dates = [doc.dates[place] for place in near]
        dates += [date for date in doc.dates[max(0, first - _DATES_BACK) : first] if self._is_told_here(date, draft)]
        rule = self._by_rule(draft)
        if rule in self._dates and all(date.id != rule for date in dates):
            dates.append(self._dates[rule])
        for date in dates:
            yield DatedChoice(date, tuple(self._describe(draft, date, rule)))

    def _is_told_here(self, date: Temporal, draft: Draft) -> bool:
        """Whether an earlier date is told in the paragraph of an event."""
        sentence = self._doc.sentence_at(date.start, date.end)
        return sentence is not None and self._doc.paragraph[sentence] == self._doc.paragraph[draft.trigger.sentence]

    def _by_rule(self, draft: Draft) -> str | None:
        if draft.time is None:
            return None
        return self._dates_of_clocks.get(draft.time.temporal_id, draft.time.temporal_id)

    def _describe(self, draft: Draft, date: Temporal, rule: str | None) -> Iterator[str]:
        doc, trigger = self._doc, draft.trigger
        spot = self._around.spot(draft, date.start, date.end)
        basis = f"R{draft.time.basis}" if draft.time is not None and date.id == rule else "N" if rule is None else "O"
        before, link, lead = spot.before, self._around.link(date.start, "date_link"), spot.lead
        names = len(doc.names_in(doc.clauses[trigger.clause].start, draft.start))
        kind, modality, nominal = draft.type, draft.modality, trigger.nominal
        yield f"b={basis}"
        for other in (before, kind, modality, nominal, min(names, 2), spot.opens, link, lead, len(_day(date))):
            yield f"b={basis}|{other}"
        yield f"t={kind}"
        yield f"v={spot.verbs}|{before}"
        yield f"v={spot.verbs}|{before}|{spot.clauses}"
        yield f"n={nominal}|{before}|{min(spot.verbs, 2)}"
        yield f"m={modality}|{before}"
        yield f"m={modality}|{self._is_to_come(date)}"
        yield f"g={spot.gap}|{before}"
        yield f"s={spot.spaces}|{before}"
        yield f"o={spot.opens}|{before}|{spot.clauses}|{min(spot.verbs, 2)}"
        yield f"p={link}|{before}"
        yield f"w={_SAYS in spot.between}|{before}"
        yield f"c={lead}|{before}"

    def _is_to_come(self, date: Temporal) -> bool:
        """Whether a date lies after the day of the article."""
        day = self._doc.analysis.document_date
        first = edtf_bounds(date.edtf)[0] if day is not None and date.edtf is not None else None
        return day is not None and first is not None and first > day


def _day(date: Temporal) -> str:
    """Return a value without its clock time."""
    return (date.edtf or "").partition("T")[0]
