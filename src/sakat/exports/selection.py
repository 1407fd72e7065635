"""Which events of a dataset are taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

NOT_ASSERTED = "negated or not asserted; --all takes them in"
OUTSIDE = "outside the filters"


@dataclass(frozen=True, slots=True)
class Selection:
    """What an event must be like; an empty set or None asks for nothing.

    Attributes:
        types: PLOVER types, or OTHER.
        since: First day, `YYYY-MM-DD`: what may have happened on or after it.
        until: Last day.
        countries: ISO 3166 codes of the place; that of a country covers its provinces.
        modalities: How the article stands to it.
        min_score: Least score.
        happened: Only what is asserted (or of the `modalities`) and not negated.
    """

    types: frozenset[str] = frozenset()
    since: str | None = None
    until: str | None = None
    countries: frozenset[str] = frozenset()
    modalities: frozenset[str] = frozenset()
    min_score: float = 0.0
    happened: bool = False

    def reason_against(self, row: Mapping[str, Any]) -> str | None:
        """Return why a row of events.jsonl is not taken, None if it is."""
        if not self._passes(row):
            return OUTSIDE
        if self.happened and (row["polarity"] != "positive" or row["modality"] not in self._accepted()):
            return NOT_ASSERTED
        return None

    def _accepted(self) -> frozenset[str]:
        return self.modalities or frozenset({"asserted"})

    def _passes(self, row: Mapping[str, Any]) -> bool:
        return (
            (not self.types or row["type"] in self.types)
            and row["score"] >= self.min_score
            and (not self.modalities or row["modality"] in self.modalities)
            and (not self.countries or _lies_in(row["iso3166"], self.countries))
            and self._is_in_time(row)
        )

    def _is_in_time(self, row: Mapping[str, Any]) -> bool:
        if self.since is None and self.until is None:
            return True
        first, last = row["date_start"], row["date_end"]
        if first is None and last is None:
            return False
        return not (self.since and last and last < self.since) and not (self.until and first and first > self.until)


def _lies_in(code: str | None, countries: frozenset[str]) -> bool:
    return code is not None and (code in countries or code.split("-")[0] in countries)
