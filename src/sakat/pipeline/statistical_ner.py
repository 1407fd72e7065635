"""`sakat_ner`: candidates from the statistical recognizer."""

from __future__ import annotations

from spacy.language import Language

from sakat.errors import ModelError
from sakat.ner.model import NerModel, Recognizer
from sakat.pipeline.recognizer import RecognizerPipe
from sakat.transformer.source import ModelSource


@Language.factory(
    "sakat_ner", assigns=["doc.spans"], default_config={"spans_key": "ner", "model": None, "threshold": 0.5}
)
def make_ner(nlp: Language, name: str, spans_key: str, model: str | None, threshold: float) -> StatisticalRecognizer:
    """Return the component; `model` is a folder of `sakat ner train`, or None for the bundled one."""
    return StatisticalRecognizer(name, spans_key=spans_key, model=model, threshold=threshold, labels={})


class StatisticalRecognizer(RecognizerPipe):
    """Writes the layer `ner` from a model of `sakat ner train`."""

    def open_model(self, source: ModelSource | None) -> Recognizer:
        """Return the model.

        Raises:
            ModelError: If the files are damaged, of another version or of another kind.
        """
        if source is not None and source.kind != "sakat":
            raise ModelError(
                f"{source.name}: a Hugging Face model; expected one of `sakat ner train`, or the component "
                "sakat_transformer_ner"
            )
        return NerModel.load(source.path if source is not None else None)
