import pytest

from sakat.entities.graphones import GraphoneModel, read_counts
from sakat.training.graphones import cut_pair, edit_distance, fit_graphones, fold_latin, learn_graphones

PAIRS = [("กานา", "gana"), ("กามา", "gama"), ("มานา", "mana"), ("นาโม", "namo"), ("มาโกะ", "mako"), ("นิกมะ", "nigma")]


def test_cut_pair_covers_both_words_with_likely_pieces() -> None:
    pieces = cut_pair("มานา", "mana", learn_graphones(PAIRS))
    assert pieces is not None
    halves = [piece.split(":") for piece in pieces]
    assert ("".join(thai for thai, _ in halves), "".join(latin for _, latin in halves)) == ("มานา", "mana")
    assert all(thai[0] + latin[:1] in {"มm", "นn", "าa"} for thai, latin in halves)


def test_cut_pair_refuses_words_that_do_not_fit() -> None:
    assert cut_pair("มานา", "zzzzzzzzzzzzzzzzz", learn_graphones(PAIRS)) is None


def test_fit_graphones_gives_the_same_bytes_and_reads_its_pairs() -> None:
    content = fit_graphones(PAIRS)
    assert content == fit_graphones(PAIRS)
    assert GraphoneModel(read_counts(content)).candidates("กานา")[0][0] == "gana"


@pytest.mark.parametrize(("one", "other", "distance"), [("", "abc", 3), ("sergei", "sergey", 1), ("abc", "abc", 0)])
def test_edit_distance(one: str, other: str, distance: int) -> None:
    assert edit_distance(one, other) == edit_distance(other, one) == distance


def test_fold_latin_drops_accents_and_signs() -> None:
    assert [fold_latin(name) for name in ("Łódź", "São", "N'Djamena", "Đà")] == ["lodz", "sao", "ndjamena", "da"]
