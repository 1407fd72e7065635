"""Builds the whole pipeline from its configuration."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.util import load_model_from_config
from thinc.api import Config

from sakat.errors import ConfigError
from sakat.pipeline.recognizer import configured_models, load_models, model_overrides
from sakat.transformer.source import ModelSource, find_model


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


def build_pipeline(
    path: Path | None = None,
    *,
    kb: Path | None = None,
    ner_model: str | None = None,
    overrides: dict[str, Any] | None = None,
) -> Language:
    """Return the pipeline of a configuration file, or the default one, with its models loaded.

    Args:
        path: A spaCy configuration; None for the default.
        kb: A knowledge base for the linker; None for that of the configuration, which by default has none.
        ner_model: A recognizer (see `sakat.transformer.source.find_model`); None for that of the configuration.
        overrides: Values by dotted name, e.g. `{"nlp.tokenizer.engine": "newmm"}`.

    Raises:
        ConfigError: If the configuration names what does not exist or leaves out what is needed.
        ModelError: If a model cannot be used.

    >>> build_pipeline().pipe_names[-1]
    'sakat_events'
    """
    changed = dict(overrides or {})
    if kb is not None:
        changed["components.sakat_linker.kb"] = str(kb)
    if ner_model is not None:
        changed |= model_overrides(_components(path), ner_model)
    with _without_collection():
        try:
            config = Config().from_str(config_text(path), interpolate=False, overrides=changed)
            nlp = load_model_from_config(config, auto_fill=True, validate=True)
        except ValueError as error:
            raise ConfigError(f"{path or 'default.cfg'}: {str(error).strip()}") from error
        load_models([component for _, component in nlp.pipeline])
    return nlp


@contextmanager
def _without_collection() -> Iterator[None]:
    """Keep the garbage collector away while tables are read: they are kept, and it would walk through them again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def configured_kb(path: Path | None) -> Path | None:
    """Return the knowledge base that a configuration file, or the default one, gives its linker.

    Raises:
        ConfigError: If the configuration cannot be read.
    """
    named = (settings.get("kb") for settings in _components(path).values() if settings.get("factory") == "sakat_linker")
    return next((Path(kb) for kb in named if kb), None)


def configured_ner_models(path: Path | None, ner_model: str | None = None) -> list[ModelSource]:
    """Return the recognizers used with a configuration, but for the one that comes with sakat.

    Args:
        path: The configuration; None for the default.
        ner_model: A recognizer given in place of the configuration's.

    Raises:
        ConfigError: If the configuration cannot be read.
        ModelError: If there is no such model.
    """
    given = configured_models(_components(path)) if ner_model is None else [ner_model]
    return [find_model(model) for model in given]


def _components(path: Path | None) -> dict[str, dict[str, Any]]:
    try:
        return dict(Config().from_str(config_text(path)).get("components", {}))
    except ValueError as error:
        raise ConfigError(f"{path or 'default.cfg'}: {str(error).strip()}") from error
