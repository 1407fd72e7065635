"""The reader of marked-up text that the event tests use."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def read() -> Callable[..., tuple[object, dict[str, str]]]:
    path = Path(__file__).parents[1] / "events" / "conftest.py"
    spec = importlib.util.spec_from_file_location("marked_text", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.read_marked
