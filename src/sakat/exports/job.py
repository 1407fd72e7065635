"""One export: what is read, which events are taken, and what became of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from sakat.exports.selection import Selection
from sakat.exports.source import Dataset, Told
from sakat.record import Record

Language = Literal["th", "en"]


@dataclass
class Job:
    """What a format writes, in which language it names things where it has room for one, and its counts."""

    dataset: Dataset
    selection: Selection = field(default_factory=Selection)
    language: Language = "en"
    written: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)

    def articles(self) -> Iterator[tuple[Record, list[Told]]]:
        """Yield each article with its selected events, counting those that are not."""
        for record in self.dataset.records():
            yield record, list(self._select(record))

    def events(self) -> Iterator[Told]:
        """Yield the selected events in the order of events.jsonl, counting the others."""
        for record in self.dataset.records():
            yield from self._select(record)

    def _select(self, record: Record) -> Iterator[Told]:
        for told in self.dataset.told(record):
            reason = self.selection.reason_against(told.row)
            if reason is None:
                yield told
            else:
                self.left_out[reason] += 1

    def name(self, th: str, en: str | None) -> str:
        """Return the name in the language asked for; the Thai one where there is no English one."""
        return th if self.language == "th" or en is None else en

    def label(self, told: Told) -> str:
        """Return the line that tells an event, after its standing in brackets unless it is said to have happened."""
        label = self.name(told.event.label_th, told.event.label_en)
        return label if told.happened else f"[{standing(told, self.language)}] {label}"


_THAI = {
    "negated": "ปฏิเสธว่าไม่เกิด",
    "hypothetical": "สมมติ",
    "planned": "วางแผน",
    "reported": "มีรายงาน",
    "generic": "ทั่วไป",
}


def standing(told: Told, language: Language) -> str:
    """Return what keeps an event from being asserted to have happened, empty if nothing does."""
    words: list[str] = [told.event.polarity] if told.event.polarity != "positive" else []
    words += [told.event.modality] if told.event.modality != "asserted" else []
    return ", ".join(_THAI[word] if language == "th" else word for word in words)
