import json
import warnings
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from sakat.dataset.convert import to_record
from sakat.errors import ConfigError
from sakat.inputs.article import Article, Metadata
from sakat.pipeline.build import build_pipeline, config_text, configured_kb
from sakat.pipeline.layers import set_document_date

TEXTS = [
    "นายกิตติ บุญเรือง พบกับผู้แทนจีนที่เชียงใหม่ เมื่อวันที่ 5 ธ.ค. 2566",
    "ศาลอาญาพิพากษาจำคุกจำเลย 3 ปี เมื่อวานนี้",
    "“เราจะถอนทหาร” โฆษกกระทรวงกลาโหมรัสเซียกล่าว[1]",
    "ข้อความ  มีช่องว่าง\n\n\nหลายแบบ ",
]
FACTORIES = [entry.name for entry in entry_points(group="spacy_factories") if entry.name.startswith("sakat_")]


def prepared(nlp: Language) -> list[Doc]:
    docs = [nlp.make_doc(text) for text in TEXTS]
    for doc in docs:
        set_document_date(doc, "2024-08-23")
    return docs


def as_json(doc: Doc) -> str:
    return to_record(doc, Article(Metadata(uri="x"), doc.text, "0" * 64)).to_json()


def test_every_factory_is_an_entry_point_that_loads(nlp: Language) -> None:
    assert sorted(FACTORIES) == sorted([*nlp.pipe_names, "sakat_transformer_ner"])
    for name in FACTORIES:
        assert Language.has_factory(name)


def test_dates_component_works_in_a_blank_pipeline_unimported() -> None:
    import subprocess
    import sys

    code = (
        "import spacy; nlp = spacy.blank('th'); nlp.add_pipe('sakat_dates'); "
        "doc = nlp('เมื่อวันที่ 5 ธ.ค. 2566'); print(doc.spans['dates'].attrs['dates0']['edtf'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "2023-12-05", done.stderr


def test_pipeline_has_no_problems(nlp: Language) -> None:
    assert not any(nlp.analyze_pipes()["problems"].values())


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_join_to_the_text(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert "".join(token.text_with_ws for token in doc) == text


@pytest.mark.parametrize("engine", ["nlpo3", "newmm"])
def test_tokenizer_engines_both_work(engine: str) -> None:
    nlp = build_pipeline(overrides={"nlp.tokenizer.engine": engine, "nlp.tokenizer.words": ["ตลาดร่มหุบแม่กลอง"]})
    assert "ตลาดร่มหุบแม่กลอง" in [token.text for token in nlp.make_doc("ไปตลาดร่มหุบแม่กลองกัน")]


def test_unknown_settings_are_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.cfg").write_text('[nlp]\nlang = "th"\npipeline = ["nothing"]\n', "utf-8")
    with pytest.raises(ConfigError, match=r"bad\.cfg"):
        build_pipeline(tmp_path / "bad.cfg")
    with pytest.raises(ConfigError, match="engine"):
        build_pipeline(overrides={"nlp.tokenizer.engine": "icu"})


def test_ents_are_outermost_mentions_and_sentences_are_set(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    labels = {ent.text: ent.label_ for ent in doc.ents}
    assert labels["กิตติ บุญเรือง"] == "PERSON"
    assert labels["เชียงใหม่"] == "GPE"
    assert len(list(doc.sents)) >= 1


def test_saved_pipeline_gives_the_same_records(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    for doc, other in zip(prepared(nlp), prepared(again), strict=True):
        assert as_json(nlp(doc)) == as_json(again(other))


def test_pipe_and_two_processes_give_the_same_records(nlp: Language) -> None:
    alone = [as_json(nlp(doc)) for doc in prepared(nlp)]
    assert [as_json(doc) for doc in nlp.pipe(prepared(nlp), batch_size=2)] == alone
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # fork in a process with threads, from Python 3.12 on
        assert [as_json(doc) for doc in nlp.pipe(prepared(nlp), n_process=2)] == alone


def test_docbin_keeps_every_layer(nlp: Language) -> None:
    docs = [nlp(doc) for doc in prepared(nlp)]
    stored = DocBin(docs=docs, store_user_data=True).to_bytes()
    again = list(DocBin().from_bytes(stored).get_docs(nlp.vocab))
    assert [as_json(doc) for doc in again] == [as_json(doc) for doc in docs]


def test_evaluate_scores_dates(nlp: Language) -> None:
    blank = spacy.blank("th")
    blank.add_pipe("sakat_dates")
    gold = blank(TEXTS[0])
    scores = blank.evaluate([Example(blank.make_doc(TEXTS[0]), gold)])
    assert scores["spans_dates_f"] == 1.0


def test_document_date_must_be_a_day(nlp: Language) -> None:
    doc = nlp.make_doc("เมื่อวานนี้")
    doc._.document_date = "23/8/2567"
    with pytest.raises(ConfigError, match="found '23/8/2567'"):
        nlp(doc)


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_texts_without_words_pass_through(nlp: Language, text: str) -> None:
    assert nlp(text).text == text


def test_records_do_not_depend_on_what_came_before(nlp: Language) -> None:
    first = [as_json(nlp(doc)) for doc in prepared(nlp)]
    nlp("USA 12 usa 84 % ปี 2566 และ 99 คน ABC abc")
    assert [as_json(nlp(doc)) for doc in reversed(prepared(nlp))] == first[::-1]


def test_records_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    import os
    import subprocess
    import sys

    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(json.dumps({"text": text, "date": "2024-08-23"}) for text in TEXTS), "utf-8")
    code = "import sys; from sakat.cli import app; sys.argv = ['sakat', 'extract', sys.argv[1]]; app()"
    outputs = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", code, str(path)], capture_output=True, check=False, env=environment
        )
        assert done.returncode == 0, done.stderr
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_linker_with_a_knowledge_base_survives_saving_and_two_processes(kb: Path, tmp_path: Path) -> None:
    nlp = build_pipeline(kb=kb)
    texts = ["นายกรัฐมนตรีเยือนเมืองสโปแคน", "พบกันที่เชียงใหม่"] * 2
    alone = [as_json(nlp(text)) for text in texts]
    assert "Q187805" in alone[0]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # fork in a process with threads, from Python 3.12 on
        assert [as_json(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=1)] == alone
    nlp.to_disk(tmp_path)
    assert [as_json(doc) for doc in spacy.load(tmp_path).pipe(texts)] == alone


def test_knowledge_base_is_that_of_the_configuration_unless_another_is_given(kb: Path, tmp_path: Path) -> None:
    assert configured_kb(None) is None
    config = tmp_path / "with-kb.cfg"
    config.write_text(config_text(None).replace("kb = null", f'kb = "{kb.as_posix()}"'), "utf-8")
    assert configured_kb(config) == kb
    assert "Q187805" in as_json(build_pipeline(config)("นายกรัฐมนตรีเยือนเมืองสโปแคน"))
