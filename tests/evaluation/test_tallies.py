from __future__ import annotations

from resextract.evaluation.tallies import Counts, add_tallies


def test_figures_of_counts() -> None:
    counts = Counts(hits=3, predicted=4, expected=6)
    assert (counts.precision, counts.recall) == (0.75, 0.5)
    assert counts.f1 == 0.6


def test_nothing_predicted_and_nothing_expected_is_no_error() -> None:
    assert Counts().f1 == 1.0


def test_nothing_found_of_something_is_zero() -> None:
    assert Counts(0, 0, 5).f1 == 0.0
    assert Counts(0, 5, 0).f1 == 0.0


def test_documents_add_up_measure_by_measure() -> None:
    assert add_tallies([{"a": Counts(1, 2, 3)}, {"a": Counts(1, 1, 1), "b": Counts(0, 1, 0)}]) == {
        "a": Counts(2, 3, 4),
        "b": Counts(0, 1, 0),
    }
    assert add_tallies([]) == {}
