"""Calibration of a tagger's probabilities, and how good it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from resextract.tagging.calibration import Calibration, read_logit
from resextract.tagging.labels import split_label

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["BINS", "Outcome", "fit_calibration", "list_bins", "measure_error"]

BINS = 10
_FEWEST = 20
"""A slot with fewer mentions shares the offset of all."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A mention that a tagger found in a text it was not trained on.

    Attributes:
        doc_id: The text.
        label: The mention's label.
        probability: What the tagger said.
        right: Whether just this mention, bounds and label, is right.
    """

    doc_id: str
    label: str
    probability: float
    right: bool

    @property
    def slot(self) -> str:
        """The slot of its label."""
        return split_label(self.label)[0]


def fit_calibration(outcomes: Sequence[Outcome]) -> Calibration:
    """Fit the logistic map (Platt 1999) on what became of a tagger's mentions.

    Args:
        outcomes: Mentions in texts that the tagger had not seen.

    Returns:
        The map; one that changes nothing where all or none of them were right.
    """
    from sklearn.linear_model import LogisticRegression

    right = np.array([o.right for o in outcomes])
    if len(outcomes) == 0 or right.all() or not right.any():
        return Calibration()
    slots = [""] + [s for s in sorted({o.slot for o in outcomes}) if sum(o.slot == s for o in outcomes) >= _FEWEST]
    names = [o.slot if o.slot in slots else "" for o in outcomes]
    columns: Any = np.array(
        [[read_logit(o.probability), *(n == s for s in slots)] for o, n in zip(outcomes, names, strict=True)]
    )
    model = LogisticRegression(C=10.0, fit_intercept=False, max_iter=1000).fit(columns, right)
    slope, *offsets = (round(float(weight), 4) for weight in model.coef_[0])
    return Calibration(slope, dict(zip(slots, offsets, strict=True)))


@dataclass(frozen=True, slots=True)
class Bin:
    """Mentions of like probability: their mean probability, the share that is right, and how many there are."""

    probability: float
    right: float
    count: int


def list_bins(outcomes: Sequence[Outcome]) -> list[Bin]:
    """Sort mentions into `BINS` bins of equal width by their probability; empty bins are left out."""
    bins = []
    for number in range(BINS):
        inside = [o for o in outcomes if min(int(o.probability * BINS), BINS - 1) == number]
        if inside:
            mean = sum(o.probability for o in inside) / len(inside)
            bins.append(Bin(mean, sum(o.right for o in inside) / len(inside), len(inside)))
    return bins


def measure_error(outcomes: Sequence[Outcome]) -> float:
    """Return the expected calibration error (Naeini et al. 2015): the mean gap of probability and share of right ones.

    0 for no mentions.
    """
    total = len(outcomes)
    return sum(b.count * abs(b.probability - b.right) for b in list_bins(outcomes)) / total if total else 0.0
