"""Counts behind precision, recall and F1; documents add up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Counts", "Tally", "add_tallies"]


@dataclass(frozen=True, slots=True)
class Counts:
    """One measure's counts.

    Attributes:
        hits: What is right; a part of a point for a partial match.
        predicted: What was predicted: right and spurious.
        expected: What the gold holds: right and missed.
    """

    hits: float = 0
    predicted: int = 0
    expected: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.hits + other.hits, self.predicted + other.predicted, self.expected + other.expected)

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 1 if nothing was predicted."""
        return self.hits / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """Share of the expected that was found; 1 if nothing was expected."""
        return self.hits / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 if both are."""
        precision, recall = self.precision, self.recall
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


Tally = dict[str, Counts]
"""Counts by the name of the measure."""


def add_tallies(tallies: Iterable[Mapping[str, Counts]]) -> Tally:
    """Add the counts of several documents, measure by measure; none give an empty tally."""
    total: Tally = {}
    for tally in tallies:
        for name, counts in tally.items():
            total[name] = total.get(name, Counts()) + counts
    return total
