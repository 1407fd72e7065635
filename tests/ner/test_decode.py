from itertools import pairwise, product

import numpy as np
import pytest

from sakat.ner.decode import Decoder, may_follow

TAGS = ("B-A", "E-A", "I-A", "O", "S-A", "S-B")


def all_paths(scores: np.ndarray, transitions: np.ndarray) -> dict[tuple[int, ...], float]:
    """Weight of every well-formed path, by brute force."""
    weights = {}
    for path in product(range(len(TAGS)), repeat=len(scores)):
        tags = [TAGS[i] for i in path]
        if tags[0][0] in "IE" or tags[-1][0] in "BI":
            continue
        if not all(may_follow(a, b) for a, b in pairwise(tags)):
            continue
        total = sum(scores[t, i] for t, i in enumerate(path))
        total += sum(transitions[a, b] for a, b in pairwise(path))
        weights[path] = float(np.exp(total))
    return weights


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize(("clear", "precision"), [(2.0, 1e-4), (12.0, 1e-3)], ids=["no word clear", "some clear"])
def test_decode_finds_the_best_path_and_its_probabilities(seed: int, clear: float, precision: float) -> None:
    random = np.random.default_rng(seed)
    transitions = random.normal(size=(6, 6)).astype(np.float32)
    sizes = [1, 4, 2, 5]
    scores = random.normal(scale=2, size=(sum(sizes), 6)).astype(np.float32)
    scores[1::3, 3] = scores[1::3].max(1) + clear
    scores[:, 3] = np.minimum(scores[:, 3], np.delete(scores, 3, axis=1).max(1) + clear)
    scores[np.arange(len(scores)) % 3 != 1, 3] -= 3
    found = Decoder(TAGS, transitions).decode(scores, sizes)
    start = 0
    for size, entities in zip(sizes, found, strict=True):
        weights = all_paths(scores[start : start + size], transitions)
        start += size
        best = max(weights, key=weights.__getitem__)
        starts = [i for i, tag in enumerate(best) if TAGS[tag][0] in "BS"]
        ends = [i + 1 for i, tag in enumerate(best) if TAGS[tag][0] in "ES"]
        assert [(first, after) for first, after, _, _ in entities] == list(zip(starts, ends, strict=True))
        total = sum(weights.values())
        for first, after, label, chance in entities:
            same = [w for path, w in weights.items() if path[first:after] == best[first:after]]
            assert label == TAGS[best[first]][2:]
            assert chance == pytest.approx(sum(same) / total, rel=precision)


def test_decode_bars_tags_that_are_not_well_formed() -> None:
    scores = np.zeros((2, 6), dtype=np.float32)
    scores[0, TAGS.index("I-A")] = 9
    scores[1, TAGS.index("B-A")] = 9
    (entities,) = Decoder(TAGS, np.zeros((6, 6), dtype=np.float32)).decode(scores, [2])
    assert all(after <= 2 for _, after, _, _ in entities)
    assert [first for first, _, _, _ in entities] == sorted({first for first, _, _, _ in entities})


def test_decode_of_nothing_is_nothing() -> None:
    assert Decoder(TAGS, np.zeros((6, 6), dtype=np.float32)).decode(np.zeros((0, 6), dtype=np.float32), []) == []
