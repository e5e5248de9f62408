from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from resextract.tagging.calibration import Calibration


@given(st.floats(0, 1))
def test_the_plain_map_changes_nothing(probability: float) -> None:
    assert abs(Calibration().apply("actors", probability) - probability) < 1e-4


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.1, 3), st.floats(-3, 3))
def test_a_map_keeps_the_order_and_stays_between_0_and_1(a: float, b: float, slope: float, offset: float) -> None:
    calibration = Calibration(slope, {"": offset})
    low, high = calibration.apply("x", min(a, b)), calibration.apply("x", max(a, b))
    assert 0 <= low <= high <= 1


def test_a_slot_without_an_offset_takes_that_of_all() -> None:
    calibration = Calibration(1.0, {"": -1.0, "actors": 2.0})
    assert calibration.apply("targets", 0.5) < 0.5 < calibration.apply("actors", 0.5)
