from __future__ import annotations

from sakat.evaluation.metrics import Counts, Score, Tally, sum_tallies


def test_score_of_an_f1() -> None:
    score = Score("event_f1", Counts(tp=6, fp=2, fn=4))
    # P = 6/8, R = 6/10, F1 = 2 * 0.75 * 0.6 / 1.35 = 2/3
    assert (score.precision, score.recall, score.support) == (0.75, 0.6, 10)
    assert score.value is not None
    assert abs(score.value - 2 / 3) < 1e-12


def test_score_of_an_accuracy_says_what_it_rests_on() -> None:
    score = Score("polarity_acc", Counts(tp=6, fp=2, fn=8))
    # 6 of 8 matched events are right; 8 of the 16 gold events were matched
    assert (score.value, score.recall, score.support) == (0.75, 0.5, 8)


def test_score_is_none_where_there_is_nothing_to_measure() -> None:
    assert Score("event_f1", Counts()).value is None
    assert Score("polarity_acc", Counts(fn=3)).value is None
    assert Score("event_f1", Counts(fp=1)).value == 0
    assert Score("event_f1", Counts(fp=1)).recall is None


def test_sum_tallies_adds_totals_and_groups() -> None:
    left, right = Tally(), Tally()
    left.add("event_f1", "AID", tp=1)
    right.add("event_f1", "AID", fn=2)
    right.add("event_f1", "ASSAULT", fp=1)
    total = sum_tallies([left, right])
    assert total.totals["event_f1"] == Counts(1, 1, 2)
    assert total.groups["event_f1"] == {"AID": Counts(1, 0, 2), "ASSAULT": Counts(0, 1, 0)}
