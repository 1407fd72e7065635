"""Changes as one HTML page in Thai and English, which fetches nothing and runs nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, Self

from sakat.compare.changes import Change
from sakat.compare.report import ORDER, Summary
from sakat.files import replaced_file
from sakat.record.record import dump_json

_WORDS = {
    "added": "Added · เพิ่ม",
    "removed": "Removed · ตัดออก",
    "changed": "Changed · เปลี่ยน",
    "moved": "Moved · ย้าย",
    "article": "Article · บทความ",
    "event": "Event · เหตุการณ์",
    "entity": "Entity · เอนทิตี",
}
_STYLE = """
:root{color-scheme:light dark;--paper:#faf8f4;--card:#fff;--ink:#1c1f23;--soft:#575c64;--line:#e2ded5;
  --added:#0b5c4e;--removed:#9c1c1c;--changed:#7a5200;--moved:#12475d;--on:#fff}
@media screen and (prefers-color-scheme:dark){:root{--paper:#14171a;--card:#1b1f23;--ink:#eae8e3;--soft:#aeb3ba;
  --line:#32373d;--added:#74cdb8;--removed:#ff9d8f;--changed:#dda63b;--moved:#8ecae2;--on:#14171a}}
*{box-sizing:border-box}
body{font:16px/1.7 "Noto Sans Thai","Leelawadee UI",Thonburi,system-ui,sans-serif;color:var(--ink);
  background:var(--paper);max-width:70rem;margin:0 auto;padding:1.5rem 1rem 3rem}
h1{font-size:clamp(1.4rem,1.1rem + 1.5vw,2rem);line-height:1.4;margin:0}
table{border-collapse:collapse;margin:.5rem 0}th,td{padding:.3rem .8rem;text-align:start;vertical-align:top}
thead th{color:var(--soft);font-weight:600}tr{border-bottom:1px solid var(--line)}
td.n{text-align:end;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto}
.sum td,.sum th{white-space:nowrap}
.sum{background:var(--card);border:1px solid var(--line);border-radius:.6rem;width:100%}
article{background:var(--card);border:1px solid var(--line);border-inline-start:5px solid var(--c);
  border-radius:.6rem;padding:.7rem 1rem;margin:.7rem 0;overflow-wrap:anywhere}
.added{--c:var(--added)}.removed{--c:var(--removed)}.changed{--c:var(--changed)}.moved{--c:var(--moved)}
.how{background:var(--c);color:var(--on);border-radius:.3rem;padding:.05rem .5rem;font-size:.85rem;font-weight:600}
h2{margin:0 0 .2rem;font-size:1rem;line-height:1.8}p{margin:.2rem 0}code,small{color:var(--soft);font-size:.85em}
h2 code{font-weight:400}
blockquote{margin:.5rem 0 0;padding-inline-start:.8rem;color:var(--soft);
  border-inline-start:3px solid var(--line);white-space:pre-wrap}
del{color:var(--removed)}ins{color:var(--added);text-decoration:none}
td{overflow-wrap:anywhere}td:first-child{white-space:nowrap}
@media(max-width:40rem){.fields thead{display:none}.fields td{display:block;padding:.1rem 0}
  .fields tr{display:block;padding:.4rem 0}}
@media print{body{background:#fff;font-size:10pt;padding:0}article{break-inside:avoid}
  .how{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
"""
_HEAD = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>sakat diff</title><style>{_STYLE}</style></head><body><main>
<h1>What changed · <span lang="th">สิ่งที่เปลี่ยนไป</span></h1>
"""
_TAIL = "</main></body></html>\n"


class HtmlReport:
    """Collects changes on disk, since the page begins with their number, and writes the page."""

    def __init__(self) -> None:
        self._body = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._body.close()

    def add(self, change: Change) -> None:
        """Take in a change."""
        self._body.writelines(_change(change))

    def write(self, path: Path, summary: Summary, *, old: str, new: str) -> None:
        """Write the page.

        Args:
            path: The file.
            summary: The counts of what was added.
            old: Name of the old dataset.
            new: Name of the new one.

        Raises:
            OutputError: If it cannot be written.
        """
        self._body.seek(0)
        with replaced_file(path) as fresh, fresh.open("w", encoding="utf-8", newline="\n") as page:
            page.write(_HEAD)
            page.write(f"<p><code>{escape(old)}</code> → <code>{escape(new)}</code></p>\n")
            page.writelines(_summary(summary))
            while block := self._body.read(1 << 16):
                page.write(block)
            page.write(_TAIL)


def _summary(summary: Summary) -> Iterator[str]:
    if not summary.total:
        yield '<p>Nothing changed. · <span lang="th">ไม่มีสิ่งใดเปลี่ยน</span></p>\n'
        return
    yield '<div class="scroll" tabindex="0" role="region" aria-label="Summary · สรุป"><table class="sum">'
    heads = ("What · สิ่งใด", "Type · ประเภท", *(_WORDS[how] for how in ORDER))
    yield "<thead><tr>" + "".join(f'<th scope="col">{head}</th>' for head in heads) + "</tr></thead>\n<tbody>"
    for kind, kind_type, counts in summary.rows():
        cells = "".join(f'<td class="n">{counts[how]}</td>' for how in ORDER)
        yield f"<tr><td>{'' if kind_type else _WORDS[kind]}</td><td>{escape(kind_type)}</td>{cells}</tr>\n"
    yield "</tbody></table></div>\n"


def _change(change: Change) -> Iterator[str]:
    ids = " → ".join(dict.fromkeys(item for item in (change.old_id, change.new_id) if item is not None))
    yield f'<article class="{change.how}"><h2><span class="how">{_WORDS[change.how]}</span>'
    yield f" {_WORDS[change.kind]} {escape(change.type or '')}"
    yield f" <code>{escape(ids)}</code></h2>\n"
    for label, language in ((change.label_th, "th"), (change.label_en, "en")):
        if label:
            yield f'<p lang="{language}">{escape(label)}</p>\n'
    if change.uri is not None:
        yield f"<p><small>{escape(change.uri)}</small></p>\n"
    if change.fields:
        yield '<table class="fields"><thead><tr><th scope="col">Field · ช่อง</th><th scope="col">Old · เดิม</th>'
        yield '<th scope="col">New · ใหม่</th></tr></thead>\n<tbody>'
        for item in change.fields:
            yield f"<tr><td><code>{escape(item.name)}</code></td>"
            yield f"<td><del>{_value(item.old)}</del></td><td><ins>{_value(item.new)}</ins></td></tr>\n"
        yield "</tbody></table>\n"
    if change.evidence:
        yield f'<blockquote lang="th">{escape(change.evidence)}</blockquote>\n'
    yield "</article>\n"


def _value(value: Any) -> str:
    return "—" if value is None else escape(as_text(value))


def as_text(value: Any) -> str:
    """Return a value of a field for a person: lists joined, coordinates and roles as JSON.

    >>> as_text(["visit", "phone"]), as_text(None), as_text(0.5)
    ('visit; phone', '-', '0.5')
    """
    if value is None:
        return "-"
    if isinstance(value, list | tuple):
        return "; ".join(as_text(item) for item in value)
    return dump_json(value) if isinstance(value, dict) else str(value)
