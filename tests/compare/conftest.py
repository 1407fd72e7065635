"""Datasets of articles written by hand, to change one thing at a time."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sakat.record import Record

TEXT = (
    "กระทรวงพาณิชย์หารือกับสมาคมชาวสวนที่นครสวรรค์\nสมาคมชาวสวนประท้วงหน้าศาลากลาง\nตำรวจจับกุมแกนนำสองคน\nต่อมาศาลปล่อยตัวทั้งสองคน\n"
)
ENTITIES = [
    {"name_th": "กระทรวงพาณิชย์", "label": "ORG", "name_en": "Ministry of Commerce", "name_en_method": "official"},
    {"name_th": "สมาคมชาวสวน", "label": "ORG"},
    {"name_th": "นครสวรรค์", "label": "GPE", "name_en": "Nakhon Sawan", "name_en_method": "cldr"},
]
TRIGGERS = [("หารือ", "CONSULT"), ("ประท้วง", "PROTEST"), ("จับกุม", "COERCE"), ("ปล่อยตัว", "RETREAT")]


@pytest.fixture
def article(record_by_hand: Callable[..., Record], acted: Callable[..., Any]) -> Callable[..., Record]:
    """Return a function that writes the article, with changes to its text, entities or events."""

    def write(
        text: str = TEXT,
        *,
        uri: str = "a",
        entities: Any = ENTITIES,
        triggers: Any = TRIGGERS,
        changed: dict[str, dict[str, Any]] | None = None,
        **source: Any,
    ) -> Record:
        events = [
            acted(trigger, kind, **{"actors": ["สมาคมชาวสวน"], **(changed or {}).get(trigger, {})})
            for trigger, kind in triggers
        ]
        record = record_by_hand(text, entities, events, uri=uri, **source)
        lines, start = [], 0
        for line in text.splitlines(keepends=True):
            lines.append((start, start + len(line.rstrip("\n"))))
            start += len(line)
        evidence = []
        for event in record.events:
            first, last = next(pair for pair in lines if pair[0] <= event.trigger.start < pair[1])
            stretch = event.evidence[0].model_copy(update={"start": first, "end": last})
            evidence.append(event.model_copy(update={"evidence": (stretch,)}))
        return record.model_copy(update={"events": tuple(evidence)})

    return write


@pytest.fixture
def folder(tmp_path: Path, write_dataset: Callable[..., None]) -> Callable[..., Path]:
    """Return a function that writes records to a dataset folder."""

    def write(name: str, *records: Record) -> Path:
        write_dataset(records, tmp_path / name)
        return tmp_path / name

    return write
