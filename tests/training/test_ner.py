import hashlib
import json
from importlib import resources
from pathlib import Path

import pytest

from sakat.errors import InputError, OutputError
from sakat.ner.model import MODEL_FILE, NerModel
from sakat.training.ner import CARD_FILE, Score, TrainingSettings, evaluate_ner, predict_file, train_ner
from sakat.training.network import NetworkSettings
from sakat.training.thainer import parse_marked, read_thainer, unique_texts

SHARED = Path(__file__).parents[3] / "shared" / "data" / "thainer"
PEOPLE = ["วิชัย", "มานี", "ปิติ", "ชูใจ", "วีระ", "สุดา"]
PLACES = ["เลย", "ตรัง", "แพร่", "น่าน", "ตาก", "ยะลา"]
LINES = [
    f"นาย[PERSON]{person}[/PERSON] เดินทางไป[LOCATION]{place}[/LOCATION] เมื่อ[DATE]วันจันทร์[/DATE]"
    for person, place in zip(PEOPLE, PLACES, strict=True)
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("corpus")
    files = {name: folder / name for name in ("train.txt", "news.jsonl")}
    files["train.txt"].write_text("\n".join(LINES), "utf-8")
    texts = [parse_marked(line).text for line in LINES] * 5
    files["news.jsonl"].write_text(
        "".join(json.dumps({"text": f"{n} {text}"}) + "\n" for n, text in enumerate(texts)), "utf-8"
    )
    return files


def train(corpus: dict[str, Path], out: Path) -> None:
    network = NetworkSettings(width=16, steps=(1, 2), epochs=3, texts=4, shares=(1.0,))
    settings = TrainingSettings(epochs=5, members=1, network=network)
    train_ner([corpus["train.txt"]], out, unlabelled=corpus["news.jsonl"], settings=settings)


def test_train_ner_gives_the_same_bytes_twice_and_learns(corpus: dict[str, Path], tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    train(corpus, first)
    train(corpus, second)
    assert (first / MODEL_FILE).read_bytes() == (second / MODEL_FILE).read_bytes()
    assert (first / CARD_FILE).read_bytes() == (second / CARD_FILE).read_bytes()
    model = NerModel.load(first / MODEL_FILE)
    assert model.labels == ("DATE", "LOCATION", "PERSON")
    assert [(span.start, span.end, span.label) for span in model.predict("นายปิติ เดินทางไปตาก เมื่อวันจันทร์")] == [
        (3, 7, "PERSON"),
        (17, 20, "LOCATION"),
        (26, 35, "DATE"),
    ]


def test_train_ner_refuses_files_without_names(tmp_path: Path) -> None:
    path = tmp_path / "plain.txt"
    path.write_text("ไม่มีชื่อ\n", "utf-8")
    with pytest.raises(InputError, match=r"plain\.txt: no entity found"):
        train_ner([path], tmp_path / "out")


def test_predict_file_writes_one_row_per_text(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    text = "นายวิชัย ใจดี เดินทางไปจังหวัดเชียงใหม่"
    source.write_text(f'{{"id": "a", "text": "{text}"}}\n\n{{"id": 2, "text": ""}}\n', "utf-8")
    assert predict_file(source, out, NerModel.load()).rows == 2
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == ["a", 2]
    assert [text[start:end] for start, end, _ in rows[0]["spans"]] == ["นายวิชัย ใจดี", "จังหวัดเชียงใหม่"]
    assert rows[1]["spans"] == []


@pytest.mark.parametrize("row", ["{", '{"id": "a"}', '["a"]', '{"id": "a", "text": 5}'])
def test_predict_file_passes_over_a_row_it_cannot_read_and_names_it(tmp_path: Path, row: str) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "a", "text": "ก"}\n' + row + '\n{"id": "c", "text": "ข"}\n', "utf-8")
    done = predict_file(source, out, NerModel.load())
    assert done.rows == 2
    assert len(done.problems) == 1
    assert "in.jsonl:2: expected an object" in done.problems[0]
    assert [json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()] == ["a", "c"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_predict_file_says_when_it_cannot_read_or_write(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.jsonl: cannot be read"):
        predict_file(tmp_path / "none.jsonl", tmp_path / "out.jsonl", NerModel.load())
    (tmp_path / "in.jsonl").write_text("", "utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        predict_file(tmp_path / "in.jsonl", tmp_path / "in.jsonl" / "out.jsonl", NerModel.load())


def test_evaluate_ner_counts_exact_spans_only() -> None:
    texts = [
        parse_marked("[PERSON]นายวิชัย ใจดี[/PERSON] เดินทางไป[LOCATION]จังหวัดเชียงใหม่[/LOCATION]"),
        parse_marked("นาย[PERSON]วิชัย ใจดี[/PERSON] เดินทางไปที่นั่น"),
    ]
    scores = evaluate_ner(NerModel.load(), texts)
    assert scores["PERSON"] == Score(0.5, 0.5, 0.5, 2)
    assert scores["LOCATION"] == Score(1.0, 1.0, 1.0, 1)
    assert scores["micro"].support == 3


def test_card_describes_the_bundled_model() -> None:
    with resources.as_file(resources.files("sakat.resources").joinpath("models", "ner")) as folder:
        card = json.loads((folder / CARD_FILE).read_text("utf-8"))
        assert hashlib.sha256((folder / MODEL_FILE).read_bytes()).hexdigest() == card["model_sha256"]
        assert (folder / MODEL_FILE).stat().st_size < 15_000_000
    assert card["scores"]["micro"]["f1"] > 0.83
    assert all(abs(part["mean"] - part["right"]) < 0.15 for part in card["reliability"] if part["count"] >= 50)


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data/thainer is not on this machine")
def test_bundled_model_knows_the_corpus_it_was_trained_on() -> None:
    texts = unique_texts(read_thainer(SHARED / "val.txt"))
    assert evaluate_ner(NerModel.load(), texts)["micro"].f1 > 0.9
