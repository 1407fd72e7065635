"""Optional libraries: imported where they are needed, and named clearly where they are missing."""

from __future__ import annotations

import importlib
from typing import Any

from sakat.errors import ConfigError


def need(module: str, extra: str) -> Any:
    """Return a module of an optional library.

    Raises:
        ConfigError: With the command that installs it.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise ConfigError(
            f"{module.partition('.')[0]} is not installed; install it with: pip install 'sakat[{extra}]'",
            code="missing_library",
        ) from error
