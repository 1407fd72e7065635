"""Datasets to explore: that of the repository, a small one with traps, and one with a hundred thousand events."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sakat.api import extract
from sakat.explorer.cache import cached_database
from sakat.explorer.schema import connect_read_only
from sakat.record import Record
from sakat.record.event import TYPE_SCORES

HOSTILE = "<script>window.hacked=1</script><img src=x onerror=window.hacked=1>\"'`&{{7*7}}"


@pytest.fixture(scope="session")
def outputs(root: Path) -> Path:
    return root / "outputs"


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def database(outputs: Path, cache: Path) -> Path:
    return cached_database(outputs, cache)


@pytest.fixture
def connection(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(connect_read_only(database)) as opened:
        yield opened


@pytest.fixture(scope="session")
def rows(outputs: Path) -> list[dict[str, Any]]:
    return read_lines(outputs / "events.jsonl")


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="session")
def hostile_folder(
    record: Record, tmp_path_factory: pytest.TempPathFactory, write_dataset: Callable[..., None]
) -> Path:
    """A dataset in which every text that can be anything is an attack."""
    folder = tmp_path_factory.mktemp("hostile") / f"data {HOSTILE.replace('/', '')}"
    text = f"{HOSTILE}\nนายกิตติ บุญเรือง เดินทางไป{HOSTILE}เชียงราย เมื่อวันที่ 5 มิถุนายน 2567\n"
    write_dataset([record, extract(text, uri=f"javascript:{HOSTILE}", title=HOSTILE)], folder)
    for name in ("events.jsonl", "entities.jsonl"):
        lines = [json.dumps(poisoned(row), ensure_ascii=False) for row in read_lines(folder / name)]
        (folder / name).write_text("\n".join(lines) + "\n", "utf-8")
    lines = []
    for row in read_lines(folder / "articles.jsonl"):
        row["entities"] = [poisoned(entity) for entity in row["entities"]]
        for event in row["events"]:
            event.update(label_th=HOSTILE, label_en=HOSTILE)
        lines.append(json.dumps(row, ensure_ascii=False))
    (folder / "articles.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def poisoned(row: dict[str, Any]) -> dict[str, Any]:
    free = {"name_th", "name_en", "label_th", "label_en", "evidence_text", "trigger", "uri", "place_th", "place_en"}
    lists = {"aliases", "actors_th", "actors_en", "recipients_th", "recipients_en"}
    row = {key: HOSTILE if key in free and value is not None else value for key, value in row.items()}
    return {key: [HOSTILE for _ in value] if key in lists else value for key, value in row.items()}


EVENTS = 100_000
EVENTS_AN_ARTICLE = 100


@pytest.fixture(scope="session")
def many_events(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset folder with a hundred thousand events of five hundred entities over ten years."""
    folder = tmp_path_factory.mktemp("many")
    types = (*TYPE_SCORES, "OTHER")
    entities = [f"x_{number:016x}" for number in range(500)]
    with (folder / "entities.jsonl").open("w", encoding="utf-8") as file:
        for number, entity in enumerate(entities):
            where = {"lat": 5.7 + number % 15, "lon": 97.5 + number % 8} if number % 2 else None
            file.write(json.dumps({
                "id": entity, "label": ("PERSON", "GPE")[number % 2], "name_th": f"ชื่อที่ {number}",
                "name_en": f"Name {number}", "name_en_method": "rtgs", "aliases": [], "qid": None, "iso3166": None,
                "geonames_id": None, "coordinates": where, "roles": [], "article_count": 1, "mention_count": 1,
            }, ensure_ascii=False) + "\n")  # fmt: skip
    with (
        (folder / "articles.jsonl").open("w", encoding="utf-8") as articles,
        (folder / "events.jsonl").open("w", encoding="utf-8") as events,
    ):
        for article in range(EVENTS // EVENTS_AN_ARTICLE):
            articles.write(json.dumps({
                "id": f"d_{article:016x}", "text": f"ข่าวที่ {article}", "events": [None] * EVENTS_AN_ARTICLE,
                "mentions": [], "source": {
                    "uri": f"made:{article}", "title": None, "document_date": None, "licence": None,
                },
            }, ensure_ascii=False) + "\n")  # fmt: skip
            for number in range(article * EVENTS_AN_ARTICLE, (article + 1) * EVENTS_AN_ARTICLE):
                day = f"{2015 + number % 10}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
                place = entities[2 * (number % 250) + 1]
                events.write(json.dumps({
                    "event_id": f"e_{number:016x}", "article_id": f"d_{article:016x}", "uri": f"made:{article}",
                    "document_date": None, "type": types[number % 17], "subtype": None, "mode": [], "context": [],
                    "plover_score": 0.0, "trigger": "พบ", "actor_ids": [entities[number % 499]],
                    "actors_th": ["ก"], "actors_en": ["K"], "recipient_ids": [entities[(number * 7 + 1) % 500]],
                    "recipients_th": ["ข"], "recipients_en": ["Kh"], "place_id": place, "place_th": "ที่",
                    "place_en": "Place", "iso3166": ("TH-10", "LA", "MM")[number % 3],
                    "lat": 5.7 + number % 15, "lon": 97.5 + number % 8, "edtf": day, "date_start": day,
                    "date_end": day, "polarity": "positive", "modality": ("asserted", "planned")[number % 2],
                    "source_id": None, "source_en": None, "same_as": None, "score": number % 100 / 100,
                    "label_th": f"เหตุการณ์ที่ {number}", "label_en": f"Event {number}",
                    "evidence_text": f"ข้อความหลักฐานที่ {number}",
                }, ensure_ascii=False) + "\n")  # fmt: skip
    return folder


@pytest.fixture(scope="session")
def many_database(many_events: Path, cache: Path) -> Path:
    return cached_database(many_events, cache)


Get = Callable[..., Any]


def visitor(database: Path, dataset: str) -> Iterator[Get]:
    app = pytest.importorskip("sakat.explorer.app", reason="the extra `explore` is not installed")
    datasette = app.make_app(database, dataset)

    def get(path: str, **headers: str) -> Any:
        return asyncio.run(datasette.client.get(path, headers=headers))

    yield get
    datasette.executor.shutdown()
    for opened in datasette.databases.values():
        opened.close()


@pytest.fixture(scope="module")
def get(database: Path) -> Iterator[Get]:
    yield from visitor(database, "outputs")


@pytest.fixture(scope="module")
def get_hostile(hostile_folder: Path, cache: Path) -> Iterator[Get]:
    yield from visitor(cached_database(hostile_folder, cache), hostile_folder.name)


@pytest.fixture(scope="module")
def get_many(many_database: Path) -> Iterator[Get]:
    yield from visitor(many_database, "many")
