from __future__ import annotations

import random

import pytest

from resextract.learning.calibrating import Outcome, fit_calibration, list_bins, measure_error
from resextract.tagging.calibration import Calibration


def draw(number: int, rate: float, seed: int = 1) -> list[Outcome]:
    """Mentions of which a tagger says 0.95 and only a share is right."""
    generator = random.Random(seed)
    return [Outcome("d", "deadlines", 0.95, generator.random() < rate) for _ in range(number)]


def test_a_tagger_that_is_too_sure_is_brought_down() -> None:
    outcomes = draw(400, 0.6)
    calibration = fit_calibration(outcomes)
    mended = [Outcome(o.doc_id, o.label, calibration.apply(o.slot, o.probability), o.right) for o in outcomes]
    assert measure_error(outcomes) > 0.3
    assert measure_error(mended) < 0.05


def test_slots_are_brought_down_apart() -> None:
    outcomes = draw(200, 0.6) + [Outcome("d", "targets", 0.95, right=i % 10 > 0) for i in range(200)]
    calibration = fit_calibration(outcomes)
    assert calibration.apply("deadlines", 0.95) < calibration.apply("targets", 0.95)


@pytest.mark.parametrize("outcomes", [[], draw(30, 1.1), draw(30, 0.0)])
def test_nothing_is_changed_where_nothing_can_be_told(outcomes: list[Outcome]) -> None:
    assert fit_calibration(outcomes) == Calibration()


def test_bins_hold_every_mention_once() -> None:
    outcomes = [Outcome("d", "targets", p, right=True) for p in (0.0, 0.05, 0.1, 0.99, 1.0)]
    assert [(round(b.probability, 3), b.count) for b in list_bins(outcomes)] == [(0.025, 2), (0.1, 1), (0.995, 2)]
    assert measure_error([]) == 0.0
