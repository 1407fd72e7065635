from __future__ import annotations

from collections.abc import Callable

import pytest

from sakat.gold.source.markup import Layout, read_layout
from sakat.gold.source.tokens import Place

HEAD = "---\ntitle: ข่าว\n---\n"


def layout_of(body: str) -> Layout:
    layout = read_layout(HEAD + body, file="a.anno")
    assert layout.problems == []
    return layout


def marks_of(body: str) -> list[tuple[str, list[str]]]:
    layout = layout_of(body)
    return [(layout.text[mark.start : mark.end], [token.written for token in mark.tokens]) for mark in layout.marks]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("{เปรู|peru}{หารือ|e1}\n", "เปรูหารือ\n"),
        ("{เปรู|peru}", "เปรู"),
        ("%peru GPE\n{เปรู|peru}\n%e1 CONSULT\n\n%% เว้นบรรทัด\nชิลี\n", "เปรู\n\nชิลี\n"),
        ("เปรู ^ชิลี ~[แก้]\n", "เปรู ชิลี [แก้]\n"),
        ("{{เปรู|peru}และ{ชิลี|chile}|x} 5%\n", "เปรูและชิลี 5%\n"),
        ("{เปรู\n%% ระหว่างบรรทัด\nชิลี|x}\n", "เปรู\nชิลี\n"),
        (r"\{ก\} \| \^ \~ \\n", r"{ก} | ^ ~ \n"),
        ("\\%e1 CONSULT\n%% ก\n\\%% ข\n", "%e1 CONSULT\n%% ข\n"),
        ("\\{{\\||x}\n", "{|\n"),
        ("---\n", "---\n"),
        ("", ""),
    ],
)
def test_read_layout_leaves_the_article(body: str, text: str) -> None:
    assert layout_of(body).text == text


@pytest.mark.parametrize(
    ("body", "marks"),
    [
        ("{เปรู|peru}กับ{ชิลี|?chile:ORG}", [("เปรู", ["peru"]), ("ชิลี", ["?chile:ORG"])]),
        ('{8 ม.ค.|DATE=2022-01-08 alt="วันที่ 8 | }"}', [("8 ม.ค.", ["DATE=2022-01-08", 'alt="วันที่ 8 | }"'])]),
        ("{ก|x  y\tz }", [("ก", ["x", "y", "z"])]),
        ("{{เปรู|a}ใต้|b}", [("เปรูใต้", ["b"]), ("เปรู", ["a"])]),
        ("{ก{ข|b}|a}{ค|c}", [("กข", ["a"]), ("ข", ["b"]), ("ค", ["c"])]),
        ("{ก{{ข|c}|b}|a}", [("กข", ["a"]), ("ข", ["b"]), ("ข", ["c"])]),
        ("{ก\nข|a}", [("ก\nข", ["a"])]),
        ("{ก ^ข|a}", [("ก ข", ["a"])]),
    ],
)
def test_read_layout_takes_marks_outer_before_inner(body: str, marks: list[tuple[str, list[str]]]) -> None:
    assert marks_of(body) == marks


def test_read_layout_keeps_rows_signs_and_metadata() -> None:
    layout = layout_of('%peru GPE "Peru, South" qid=Q419\nเปรู ^ชิลี\n% e1  CONSULT \n%% ~^{\nก ~ข')
    assert [[token.written for token in row.tokens] for row in layout.rows] == [
        ["peru", "GPE", '"Peru, South"', "qid=Q419"],
        ["e1", "CONSULT"],
    ]
    assert [row.place for row in layout.rows] == [Place(4, 2), Place(6, 3)]
    assert layout.signs == [(5, "^"), (12, "~")]
    assert layout.metadata == {"title": "ข่าว"}


def test_read_layout_knows_where_each_code_point_of_the_text_stands() -> None:
    layout = layout_of("{น้ำ|x}\n%e1 AID\n\\%ก")
    assert dict(zip([*layout.text, "end"], layout.places, strict=True)) == {
        "น": Place(4, 2), "้": Place(4, 3), "ำ": Place(4, 4), "\n": Place(4, 8),
        "%": Place(6, 1), "ก": Place(6, 3), "end": Place(6, 4),
    }  # fmt: skip


