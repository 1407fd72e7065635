"""The published schemas as files."""

from __future__ import annotations

import json
from pathlib import Path

from sakat.files import write_atomically
from sakat.record import json_schemas


def schema_texts() -> dict[str, str]:
    """Return the text of each schema file by name."""
    return {name: json.dumps(content, ensure_ascii=False, indent=2) + "\n" for name, content in json_schemas().items()}


def write_schemas(folder: Path) -> list[Path]:
    """Write the schema files and return their paths.

    Raises:
        OutputError: If a file cannot be written.
    """
    texts = schema_texts()
    for name, text in texts.items():
        write_atomically(folder / name, text)
    return [folder / name for name in texts]
