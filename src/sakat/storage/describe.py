"""What a manifest says of a file."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sakat.storage.forms import form_of
from sakat.storage.lines import read_json_lines
from sakat.storage.parquet import count_rows


def describe_file(path: Path) -> dict[str, int | str]:
    """Return the SHA-256 of a file's bytes, and the number of its lines; of Parquet that of its rows."""
    digest = hashlib.sha256()
    line_ends = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
            line_ends += block.count(b"\n")
    form = form_of(path)
    if form == "parquet":
        return {"sha256": digest.hexdigest(), "rows": count_rows(path)}
    lines = line_ends if form == "jsonl" else sum(1 for _ in read_json_lines(path))
    return {"sha256": digest.hexdigest(), "lines": lines}
