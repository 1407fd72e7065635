from __future__ import annotations

from typing import Any

import pytest

from sakat.evaluation.compare import (
    EntityJudge,
    dates_agree,
    english_key,
    find_counterparts,
    names_agree,
    names_similar,
)

Make = Any


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Türkiye", "TURKIYE"),
        ("the Ministry of Foreign Affairs", "Ministry, Foreign Affairs"),
        ("Guinea-Bissau", "guinea bissau"),
        ("Trinidad and Tobago", "Trinidad & Tobago"),
    ],
)
def test_names_agree_without_marks_case_and_small_words(left: str, right: str) -> None:
    assert names_agree(left, [right])


@pytest.mark.parametrize(
    ("left", "right"), [("Guinea", "Guinea-Bissau"), ("Korea", "Koreas"), ("", ""), (None, "Peru")]
)
def test_names_agree_keeps_other_names_apart(left: str | None, right: str) -> None:
    assert not names_agree(left, [right])


def test_names_agree_reads_every_alternative() -> None:
    assert names_agree("Turkey", ["Türkiye", "Turkey"])


def test_names_that_have_no_latin_letters_never_agree() -> None:
    assert english_key("เปรู") == ""
    assert not names_agree("เปรู", ["ชิลี"])


def test_names_similar_from_ratio_85() -> None:
    # chiangmai (9) and chiang mai (10) share 9: 2 * 9 / 19 = 0.947; peru and chile share 1: 2 * 1 / 9
    assert names_similar("Chiangmai", ["Chiang Mai"])
    assert not names_similar("Peru", ["Chile"])
    assert not names_similar(None, ["Chile"])


@pytest.mark.parametrize(
    ("left", "right"),
    [("1997~", "1997"), ("2024-06-05T09:30:00", "2024-06-05"), ("2019?/2020%", "2019/2020"), ("2001?", "2001~")],
)
def test_dates_agree_without_qualifiers_and_clock(left: str, right: str) -> None:
    assert dates_agree(left, [right])


@pytest.mark.parametrize(
    ("left", "right"), [("1997", "1997-01"), ("../2021", "2021/.."), ("197X", "1970"), (None, "1997")]
)
def test_dates_agree_keeps_other_values_apart(left: str | None, right: str) -> None:
    assert not dates_agree(left, [right])


def test_dates_agree_takes_no_date_where_gold_allows_none() -> None:
    assert dates_agree(None, ["1997", None])
    assert not dates_agree("1998", ["1997", None])


def likeness(make: Make, gold: dict[str, Any], predicted: dict[str, Any], text: str) -> int:
    golds = make(text, entities=[{"canonical": "g", **gold}])
    found = make(text, entities=[{"canonical": "p", **predicted}])
    return EntityJudge(golds, found).likeness("p", "g")


def test_one_entity_by_the_same_mention_an_overlap_or_a_name(make: Make) -> None:
    text = "กระทรวงกลาโหมลาวแถลง กลาโหมลาวย้ำ ลาว ลา กองทัพ"
    assert likeness(make, {"at": (0, 16)}, {"at": (0, 16)}, text) == 3
    assert likeness(make, {"at": (0, 16)}, {"at": (7, 20)}, text) == 2
    assert likeness(make, {"at": (0, 16)}, {"at": (21, 30)}, text) == 1  # กลาโหมลาว stands in the longer name
    assert likeness(make, {"at": (0, 16)}, {"at": (34, 37)}, text) == 1  # ลาว has 3 code points
    assert likeness(make, {"at": (0, 16)}, {"at": (38, 40)}, text) == 0  # ลา has 2
    assert likeness(make, {"at": (0, 16)}, {"at": (41, 47)}, text) == 0
    english = {"at": (41, 47), "name_en": "Lao Army"}
    assert likeness(make, {"at": (0, 16), "name_en": "X", "name_en_alt": ("The Lao Army",)}, english, text) == 1


def test_one_entity_by_any_of_its_mentions(make: Make) -> None:
    gold = make(entities=[{"at": (0, 5), "canonical": "g"}, {"at": (20, 25), "canonical": "g"}])
    found = make(entities=[{"at": (41, 44), "canonical": "p"}, {"at": (24, 28), "canonical": "p"}])
    assert EntityJudge(gold, found).likeness("p", "g") == 2


def test_no_entity_equals_only_no_entity(make: Make) -> None:
    judge = EntityJudge(make(), make())
    assert judge.same(None, None)
    assert not judge.same("p", None)
    assert not judge.same(None, "g")
    assert not judge.same("p", "g")


def test_find_counterparts_pairs_entities_one_to_one(make: Make) -> None:
    gold = make(
        entities=[{"at": (0, 5), "canonical": "norway"}, {"at": (10, 15), "canonical": "norway_gov"}],
    )
    other = make(
        entities=[
            {"at": (0, 5), "canonical": "no"},
            {"at": (0, 3), "canonical": "part_of_norway"},
            {"at": (10, 15), "canonical": "cabinet"},
            {"at": (40, 45), "canonical": "unknown"},
        ],
    )
    assert find_counterparts(["norway", "norway_gov"], other, EntityJudge(gold, other)) == {
        "no": "norway", "cabinet": "norway_gov", "part_of_norway": None, "unknown": None,
    }  # fmt: skip


def test_find_counterparts_goes_by_mentions_in_common_then_by_the_name(make: Make) -> None:
    spans = [(0, 5), (10, 15), (20, 25)]
    gold = make(
        entities=[{"at": spans[0], "canonical": "a"}, *({"at": span, "canonical": "b"} for span in spans[1:])],
    )
    other = make(entities=[{"at": span, "canonical": "x"} for span in spans])
    assert find_counterparts(["a", "b"], other, EntityJudge(gold, other)) == {"x": "b"}
    twins = make(entities=[{"at": spans[0], "canonical": name} for name in ("b", "a")])
    assert find_counterparts(["a", "b"], twins, EntityJudge(twins, twins)) == {"a": "a", "b": "b"}
