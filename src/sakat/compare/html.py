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
:root{color-scheme:light dark}
body{font:16px/1.6 system-ui,"Noto Sans Thai",Thonburi,"Leelawadee UI",sans-serif;
  max-width:70rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;margin:.5rem 0}th,td{padding:.2rem .8rem;text-align:start;vertical-align:top}
td.n{text-align:end;font-variant-numeric:tabular-nums}tr+tr{border-top:1px solid #8884}
article{border-inline-start:.4rem solid #888;padding:.2rem 1rem;margin:1rem 0}
.added{border-color:#2a8f4e}.removed{border-color:#c4362f}.changed{border-color:#b7791f}
h3{margin:.2rem 0;font-size:1rem}p{margin:.2rem 0}code,small{color:#777}
blockquote{margin:.3rem 0;padding-inline-start:.8rem;
  border-inline-start:2px solid #8888;white-space:pre-wrap;overflow-wrap:anywhere}
td{overflow-wrap:anywhere}
"""
_HEAD = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>sakat diff</title><style>{_STYLE}</style></head><body>
<h1>What changed · <span lang="th">สิ่งที่เปลี่ยนไป</span></h1>
"""
_TAIL = "</body></html>\n"


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
    yield "<table><tr><th></th><th></th>" + "".join(f"<th>{_WORDS[how]}</th>" for how in ORDER) + "</tr>\n"
    for kind, kind_type, counts in summary.rows():
        cells = "".join(f'<td class="n">{counts[how]}</td>' for how in ORDER)
        yield f"<tr><td>{'' if kind_type else _WORDS[kind]}</td><td>{escape(kind_type)}</td>{cells}</tr>\n"
    yield "</table>\n"


def _change(change: Change) -> Iterator[str]:
    ids = " → ".join(dict.fromkeys(item for item in (change.old_id, change.new_id) if item is not None))
    yield f'<article class="{change.how}"><h3>{_WORDS[change.how]}: {_WORDS[change.kind]} {escape(change.type or "")}'
    yield f" <code>{escape(ids)}</code></h3>\n"
    for label, language in ((change.label_th, "th"), (change.label_en, "en")):
        if label:
            yield f'<p lang="{language}">{escape(label)}</p>\n'
    if change.uri is not None:
        yield f"<p><small>{escape(change.uri)}</small></p>\n"
    if change.fields:
        yield "<table><tr><th>Field · ช่อง</th><th>Old · เดิม</th><th>New · ใหม่</th></tr>\n"
        for item in change.fields:
            yield f"<tr><td>{escape(item.name)}</td><td>{_value(item.old)}</td><td>{_value(item.new)}</td></tr>\n"
        yield "</table>\n"
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
