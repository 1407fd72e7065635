import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sakat.resources.models
from sakat.errors import ModelError
from sakat.ner.file import read_recognizer, write_recognizer
from sakat.ner.model import NerModel
from sakat.ner.weights import make_weights, read_weights, write_weights
from sakat.text.words import WordTokenizer

ALPHABET = "กคนมยรลสหอะาิีุูเแโไ่้์. \n01(“A"


@pytest.fixture(scope="module")
def model() -> NerModel:
    return NerModel.load()


def found(model: NerModel, text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.label) for span in model.predict(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("นายสมชาย ใจดี กล่าวกับผู้สื่อข่าวว่า พร้อมให้ความร่วมมือ", ("นายสมชาย ใจดี", "PERSON")),
        ("พล.ต.อ.วิชัย รักษ์ดี เปิดเผยผลการสอบสวน", ("พล.ต.อ.วิชัย รักษ์ดี", "PERSON")),
        ("รายงานของกระทรวงสาธารณสุขระบุว่ามีผู้ป่วยเพิ่มขึ้น", ("กระทรวงสาธารณสุข", "ORGANIZATION")),
        ("เกิดเหตุน้ำท่วมในจังหวัดเชียงใหม่ตั้งแต่เช้า", ("จังหวัดเชียงใหม่", "LOCATION")),
        ("ผู้นำฝรั่งเศสเดินทางถึงประเทศญี่ปุ่นแล้ว", ("ประเทศญี่ปุ่น", "LOCATION")),
        ("จะมีผลในวันที่ 5 ธันวาคม 2566 เป็นต้นไป", ("5 ธันวาคม 2566", "DATE")),
        ("คิดเป็นเงินทั้งสิ้น 20,000 บาท", ("20,000 บาท", "MONEY")),
    ],
)
def test_predict_finds_names_of_each_kind(model: NerModel, text: str, name: tuple[str, str]) -> None:
    assert name in found(model, text)


@pytest.mark.parametrize(
    "text",
    ["ฝนตกหนักตลอดคืนจนต้องปิดการจราจร", "เขาบอกว่าไม่รู้เรื่องนี้มาก่อน", "ราคาผักและผลไม้สูงขึ้นมาก", "", " \n "],
)
def test_predict_finds_nothing_where_no_name_is(model: NerModel, text: str) -> None:
    assert found(model, text) == []


def test_predict_is_the_same_twice_and_with_given_words(model: NerModel) -> None:
    text = "นายสมชาย ใจดี ไปจังหวัดเลย\nกระทรวงกลาโหมชี้แจง"
    assert model.predict(text) == model.predict(text) == model.predict(text, words=WordTokenizer()(text))


def test_predict_gives_a_line_the_same_names_alone_and_among_others(model: NerModel) -> None:
    lines = ["นายสมชาย ใจดี ไปจังหวัดเลย", "ฝนตก", "กระทรวงกลาโหมชี้แจง"]
    assert found(model, "\n".join(lines)) == [name for line in lines for name in found(model, line)]


def test_predict_reads_a_long_line_without_newline(model: NerModel) -> None:
    sentence = "นายสมชาย ใจดี เดินทางไปจังหวัดเชียงใหม่ "
    spans = model.predict(sentence * 2000)
    assert len(spans) == 4000
    assert spans[-1].end == len(sentence * 2000) - 1


@settings(max_examples=40)
@given(text=st.text(alphabet=ALPHABET, max_size=80))
def test_predict_gives_ordered_spans_within_the_text(text: str) -> None:
    spans = NerModel.load().predict(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in itertools.pairwise(spans))
    assert all(0 <= span.score <= 1 and span.score == round(span.score, 4) for span in spans)
    assert all(text[span.start : span.end] == text[span.start : span.end].strip() for span in spans)


def test_load_keeps_the_bundled_model_and_its_labels(model: NerModel) -> None:
    assert NerModel.load() is model
    assert {"PERSON", "ORGANIZATION", "LOCATION", "DATE", "MONEY"} <= set(model.labels)


def bundled() -> bytes:
    return (Path(sakat.resources.models.__path__[0]) / "ner" / "ner.model").read_bytes()


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("cut", lambda content: content[:-100]),
        ("changed", lambda content: content[:-1] + bytes([content[-1] ^ 1])),
        ("other", lambda content: b"another format" + content),
        ("empty", lambda content: b""),
        ("header", lambda content: content.replace(b'"sha256"', b'"md5"', 1)),
    ],
)
def test_load_refuses_a_damaged_model(tmp_path: Path, name: str, damage) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / f"{name}.model"
    path.write_bytes(damage(bundled()))
    with pytest.raises(ModelError, match=r"sakat ner train"):
        NerModel.load(path)


def test_load_refuses_a_missing_model_and_one_without_tables(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot read"):
        NerModel.load(tmp_path / "none.model")
    _, network = read_recognizer(Path(sakat.resources.models.__path__[0]) / "ner" / "ner.model")
    write_recognizer(make_weights({("b", "O"): 1.0}, {}, network.tags[0], {}), network, tmp_path / "bare.model")
    with pytest.raises(ModelError, match="settings"):
        NerModel.load(tmp_path / "bare.model")
    tables = {"settings": "{}"}
    write_recognizer(make_weights({("b", "O"): 1.0}, {}, ["O"], tables), network, tmp_path / "other.model")
    with pytest.raises(ModelError, match="the network has other tags"):
        NerModel.load(tmp_path / "other.model")


def test_write_and_read_weights_round_trip(tmp_path: Path) -> None:
    weights = make_weights(
        {("b", "O"): 0.5, ("w=ก", "S-A"): -1.25, ("w=ข", "O"): 0.001},
        {("O", "S-A"): 2.0},
        ["O", "S-A"],
        {"clusters": "ก\t1\n"},
        least=0.01,
    )
    write_weights(weights, tmp_path / "a.model")
    read = read_weights(tmp_path / "a.model")
    assert read.attributes == ("b", "w=ก")
    assert read.tables == {"clusters": "ก\t1\n"}
    assert read.score([["b", "w=ก", "w=ค"], []]).tolist() == [[0.5, -1.25], [0.0, 0.0]]
    write_weights(read, tmp_path / "b.model")
    assert (tmp_path / "a.model").read_bytes() == (tmp_path / "b.model").read_bytes()
