from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.transformer.spans import Reading, find_entities, join_readings, pool_words
from sakat.transformer.tags import TagScheme, read_tags
from sakat.transformer.windows import cut_windows

SCHEME = read_tags(["O", "B-PER", "I-PER", "B-LOC", "I-LOC"], model="m")


def said(tags: Sequence[str | None], *, chance: float = 0.9, scheme: TagScheme = SCHEME) -> Reading:
    """Return what a model says that is so sure of these tags; None is a word it has not seen."""
    rows = np.full((len(tags), len(scheme.tags)), (1 - chance) / (len(scheme.tags) - 1), dtype=np.float32)
    for word, tag in enumerate(tags):
        rows[word, scheme.tags.index(tag) if tag else 0] = chance
    return Reading(rows, np.array([tag is not None for tag in tags], dtype=np.bool_))


def found(tags: Sequence[str | None]) -> list[tuple[int, int, str]]:
    return [(first, after, label) for first, after, label, _ in find_entities(SCHEME, said(tags))]


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        (["O", "B-PER", "I-PER", "O"], [(1, 3, "PER")]),
        (["B-PER", "B-PER", "I-PER"], [(0, 1, "PER"), (1, 3, "PER")]),
        (["O", "I-PER", "I-PER"], [(1, 3, "PER")]),
        (["B-PER", "I-LOC", "I-LOC"], [(0, 1, "PER"), (1, 3, "LOC")]),
        (["B-PER", None, "I-PER", None, "O"], [(0, 3, "PER")]),
        ([None, "B-LOC", None], [(1, 2, "LOC")]),
        (["O", None, "O"], []),
        ([None], []),
        ([], []),
    ],
)
def test_tags_become_names(tags: list[str | None], names: list[tuple[int, int, str]]) -> None:
    assert found(tags) == names


def test_a_score_is_that_of_the_least_sure_word_over_all_tags_of_its_label() -> None:
    rows = np.array([[0.1, 0.7, 0.1, 0.1, 0], [0.2, 0.2, 0.4, 0.1, 0.1]], dtype=np.float32)
    ((_, _, label, score),) = find_entities(SCHEME, Reading(rows, np.ones(2, dtype=np.bool_)))
    assert label == "PER"
    assert score == pytest.approx(0.6)


def test_a_word_has_the_probabilities_of_its_first_subword_or_their_mean() -> None:
    rows = np.array([[9, 9], [0.2, 0.8], [0.6, 0.4], [1, 0], [0.5, 0.5], [9, 9]], dtype=np.float32)
    words = [None, 0, 0, -1, 2, None]
    first, mean = pool_words(rows, words, 3, "first"), pool_words(rows, words, 3, "mean")
    np.testing.assert_allclose(first.probabilities, [[0.2, 0.8], [0, 0], [0.5, 0.5]], rtol=1e-6)
    assert mean.probabilities[0].tolist() == pytest.approx([0.4, 0.6])
    assert first.seen.tolist() == mean.seen.tolist() == [True, False, True]


@given(st.data(), st.integers(12, 40), st.integers(0, 2))
def test_windows_that_miss_their_edges_give_what_the_whole_line_gives(
    data: st.DataObject, limit: int, blind: int
) -> None:
    longest = max(limit // 4 - 2 * blind, 1)  # a name with what is around it fits into what windows share
    names = st.integers(1, longest).flatmap(
        lambda size: st.sampled_from(["PER", "LOC"]).map(lambda label: (label, size))
    )
    parts = data.draw(st.lists(st.one_of(st.just(("O", 1)), names), min_size=1, max_size=60))
    tags = [f"{'I' if word else 'B'}-{label}" if label != "O" else "O" for label, size in parts for word in range(size)]
    windows = cut_windows([1] * len(tags), [False] * len(tags), limit)
    readings = []
    for window in windows:
        seen = tags[slice(*window)]
        if window.first and blind:
            seen[:blind] = ["O"] * min(blind, len(seen))
        if window.after < len(tags) and blind:
            seen[-blind:] = ["O"] * blind
        readings.append(said(seen))
    joined = join_readings(SCHEME, windows, readings)
    assert [name[:3] for name in find_entities(SCHEME, joined)] == found(tags)
