"""The pages in a real browser, from disk: no script, no network, nothing too wide, enough contrast."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

axe_module = pytest.importorskip("axe_playwright_python.sync_playwright", reason="the browser tests need playwright")
sync_api = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

KINDS = (
    "index.html",
    "articles.html",
    "evaluation.html",
    "evaluation-test.html",
    "errors.html",
    "errors/dev-entities-boundary.html",
    "errors/dev-standing-value.html",
    "comparison.html",
    "changes.html",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def article_of(report: Path) -> str:
    """Return the longest page of an article."""
    return str(max((report / "articles").iterdir(), key=lambda path: (path.stat().st_size, path)).relative_to(report))


def test_hostile_articles_run_nothing_and_ask_for_nothing(browser, hostile_report: Path) -> None:
    page = browser.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    for path in sorted(hostile_report.rglob("*.html")):
        page.goto(path.as_uri())
        assert "sakat" in page.title()
        assert page.evaluate("document.scripts.length") == 0
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(250, 248, 244)"
    assert all(url.startswith(hostile_report.as_uri()) for url in asked)
    assert said == []
    page.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_is_wider_than_the_screen(browser, corpus_report: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    for name in (*KINDS, article_of(corpus_report)):
        for path in (corpus_report / name, corpus_report / "en" / name):
            page.goto(path.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.close()


@pytest.mark.parametrize(("scheme", "paper"), [("light", "rgb(250, 248, 244)"), ("dark", "rgb(20, 23, 26)")])
def test_pages_pass_the_rules_of_wcag(browser, corpus_report: Path, scheme: str, paper: str) -> None:
    axe = axe_module.Axe()
    context = browser.new_context(bypass_csp=True, viewport={"width": 390, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    rules = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
    for name in (*KINDS, article_of(corpus_report)):
        page.goto((corpus_report / name).as_uri())
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == paper
        found = axe.run(page, options=rules)
        assert found.violations_count == 0, f"{name}\n{found.generate_report()}"
    context.close()


def test_a_reader_goes_from_an_error_to_the_sentence_and_to_the_other_language(browser, corpus_report: Path) -> None:
    page = browser.new_page()
    page.goto((corpus_report / "index.html").as_uri())
    page.get_by_role("link", name="ข้อผิดพลาด").click()
    page.locator("#dev td a").first.click()
    page.locator(".errors li .facts a").first.click()
    assert page.locator(".s:target").count() == 1
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator(".events .facts a").first.click()
    assert page.locator("sup a:target").count() == 1
    page.close()


def test_thai_is_text_in_the_charts(browser, corpus_report: Path) -> None:
    page = browser.new_page()
    page.goto((corpus_report / "index.html").as_uri())
    assert page.locator("svg text", has_text="กล่าวหา/ประณาม").count() == 1
    assert page.locator("svg").count() == 3
    page.close()


def test_charts_follow_the_colours_of_the_reader_and_paper_stays_white(browser, corpus_report: Path) -> None:
    def colours(**options: str) -> tuple[str, str, str]:
        page.emulate_media(**options)
        bar = page.locator(".timeline svg [fill='var(--AID)']").first
        axis = page.locator(".timeline svg text").first
        fills = [item.evaluate("node => getComputedStyle(node).fill") for item in (bar, axis)]
        return (*fills, page.evaluate("getComputedStyle(document.body).backgroundColor"))

    page = browser.new_page()
    page.goto((corpus_report / "index.html").as_uri())
    light = ("rgb(20, 138, 115)", "rgb(28, 31, 35)", "rgb(250, 248, 244)")
    assert colours(color_scheme="light") == light
    assert colours(color_scheme="dark") == ("rgb(82, 187, 164)", "rgb(234, 232, 227)", "rgb(20, 23, 26)")
    assert colours(color_scheme="dark", media="print") == (*light[:2], "rgb(255, 255, 255)")
    for chart in page.locator(".chart svg").all():
        assert chart.bounding_box()["width"] <= page.locator("main").bounding_box()["width"]
    page.close()