WORD = "expected a word, or the character inside quotes"
ITEM = "expected an id, LABEL, LABEL=EDTF, =EDTF, e1, quote:id or cite:n"
MISSING = "found { whose } is missing; expected {text|annotation}, } on the line of |"
STRAY = "found } without annotation; expected {text|annotation}, or \\} for the character"
ESCAPE = "expected a backslash before one of { } | ^ ~ \\, or before % in column 1"
WRONG = [
    ("เปรู {ชิลี\nกก", ["4:6: found { that is never closed; expected {text|annotation}, or \\{ for the character"]),
    ("เปรู} ก", [f"4:5: {STRAY}"]),
    ("{เปรู} ก", [f"4:6: {STRAY}"]),
    ("เปรู | ก", ["4:6: found | outside a mark; expected {text|annotation}, or \\| for the character"]),
    ("{ก|CARDINAL}\n {เปรู|DATE ก", [f"5:2: {MISSING}"]),
    ("{ก|DATE {ข|DATE}", [f"4:1: {MISSING}"]),
    ("{ก|DATE\n}", [f"4:1: {MISSING}", f"5:1: {STRAY}"]),
    ("ก{|DATE}", ["4:2: found a mark around no text; expected {text|annotation} with a character or more of text"]),
    ("{ก| }", [f"4:3: found a mark without annotation; {ITEM}"]),
    ('{ก|DATE "ข}', [f"4:9: found '\"'; {WORD}", f"4:10: found 'ข'; {ITEM}"]),
    ("{ก|DATE \\}", [f"4:9: found '\\\\'; {WORD}"]),
    ("{ก|DATE alt=}", ["4:9: found 'alt='; expected a value after ="]),
    ("ก\\ข", [f"4:2: found \\ข; {ESCAPE}"]),
    ("ก\\%", [f"4:2: found \\%; {ESCAPE}"]),
    ("ก\\", [f"4:2: found \\; {ESCAPE}"]),
    ("ก\n%  \n", ["5:1: found a row without words; expected %id LABEL … or %e1 TYPE …; %% starts a remark"]),
    ("{ก|e1}\n%e1 AID | actors=", [f"5:9: found '|'; {WORD}", "5:11: found 'actors='; expected a value after ="]),
]


@pytest.mark.parametrize(("body", "expected"), WRONG, ids=[body for body, _ in WRONG])
def test_read_layout_says_where_the_layout_breaks(
    problems: Callable[[str], list[str]], body: str, expected: list[str]
) -> None:
    assert problems(body) == expected


FRONT = "expected front matter: a line ---, lines of the form key: value, a line ---"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("เปรู\n", f"1:1: found 'เปรู'; {FRONT}"),
        ("", f"1:1: found ''; {FRONT}"),
        ("\ufeff---\na: 1\n---\n", f"1:1: found '\\ufeff---'; {FRONT}"),
        ("---\r\na: 1\r\n---\r\n", f"1:1: found '---\\r'; {FRONT}"),
        ("---\na: 1\n", f"1:1: found '---'; {FRONT}"),
        ("---\n---\n", f"2:1: found a YAML NoneType; {FRONT}"),
        ("---\n- a\n---\n", f"2:1: found a YAML list; {FRONT}"),
        ("---\na: 1\nb: c: d\n---\n", f"3:5: found YAML that fails (mapping values are not allowed here); {FRONT}"),
        ("---\na: 2022-02-31\n---\n", f"2:1: found YAML that fails (day is out of range for month); {FRONT}"),
        (
            "---\na: \x07\n---\n",
            f"2:1: found YAML that fails (unacceptable character #x0007: special characters are not allowed); {FRONT}",
        ),
    ],
)
def test_read_layout_says_what_is_wrong_with_front_matter(source: str, message: str) -> None:
    found = [str(problem) for problem in read_layout(source, file="a.anno").problems]
    assert found == [f"a.anno:{message}"]
