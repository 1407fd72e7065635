import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sakat.ner.columns import Hashed, Spelt, Strings, hash_strings
from sakat.ner.hash_index import HashIndex
from sakat.ner.titles import TitleFinder

TEXTS = st.lists(st.text(max_size=6), min_size=1, max_size=8)


def columns(texts: list[str]) -> tuple[Spelt, Hashed]:
    numbers = np.arange(len(texts))
    return Spelt.take(Strings(texts), numbers), Hashed.take(Strings(texts), numbers)


@given(TEXTS, st.text(max_size=3))
def test_hashes_of_joined_columns_are_those_of_what_they_spell(texts: list[str], between: str) -> None:
    spelt, hashed = columns(texts)
    backwards = np.arange(len(texts))[::-1]
    spelt, hashed = (("w=" + (one + between + one[backwards])) for one in (spelt, hashed))  # type: ignore[assignment]
    assert spelt.rows.tolist() == [f"w={a}{between}{b}" for a, b in zip(texts, texts[::-1], strict=True)]
    assert hashed.hashes.tolist() == hash_strings(spelt.rows.tolist())[0].tolist()


def test_where_leaves_nothing_in_the_other_rows() -> None:
    spelt, hashed = columns(["กรม", "กอง"])
    present = np.array([False, True])
    assert spelt.where(present).rows.tolist() == [None, "กอง"]
    assert hashed.where(present).hashes.tolist() == [0, int(hash_strings(["กอง"])[0, 0])]


def test_strings_may_grow_after_they_were_hashed() -> None:
    strings = Strings(["ก"])
    strings.hashes()
    strings.values += [str(n) for n in range(200)]
    assert Hashed.take(strings, np.array([200])).hashes.tolist() == hash_strings(["199"])[0].tolist()


@given(st.lists(st.text(max_size=4), unique=True, max_size=40), TEXTS)
def test_index_finds_the_known_strings_and_no_others(known: list[str], asked: list[str]) -> None:
    which, numbers = HashIndex(known).find(hash_strings(asked)[0])
    expected = [(place, known.index(text)) for place, text in enumerate(asked) if text in known]
    assert list(zip(which.tolist(), numbers.tolist(), strict=True)) == expected


def test_titles_are_the_longest_from_the_left_and_within_a_line() -> None:
    finder = TitleFinder({"กรมป่าไม้", "ป่าไม้ไทย", "กรมป่า"})
    words = ["กรม", "ป่า", "ไม้", "ไทย", "กรม", "ป่า"]
    _, hashed = columns(words)
    assert list(finder.find(hashed, np.array([0] * 6))) == [(0, 3), (4, 6)]
    assert list(finder.find(hashed, np.array([0, 1, 1, 1, 1, 1]))) == [(1, 4), (4, 6)]
    assert list(finder.find(*(part for part in (columns([])[1], np.zeros(0, dtype=np.int64))))) == []
