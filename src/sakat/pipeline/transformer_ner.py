"""`sakat_transformer_ner`: candidates from a Hugging Face token-classification model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spacy.language import Language

from sakat.errors import ModelError
from sakat.ner.model import Recognizer
from sakat.pipeline.recognizer import RecognizerPipe
from sakat.transformer.model import TransformerModel, TransformerSettings
from sakat.transformer.source import ModelSource
from sakat.transformer.spans import Pooling


@Language.factory(
    "sakat_transformer_ner",
    assigns=["doc.spans"],
    default_config={
        "spans_key": "ner",
        "threshold": 0.5,
        "labels": {},
        "pooling": "first",
        "temperature": 1.0,
        "batch_size": 16,
        "device": "cpu",
    },
)
def make_transformer_ner(
    nlp: Language,
    name: str,
    spans_key: str,
    model: str,
    threshold: float,
    labels: dict[str, str],
    pooling: Pooling,
    temperature: float,
    batch_size: int,
    device: str,
) -> TransformerRecognizer:
    """Return the component; `model` is the folder of a Hugging Face model, or OWNER/NAME of one of the hub."""
    settings = TransformerSettings(pooling, temperature, batch_size, device)
    return TransformerRecognizer(
        name, spans_key=spans_key, model=model, threshold=threshold, labels=labels, settings=settings
    )


class TransformerRecognizer(RecognizerPipe):
    """Writes the layer `ner` from a model of the optional library transformers."""

    def __init__(self, name: str, *, settings: TransformerSettings, labels: Mapping[str, str], **shared: Any) -> None:
        super().__init__(name, labels=labels, **shared)
        self._settings = settings

    def open_model(self, source: ModelSource | None) -> Recognizer:
        """Return the model.

        Raises:
            ModelError: If the files are no token-classification model that can be used.
            ConfigError: If the optional libraries are missing.
        """
        if source is None or source.kind != "transformer":
            found = "no model" if source is None else f"{source.name}, a model of `sakat ner train`"
            raise ModelError(f"{self.name}: found {found}; expected a Hugging Face token-classification model")
        return TransformerModel.load(source, self._settings)
