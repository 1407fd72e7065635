import numpy as np

from sakat.network.lookup import Lookup, Told
from sakat.training.network import NetworkSettings, Text, fit_network

WORDS = ("ตำรวจ", "ทหาร", "จับ", "ยิง", "ปลา", "คน")
TAGS = (("O", "ACT"), ("fish", "man"))
SMALL = NetworkSettings(width=16, steps=(1, 2), epochs=12, rate=0.01, least=1, shares=(1.0, 0.5))


def make_text(numbers: list[int]) -> Text:
    """A text whose verbs tell of an act unless a fish stands right after them; what follows a verb is labelled."""
    acts = [
        "ACT" if word in (2, 3) and after != 4 else "O" for word, after in zip(numbers, [*numbers[1:], -1], strict=True)
    ]
    objects: list[str | None] = [
        ("fish" if word == 4 else "man") if before in (2, 3) else None
        for before, word in zip([-1, *numbers[:-1]], numbers, strict=True)
    ]
    last = np.arange(len(numbers)) == len(numbers) - 1
    return Text([Told("word", np.array(numbers), WORDS.__getitem__), Told("last", last * 1, str)], [acts, objects])


def make_texts(count: int, seed: int) -> list[Text]:
    random = np.random.default_rng(seed)
    return [make_text(random.integers(0, len(WORDS), 30).tolist()) for _ in range(count)]


def test_fitted_network_learns_what_depends_on_a_neighbour_and_is_the_same_twice() -> None:
    texts = make_texts(60, 1)
    network = fit_network(texts, TAGS, (), SMALL)
    again = fit_network(texts, TAGS, (), SMALL)
    right = seen = 0
    for text in make_texts(10, 2):
        rows = Lookup(network.columns).rows(text.told, text)
        acts, objects = network.score(rows)
        assert all(np.array_equal(a, b) for a, b in zip((acts, objects), again.score(rows), strict=True))
        for scores, tags, wanted in zip((acts, objects), TAGS, text.tags, strict=True):
            found = [tags[best] for best in scores.argmax(1)]
            right += sum(one == tag for one, tag in zip(found, wanted, strict=True) if tag is not None)
            seen += sum(tag is not None for tag in wanted)
    assert right / seen > 0.97


def test_values_seen_too_rarely_have_no_row() -> None:
    texts = [make_text([0, 2, 5]), make_text([0, 2, 4])]
    network = fit_network(texts, TAGS, ("word",), NetworkSettings(width=16, steps=(1,), epochs=1, shares=(1.0, 0.5)))
    assert network.columns[0].strings == tuple(sorted(("ตำรวจ", "จับ")))
    assert network.columns[1].strings == ("0", "1")
