"""Changes counted, and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from sakat.compare.changes import Change
from sakat.record.record import dump_json

ORDER = ("added", "removed", "changed", "moved")


@dataclass
class Summary:
    """How many things changed, by kind, type and way."""

    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def add(self, change: Change) -> None:
        """Count a change."""
        self.counts[change.kind, change.type or "", change.how] += 1

    @property
    def total(self) -> int:
        """The number of all changes."""
        return self.counts.total()

    def rows(self) -> list[tuple[str, str, dict[str, int]]]:
        """Return kind, type and the number of each way: a row for each kind (type empty), then for its types."""
        found: dict[tuple[str, str], Counter[str]] = {}
        for (kind, kind_type, how), count in self.counts.items():
            for key in {(kind, ""), (kind, kind_type)}:
                found.setdefault(key, Counter())[how] += count
        order = {"article": 0, "event": 1, "entity": 2}
        keys = sorted(found, key=lambda key: (order[key[0]], key[1]))
        return [(kind, kind_type, {how: found[kind, kind_type][how] for how in ORDER}) for kind, kind_type in keys]


def count_changes(changes: Iterable[Change], summary: Summary) -> Iterator[Change]:
    """Yield the changes as they come, counting them."""
    for change in changes:
        summary.add(change)
        yield change


def json_lines(changes: Iterable[Change], summary: Summary) -> Iterator[str]:
    """Yield the lines of one JSON object: `changes`, one a line, then what `summary` has counted by then."""
    yield '{"changes":['
    separator = ""
    for change in changes:
        yield separator + dump_json(asdict(change))
        separator = ","
    counted: list[dict[str, Any]] = [
        {"kind": kind, "type": kind_type or None, **counts} for kind, kind_type, counts in summary.rows()
    ]
    yield f'],"summary":{dump_json(counted)},"total":{summary.total}}}'
