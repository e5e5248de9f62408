from __future__ import annotations

from resextract.evaluation.bootstrap import estimate_intervals
from resextract.evaluation.tallies import Counts


def test_interval_spans_the_documents() -> None:
    good, bad = {"tasks": Counts(10, 10, 10)}, {"tasks": Counts(0, 10, 10)}
    low, high = estimate_intervals([good, good, bad, bad])["tasks"]
    assert 0 <= low < 0.5 < high <= 1


def test_equal_documents_leave_no_doubt() -> None:
    assert estimate_intervals([{"tasks": Counts(9, 10, 10)}] * 5)["tasks"] == (0.9, 0.9)


def test_more_documents_narrow_the_interval() -> None:
    few = [{"tasks": Counts(10, 10, 10)}, {"tasks": Counts(5, 10, 10)}]
    low, high = estimate_intervals(few)["tasks"]
    narrow_low, narrow_high = estimate_intervals(few * 20)["tasks"]
    assert narrow_high - narrow_low < high - low


def test_one_document_says_nothing() -> None:
    assert estimate_intervals([{"tasks": Counts(1, 1, 1)}]) == {}
    assert estimate_intervals([]) == {}


def test_same_figures_on_every_run() -> None:
    tallies = [{"tasks": Counts(i, 10, 10)} for i in range(8)]
    assert estimate_intervals(tallies) == estimate_intervals(tallies)
