import pytest

from sakat.ner.model import Calibration
from sakat.training.calibration import Bin, fit_calibration, reliability


def test_calibration_interpolates_between_points() -> None:
    calibrate = Calibration(((0.0, 0.0), (0.5, 0.2), (0.9, 0.8)))
    assert [round(calibrate(x), 3) for x in (0.0, 0.25, 0.5, 0.7, 0.9, 1.0)] == [0.0, 0.1, 0.2, 0.5, 0.8, 0.8]


def test_fit_calibration_rises_and_meets_the_shares_seen() -> None:
    outcomes = [(i / 1000, i % 10 < (8 if i > 500 else 3)) for i in range(1000)]
    calibrate = fit_calibration(outcomes)
    values = [calibrate(i / 100) for i in range(101)]
    assert values == sorted(values)
    assert calibrate(0.3) == pytest.approx(0.3, abs=0.05)
    assert calibrate(0.8) == pytest.approx(0.8, abs=0.05)


def test_fit_calibration_changes_nothing_for_few_answers() -> None:
    assert fit_calibration([(0.9, False)] * 50)(0.9) == 0.9


def test_reliability_counts_tenths() -> None:
    assert reliability([(0.95, True), (1.0, False), (0.12, False)]) == (Bin(0.12, 0.0, 1), Bin(0.975, 0.5, 2))
