import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sakat.batch import work
from sakat.cli import app
from sakat.ner.weights import bundled_model
from sakat.record import record_from_json
from sakat.record.check import check_record

TEXT = "นายกิตติ บุญเรือง พบกับน้ำฝน ใจดี ที่เชียงใหม่ เมื่อวันที่ 5 ธ.ค. 2566\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(item) for item in arguments])


@pytest.fixture
def own_model(tmp_path: Path) -> Path:
    with bundled_model("ner", "ner.model") as file:
        (tmp_path / "own").mkdir()
        return Path(shutil.copy(file, tmp_path / "own" / "ner.model")).parent


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "corpus" / "articles").mkdir(parents=True)
    (tmp_path / "corpus" / "articles" / "a.txt").write_text(TEXT, "utf-8")
    return tmp_path / "corpus"


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    uris: list[str] = []
    real = work.extract_article

    def noting(nlp: object, article: object) -> object:
        uris.append(article.metadata.uri)  # type: ignore[attr-defined]
        return real(nlp, article)  # type: ignore[arg-type]

    monkeypatch.setattr(work, "extract_article", noting)
    return uris


def build(corpus: Path, *options: object) -> dict[str, object]:
    result = run("build", "--corpus", corpus, "--outputs", corpus.parent / "out", *options)
    assert result.exit_code == 0, result.output
    manifest: dict[str, object] = json.loads((corpus.parent / "out" / "manifest.json").read_text("utf-8"))
    return manifest


def test_another_model_makes_the_dataset_anew_and_the_manifest_says_which(
    corpus: Path, own_model: Path, extracted: list[str]
) -> None:
    assert "ner_models" not in build(corpus)
    assert build(corpus, "--ner-model", own_model)["ner_models"] == [
        {"kind": "sakat", "name": "own", "sha256": build(corpus, "--ner-model", own_model)["ner_models"][0]["sha256"]}
    ]
    assert extracted == ["corpus:a"] * 2
    result = run("build", "--corpus", corpus, "--outputs", corpus.parent / "out", "--check")
    assert result.exit_code == 1
    assert "manifest.json: differs" in result.stderr


def test_predict_takes_a_folder_of_a_trained_model(own_model: Path, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": 1, "text": TEXT}) + "\n", "utf-8")
    for model in ([], ["--model", own_model], ["--model", own_model / "ner.model"]):
        result = run("ner", "predict", tmp_path / "in.jsonl", "-o", tmp_path / f"{len(model)}.jsonl", *model)
        assert result.exit_code == 0, result.output
    assert (tmp_path / "0.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()


@pytest.mark.parametrize("command", [("extract", "{file}"), ("show", "{file}"), ("build", "--corpus", "{corpus}")])
def test_what_is_no_model_ends_with_a_line(corpus: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    filled = [part.format(file=corpus / "articles" / "a.txt", corpus=corpus) for part in command]
    result = run(*filled, "--ner-model", tmp_path / "none")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"sakat: {tmp_path / 'none'}: no such folder; expected a model's folder")
    assert result.stderr.count("\n") == 1


def test_a_missing_extra_ends_with_a_line_and_rejects_no_article(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    (tmp_path / "hf").mkdir()
    (tmp_path / "hf" / "config.json").write_text("{}", "utf-8")
    result = run("extract", corpus / "articles" / "a.txt", "--ner-model", tmp_path / "hf")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "sakat: torch is not installed; install it with: pip install 'sakat[transformer]'\n"


def test_a_transformer_makes_a_dataset_with_any_number_of_workers(
    make_transformer: Callable[..., Path], corpus: Path, tmp_path: Path
) -> None:
    model = make_transformer(tmp_path / "tiny")
    outputs = [tmp_path / "one", tmp_path / "two"]
    for workers, output in enumerate(outputs, 1):
        arguments = ("extract", corpus / "articles", "-o", output, "--workers", workers, "--shard-size", 1)
        result = run(*arguments, "--ner-model", model)
        assert result.exit_code == 0, result.output
    names = ["articles.jsonl", "events.jsonl", "entities.jsonl", "manifest.json"]
    assert [(outputs[0] / name).read_bytes() for name in names] == [(outputs[1] / name).read_bytes() for name in names]
    record = record_from_json((outputs[0] / "articles.jsonl").read_text("utf-8"))
    check_record(record)
    assert "น้ำฝน ใจดี" in [mention.text for mention in record.mentions if mention.method == "statistical"]
    manifest = json.loads((outputs[0] / "manifest.json").read_text("utf-8"))
    (told,) = manifest["ner_models"]
    assert (told["kind"], told["name"], len(told["sha256"])) == ("transformer", "tiny", 64)
    assert {"torch", "transformers", "tokenizers"} <= manifest["versions"].keys()


def test_predict_with_a_transformer_gives_its_own_labels(transformer: Path, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": 1, "text": TEXT}) + "\n", "utf-8")
    result = run("ner", "predict", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", "--model", transformer)
    assert result.exit_code == 0, result.output
    (row,) = map(json.loads, (tmp_path / "out.jsonl").read_text("utf-8").splitlines())
    assert [(TEXT[start:end], label) for start, end, label in row["spans"]] == [
        ("นายกิตติ บุญเรือง", "PERSON"),
        ("น้ำฝน ใจดี", "PERSON"),
        ("เชียงใหม่", "LOCATION"),
    ]
