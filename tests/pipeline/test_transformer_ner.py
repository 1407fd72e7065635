"""The whole pipeline with a real transformer: `make transformer-test`; else these are skipped."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy

from sakat.api import extract
from sakat.dataset.convert import to_record
from sakat.entities.candidate import Candidate
from sakat.errors import ConfigError, ModelError
from sakat.inputs.article import Article, Metadata
from sakat.pipeline.build import build_pipeline, config_text
from sakat.pipeline.layers import get_layer
from sakat.pipeline.recognizer import UnknownLabelWarning
from sakat.record.check import check_record

pytest.importorskip("torch", reason="needs sakat[transformer]: make transformer-test")

TEXTS = [
    "นายกิตติ บุญเรือง พบกับน้ำฝน ใจดี ที่เชียงใหม่ เมื่อวันที่ 5 ธ.ค. 2566",
    "กรมชลประทานไปจังหวัดลำปาง\n\n== อ้างอิง ==\n\nนายกิตติ บุญเรือง",
    "",
    "ฝนตกหนัก",
]


def as_json(doc: spacy.tokens.Doc) -> str:
    return to_record(doc, Article(Metadata(uri="x"), doc.text, "0" * 64)).to_json()


def test_the_component_writes_the_candidates_of_the_statistical_recognizer(transformer: Path) -> None:
    nlp = spacy.blank("th")
    nlp.add_pipe("sakat_transformer_ner", config={"model": str(transformer)})
    found = get_layer(nlp(TEXTS[0]), "ner", Candidate)
    assert [(TEXTS[0][item.start : item.end], item.label) for item in found] == [
        ("กิตติ บุญเรือง", "PERSON"),
        ("น้ำฝน ใจดี", "PERSON"),
        ("เชียงใหม่", "GPE"),
    ]
    assert {(item.method, item.rule_id) for item in found} == {("statistical", None)}
    assert [TEXTS[1][item.start : item.end] for item in get_layer(nlp(TEXTS[1]), "ner", Candidate)] == [
        "กรมชลประทาน",
        "จังหวัดลำปาง",
    ]


def test_records_made_with_it_are_valid_and_show_its_names(transformer: Path) -> None:
    record = extract(TEXTS[0], ner_model=str(transformer))
    check_record(record)
    (person,) = [mention for mention in record.mentions if mention.text == "น้ำฝน ใจดี"]
    assert (person.label, person.method, person.rule_id) == ("PERSON", "statistical", None)
    assert 0.5 < person.score < 1
    assert "น้ำฝน ใจดี" in [entity.name_th for entity in record.entities]


def test_it_is_chosen_by_configuration_with_its_settings(make_transformer: Callable[..., Path], tmp_path: Path) -> None:
    folder = make_transformer(tmp_path / "tiny", tags={"เชียงใหม่": "B-TOWN", "น้ำฝน": "B-PER"})
    config = tmp_path / "transformer.cfg"
    usual = 'factory = "sakat_ner"\nspans_key = "ner"\nmodel = ${paths.ner_model}\nthreshold = 0.5\n'
    assert usual in config_text(None)
    chosen = f'factory = "sakat_transformer_ner"\nmodel = "{folder.as_posix()}"\npooling = "mean"\n'
    config.write_text(config_text(None).replace(usual, chosen), "utf-8")
    with pytest.warns(UnknownLabelWarning, match="sakat_ner: nothing is known of the labels TOWN; "):
        nlp = build_pipeline(config)
    assert [item.label for item in get_layer(nlp(TEXTS[0]), "ner", Candidate)] == ["PERSON"]
    config.write_text(config_text(None).replace(usual, f'{chosen}labels = {{"TOWN": "GPE"}}\n'), "utf-8")
    nlp = build_pipeline(config)
    assert [item.label for item in get_layer(nlp(TEXTS[0]), "ner", Candidate)] == ["PERSON", "GPE"]
    config.write_text(config_text(None).replace(usual, f"{chosen}batch_size = 0\n"), "utf-8")
    with pytest.raises(ConfigError, match="batch_size is 0"):
        build_pipeline(config)
    config.write_text(config_text(None).replace(usual, f'{chosen}device = "abacus"\n'), "utf-8")
    with pytest.raises(ModelError, match="tiny: cannot be read"):
        build_pipeline(config)


def test_pipe_two_processes_and_a_saved_copy_give_the_same_records(
    make_transformer: Callable[..., Path], tmp_path: Path
) -> None:
    folder = make_transformer(tmp_path / "tiny")
    nlp = build_pipeline(ner_model=str(folder))
    alone = [as_json(nlp(text)) for text in TEXTS]
    assert [as_json(doc) for doc in nlp.pipe(TEXTS, batch_size=2)] == alone
    nlp.to_disk(tmp_path / "saved")
    shutil.rmtree(folder)
    again = spacy.load(tmp_path / "saved")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # fork in a process with threads, from Python 3.12 on
        assert [as_json(doc) for doc in again.pipe(TEXTS, n_process=2, batch_size=1)] == alone
