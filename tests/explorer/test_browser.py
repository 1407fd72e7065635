"""The explorer in a real Chromium: main paths, search, attacks, keyboard, phone, contrast. Screenshots in build/."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sakat.dates.written import format_edtf

pytest.importorskip("datasette", reason="the extra `explore` is not installed")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

SAKAT = Path(sys.executable).with_name("sakat")
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
LANGUAGES = ("th", "en")


@contextmanager
def serving(folder: Path, cache: Path) -> Iterator[str]:
    command = [str(SAKAT), "explore", str(folder), "--port", "0", "--no-browser", "--cache", str(cache)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            found = re.search(r"http://[\d.:]+(?=/ \(Ctrl-C)", process.stdout.readline())
            assert found is not None
            yield found[0]
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def site(outputs: Path, cache: Path) -> Iterator[str]:
    with serving(outputs, cache) as address:
        yield address


@pytest.fixture(scope="module")
def hostile_site(hostile_folder: Path, cache: Path) -> Iterator[str]:
    with serving(hostile_folder, cache) as address:
        yield address


@pytest.fixture(scope="module")
def many_site(many_events: Path, many_database: Path, cache: Path) -> Iterator[str]:
    with serving(many_events, cache) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens pages; at the end nothing may have failed, complained or come from elsewhere."""
    contexts, complaints = [], []

    def go(address: str, language: str = "en", **options: Any) -> Any:
        context = browser.new_context(**{"viewport": DESK, **options})
        contexts.append(context)
        origin = "/".join(address.split("/")[:3])
        context.add_cookies([{"name": "sakat_language", "value": language, "url": origin}])
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda sent: complaints.append(sent.url) if not sent.url.startswith(origin) else None)
        page.on("response", lambda got: complaints.append(f"{got.status} {got.url}") if got.status >= 400 else None)
        page.goto(address)
        return page

    go.complaints = complaints
    yield go
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="module")
def told(outputs: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """An article and an event of it of which actor, day or month, and place are named, its trigger no other's."""
    for line in (outputs / "articles.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        triggers = Counter(event["trigger"]["text"] for event in record["events"])
        starts = Counter(event["trigger"]["start"] for event in record["events"])
        for event in record["events"]:
            named = [*event["arguments"], event["place"] or {"mention_id": None}]
            alone = triggers[event["trigger"]["text"]] == 1 == starts[event["trigger"]["start"]]
            if alone and len(named) > 1 and all(item["mention_id"] for item in named) and event["time"]:
                return record, event
    raise AssertionError("no event of the dataset has all its parts")


@pytest.fixture(scope="module")
def article_path(told: tuple[dict[str, Any], dict[str, Any]]) -> str:
    return f"/articles/{told[0]['id']}?event={told[1]['id']}"


def paths_of(article_path: str) -> dict[str, str]:
    return {
        "home": "/", "events": "/events?type=AID&since=2560", "article": article_path, "entity": "/entities/Q869",
        "entities": "/entities", "articles": "/articles", "search": "/search?q=ลาว", "data": "/dataset",
        "table": "/dataset/events?_sort=score", "row": "/dataset/events/1", "query": "/dataset/who_to_whom",
    }  # fmt: skip


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1280", "390"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_main_pages_fit_the_screen_and_are_photographed(
    visit: Callable[..., Any], site: str, article_path: str, root: Path, language: str, size: dict[str, int]
) -> None:
    page = visit(site, language, viewport=size)
    folder = root / "build" / "screenshots"
    for name, path in paths_of(article_path).items():
        page.goto(site + path)
        page.evaluate("document.fonts.ready")
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], name
        page.screenshot(path=folder / f"{name}-{size['width']}-{language}.png", full_page=name != "article")
    assert page.evaluate('[...document.fonts].filter((font) => font.status === "loaded").length') >= 2


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["1280-light", "390-dark"])
def test_axe_finds_nothing(
    visit: Callable[..., Any], site: str, article_path: str, size: dict[str, int], scheme: str
) -> None:
    page = visit(site, "th" if scheme == "light" else "en", viewport=size, color_scheme=scheme)
    for name, path in paths_of(article_path).items():
        page.goto(site + path)
        for closed in page.locator("details.as-table > summary").all():
            closed.click()
        violations = axe.Axe().run(page).response["violations"]
        assert [(found["id"], found["nodes"][0]["html"][:200]) for found in violations] == [], name


