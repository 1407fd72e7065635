import pytest

from sakat.text.language import UNKNOWN, find_foreign, find_language, language_warnings

THAI = "กระทรวงพาณิชย์แถลงตัวเลขส่งออกเดือนสิงหาคม เพิ่มขึ้นร้อยละสามจากปีก่อน"
ENGLISH = (
    "The ministry said on Monday that exports had grown by three per cent in August, the fourth rise in a row, "
    "and that orders from abroad were likely to go on growing until the end of the year."
)
FRENCH = (
    "Le ministère a annoncé lundi que les exportations avaient augmenté de trois pour cent au mois d'août, et que "
    "les commandes venues de l'étranger devraient continuer de croître jusqu'à la fin de l'année."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (THAI, "th"),
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        (f"{THAI} Bank of Thailand, Siam Commercial Bank", "th"),
        ("กขค " + ENGLISH, "en"),
        ("ລັດຖະບານລາວປະກາດວ່າຈະເປີດດ່ານຊາຍແດນໃນອາທິດໜ້າ", "lo"),
        ("1234 – 5678", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_find_language(text: str, language: str) -> None:
    assert find_language(text) == language


def test_foreign_paragraphs_of_a_thai_text_are_found_whole() -> None:
    text = f"{THAI}\n\n{ENGLISH}\n{ENGLISH}\n\n{THAI}\n{FRENCH}"
    assert [(text[s.start : s.end], s.language) for s in find_foreign(text)] == [
        (f"{ENGLISH}\n{ENGLISH}", "en"),
        (FRENCH, "fr"),
    ]


@pytest.mark.parametrize("text", [THAI, f"Siam Commercial Bank\n{THAI}", f"{THAI} ({ENGLISH})", ""])
def test_names_and_mixed_lines_are_not_foreign(text: str) -> None:
    assert list(find_foreign(text)) == []


def test_warning_says_where() -> None:
    (warning,) = language_warnings(f"{THAI}\n{ENGLISH}")
    assert (warning.code, warning.start, warning.end) == ("other_language", len(THAI) + 1, len(THAI) + 1 + len(ENGLISH))
