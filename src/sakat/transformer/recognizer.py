"""The recognizer that a user names, of whichever kind."""

from __future__ import annotations

from sakat.ner.model import NerModel, Recognizer
from sakat.transformer.model import TransformerModel
from sakat.transformer.source import find_model


def load_recognizer(given: str | None) -> Recognizer:
    """Return the recognizer of a path or name, or the one that comes with sakat.

    Args:
        given: As for `find_model`; None for the bundled one.

    Raises:
        ModelError: If there is none, or it cannot be used.
        ConfigError: If the libraries it needs are missing.
    """
    if given is None:
        return NerModel.load()
    source = find_model(given)
    return NerModel.load(source.path) if source.kind == "sakat" else TransformerModel.load(source)
