"""Through the real libraries: `make transformer-test` installs them apart and runs these; else they are skipped."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sakat.errors import ConfigError, ModelError
from sakat.ner.model import NerModel, NerSpan
from sakat.text.words import WordTokenizer
from sakat.transformer.model import TransformerModel, TransformerSettings
from sakat.transformer.recognizer import load_recognizer
from sakat.transformer.source import find_model

pytest.importorskip("torch", reason="needs sakat[transformer]: make transformer-test")

TEXT = "นายกิตติ บุญเรือง พบกับน้ำฝน ใจดี ที่เชียงใหม่\n\nกรมชลประทานไปจังหวัดลำปาง"
NAMES = [
    ("นายกิตติ บุญเรือง", "PERSON"),
    ("น้ำฝน ใจดี", "PERSON"),
    ("เชียงใหม่", "LOCATION"),
    ("กรมชลประทาน", "ORGANIZATION"),
    ("จังหวัดลำปาง", "LOCATION"),
]


def read(folder: Path, **settings: Any) -> TransformerModel:
    return TransformerModel(find_model(str(folder)), TransformerSettings(**settings))


def named(text: str, spans: list[NerSpan]) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.label) for span in spans]


def test_names_have_their_offsets_in_code_points_and_probabilities(transformer: Path) -> None:
    model = read(transformer)
    spans = model.predict(TEXT)
    assert named(TEXT, spans) == NAMES
    assert model.labels == ("LOCATION", "ORGANIZATION", "PERSON")
    assert all(0.5 < span.score < 1 and span.score == round(span.score, 4) for span in spans)
    assert model.predict(TEXT) == spans == model.predict(TEXT, words=WordTokenizer()(TEXT))


LINE = "นายกิตติ บุญเรือง พบกับน้ำฝน ใจดี ที่เชียงใหม่ แล้วกรมชลประทานไปจังหวัดลำปาง "


@pytest.mark.parametrize("family", ["bert", "camembert"])
@pytest.mark.parametrize("blind", [0, 4])
def test_a_line_longer_than_the_model_can_read_loses_no_name_at_any_window_edge(
    make_transformer: Callable[..., Path], tmp_path: Path, family: str, blind: int
) -> None:
    model = read(make_transformer(tmp_path / "tiny", family=family, blind=blind, positions=80))
    for before in range(12):  # moves the edges over all names
        text = "ก็" * (8 + before) + LINE * 30 + "จึงเดินทางกลับในที่สุด"
        assert named(text, model.predict(text)) == NAMES * 30, before


def test_a_model_blind_at_its_edges_loses_names_there(make_transformer: Callable[..., Path], tmp_path: Path) -> None:
    model = read(make_transformer(tmp_path / "tiny", blind=4, positions=80))
    assert model.predict("นายกิตติ บุญเรือง เดินทางกลับ") == []


def test_a_word_longer_than_the_model_can_read_is_passed_without_loss(transformer: Path) -> None:
    text = f"{LINE}{'a' * 500} {LINE}"
    assert named(text, read(transformer).predict(text)) == NAMES * 2


def test_lines_are_read_one_by_one_and_together_with_the_same_names(transformer: Path) -> None:
    model = read(transformer, batch_size=2)
    lines = [LINE * times for times in (1, 5, 1, 2, 9)]
    alone = [name for line in lines for name in named(line, model.predict(line))]
    text = "\n".join(lines)
    assert named(text, model.predict(text)) == alone


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b", "ฝนตกหนักตลอดคืน", "...", "😀🇹🇭"])
def test_texts_without_names_give_none(transformer: Path, text: str) -> None:
    assert read(transformer).predict(text) == []


def test_offsets_count_code_points_also_beyond_the_basic_plane(transformer: Path) -> None:
    text = "😀😀 น้ำฝน ใจดี 🇹🇭 ที่เชียงใหม่"
    assert named(text, read(transformer).predict(text)) == [("น้ำฝน ใจดี", "PERSON"), ("เชียงใหม่", "LOCATION")]


def test_the_first_subword_of_a_word_speaks_for_it_or_the_mean_of_all(transformer: Path) -> None:
    text = "กรมชลประทานชี้แจง"
    assert named(text, read(transformer).predict(text)) == [("กรมชลประทาน", "ORGANIZATION")]
    assert read(transformer, pooling="mean").predict(text) == []


def test_a_temperature_above_one_makes_scores_less_sure(transformer: Path) -> None:
    (sure,) = read(transformer).predict("ที่เชียงใหม่")
    (less,) = read(transformer, temperature=2.0).predict("ที่เชียงใหม่")
    assert less.score < sure.score
    assert (less.start, less.end, less.label) == (sure.start, sure.end, sure.label)


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ({"pooling": "last"}, "pooling is 'last'; expected one of first, mean"),
        ({"temperature": 0.0}, "temperature is 0.0; expected a number above 0"),
        ({"batch_size": 0}, "batch_size is 0; expected 1 or more"),
    ],
)
def test_settings_that_cannot_work_are_refused(setting: dict[str, Any], told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        TransformerSettings(**setting)


def test_a_sign_for_spaces_is_read_where_the_model_has_one(
    make_transformer: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = read(make_transformer(tmp_path / "tiny", family="camembert", space="<_>"))
    read_by_model: list[list[list[str]]] = []
    encode = model._subwords.__call__

    def noting(pieces: list[list[str]], **options: Any) -> Any:
        read_by_model.append(pieces)
        return encode(pieces, **options)

    monkeypatch.setattr(type(model._subwords), "__call__", lambda _, pieces, **options: noting(pieces, **options))
    text = "พบน้ำฝน ใจดี  ที่เชียงใหม่"
    assert named(text, model.predict(text)) == [("น้ำฝน ใจดี", "PERSON"), ("เชียงใหม่", "LOCATION")]
    assert read_by_model[-1] == [["พบ", "น้ำฝน", "<_>", "ใจดี", "<_>", "ที่", "เชียงใหม่"]]


def test_a_model_is_loaded_once_a_process(transformer: Path) -> None:
    first = TransformerModel.load(find_model(str(transformer)))
    assert TransformerModel.load(find_model(f"{transformer}/")) is first
    assert load_recognizer(str(transformer)) is first
    assert load_recognizer(None) is NerModel.load()


def test_nothing_is_fetched_where_a_folder_is_given(transformer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert named(TEXT, read(transformer).predict(TEXT)) == NAMES


def test_two_processes_give_the_same_bytes(transformer: Path) -> None:
    code = (
        "import sys; from sakat.transformer.recognizer import load_recognizer as load; "
        "print(load(sys.argv[1]).predict(sys.argv[2]))"
    )
    command = [sys.executable, "-c", code, str(transformer), LINE * 40]
    done = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(2)]
    assert done[0].stdout == done[1].stdout
    assert done[0].stdout.count("NerSpan") == 200
    assert done[0].stderr == ""


def changed(folder: Path, copy: Path, file: str, **fields: Any) -> Path:
    """Return a copy of a model with other fields in a JSON file."""
    shutil.copytree(folder, copy)
    content = {**json.loads((copy / file).read_text("utf-8")), **fields}
    (copy / file).write_text(json.dumps(content), "utf-8")
    return copy


def test_a_model_for_another_task_is_refused(transformer: Path, tmp_path: Path) -> None:
    folder = changed(transformer, tmp_path / "masked", "config.json", architectures=["BertForMaskedLM"])
    with pytest.raises(ModelError, match=r"^masked: config\.json states BertForMaskedLM; expected .*TokenClass"):
        read(folder)
    folder = changed(transformer, tmp_path / "bare", "config.json", architectures=None)
    with pytest.raises(ModelError, match=r"states no architecture"):
        read(folder)


def test_weights_without_a_head_are_refused_and_not_made_up(transformer: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    folder = shutil.copytree(transformer, tmp_path / "headless")
    file = folder / "model.safetensors"
    headless = {name: weight for name, weight in load_file(file).items() if "classifier" not in name}
    save_file(headless, file, {"format": "pt"})
    with pytest.raises(ModelError, match=r"^headless: its weights lack classifier\.bias, classifier\.weight; expected"):
        read(folder)


def test_a_slow_tokenizer_is_refused(transformer: Path, tmp_path: Path) -> None:
    folder = changed(transformer, tmp_path / "slow", "tokenizer_config.json", tokenizer_class="CanineTokenizer")
    (folder / "tokenizer.json").unlink()
    with pytest.raises(
        ModelError, match=r"^slow: its tokenizer \(CanineTokenizer\) is not a fast one.*tokenizer\.json"
    ):
        read(folder)


def test_tags_without_names_are_refused(transformer: Path, tmp_path: Path) -> None:
    numbered = {str(number): f"LABEL_{number}" for number in range(6)}
    with pytest.raises(ModelError, match=r"its tags are LABEL_0, .*set id2label in its config\.json"):
        read(changed(transformer, tmp_path / "numbered", "config.json", id2label=numbered))


@pytest.mark.parametrize("file", ["model.safetensors", "config.json", "tokenizer.json"])
def test_damaged_files_are_told_in_one_line(transformer: Path, tmp_path: Path, file: str) -> None:
    folder = shutil.copytree(transformer, tmp_path / "damaged")
    (folder / file).write_bytes(b"\x00{damaged")
    with pytest.raises(ModelError, match=r"^damaged: cannot be read as a Hugging Face token-class") as raised:
        read(folder)
    assert "\n" not in str(raised.value)


def test_a_model_of_the_hub_that_is_here_needs_no_network(
    transformer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import huggingface_hub.constants

    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    commit = "0123456789" * 4
    kept = tmp_path / "models--someone--tiny"
    (kept / "refs").mkdir(parents=True)
    (kept / "refs" / "main").write_text(commit)
    with pytest.raises(ModelError, match=r"^someone/tiny: no folder here, and the hub gave no model \(.+\); expected"):
        find_model("someone/tiny")
    shutil.copytree(transformer, kept / "snapshots" / commit)
    source = find_model("someone/tiny")
    assert source.name == "someone/tiny"
    assert source.identity()["sha256"] == find_model(str(transformer)).identity()["sha256"]
    assert named(TEXT, TransformerModel(source).predict(TEXT)) == NAMES
    assert find_model(f"someone/tiny@{commit}").path == source.path


def test_a_model_of_the_hub_is_fetched_without_what_is_not_needed(
    transformer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import huggingface_hub

    fetched: list[list[str]] = []

    def fetch(name: str, *, revision: str | None, allow_patterns: list[str], local_files_only: bool) -> str:
        assert (name, revision) == ("someone/tiny", "v2")
        if local_files_only:
            raise FileNotFoundError
        fetched.append(allow_patterns)
        shutil.copytree(
            transformer, tmp_path / "got", ignore=shutil.ignore_patterns("*.safetensors"), dirs_exist_ok=True
        )
        if "pytorch_model*.bin" in allow_patterns:
            (tmp_path / "got" / "pytorch_model.bin").write_bytes(b"")
        return str(tmp_path / "got")

    monkeypatch.setattr(huggingface_hub, "snapshot_download", fetch)
    source = find_model("someone/tiny@v2")
    assert source.name == "someone/tiny@v2"
    assert [("model*.safetensors" in patterns, "pytorch_model*.bin" in patterns) for patterns in fetched] == [
        (True, False),
        (False, True),
    ]
    assert "pytorch_model.bin" in [file.name for file in source.files()]
