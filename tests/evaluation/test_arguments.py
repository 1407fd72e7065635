from __future__ import annotations

from typing import Any

import pytest

from sakat.evaluation import evaluate_gold
from sakat.evaluation.metrics import Counts

Fixture = Any
NAMES = [{"at": (10 * i, 10 * i + 4), "canonical": name} for i, name in enumerate("abcdef")]


@pytest.fixture
def arguments(make: Fixture, compare: Fixture) -> Fixture:
    """Return the counts of arg_f1 for one gold event and one predicted event with the same trigger."""

    def count(gold: dict[str, Any], predicted: dict[str, Any] | None) -> Counts:
        golds = make(entities=NAMES, events=[{"at": (70, 74), **gold}])
        events = [] if predicted is None else [{"at": (70, 74), **predicted}]
        counts: Counts = compare(golds, make(entities=NAMES, events=events))["arg_f1"].counts
        return counts

    return count


FULL: dict[str, Any] = {"actors": ("a",), "recipients": ("b", "c"), "location": "d"}


def test_arguments_agree_in_role_and_entity(arguments: Fixture) -> None:
    # right: a, b; missed: c, d; spurious: d as recipient, e as place
    found = {"actors": ("a",), "recipients": ("b", "d"), "location": "e"}
    assert arguments(FULL, found) == Counts(2, 2, 2)


def test_arguments_in_swapped_roles_are_wrong(arguments: Fixture) -> None:
    found = {"actors": ("b",), "recipients": ("a",)}
    assert arguments({"actors": ("a",), "recipients": ("b",)}, found) == Counts(0, 2, 2)


def test_arguments_of_a_missed_event_are_missed(arguments: Fixture) -> None:
    assert arguments(FULL, None) == Counts(0, 0, 4)


def test_arguments_of_a_spurious_event_are_spurious(make: Fixture, compare: Fixture) -> None:
    found = make(entities=NAMES, events=[{"at": (70, 74), **FULL}])
    assert compare(make(entities=NAMES), found)["arg_f1"].counts == Counts(0, 4, 0)


def test_arguments_of_other_events_do_not_count(make: Fixture, compare: Fixture) -> None:
    event = {"at": (70, 74), "type": "OTHER", "subtype": "death", **FULL}
    found = make(entities=NAMES, events=[event])
    assert compare(make(entities=NAMES), found)["arg_f1"].counts == Counts(0, 0, 0)
    assert compare(found, make(entities=NAMES))["arg_f1"].counts == Counts(0, 0, 0)


@pytest.mark.parametrize("kind", ["CONSULT", "COOPERATE", "AGREE"])
def test_two_sided_types_pool_actors_and_recipients(arguments: Fixture, kind: str) -> None:
    found = {"type": kind, "actors": ("b",), "recipients": ("a",)}
    assert arguments({"type": kind, "actors": ("a", "b")}, found) == Counts(2, 0, 0)


def test_two_sided_types_do_not_pool_the_place(arguments: Fixture) -> None:
    found = {"type": "CONSULT", "actors": ("a",), "location": "b"}
    assert arguments({"type": "CONSULT", "actors": ("a", "b")}, found) == Counts(1, 1, 1)


def test_two_sided_event_counts_a_party_in_both_roles_once(arguments: Fixture) -> None:
    found = {"type": "CONSULT", "actors": ("a", "b"), "recipients": ("b",)}
    assert arguments({"type": "CONSULT", "actors": ("a", "b")}, found) == Counts(2, 0, 0)


def test_symmetric_pools_actors_and_recipients(arguments: Fixture) -> None:
    found = {"actors": ("b",), "recipients": ("a",)}
    assert arguments({"actors": ("a",), "recipients": ("b",), "symmetric": True}, found) == Counts(2, 0, 0)


def test_role_any_compares_no_roles(arguments: Fixture) -> None:
    found = {"actors": ("b",), "location": "a"}
    assert arguments({"actors": ("a",), "recipients": ("b",), "role_any": True}, found) == Counts(2, 0, 0)


@pytest.mark.parametrize("place", [None, "d", "e"])
def test_location_any_leaves_the_place_out(arguments: Fixture, place: str | None) -> None:
    gold = {"actors": ("a",), "location": "d", "location_any": True}
    assert arguments(gold, {"actors": ("a",), "location": place}) == Counts(1, 0, 0)
    assert arguments(gold, None) == Counts(0, 0, 1)


def test_args_ok_are_no_error_in_any_role(arguments: Fixture) -> None:
    gold = {"actors": ("a",), "args_ok": ("b", "c")}
    found = {"actors": ("a", "b"), "recipients": ("d",), "location": "c"}
    assert arguments(gold, found) == Counts(1, 1, 0)


def test_args_ok_may_still_be_the_right_argument(arguments: Fixture) -> None:
    assert arguments({"actors": ("a",), "args_ok": ("a",)}, {"actors": ("a",)}) == Counts(1, 0, 0)


def test_one_argument_is_matched_once(make: Fixture, compare: Fixture) -> None:
    gold = make(entities=[{"at": (0, 10), "canonical": "a"}], events=[{"at": (70, 74), "actors": ("a",)}])
    parts = [{"at": (0, 4), "canonical": "x"}, {"at": (5, 10), "canonical": "y"}]
    found = make(entities=parts, events=[{"at": (70, 74), "actors": ("x", "y")}])
    # both overlap the one actor; the first is right, the second spurious
    assert compare(gold, found)["arg_f1"].counts == Counts(1, 1, 0)


def test_arguments_prefer_the_same_mention_to_an_overlap(make: Fixture, compare: Fixture) -> None:
    ministry = [{"at": (0, 10), "canonical": "laos_mod"}, {"at": (6, 10), "canonical": "laos", "optional": True}]
    event = {"at": (70, 74), "actors": ("laos", "laos_mod")}
    gold = make(entities=ministry, events=[event])
    assert compare(gold, make(entities=ministry, events=[event]))["arg_f1"].counts == Counts(2, 0, 0)


def test_arguments_are_given_by_role_too(make: Fixture) -> None:
    gold = make(entities=NAMES, events=[{"at": (70, 74), **FULL}])
    found = make(entities=NAMES, events=[{"at": (70, 74), "actors": ("a", "f"), "recipients": ("b",)}])
    groups = evaluate_gold({found.text_sha256: found}, {"a": gold}).groups["arg_f1"]
    assert {role: score.counts for role, score in groups.items()} == {
        "actor": Counts(1, 1, 0), "location": Counts(0, 0, 1), "recipient": Counts(1, 0, 1),
    }  # fmt: skip
