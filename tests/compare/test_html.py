from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from sakat.compare import Change, FieldChange, Summary
from sakat.compare.html import HtmlReport, as_text

EVIL = "<script>alert(\"1\")</script><img src=x onerror=alert(2)> & 'ก'"


class Page(HTMLParser):
    """Collects the elements, their attributes and the text of a page; fails where elements do not nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs
        if tag != "meta":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture
def page(tmp_path: Path) -> Callable[..., Page]:
    def write(*changes: Change, old: str = "old", new: str = "new") -> Page:
        summary = Summary()
        with HtmlReport() as report:
            for change in changes:
                summary.add(change)
                report.add(change)
            report.write(tmp_path / "diff.html", summary, old=old, new=new)
        return Page((tmp_path / "diff.html").read_text("utf-8"))

    return write


def change(**fields: Any) -> Change:
    blank = dict.fromkeys(("old_id", "new_id", "type", "uri", "label_th", "label_en", "evidence"))
    return Change(**{"kind": "event", "how": "changed", **blank, **fields})


def test_page_shows_hostile_text_as_text(page: Callable[..., Page]) -> None:
    item = change(
        old_id=EVIL, new_id=EVIL, type=EVIL, uri=EVIL, label_th=EVIL, label_en=EVIL, evidence=EVIL,
        fields=(FieldChange(EVIL, [EVIL], {"ก": EVIL}),),
    )  # fmt: skip
    found = page(item, old=EVIL, new=EVIL)
    assert not {"script", "img", "link", "iframe"} & set(found.elements)
    assert found.words.count('<script>alert("1")</script>') >= 9
    assert not [name for name, _ in found.attributes if name.startswith("on") or name in {"src", "href"}]


def test_page_has_thai_and_english_and_counts(page: Callable[..., Page]) -> None:
    found = page(
        change(how="added", new_id="e_1", type="AID", label_th="มอบถุงยังชีพ", label_en="Gives aid", evidence="มอบแล้ว"),
        change(how="removed", kind="entity", old_id="Q1", type="GPE", label_th="ลาว", label_en="Laos"),
    )
    for words in ("Added · เพิ่ม", "Removed · ตัดออก", "Event · เหตุการณ์", "มอบถุงยังชีพ", "Gives aid", "มอบแล้ว", "Laos"):
        assert words in found.words
    assert ("lang", "th") in found.attributes
    assert ("charset", "utf-8") in found.attributes


def test_page_of_nothing_says_so(page: Callable[..., Page]) -> None:
    assert "Nothing changed. · ไม่มีสิ่งใดเปลี่ยน" in page().words


def test_as_text_writes_nested_values() -> None:
    assert as_text([{"ก": 1}, None, "ข"]) == '{"ก":1}; -; ข'
