from pathlib import Path

import pytest

from sakat.errors import InputError
from sakat.training.thainer import LabelledText, parse_marked, read_thainer, split_texts, unique_texts


def names(marked: str) -> list[tuple[str, str]]:
    read = parse_marked(marked)
    return [(read.text[start:end], label) for start, end, label in read.spans]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[PERSON]วิชัย[/PERSON]ไป[LOCATION]เลย[/LOCATION]", [("วิชัย", "PERSON"), ("เลย", "LOCATION")]),
        ("[TIME]ช่วงค่ำ[/DATE]", [("ช่วงค่ำ", "TIME")]),  # closed by another label
        ("[T]ก[/T][LAW]ข[/LAW]", [("ข", "LAW")]),  # a stray mark
        ("[DATE] วันพุธ [/DATE]", [("วันพุธ", "DATE")]),  # spaces at the edges
        ("[PERSON]ก[PERSON]ข[/PERSON]", [("ข", "PERSON")]),  # never closed
        ("ก[/PERSON]ข", []),  # never opened
        ("[URL][/URL]", []),
        ("[ภาพ] [NEWS] (PERSON)", []),  # brackets that are text
    ],
)
def test_parse_marked_reads_names_and_noise(marked: str, expected: list[tuple[str, str]]) -> None:
    assert names(marked) == expected


def test_parse_marked_keeps_other_brackets_in_the_text() -> None:
    assert parse_marked("[ภาพ] [LAW]ข[/LAW]").text == "[ภาพ] ข"


def test_read_thainer_skips_mark_of_byte_order_and_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "train.txt"
    path.write_bytes("\ufeff[URL]a.b[/URL]\r\n\n ก\n".encode())
    assert [text.text for text in read_thainer(path)] == ["a.b", " ก"]


def test_read_thainer_names_the_line_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "train.txt"
    path.write_bytes("ก\n".encode() + b"\xa1\xa2\n")
    with pytest.raises(InputError, match=r"train\.txt:2: byte 0 is not UTF-8") as caught:
        list(read_thainer(path))
    assert caught.value.code == "not_utf8"


def test_read_thainer_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        list(read_thainer(tmp_path / "none.txt"))


def test_unique_and_split_keep_the_order() -> None:
    texts = [LabelledText(str(n % 20), ()) for n in range(40)]
    train, dev = split_texts(unique_texts(texts))
    assert [text.text for text in train] == [str(n) for n in range(18)]
    assert [text.text for text in dev] == ["18", "19"]
