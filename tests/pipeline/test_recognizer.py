"""Which recognizer a pipeline uses, and what it makes of its labels; without the optional libraries."""

from __future__ import annotations

import pickle
import shutil
import warnings
from collections.abc import Sequence
from pathlib import Path

import pytest
import spacy

from sakat.entities.candidate import Candidate
from sakat.errors import ConfigError, ModelError
from sakat.ner.model import NerSpan, Recognizer
from sakat.ner.weights import bundled_model
from sakat.pipeline.build import build_pipeline, config_text, configured_ner_models
from sakat.pipeline.layers import get_layer
from sakat.pipeline.recognizer import RecognizerPipe, UnknownLabelWarning
from sakat.transformer.source import ModelSource

TEXT = "นายวิชัย ใจดี เดินทางไปเมืองแปลก เมื่อวานนี้"


class Told:
    """A recognizer that finds what it is told."""

    def __init__(self, spans: Sequence[NerSpan], labels: Sequence[str]) -> None:
        self._spans = list(spans)
        self.labels = tuple(labels)

    def predict(self, text: str, *, words: Sequence[str] | None = None) -> list[NerSpan]:
        return self._spans


class ToldPipe(RecognizerPipe):
    def __init__(self, model: Told, *, threshold: float = 0.5, labels: dict[str, str] | None = None) -> None:
        super().__init__("told", spans_key="ner", model=None, threshold=threshold, labels=labels or {})
        self._told = model

    def open_model(self, source: ModelSource | None) -> Recognizer:
        return self._told


def candidates(pipe: RecognizerPipe) -> list[Candidate]:
    return get_layer(pipe(spacy.blank("th").make_doc(TEXT)), "ner", Candidate)


@pytest.fixture
def own_model(tmp_path: Path) -> Path:
    with bundled_model("ner", "ner.model") as file:
        (tmp_path / "own").mkdir()
        shutil.copy(file, tmp_path / "own" / "ner.model")
    return tmp_path / "own"


def test_spans_become_candidates_with_the_records_labels() -> None:
    spans = [
        NerSpan(0, 13, "PER", 0.9),
        NerSpan(23, 32, "LOC", 0.8),
        NerSpan(33, 44, "DTM", 0.9),
        NerSpan(14, 17, "ORG", 0.49),
    ]
    assert candidates(ToldPipe(Told(spans, ["PER", "LOC", "DTM", "ORG"]))) == [
        Candidate(3, 13, "PERSON", "statistical", None, 0.9),
        Candidate(23, 32, "GPE", "statistical", None, 0.8),
    ]


def test_unknown_labels_are_left_out_with_a_warning_that_names_them() -> None:
    pipe = ToldPipe(Told([NerSpan(0, 13, "HERO", 0.9)], ["HERO", "PER"]))
    with pytest.warns(UnknownLabelWarning, match=r"told: nothing is known of the labels HERO; .*\{'HERO': 'ORG'\}"):
        assert candidates(pipe) == []
    given = ToldPipe(Told([NerSpan(0, 13, "HERO", 0.9)], ["HERO", "PER"]), labels={"HERO": "PERSON"})
    assert candidates(given) == [Candidate(3, 13, "PERSON", "statistical", None, 0.9)]


def test_a_model_none_of_whose_labels_is_known_is_refused() -> None:
    with pytest.raises(ModelError, match="told: nothing is known of the labels HERO, VILLAIN"):
        ToldPipe(Told([], ["HERO", "VILLAIN"])).load()


def test_a_model_trained_here_is_used_by_option_and_by_configuration(own_model: Path, tmp_path: Path) -> None:
    config = tmp_path / "own.cfg"
    config.write_text(config_text(None).replace("ner_model = null", f'ner_model = "{own_model.as_posix()}"'), "utf-8")
    assert configured_ner_models(None) == []
    assert configured_ner_models(config) == configured_ner_models(None, str(own_model))
    bundled = get_layer(build_pipeline()(TEXT), "ner", Candidate)
    assert bundled != []
    for nlp in (build_pipeline(config), build_pipeline(ner_model=str(own_model))):
        assert nlp.get_pipe("sakat_ner").source().path == own_model / "ner.model"
        assert get_layer(nlp(TEXT), "ner", Candidate) == bundled


def test_a_saved_pipeline_takes_its_model_along(own_model: Path, tmp_path: Path) -> None:
    nlp = build_pipeline(ner_model=str(own_model))
    expected = get_layer(nlp(TEXT), "ner", Candidate)
    nlp.to_disk(tmp_path / "saved")
    shutil.rmtree(own_model)
    moved = shutil.move(tmp_path / "saved", tmp_path / "moved")
    again = spacy.load(moved)
    assert get_layer(again(TEXT), "ner", Candidate) == expected
    assert again.get_pipe("sakat_ner").source().path.is_relative_to(moved)


def test_a_component_is_pickled_without_its_model() -> None:
    pipe = build_pipeline().get_pipe("sakat_ner")
    data = pickle.dumps(pipe)
    assert len(data) < 1000
    assert candidates(pickle.loads(data)) == candidates(pipe)


def test_models_that_cannot_be_used_are_told_before_any_work(own_model: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"none: no such folder"):
        build_pipeline(ner_model=str(tmp_path / "none"))
    (own_model / "ner.model").write_bytes(b"damaged")
    with pytest.raises(ModelError, match=r"starts with b'damaged'"):
        build_pipeline(ner_model=str(own_model))
    nlp = spacy.blank("th")
    nlp.add_pipe("sakat_transformer_ner", config={"model": str(own_model)})
    with pytest.raises(ModelError, match=r"found own, a model of `sakat ner train`; expected a Hugging Face"):
        nlp(TEXT)


def test_the_option_needs_one_recognizer_in_the_configuration(own_model: Path, tmp_path: Path) -> None:
    config = tmp_path / "none.cfg"
    config.write_text('[nlp]\nlang = "th"\npipeline = []\n\n[components]\n', "utf-8")
    with pytest.raises(ConfigError, match="found 0 components of sakat_ner or sakat_transformer_ner; expected one"):
        build_pipeline(config, ner_model=str(own_model))


def test_known_labels_warn_of_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ToldPipe(Told([], ["PER", "DTM"])).load()
