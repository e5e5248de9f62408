from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from resextract.evaluation.matching import match_spans, measure_overlap


@dataclass(frozen=True)
class Span:
    start: int
    end: int


SPANS = st.lists(st.builds(lambda start, size: Span(start, start + size), st.integers(0, 30), st.integers(0, 12)))


def test_overlap_is_intersection_over_union() -> None:
    assert measure_overlap(Span(0, 10), Span(5, 15)) == 5 / 15
    assert measure_overlap(Span(0, 10), Span(0, 10)) == 1
    assert measure_overlap(Span(0, 10), Span(2, 7)) == 0.5  # nested


def test_adjacent_spans_share_nothing() -> None:
    assert measure_overlap(Span(0, 5), Span(5, 9)) == 0
    assert measure_overlap(Span(0, 6), Span(5, 9)) == 1 / 9
    assert match_spans([Span(0, 5)], [Span(5, 9)]) == []
    assert match_spans([Span(0, 6)], [Span(5, 9)]) == [(0, 0)]


def test_empty_span_matches_nothing_not_even_itself() -> None:
    assert measure_overlap(Span(3, 3), Span(3, 3)) == 0
    assert match_spans([Span(3, 3)], [Span(3, 3), Span(0, 9)]) == []


def test_threshold_is_inclusive() -> None:
    assert match_spans([Span(0, 10)], [Span(0, 5)], 0.5) == [(0, 0)]
    assert match_spans([Span(0, 10)], [Span(0, 4)], 0.5) == []


def test_a_duplicate_finds_no_partner() -> None:
    assert len(match_spans([Span(0, 5)], [Span(0, 5), Span(0, 5)])) == 1
    assert len(match_spans([Span(0, 5), Span(0, 5)], [Span(0, 5), Span(0, 5)])) == 2


def test_best_overlap_goes_first() -> None:
    gold = [Span(0, 10), Span(10, 20)]
    pred = [Span(8, 20), Span(0, 9)]
    assert match_spans(gold, pred) == [(0, 1), (1, 0)]


def test_nested_span_goes_to_the_closer_one() -> None:
    assert match_spans([Span(0, 20), Span(5, 10)], [Span(5, 11)]) == [(1, 0)]


@given(SPANS, SPANS, st.sampled_from([0.0, 0.3, 0.5, 1.0]))
def test_one_to_one_greedy_like_the_plain_algorithm(gold: list[Span], pred: list[Span], threshold: float) -> None:
    every = [(measure_overlap(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(pred)]
    plain: list[tuple[int, int]] = []
    for overlap, i, j in sorted(every, reverse=True):
        if overlap > 0 and overlap >= threshold and all(i != a and j != b for a, b in plain):
            plain.append((i, j))
    assert match_spans(gold, pred, threshold) == plain
