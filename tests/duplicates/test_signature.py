import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.duplicates.signature import PERMUTATIONS, SHINGLE, similarity, text_signature

TEXT = (
    "ชาวบ้านริมคลองสามวารวมตัวกันยื่นหนังสือถึงผู้อำนวยการเขต ขอให้เร่งซ่อมประตูระบายน้ำที่ชำรุดมานานกว่าสองเดือน "
    "หลังน้ำท่วมบ้านเรือนกว่าร้อยหลังเมื่อสัปดาห์ก่อน ผู้อำนวยการเขตรับปากว่าจะเสร็จก่อนวันที่ 15 ตุลาคม 2567"
)


def test_a_signature_is_four_bytes_a_permutation() -> None:
    assert len(text_signature(TEXT)) == 4 * PERMUTATIONS


def test_a_signature_never_changes() -> None:
    assert text_signature("สกัดข่าวไทย").hex()[:32] == "cf1de2fd1070b1c06ad9edb5fbb4f8fa"


@pytest.mark.parametrize(
    "same",
    [
        TEXT.replace("15 ตุลาคม 2567", "๑๕ ตุลาคม ๒๕๖๗"),
        TEXT.replace(" ", "\n\n"),
        TEXT.replace("สัปดาห์ก่อน", "“สัปดาห์ก่อน”…"),
        TEXT.replace("น้ำ", "น\u0e4d\u0e49\u0e32"),
        TEXT.replace("ชาวบ้าน", "ชาว\u200bบ้าน"),
    ],
)
def test_digits_spaces_marks_and_spelling_of_am_do_not_matter(same: str) -> None:
    assert same != TEXT
    assert text_signature(same) == text_signature(TEXT)


@pytest.mark.parametrize("other", [TEXT.replace("คลองสามวา", "คลองสามว่า"), TEXT.replace("15", "16")])
def test_tones_and_numbers_do_matter(other: str) -> None:
    assert text_signature(other) != text_signature(TEXT)


@pytest.mark.parametrize("text", ["", " ", "…", "ก", "ก" * (SHINGLE - 1), "ก" * 5000])
def test_texts_shorter_than_a_shingle_and_monotonous_ones_have_signatures(text: str) -> None:
    assert similarity(text_signature(text), text_signature(text)) == 1.0
    assert similarity(text_signature(text), text_signature(TEXT)) < 0.1


@given(st.text(max_size=200), st.text(max_size=200))
def test_similarity_is_symmetric_and_of_a_text_with_itself_one(first: str, second: str) -> None:
    one, two = text_signature(first), text_signature(second)
    assert similarity(one, one) == 1.0
    assert similarity(one, two) == similarity(two, one)
    assert 0 <= similarity(one, two) <= 1


def test_similarity_estimates_the_share_of_common_shingles() -> None:
    letters = [chr(0x4E00 + index) for index in range(3000)]
    first, second = "".join(letters[:2000]), "".join(letters[1000:3000])
    size, shared = 2000 - SHINGLE + 1, 1000 - SHINGLE + 1
    assert abs(similarity(text_signature(first), text_signature(second)) - shared / (2 * size - shared)) < 0.12
