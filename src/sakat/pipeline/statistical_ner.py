"""`sakat_ner`: candidates from the statistical recognizer."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from sakat.entities.candidate import Candidate
from sakat.pipeline.base import SettingsPipe
from sakat.pipeline.layers import doc_text, set_layer
from sakat.pipeline.layout import doc_layout
from sakat.record.mention import Label

_LABELS: dict[str, Label] = {
    "PERSON": "PERSON",
    "ORGANIZATION": "ORG",
    "FACILITY": "FAC",
    "LAW": "LAW",
    "LOCATION": "LOC",
    "MONEY": "MONEY",
    "PERCENT": "PERCENT",
    "LEN": "QUANTITY",
}
"""ThaiNER's labels as OntoNotes'; the others (dates, telephone numbers, links) come from rules or are no entities."""


@Language.factory(
    "sakat_ner", assigns=["doc.spans"], default_config={"spans_key": "ner", "model": None, "threshold": 0.5}
)
def make_ner(nlp: Language, name: str, spans_key: str, model: str | None, threshold: float) -> StatisticalRecognizer:
    """Return the component; `model` is a folder of `sakat ner train`, or None for the bundled one."""
    return StatisticalRecognizer(name, spans_key=spans_key, model=Path(model) if model else None, threshold=threshold)


class StatisticalRecognizer(SettingsPipe):
    """Writes the layer `ner`: what the model proposes with a probability of `threshold` or more."""

    def __init__(self, name: str, *, spans_key: str, model: Path | None, threshold: float) -> None:
        super().__init__(name)
        self.spans_key = spans_key
        self.threshold = threshold
        self._load(model)

    def _load(self, folder: Path | None) -> None:
        from sakat.ner.model import NerModel

        self._model = NerModel.load(folder)
        self._folder = folder

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with the candidates."""
        from sakat.entities import place_label, strip_title

        body = doc_text(doc)[: doc_layout(doc).body_end]
        found: list[Candidate] = []
        for span in self._model.predict(body):
            label = _LABELS.get(span.label)
            if label is None or span.score < self.threshold:
                continue
            start, end = span.start, span.end
            if label == "PERSON":
                start, end = strip_title(body, start, end)
            if label == "LOC":
                label = place_label(body[start:end])
            if start < end:
                found.append(Candidate(start, end, label, "statistical", None, span.score))
        set_layer(doc, self.spans_key, found, kind=Candidate)
        return doc

    def to_disk(self, path: Path | str, *, exclude: Sequence[str] = ()) -> None:
        """Write the component with a copy of its model where it is not the bundled one."""
        super().to_disk(path, exclude=exclude)
        if self._folder is not None:
            shutil.copytree(self._folder, Path(path) / "model", dirs_exist_ok=True)

    def from_disk(self, path: Path | str, *, exclude: Sequence[str] = ()) -> StatisticalRecognizer:
        """Take the model back from `to_disk`."""
        folder = Path(path) / "model"
        self._load(folder if folder.is_dir() else None)
        return self
