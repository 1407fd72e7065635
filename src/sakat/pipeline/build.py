"""Builds the whole pipeline from its configuration."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.util import load_model_from_config
from thinc.api import Config

from sakat.errors import ConfigError


def config_text(path: Path | None) -> str:
    """Return the text of a configuration file, or of the default one.

    Raises:
        ConfigError: If the file cannot be read.
    """
    if path is None:
        return resources.files("sakat.pipeline").joinpath("default.cfg").read_text("utf-8")
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read as configuration ({error})") from error


def build_pipeline(path: Path | None = None, *, overrides: dict[str, Any] | None = None) -> Language:
    """Return the pipeline of a configuration file, or the default one.

    Args:
        path: A spaCy configuration; None for the default.
        overrides: Values by dotted name, e.g. `{"nlp.tokenizer.engine": "newmm"}`.

    Raises:
        ConfigError: If the configuration names what does not exist or leaves out what is needed.

    >>> build_pipeline().pipe_names[-1]
    'sakat_events'
    """
    try:
        config = Config().from_str(config_text(path), interpolate=False, overrides=overrides or {})
        return load_model_from_config(config, auto_fill=True, validate=True)
    except ValueError as error:
        raise ConfigError(f"{path or 'default.cfg'}: {str(error).strip()}") from error


def kb_overrides(kb: Path | None) -> dict[str, Any]:
    """Return what makes the linker of a configuration use a knowledge base; nothing without one."""
    return {} if kb is None else {"components.sakat_linker.kb": str(kb)}


def configured_kb(path: Path | None) -> Path | None:
    """Return the knowledge base that a configuration file, or the default one, gives its linker.

    Raises:
        ConfigError: If the configuration cannot be read.
    """
    try:
        components = Config().from_str(config_text(path)).get("components", {}).values()
    except ValueError as error:
        raise ConfigError(f"{path or 'default.cfg'}: {str(error).strip()}") from error
    named = (settings.get("kb") for settings in components if settings.get("factory") == "sakat_linker")
    return next((Path(kb) for kb in named if kb), None)
