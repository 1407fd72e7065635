"""What every component of the pipeline shares: a name, and settings that are saved with it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from spacy.pipeline import Pipe


class SettingsPipe(Pipe):
    """A component whose whole state is the settings it was made with, which the pipeline's config holds."""

    def __init__(self, name: str) -> None:
        self.name = name

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:
        """Return the state as bytes; the settings stand in the config."""
        return json.dumps({"name": self.name}).encode()

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> SettingsPipe:
        """Take the state back from `to_bytes`."""
        return self

    def to_disk(self, path: Path | str, *, exclude: Sequence[str] = ()) -> None:
        """Write the state to a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "component.json").write_bytes(self.to_bytes())

    def from_disk(self, path: Path | str, *, exclude: Sequence[str] = ()) -> SettingsPipe:
        """Take the state back from `to_disk`."""
        return self