def test_bar_leads_to_its_events_and_an_event_to_its_article_and_on_to_an_entity(
    visit: Callable[..., Any], site: str
) -> None:
    page = visit(site)
    bar = page.locator(".bars a").last
    count = int(re.search(r": ([\d,]+) events", bar.locator("title").text_content())[1])
    bar.click()
    assert page.locator(".total").inner_text() == f"{count:,} event{'s' * (count != 1)}"
    row = page.locator(".event-row").first
    label = row.locator("h3").inner_text()
    row.locator("h3 a").click()
    opened = page.locator("details.event[open]")
    assert opened.count() == 1
    assert opened.locator(".event-label").inner_text() == label
    link = opened.locator("dd a[href^='/entities/']").first
    name = link.inner_text()
    link.click()
    assert page.locator("h1").inner_text() == name
    page.go_back()
    assert page.locator("details.event[open] .event-label").inner_text() == label


def test_click_on_a_trigger_shows_its_event(
    visit: Callable[..., Any], site: str, article_path: str, told: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    record, event = told
    names = {entity["id"]: entity["name_th"] for entity in record["entities"]}
    mentions = {mention["id"]: mention for mention in record["mentions"]}
    page = visit(site + article_path.partition("?")[0], "th")
    assert page.locator("details.event[open]").count() == 0
    trigger = page.locator(f".text a[data-events='{event['id']}']").first
    trigger.click()
    shown = page.locator("details.event[open]").inner_text()
    written = format_edtf(event["time"]["edtf"], "th", short=False)
    parties = [names[item["entity_id"]] for item in (*event["arguments"], event["place"])]
    for part in (f"«{event['trigger']['text']}»", *parties, written, f"EDTF {event['time']['edtf']}", "อ้างอิง"):
        assert part in shown

    def marked(role: str) -> str:
        return "".join(page.locator(f".text .is-{role}").evaluate_all("nodes => nodes.map((node) => node.textContent)"))

    assert marked("trigger") == event["trigger"]["text"]
    for item in event["arguments"]:
        assert mentions[item["mention_id"]]["text"] in marked(item["role"])
    assert marked("place") == mentions[event["place"]["mention_id"]]["text"]
    assert event["trigger"]["text"] in marked("evidence")
    assert page.locator(".text [data-role]").count() >= 3
    assert "event=e_" in page.url
    assert "เปิดเหตุการณ์" in page.locator("[data-said]").text_content()
    page.keyboard.press("Escape")
    assert page.locator("details.event[open]").count() == 0
    assert page.locator(".is-trigger, .is-evidence, [data-role]").count() == 0
    assert page.evaluate("document.activeElement.dataset.events") == event["id"]


def test_phone_shows_an_event_as_a_sheet_over_the_text(
    visit: Callable[..., Any], site: str, article_path: str, told: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    page = visit(site + article_path.partition("?")[0], "en", viewport=PHONE, has_touch=True, is_mobile=True)
    page.locator(f".text a[data-events='{told[1]['id']}']").first.tap()
    sheet = page.locator("details.event.sheet[open]")
    box = sheet.bounding_box()
    assert box["y"] + box["height"] == pytest.approx(PHONE["height"], abs=1)
    assert box["height"] <= 0.63 * PHONE["height"]
    trigger = page.locator(".is-trigger").first.bounding_box()
    assert 0 <= trigger["y"] < box["y"] - trigger["height"]
    sheet.get_by_role("button", name="Close details").tap()
    assert page.locator("details.event[open]").count() == 0


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1280", "390"])
def test_address_of_an_event_shows_it_beside_its_trigger(
    visit: Callable[..., Any], site: str, article_path: str, size: dict[str, int]
) -> None:
    page = visit(site + article_path, viewport=size)
    page.wait_for_function("document.querySelector('.is-trigger') !== null")
    for selector in (".is-trigger", "details.event[open] summary"):
        box = page.locator(selector).first.bounding_box()
        assert 0 <= box["y"] < size["height"] - 20, selector
    if size == PHONE:
        trigger, sheet = (page.locator(name).first.bounding_box() for name in (".is-trigger", "details.sheet"))
        assert trigger["y"] + trigger["height"] < sheet["y"]


def test_keyboard_alone_reaches_an_event(visit: Callable[..., Any], site: str, article_path: str) -> None:
    page = visit(site + article_path.partition("?")[0])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(60):
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style == "solid", page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("document.activeElement.matches('.text a.trigger')"):
            break
    page.keyboard.press("Enter")
    assert page.locator("details.event[open]").count() == 1


def test_brush_sets_the_period_and_leads_to_its_events(visit: Callable[..., Any], site: str) -> None:
    page = visit(site)
    box = page.locator(".bars").bounding_box()
    y = box["y"] + 100
    page.mouse.move(box["x"] + 0.9 * box["width"], y)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.7 * box["width"], y, steps=8)
    page.mouse.up()
    drawn = int(re.search(r"events in the bars: ([\d,]+)", page.locator(".brush-said").inner_text())[1])
    since, until = (page.locator(f".period [name={name}]").input_value() for name in ("since", "until"))
    assert since < until
    assert page.url == f"{site}/"
    page.get_by_role("button", name="Show events of this period").click()
    assert f"since={since}" in page.url
    listed = int(re.search(r"[\d,]+", page.locator(".total").inner_text())[0])
    assert 0 < drawn <= listed  # the list also holds what a year or quarter inside the period dates


def test_period_can_be_chosen_without_a_mouse_and_zoomed(visit: Callable[..., Any], site: str) -> None:
    page = visit(site)
    page.get_by_label("From").select_option("2022-01")
    page.get_by_label("To").select_option("2022-12")
    assert "events in the bars" in page.locator(".brush-said").inner_text()
    page.get_by_role("button", name="Zoom in").click()
    assert page.locator(".period [name=since] option").count() == 12
    page.get_by_role("link", name="Whole range").click()
    assert page.locator(".period [name=since] option").count() > 100


def test_thai_word_is_searched_from_every_page(visit: Callable[..., Any], site: str) -> None:
    page = visit(f"{site}/entities", "th")
    page.locator("#find").fill("กระทรวง")
    page.locator("#find").press("Enter")
    assert page.locator("h1").inner_text() == "ผลการค้นหา “กระทรวง”"
    marks = page.locator(".article-row mark").all_inner_texts()
    assert marks
    assert set(marks) == {"กระทรวง"}
    page.locator("#found-articles + a").click()
    assert page.locator("#q").input_value() == "กระทรวง"


def test_phone_shows_facets_closed_and_co_participants_with_whole_names(visit: Callable[..., Any], site: str) -> None:
    page = visit(f"{site}/events?type=AID", viewport=PHONE, has_touch=True, is_mobile=True)
    assert not page.locator(".filter-form").is_visible()
    page.locator(".filters > summary").tap()
    opened = page.locator("details.facet").evaluate_all("all => all.map((facet) => facet.open)")
    assert opened[0]
    assert not any(opened[1:])
    page.locator("details.facet summary", has_text="Country").tap()
    assert page.locator(".facet:has(#facet-country) a").first.bounding_box()["height"] >= 24
    page.goto(f"{site}/entities/Q869")
    assert not page.locator("svg.ring").is_visible()
    frame = page.locator("svg.fan").bounding_box()
    for row in page.locator("svg.fan a").all():
        box = row.bounding_box()
        assert frame["x"] <= box["x"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
        assert box["height"] >= 24


def test_facets_narrow_and_are_taken_off_again(visit: Callable[..., Any], site: str) -> None:
    page = visit(f"{site}/events")
    total = page.locator(".total").inner_text()
    facet = page.locator(".facet:has(#facet-type) a", has_text="Accuse")
    count = facet.locator(".num").inner_text()
    facet.click()
    assert page.locator(".total").inner_text() == f"{count} events"
    page.get_by_label("From").fill("2560")
    page.get_by_role("button", name="Apply").click()
    assert "since=2017-01-01" in page.url or "since=2560" in page.url
    assert page.locator(".chosen li").count() == 3
    page.get_by_role("link", name="Clear all").click()
    assert page.locator(".total").inner_text() == total


def test_name_is_found_in_a_facet(visit: Callable[..., Any], site: str) -> None:
    page = visit(f"{site}/events?polarity=positive", "th")
    find = page.locator(".facet:has(#facet-actor) input[type=search]")
    find.fill("กระทรวง")
    find.press("Enter")
    assert "polarity=positive" in page.url
    names = page.locator(".facet:has(#facet-actor) .name").all_inner_texts()
    assert names
    assert all("กระทรวง" in name for name in names)
    page.locator(".facet:has(#facet-actor) a.facet-value").first.click()
    assert page.locator(".chosen li", has_text=names[0]).count() == 1
    page.goto(f"{site}/events?more=actor&name=ฟหกดฟหกด")
    assert page.get_by_text("ไม่มีชื่อนี้").is_visible()


def test_keyboard_passes_the_pictures_by_and_uses_their_tables(visit: Callable[..., Any], site: str) -> None:
    page = visit(site)
    page.locator(".period [name=until]").focus()
    passed = []
    for _ in range(45):
        page.keyboard.press("Tab")
        passed.append(
            page.evaluate("document.activeElement.closest('svg') === null && document.activeElement.outerHTML")
        )
    assert all(passed)
    assert any("Places as a table" in html for html in passed)


def test_language_is_switched_and_kept(visit: Callable[..., Any], site: str) -> None:
    page = visit(f"{site}/events?type=AID", "th")
    assert page.locator("h1").inner_text() == "เหตุการณ์"
    page.locator(".languages").get_by_text("English").click()
    assert page.locator("h1").inner_text() == "Events"
    assert "type=AID" in page.url
    page.locator(".menu a[href='/articles']").click()
    assert page.locator("h1").inner_text() == "Articles"


def test_pages_work_without_script(visit: Callable[..., Any], site: str, article_path: str) -> None:
    page = visit(site + article_path, java_script_enabled=False)
    assert page.locator("details.event[open] dl").is_visible()
    assert not page.locator("details.event[open] [data-close]").is_visible()
    page.goto(f"{site}/?view=thailand")
    assert page.locator(".map").get_attribute("viewBox") == "94 -21 15 16"


def test_table_stands_beside_every_picture(visit: Callable[..., Any], site: str) -> None:
    page = visit(site)
    for summary, rows in (("The timeline as a table", 50), ("Places as a table", 40)):
        page.get_by_text(summary, exact=True).click()
        assert page.locator(f"details[open]:has-text('{summary}') tbody tr").count() > rows
    page.goto(f"{site}/entities/Q869")
    page.get_by_text("Co-participants as a table").click()
    nodes = page.locator("svg.ring a").count()
    assert page.locator("details[open] tbody tr").count() == nodes > 5


def test_attacks_in_the_dataset_and_the_address_do_not_run(
    visit: Callable[..., Any], hostile_site: str, hostile_folder: Path
) -> None:
    lines = (hostile_folder / "articles.jsonl").read_text("utf-8").splitlines()
    identifiers = [json.loads(line)["id"] for line in lines]
    page = visit(hostile_site)
    attack = "%22%3E%3Cscript%3Ewindow.hacked%3D1%3C/script%3E%3Cimg%20src%3Dx%20onerror%3Dwindow.hacked%3D1%3E"
    paths = ["/", "/events", "/entities", *(f"/articles/{identifier}" for identifier in identifiers)]
    paths += [
        f"/search?q={attack}",
        f"/events?type={attack}&actor={attack}&q={attack}",
        f"/articles?q={attack}&_lang={attack}",
    ]
    for path in paths:
        page.goto(hostile_site + path)
        assert page.evaluate("window.hacked") is None, path
        assert page.locator("img, iframe, object").count() == 0
    page.goto(f"{hostile_site}/articles/{identifiers[-1]}")
    for trigger in page.locator(".text a.trigger").all():
        trigger.click()
    assert page.evaluate("window.hacked") is None


def test_policy_stops_what_an_attack_would_add(visit: Callable[..., Any], site: str) -> None:
    page = visit(site)
    page.evaluate("""() => {
      window.blocked = [];
      document.addEventListener("securitypolicyviolation", (event) => window.blocked.push(event.effectiveDirective));
    }""")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<a href=\"javascript:window.hacked=1\" id=x>x</a>')")
    page.evaluate("document.querySelector('#x').click()")
    page.wait_for_function("window.blocked.length > 0")
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("window.blocked")[0].startswith("script-src")
    assert "Content Security Policy" in visit.complaints.pop()


def test_a_hundred_thousand_events_are_browsed(visit: Callable[..., Any], many_site: str) -> None:
    page = visit(many_site)
    assert "100,000" in page.locator(".counts").inner_text()
    assert page.evaluate("document.querySelectorAll('*').length") < 8000
    page.locator(".bars a").nth(5).click()
    assert page.locator(".event-row").count() == 25
    page.goto(f"{many_site}/events?page=4000")
    assert page.locator(".event-row").count() == 25
    page.locator("#q").fill("หลักฐานที่ 99999")
    page.locator("#q").press("Enter")
    assert page.locator(".total").inner_text() == "1 event"
    page.locator(".event-row .chip a").first.click()
    assert page.locator(".event-row").count() == 8
