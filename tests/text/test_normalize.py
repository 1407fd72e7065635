import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.errors import DecodingError, InputError
from sakat.text.normalize import canonical_text, decode

THAI = "ตำรวจจับกุมผู้ต้องหาที่กรุงเทพมหานคร เมื่อวันที่ ๕ ธันวาคม ๒๕๖๖"


def codes(data: bytes) -> list[str]:
    return [warning.code for warning in decode(data).warnings]


def test_decode_reads_utf8_and_drops_the_byte_order_mark() -> None:
    assert decode(b"\xef\xbb\xbf" + THAI.encode()).text == THAI
    assert codes(THAI.encode()) == []


def test_decode_makes_line_ends_lf_and_text_nfc() -> None:
    assert decode("ก\r\nข\rค e\u0301".encode()).text == "ก\nข\nค é"


@pytest.mark.parametrize("encoding", ["tis-620", "cp874", "iso8859-11"])
def test_decode_reads_thai_code_pages_with_a_warning(encoding: str) -> None:
    decoded = decode(THAI.encode(encoding))
    assert decoded.text == THAI
    assert decoded.warnings[0].code.startswith("decoded_")
    assert "expected UTF-8" in decoded.warnings[0].message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_decode_reads_wide_encodings_by_their_mark(encoding: str) -> None:
    mark = b"" if encoding != "utf-16-be" else b"\xfe\xff"
    assert decode(mark + THAI.encode(encoding)).text == THAI


def test_decode_error_names_the_byte() -> None:
    data = THAI.encode() + b"\xff\xfe\x00" + bytes(range(128, 256)) * 3
    with pytest.raises(DecodingError, match=rf"byte {len(THAI.encode())}: found 0xff, not valid UTF-8"):
        decode(data)


def test_decode_does_not_take_other_code_pages_for_thai() -> None:
    with pytest.raises(DecodingError, match="byte"):
        decode("Zażółć gęślą jaźń, wszystko w porządku, dziękuję bardzo".encode("cp1250") * 5)


def test_decode_error_of_cut_utf16_names_the_byte() -> None:
    with pytest.raises(DecodingError, match="not valid utf-16"):
        decode("ก".encode("utf-16") + b"\x01")


@pytest.mark.parametrize(("text", "found"), [("", "no characters"), (" \n\t\u00a0", "4 white space characters")])
def test_canonical_text_refuses_texts_without_text(text: str, found: str) -> None:
    with pytest.raises(InputError, match=found) as error:
        canonical_text(text)
    assert error.value.code == "empty_text"


def test_canonical_text_refuses_lone_surrogates() -> None:
    with pytest.raises(InputError, match=r"code point 2: found a lone surrogate U\+D800"):
        canonical_text("กข\ud800")


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\x00", "control_character"),
        ("\x1b", "control_character"),
        ("\u200b", "invisible_character"),
        ("\ue001", "private_use_character"),
        ("\ufffd", "replacement_character"),
    ],
)
def test_canonical_text_keeps_suspect_characters_with_a_warning(character: str, code: str) -> None:
    canonical = canonical_text(f"กรุง{character}เทพ")
    assert canonical.text == f"กรุง{character}เทพ"
    assert [(warning.code, warning.start, warning.end) for warning in canonical.warnings] == [(code, 4, 5)]


def test_canonical_text_warns_of_other_languages_only() -> None:
    assert [w.code for w in canonical_text("Москва слезам не верит").warnings] == ["unexpected_language"]
    assert canonical_text("Bangkok Post reports").warnings == ()
    assert canonical_text("2566 – 12.5%").warnings == ()


@given(st.text(min_size=1, max_size=60))
def test_canonical_text_is_stable_on_its_own_output(text: str) -> None:
    try:
        once = canonical_text(text).text
    except InputError:
        return
    again = canonical_text(once).text
    assert again == once or once.startswith("\ufeff")
    assert "\r" not in once
