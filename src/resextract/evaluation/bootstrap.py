"""How far the figures depend on the documents that happen to be in the corpus."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

from resextract.evaluation.tallies import add_tallies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.evaluation.tallies import Tally

__all__ = ["RESAMPLES", "Interval", "estimate_intervals"]

RESAMPLES = 1000
_SEED = 20211
_CONFIDENCE = 0.95

Interval = tuple[float, float]
"""Lower and upper bound, both from 0 to 1."""


def estimate_intervals(tallies: Sequence[Tally], resamples: int = RESAMPLES, seed: int = _SEED) -> dict[str, Interval]:
    """Estimate the 95 % confidence interval of each measure's F1 by the percentile bootstrap over documents.

    Tasks of one document share its layout and its author, so whole documents are drawn, with replacement (Efron and
    Tibshirani 1993, chapter 13). With few documents the interval is rough, and too narrow rather than too wide.

    Args:
        tallies: One a document.
        resamples: How many corpora are drawn.
        seed: Start of the generator: the same figures on every run.

    Returns:
        The interval of each measure; none for fewer than two documents, where nothing can be said.
    """
    if len(tallies) < 2:
        return {}
    generator = random.Random(seed)  # noqa: S311 - statistics, not secrets
    samples: dict[str, list[float]] = {}
    for _ in range(resamples):
        drawn = add_tallies(generator.choices(tallies, k=len(tallies)))
        for name, counts in drawn.items():
            samples.setdefault(name, []).append(counts.f1)
    tail = (1 - _CONFIDENCE) / 2
    return {name: _cut_tails(sorted(values), tail) for name, values in samples.items()}


def _cut_tails(ordered: Sequence[float], tail: float) -> Interval:
    last = len(ordered) - 1
    return ordered[math.floor(tail * last)], ordered[math.ceil((1 - tail) * last)]
