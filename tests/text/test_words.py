import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.errors import ConfigError, TokenizationError
from sakat.text.words import WordTokenizer

TOKENIZER = WordTokenizer()
NEWMM = WordTokenizer(engine="newmm")
THAI = st.text(alphabet="กขคงนมยรลวสหอะาิีุูเแโไ่้์ๆฯ. \n0๑,:/aZ(“", max_size=60)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("เมื่อ พ.ศ. 2540", "เมื่อ| |พ.ศ.| |2540"),
        ("เมื่อพ.ศ.2540", "เมื่อ|พ.ศ.|2540"),
        ("วันที่ 5 ส.ค.นี้", "วันที่| |5| |ส.ค.|นี้"),
        ("เดือน มิ.ย. และ เม.ย.", "เดือน| |มิ.ย.| |และ| |เม.ย."),
        ("พล.ต.อ.วิชัย", "พล.ต.อ.|วิชัย"),
        ("โดยพล.ต.อ.วิชัย", "โดย|พล.ต.อ.|วิชัย"),
        ("จ.ลำปาง", "จ.|ลำปาง"),
        ("ผบ.ตร.แถลง", "ผบ.|ตร.|แถลง"),
        ("รมว.ศธ. กล่าว", "รมว.|ศธ.| |กล่าว"),
        ("ราคา 20,000 บาท", "ราคา| |20,000| |บาท"),
        ("๒๐,๐๐๐.๕๐", "๒๐,๐๐๐.๕๐"),
        ("เวลา 09.30 น.", "เวลา| |09.30| |น."),
        ("เลขที่ 14/2", "เลขที่| |14/2"),
        ("U.S. Army", "U.S.| |Army"),
        ("โควิด COVID-19", "โควิด| |COVID-19"),
        ("ดู https://example.org/a?b=1 แล้ว", "ดู| |https://example.org/a?b=1| |แล้ว"),
        ("ส่ง info@example.org", "ส่ง| |info@example.org"),
        ("ก  ข\n\n\nค", "ก|  |ข|\n\n\n|ค"),
    ],
)
def test_words_glue_abbreviations_numbers_and_latin(text: str, words: str) -> None:
    assert TOKENIZER(text) == words.split("|")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("สังคม.แต่", "สังคม|.|แต่"),  # a full stop after a word that ends like an abbreviation
        ("พบ 3 คน.", "พบ| |3| |คน|."),
        ("จบ...แล้ว", "จบ|...|แล้ว"),
        ("มี 20, 30", "มี| |20|,| |30"),
        ("ปี 2540.", "ปี| |2540|."),
        ("(นาย)", "(|นาย|)"),
        ("A.", "A|."),
    ],
)
def test_words_leave_marks_that_only_look_glued(text: str, words: str) -> None:
    assert TOKENIZER(text) == words.split("|")


@pytest.mark.parametrize("text", ["ในประเทศไทย", "หัวหน้าพรรคเพื่อไทย", "ผู้ว่าราชการจังหวัดเลย", "ริมแม่น้ำโขง"])
def test_words_cut_compounds_before_the_head_of_a_name(text: str) -> None:
    heads = {"ประเทศ", "ประเทศไทย", "พรรค", "จังหวัด", "แม่น้ำ", "แม่น้ำโขง", "พรรคเพื่อไทย"}
    assert heads.intersection(TOKENIZER(text))


@pytest.mark.parametrize("tokenizer", [TOKENIZER, NEWMM], ids=["nlpo3", "newmm"])
@given(text=THAI)
def test_words_join_to_the_text(tokenizer: WordTokenizer, text: str) -> None:
    words = tokenizer(text)
    assert "".join(words) == text
    assert all(words)


@given(text=st.text(max_size=40))
def test_words_join_to_any_text(text: str) -> None:
    assert "".join(TOKENIZER(text)) == text


@pytest.mark.parametrize("unit", ["ก", "มากกว่า", "ตากลม", "ๆ", "พล.", "เ", "1.", "a.", "http://"])
def test_words_take_linear_time_without_spaces(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    start = time.perf_counter()
    assert sum(map(len, TOKENIZER(text))) == len(text)
    assert time.perf_counter() - start < 10


def test_words_newmm_takes_linear_time_without_spaces() -> None:
    text = "มากกว่าตากลม" * 20_000
    start = time.perf_counter()
    assert sum(map(len, NEWMM(text))) == len(text)
    assert time.perf_counter() - start < 10


def test_words_of_a_long_stretch_are_those_of_its_parts() -> None:
    sentence = "รัฐมนตรีเดินทางไปประชุมที่จังหวัดเชียงใหม่เพื่อหารือเรื่องน้ำท่วม"
    assert TOKENIZER(sentence * 100) == TOKENIZER(sentence) * 100


def test_words_take_extra_words_whole() -> None:
    assert "กบนุก" not in TOKENIZER("ที่กบนุกแดง")
    assert WordTokenizer(extra_words=["กบนุก"])("ที่กบนุกแดง") == ["ที่", "กบนุก", "แดง"]


def test_words_refuse_unknown_engine() -> None:
    with pytest.raises(ConfigError, match="newmm"):
        WordTokenizer(engine="icu")  # type: ignore[arg-type]


def test_words_refuse_an_engine_that_loses_text(monkeypatch: pytest.MonkeyPatch) -> None:
    tokenizer = WordTokenizer()
    monkeypatch.setattr(tokenizer, "_cut", lambda stretch: [stretch[1:]])
    with pytest.raises(TokenizationError, match="code point 2"):
        tokenizer("1 กา")
