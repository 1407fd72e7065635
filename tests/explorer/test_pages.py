import csv
import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

pytest.importorskip("datasette", reason="the extra `explore` is not installed")

from sakat.dates.written import format_edtf
from sakat.explorer.plugin import HEADERS
from sakat.palette import load_palette
from sakat.record import Record

Get = Callable[..., Any]

PATHS = [
    "/",
    "/?view=thailand&since=2018&until=2020",
    "/?since=1300&until=2567",
    "/events",
    "/events?type=AID&country=TH&since=2018&min_score=0.7&sort=score&q=ช่วย&more=actor",
    "/events?actor=Q869&recipient=Q819&entity=Q1&place=Q1861&polarity=negated&modality=planned",
    "/events?page=64",
    "/articles",
    "/articles?q=น้ำท่วม",
    "/articles?q=ไม่มีคำนี้แน่นอน",
    "/entities",
    "/entities?q=ลาว&label=GPE",
    "/entities/Q819",
    "/search?q=ลาว",
    "/search?q=ไม่มีคำนี้แน่นอน",
    "/search",
]


class Reader(HTMLParser):
    """Collects what a page loads, runs, links to and says."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def values(self, name: str) -> list[str]:
        return [value for _, key, value in self.attributes if key == name]


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_page_is_whole_and_loads_nothing_from_elsewhere(get: Get, path: str, language: str) -> None:
    answer = get(path, cookie=f"sakat_language={language}")
    assert answer.status_code == 200
    page = read(answer.text)
    assert ("html", "lang", language) in page.attributes
    assert {"header", "main", "footer", "h1", "title"} <= set(page.tags)
    assert page.tags.count("h1") == 1
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    for name in ("for", "aria-labelledby", "aria-describedby"):
        assert set(page.values(name)) <= set(ids)
    for tag, name, value in page.attributes:
        assert not name.startswith("on"), (tag, name)
        assert name != "style"
        if name in {"src", "href"}:
            assert urlsplit(value).scheme == "", value
    assert "style" not in page.tags
    assert not re.search(r"<script(?![^>]*\bsrc=)", answer.text)


def test_links_of_the_main_pages_lead_somewhere(get: Get) -> None:
    seen: set[str] = set()
    for path in ("/", "/events", "/articles", "/entities", "/entities/Q819"):
        page = read(get(path).text)
        links = {value.partition("#")[0] for tag, name, value in page.attributes if name == "href" and tag != "use"}
        seen |= {link if link.startswith("/") else path for link in links if link}
    kinds = {re.sub(r"[0-9a-f]{16}|Q\d+|\?.*", "*", link): link for link in sorted(seen)}
    for link in kinds.values():
        assert get(link).status_code in {200, 302}, link
    assert {"/articles/d_*", "/entities/x_*", "/events.csv*", "/dataset"} <= set(kinds)


@pytest.mark.parametrize("path", ["/", "/events", "/events.csv", "/dataset", "/assets/site.js", "/nowhere"])
def test_every_answer_has_the_headers(get: Get, path: str) -> None:
    answer = get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value


def test_outlines_of_the_map_are_hairlines_at_any_scale(get: Get) -> None:
    for name in ("world", "region"):
        outline = get(f"/assets/{name}.svg").text
        assert outline.count("<path ") == outline.count('vector-effect="non-scaling-stroke"') > 10


def test_policy_allows_nothing_inline_and_nothing_foreign() -> None:
    policy = HEADERS["content-security-policy"]
    assert policy.startswith("default-src 'self';")
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8321", "127.0.0.1.evil.example", ""])
def test_request_under_another_name_is_refused(get: Get, host: str) -> None:
    answer = get("/events.json", host=host)
    assert answer.status_code == 421
    assert "event_id" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8321", "[::1]:8321", "LOCALHOST:1"])
def test_request_under_the_own_name_is_answered(get: Get, host: str) -> None:
    assert get("/events.json?type=AID", host=host).status_code == 200


@pytest.mark.parametrize("path", ["/articles/d_0000000000000000", "/entities/Q999999999", "/events/e_0000000000000000"])
def test_what_the_dataset_does_not_hold_is_not_found(get: Get, path: str) -> None:
    assert get(path).status_code == 404
    assert "ไม่พบหน้านี้" in get(path, cookie="sakat_language=th").text


def test_language_follows_the_address_then_the_cookie_then_the_browser(get: Get) -> None:
    def language(path: str = "/", **headers: str) -> str:
        return re.search(r'<html lang="(\w+)"', get(path, **headers).text)[1]

    assert language() == "th"
    assert language(**{"accept-language": "en-GB,th;q=0.5"}) == "en"
    assert language(**{"accept-language": "de,fr"}) == "th"
    assert language(**{"accept-language": "en", "cookie": "sakat_language=th"}) == "th"
    assert language("/?_lang=en", cookie="sakat_language=th") == "en"
    assert language("/dataset/events?_lang=en") == "en"
    assert "sakat_language=en; " in get("/dataset/events?_lang=en").headers["set-cookie"]
    assert "set-cookie" not in get("/?_lang=xx").headers


def test_event_address_leads_to_its_article(get: Get, rows: list[dict[str, Any]]) -> None:
    row = rows[17]
    answer = get(f"/events/{row['event_id']}")
    assert answer.status_code == 302
    page = get(answer.headers["location"].partition("#")[0])
    assert re.search(rf'<details class="event[^>]*id="{row["event_id"]}"[^>]* open>', page.text)


def test_article_shows_the_whole_text_and_each_event(get: Get, outputs: Path) -> None:
    record = json.loads((outputs / "articles.jsonl").read_text("utf-8").splitlines()[5])
    page = read(get(f"/articles/{record['id']}", cookie="sakat_language=en").text)
    shown = "".join(page.text)
    for line in record["text"].split("\n"):
        assert line in shown
    for event in record["events"]:
        assert event["id"] in page.values("id")
        assert event["label_en"] in shown
        assert f"«{event['trigger']['text']}»" in shown
    assert set(page.values("data-spans"))


def test_article_says_dates_in_both_eras(get: Get, rows: list[dict[str, Any]]) -> None:
    for row in [row for row in rows if row["edtf"]][::60]:
        thai = get(f"/articles/{row['article_id']}", cookie="sakat_language=th").text
        assert f"<strong>{format_edtf(row['edtf'], 'th', short=False)}</strong>" in thai
        english = get(f"/articles/{row['article_id']}", cookie="sakat_language=en").text
        assert f"<strong>{format_edtf(row['edtf'], 'en', short=False)}</strong>" in english


def test_lists_and_charts_say_dates_in_both_eras(get: Get, rows: list[dict[str, Any]]) -> None:
    day = next(row["edtf"] for row in rows if row["edtf"] and len(row["edtf"]) == 10 and row["edtf"] > "2019")
    for language in ("th", "en"):
        home = read(get("/", cookie=f"sakat_language={language}").text)
        assert format_edtf(day[:7], language) in home.text
        events = get(f"/events?since={day}&until={day}", cookie=f"sakat_language={language}").text
        assert f'<time datetime="{day}">{format_edtf(day, language)}</time>' in events


def test_article_shows_the_citations_of_an_event(get_hostile: Get, record: Record) -> None:
    texts = {citation.id: citation.text for citation in record.citations}
    event = next(event for event in record.events if event.citations)
    html = get_hostile(f"/articles/{record.id}", cookie="sakat_language=en").text
    card = html.partition(f'id="{event.id}"')[2].partition("</details>")[0]
    shown = card.partition("<dt>Citations</dt><dd>")[2].partition("</dd>")[0]
    assert shown.split() == [texts[citation] for citation in event.citations]


def test_json_export_is_the_lines_of_the_dataset(get: Get, rows: list[dict[str, Any]]) -> None:
    assert get("/events.json").json() == rows
    chosen = [row for row in rows if row["type"] == "AID" and row["modality"] == "asserted"]
    assert get("/events.json?type=AID&modality=asserted").json() == chosen
    assert get("/events.json?q=ไม่มีคำนี้แน่นอน").json() == []


def test_csv_export_reads_back(get: Get, rows: list[dict[str, Any]]) -> None:
    answer = get("/events.csv?type=AID")
    assert answer.headers["content-type"].startswith("text/csv")
    read_back = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    chosen = [row for row in rows if row["type"] == "AID"]
    assert [row["evidence_text"] for row in read_back] == [row["evidence_text"] for row in chosen]
    assert [json.loads(row["actor_ids"]) for row in read_back] == [row["actor_ids"] for row in chosen]


@pytest.mark.parametrize("name", ["articles", "entities"])
def test_other_lists_are_exported_too(get: Get, outputs: Path, name: str) -> None:
    lines = (outputs / f"{name}.jsonl").read_text("utf-8").splitlines()
    assert [row["id"] for row in get(f"/{name}.json").json()] == [json.loads(line)["id"] for line in lines]
    assert len(list(csv.reader(io.StringIO(get(f"/{name}.csv").text, newline="")))) == len(lines) + 1
    assert 0 < len(get(f"/{name}.json?q=ลาว").json()) < len(lines)


def test_record_is_served_as_it_stands_in_the_dataset(get: Get, outputs: Path) -> None:
    record = json.loads((outputs / "articles.jsonl").read_text("utf-8").splitlines()[0])
    assert get(f"/articles/{record['id']}.json").json() == record
    assert get("/entities/Q819.json").json()["name_en"] == "Laos"
    assert get("/entities/Q0.json").status_code == 404


def test_sql_answers_and_cannot_write(get: Get, rows: list[dict[str, Any]]) -> None:
    answer = get("/dataset.json?sql=select+count(*)+as+n+from+events&_shape=array")
    assert answer.json() == [{"n": len(rows)}]
    for statement in (
        "delete from events",
        "insert into meta values (1, 2)",
        "attach 'x' as y",
        "pragma writable_schema=1",
    ):
        assert get("/dataset.json", **{}).status_code == 200
        assert get(f"/dataset.json?sql={statement.replace(' ', '+')}").status_code == 400, statement
    assert get("/dataset.db").status_code == 403


@pytest.mark.parametrize(
    "path", ["/-/databases.json", "/-/settings", "/-/threads.json", "/-/metadata", "/-/actor.json"]
)
def test_pages_about_the_machine_are_closed(get: Get, path: str) -> None:
    assert get(path).status_code == 404
    assert get("/-/static/app.css").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/dataset", "/dataset/events", "/dataset/events?type__exact=AID", "/dataset/events/1",
        "/dataset/named_together", "/dataset?sql=select+1", "/dataset?sql=delete+from+events",
        "/dataset/nothing", "/nowhere",
    ],
)  # fmt: skip
def test_datasette_pages_are_in_the_language_of_the_visit(get: Get, path: str) -> None:
    html = get(path, cookie="sakat_language=th").text
    assert '<html lang="th">' in html
    for words in (
        "rows",
        "This data as",
        "Custom SQL",
        "Run SQL",
        "Apply",
        "Powered by",
        "Links from",
        "home",
        "- column",
    ):
        assert f">{words}" not in html
        assert f"{words}<" not in html
    assert "style=" not in html
    assert "<script>" not in html


def test_prepared_questions_are_answered(get: Get) -> None:
    links = [link for link in read(get("/dataset").text).values("href") if re.fullmatch(r"/dataset/\w+", link)]
    questions = [link for link in links if "_to_" in link or "_by_" in link or "together" in link]
    for link in questions:
        assert get(f"{link}.json?_shape=array").json(), link
    assert {"/dataset/who_to_whom", "/dataset/actors_by_type"} <= set(questions)


def test_failure_is_told_in_words_and_in_json(get: Get) -> None:
    answer = get("/dataset?sql=selec", cookie="sakat_language=en")
    assert answer.status_code == 400
    assert "This page cannot be shown" in answer.text
    assert "Statement must be a SELECT" in answer.text
    assert get("/dataset.json?sql=selec").json() == {
        "ok": False, "error": "Statement must be a SELECT", "status": 400,
    }  # fmt: skip
    assert get("/dataset/nothing").status_code == 404


def test_colours_of_codes_are_those_of_the_palette(get: Get) -> None:
    answer = get("/palette.css")
    assert answer.headers["content-type"].startswith("text/css")
    for (kind, code), row in load_palette().items():
        if row["light"]:
            assert f"--{code}: {row['light']};" in answer.text, kind
            assert f"--{code}: {row['dark']};" in answer.text.partition("prefers-color-scheme: dark")[2], kind


def test_datasette_shows_facets_search_and_views(get: Get) -> None:
    assert get("/dataset/events.json?_facet=type&_size=1").json()["facet_results"]["type"]["results"]
    assert get("/dataset/events_by_month.csv").text.startswith("month,type,events")
    page = get("/dataset/events", cookie="sakat_language=en").text
    assert "site-in" in page
    assert 'href="/articles"' in page


@pytest.mark.parametrize(
    "path",
    [
        "/events?page=0", "/events?page=-1", "/events?page=999999999999", "/events?page=๒", "/events?page=x",
        "/events?type=NOPE&modality=x", "/events?country=%00", "/events?q=%22%22%22", "/events?q=%00",
        "/events?since=2567-99&until=x&min_score=x", "/events?more=nope", "/articles?page=99", "/?view=moon",
        "/?since=9999", "/entities?label=NOPE&page=5", "/events?" + "&".join(["type=A"] * 500),
        "/?since=2560&until=2550", "/?since=0001&until=9999",
    ],
)  # fmt: skip
def test_strange_addresses_are_answered(get: Get, path: str) -> None:
    assert get(path).status_code == 200


def test_unreadable_choice_is_told(get: Get) -> None:
    html = get("/events?since=31/1/2567", cookie="sakat_language=en").text
    assert "The value of “From” cannot be read and was left out." in html


def test_hostile_text_is_shown_and_never_markup(get_hostile: Get, hostile_folder: Path) -> None:
    identifiers, entities = (
        [json.loads(line)["id"] for line in (hostile_folder / f"{name}.jsonl").read_text("utf-8").splitlines()]
        for name in ("articles", "entities")
    )
    paths = ["/", "/events", "/articles", "/entities", "/search?q=script", "/articles?q=<script>", "/dataset/events"]
    paths += ["/dataset/articles", "/events?q=<script>alert(1)</script>&actor=<script>&type=<script>&since=<script>"]
    paths += [f"/articles/{identifier}" for identifier in identifiers]
    paths += [f"/entities/{identifier}" for identifier in entities]
    shown = 0
    for path in paths:
        for language in ("th", "en"):
            answer = get_hostile(path, cookie=f"sakat_language={language}")
            assert answer.status_code == 200
            page = read(answer.text)
            assert "<script>window" not in answer.text
            assert "<img" not in answer.text
            assert "img" not in page.tags
            assert not any(name.startswith("on") for _, name, _ in page.attributes)
            assert not any(value.lower().startswith("javascript:") for value in page.values("href"))
            shown += "<script>window.hacked=1</script>" in "".join(page.text)
    assert shown >= 2 * len(identifiers)
    titles = [get_hostile(f"/articles/{identifier}").text.partition("<h1")[2] for identifier in identifiers]
    assert any("{{7*7}}" in title for title in titles)
    assert not any("49" in title.partition("</h1>")[0] for title in titles)
