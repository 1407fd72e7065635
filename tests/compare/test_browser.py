"""The page of `sakat diff --html` in a real browser: nothing too wide, enough contrast by day and by night."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sakat.compare import Summary, compare_datasets
from sakat.compare.html import HtmlReport
from sakat.record import Record

axe_module = pytest.importorskip("axe_playwright_python.sync_playwright", reason="the browser tests need playwright")
sync_api = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.fixture
def diff_page(article: Callable[..., Record], folder: Callable[..., Path], tmp_path: Path) -> Path:
    changed = article(changed={"หารือ": {"actors": ["กระทรวงพาณิชย์"]}}, title="ชาวสวนประท้วง")
    old, new = folder("old", article(), article(uri="b")), folder("new", changed, article(uri="c"))
    summary = Summary()
    with HtmlReport() as report:
        for change in compare_datasets(old, new):
            summary.add(change)
            report.add(change)
        report.write(tmp_path / "changes.html", summary, old="old", new="new")
    assert summary.total > 0
    return tmp_path / "changes.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_diff_page_fits_the_screen_and_passes_the_rules_of_wcag(diff_page: Path, width: int, scheme: str) -> None:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(bypass_csp=True, viewport={"width": width, "height": 900}, color_scheme=scheme)
        page = context.new_page()
        page.goto(diff_page.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = axe_module.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        browser.close()
