"""The published schemas as files."""

from __future__ import annotations

import json
import os
from pathlib import Path

from sakat.errors import OutputError
from sakat.record import json_schemas


def schema_texts() -> dict[str, str]:
    """Return the text of each schema file by name."""
    return {name: json.dumps(content, ensure_ascii=False, indent=2) + "\n" for name, content in json_schemas().items()}


def write_schemas(folder: Path) -> list[Path]:
    """Write the schema files and return their paths.

    Raises:
        OutputError: If the folder cannot be written.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in schema_texts().items():
            target = folder / name
            fresh = target.with_suffix(".new")
            fresh.write_text(text, encoding="utf-8", newline="\n")
            os.replace(fresh, target)
            written.append(target)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror}); name a folder you may write") from error
    return written
