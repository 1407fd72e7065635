"""What the components with a model share, and which model a configuration gives them."""

from __future__ import annotations

import shutil
import warnings
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from sakat.entities.candidate import Candidate
from sakat.errors import ConfigError, ModelError
from sakat.ner.labels import LabelMap, map_labels
from sakat.ner.model import NerSpan, Recognizer
from sakat.pipeline.base import SettingsPipe
from sakat.pipeline.layers import doc_text, set_layer
from sakat.pipeline.layout import doc_layout
from sakat.transformer.source import ModelSource, find_model

FACTORIES = {"sakat": "sakat_ner", "transformer": "sakat_transformer_ner"}
"""The factory of the component for each kind of model."""

_FOLDER = "model"


class UnknownLabelWarning(UserWarning):
    """A recognizer has labels that nothing is known of; what it gives them to is left out."""


class RecognizerPipe(SettingsPipe):
    """Writes a layer of what a model proposes with a probability of `threshold` or more.

    The model is loaded when it is first needed, and once a process; a copy of it goes with the saved pipeline.
    """

    def __init__(
        self, name: str, *, spans_key: str, model: str | None, threshold: float, labels: Mapping[str, str]
    ) -> None:
        super().__init__(name)
        self.spans_key = spans_key
        self.threshold = threshold
        self._given = model
        self._labels = dict(labels)
        self._loaded: tuple[Recognizer, LabelMap] | None = None

    @abstractmethod
    def open_model(self, source: ModelSource | None) -> Recognizer:
        """Return the model of a source, or the one that comes with sakat.

        Raises:
            ModelError: If there is none that can be used.
        """

    def load(self) -> tuple[Recognizer, LabelMap]:
        """Return the model and what its labels mean.

        Raises:
            ModelError: If it cannot be used.
            ConfigError: If the settings do not fit it, or a library is missing.
        """
        if self._loaded is None:
            model = self.open_model(self.source())
            labels = map_labels(model.labels, self._labels)
            self._tell_unknown(labels)
            self._loaded = model, labels
        return self._loaded

    def source(self) -> ModelSource | None:
        """Return where the model is; None for the one that comes with sakat."""
        return find_model(self._given) if self._given is not None else None

    def _tell_unknown(self, labels: LabelMap) -> None:
        if not labels.unknown:
            return
        told = (
            f"{self.name}: nothing is known of the labels {', '.join(labels.unknown)}; give them one of the record's, "
            f"or -, in the setting `labels` of the component, as in labels = {{{labels.unknown[0]!r}: 'ORG'}}"
        )
        if not labels.meanings:
            raise ModelError(told)
        warnings.warn(f"{told}; what has them is left out", UnknownLabelWarning, stacklevel=2)

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with the candidates."""
        model, labels = self.load()
        body = doc_text(doc)[: doc_layout(doc).body_end]
        found = (self._candidate(body, span, labels) for span in model.predict(body))
        set_layer(doc, self.spans_key, [item for item in found if item is not None], kind=Candidate)
        return doc

    def _candidate(self, text: str, span: NerSpan, labels: LabelMap) -> Candidate | None:
        from sakat.entities import place_label, strip_title

        meaning = labels.meanings.get(span.label)
        if meaning is None or span.score < self.threshold:
            return None
        start, end = span.start, span.end
        if meaning == "PERSON":
            start, end = strip_title(text, start, end)
        if start >= end:
            return None
        label = place_label(text[start:end]) if meaning == "PLACE" else meaning
        return Candidate(start, end, label, "statistical", None, span.score)

    def to_disk(self, path: Path | str, *, exclude: Sequence[str] = ()) -> None:
        """Write the component with a copy of its model where it is not the bundled one."""
        super().to_disk(path, exclude=exclude)
        source = self.source()
        if source is not None:
            copy = Path(path) / _FOLDER / source.name.partition("@")[0].rpartition("/")[2]
            copy.mkdir(parents=True, exist_ok=True)
            for file in source.files():
                shutil.copyfile(file, copy / file.name)

    def from_disk(self, path: Path | str, *, exclude: Sequence[str] = ()) -> RecognizerPipe:
        """Take the model back from `to_disk`."""
        folders = sorted((Path(path) / _FOLDER).glob("*/"))
        self._given = str(folders[0]) if folders else None
        self._loaded = None
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _without_model, (type(self), self.name, {**self.__dict__, "_loaded": None})


def _without_model(kind: type[RecognizerPipe], name: str, state: dict[str, Any]) -> RecognizerPipe:
    """Return a component as it was before its model was loaded."""
    pipe = kind.__new__(kind)
    pipe.name = name
    pipe.__dict__.update(state)
    return pipe


def load_models(components: Sequence[object]) -> None:
    """Load the models of a pipeline's components, so that what is wrong with them is said before the work.

    Raises:
        ModelError: If one cannot be used.
        ConfigError: If the settings do not fit it, or a library is missing.
    """
    for component in components:
        if isinstance(component, RecognizerPipe):
            component.load()


def model_overrides(components: Mapping[str, Mapping[str, Any]], model: str) -> dict[str, Any]:
    """Return what makes a configuration use another recognizer: values by dotted name.

    Args:
        components: The configuration's components.
        model: As for `find_model`.

    Raises:
        ConfigError: If no component is a recognizer with a model, or several are.
        ModelError: If there is no such model.
    """
    names = [name for name, settings in components.items() if settings.get("factory") in FACTORIES.values()]
    if len(names) != 1:
        raise ConfigError(
            f"found {len(names)} components of {' or '.join(FACTORIES.values())}; expected one, to give it {model}"
        )
    return {
        f"components.{names[0]}.factory": FACTORIES[find_model(model).kind],
        f"components.{names[0]}.model": model,
    }


def configured_models(components: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return the models that a configuration names beside the one that comes with sakat."""
    models = [
        settings.get("model") for settings in components.values() if settings.get("factory") in FACTORIES.values()
    ]
    return [str(model) for model in models if model]
