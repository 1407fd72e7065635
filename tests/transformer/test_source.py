import sys
from pathlib import Path

import pytest

from sakat.errors import ConfigError, ModelError
from sakat.ner.weights import bundled_model
from sakat.transformer.recognizer import load_recognizer
from sakat.transformer.source import find_model


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "some-model"
    made.mkdir()
    for name in (
        "config.json",
        "tokenizer.json",
        "model.safetensors",
        "README.md",
        "optimizer.pt",
        "pytorch_model.bin",
    ):
        (made / name).write_text(name, "utf-8")
    return made


def test_a_folder_with_a_config_is_a_transformer_named_without_its_path(folder: Path) -> None:
    source = find_model(f"{folder}/")
    assert (source.kind, source.name) == ("transformer", "some-model")
    assert [file.name for file in source.files()] == ["config.json", "model.safetensors", "tokenizer.json"]


def test_the_identity_changes_with_any_byte_that_decides_and_with_no_other(folder: Path) -> None:
    first = find_model(str(folder)).identity()
    assert first.keys() == {"kind", "name", "sha256"}
    for name in ("README.md", "optimizer.pt", "pytorch_model.bin"):
        (folder / name).write_text("other", "utf-8")
    assert find_model(str(folder)).identity() == first
    for name in ("config.json", "tokenizer.json", "model.safetensors"):
        before = find_model(str(folder)).identity()["sha256"]
        (folder / name).write_text("other", "utf-8")
        assert find_model(str(folder)).identity()["sha256"] != before
    (folder / "model.safetensors").unlink()
    assert "pytorch_model.bin" in [file.name for file in find_model(str(folder)).files()]


def test_what_sakat_trains_is_told_from_it_by_folder_or_file(tmp_path: Path) -> None:
    with bundled_model("ner") as bundled:
        for given in (bundled, bundled / "ner.model"):
            source = find_model(str(given))
            assert source.kind == "sakat"
            assert source.path == bundled / "ner.model"
            assert source.versions() == {}
            assert load_recognizer(str(given)).predict("นายวิชัย ใจดี ไปเลย") == load_recognizer(None).predict(
                "นายวิชัย ใจดี ไปเลย"
            )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("{tmp}", "no model in this folder; expected ner.model of `sakat ner train`, or config.json"),
        ("{tmp}/none", r"/none: no such folder; expected a model's folder, or OWNER/NAME"),
        ("thai-ner", r"^thai-ner: no such folder"),
        ("a/b/c", r"^a/b/c: no such folder"),
        ("some-model/typo", r"^some-model/typo: no such folder"),
        ("../thai-ner", r"no such folder"),
    ],
)
def test_what_is_no_model_is_told_and_never_asked_of_the_hub(
    folder: Path, given: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    with pytest.raises(ModelError, match=told):
        find_model(given.format(tmp=folder.parent))


@pytest.mark.parametrize("library", ["torch", "transformers"])
def test_a_missing_library_is_told_with_the_command_that_installs_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    if library == "transformers":
        pytest.importorskip("torch", reason="needs sakat[transformer]: make transformer-test")
    with pytest.raises(ConfigError, match=rf"^{library} is not installed; .* pip install 'sakat\[transformer\]'$"):
        load_recognizer(str(folder))


def test_a_model_of_the_hub_wants_the_library_that_fetches_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    with pytest.raises(ConfigError, match=r"^huggingface_hub is not installed; .* 'sakat\[transformer\]'$"):
        find_model("someone/thai-ner")
