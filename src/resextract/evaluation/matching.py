"""Spans of gold and prediction, paired one to one."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Spanned", "match_spans", "measure_overlap"]


class Spanned(Protocol):
    """Anything with a half-open range of code points."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """After the last code point."""


def measure_overlap(a: Spanned, b: Spanned) -> float:
    """Return the intersection over union (Jaccard index) of two spans: 0 if they share nothing, 1 if they are equal.

    An empty span shares nothing with any other, its own copy included.
    """
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared / (max(a.end, b.end) - min(a.start, b.start)) if shared > 0 else 0.0


def match_spans(gold: Sequence[Spanned], pred: Sequence[Spanned], threshold: float = 0.0) -> list[tuple[int, int]]:
    """Pair the spans one to one, best overlap first.

    Args:
        gold: Spans in any order; duplicates are spans of their own.
        pred: The same.
        threshold: Least intersection over union of a pair; pairs that share nothing are never made.

    Returns:
        Pairs of indexes into `gold` and `pred`, best first; of equal overlaps the pair with the highest indexes comes
        first, which is arbitrary but always the same. Greedy pairing is not the assignment with the greatest sum, but
        at a threshold of 0.5 and over, spans that do not overlap on their own side leave it no choice.
    """
    candidates = sorted(((measure_overlap(gold[i], pred[j]), i, j) for i, j in _overlap(gold, pred)), reverse=True)
    pairs: list[tuple[int, int]] = []
    taken_gold: set[int] = set()
    taken_pred: set[int] = set()
    for overlap, i, j in candidates:
        if overlap >= threshold and i not in taken_gold and j not in taken_pred:
            taken_gold.add(i)
            taken_pred.add(j)
            pairs.append((i, j))
    return pairs


def _overlap(gold: Sequence[Spanned], pred: Sequence[Spanned]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that share a code point, in one pass over both in the order of start."""
    waiting = deque(sorted(range(len(pred)), key=lambda j: pred[j].start))
    open_spans: list[int] = []
    for i in sorted(range(len(gold)), key=lambda i: gold[i].start):
        span = gold[i]
        while waiting and pred[waiting[0]].start < span.end:
            open_spans.append(waiting.popleft())
        open_spans = [j for j in open_spans if pred[j].end > span.start]
        for j in open_spans:
            if min(span.end, pred[j].end) > max(span.start, pred[j].start):
                yield i, j
