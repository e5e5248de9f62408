"""Probabilities that mean what they say: of mentions given 0.8, eight in ten are right.

A tagger's own figures are too sure of themselves, as it has seen its training texts. They are mapped by logistic
calibration (Platt 1999) on the log-odds, with one slope and an offset for each slot, fitted on texts that the tagger
had not seen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Calibration", "read_logit"]

_EDGE = 1e-6


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic map of probabilities.

    Attributes:
        slope: Factor of the log-odds; 1 and no offsets leave a probability as it is.
        offsets: What is added to the log-odds, by slot; a slot that is not there takes the offset of "".
    """

    slope: float = 1.0
    offsets: Mapping[str, float] = field(default_factory=dict)

    def apply(self, slot: str, probability: float) -> float:
        """Return the calibrated probability, from 0 to 1, to four decimals."""
        offset = self.offsets.get(slot, self.offsets.get("", 0.0))
        odds = self.slope * read_logit(probability) + offset
        return round(1 / (1 + math.exp(-odds)), 4) if odds > -500 else 0.0


def read_logit(probability: float) -> float:
    """Return the log-odds of a probability, those of 0 and 1 cut to what a machine can tell from them."""
    kept = min(max(probability, _EDGE), 1 - _EDGE)
    return math.log(kept / (1 - kept))
