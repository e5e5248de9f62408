"""What can be wrong with a file, and what its reader should know."""

from __future__ import annotations

from dataclasses import dataclass

from resextract.language.phrases import phrase

__all__ = ["ExchangeError", "Remark"]


class ExchangeError(ValueError):
    """A file cannot be converted.

    Attributes:
        place: The file, and where it is known the line or the annotation.
        reason: Why, in words for the user.
    """

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(place, reason)
        self.place = place
        self.reason = reason

    def __str__(self) -> str:
        return phrase("{place}: {reason}", place=self.place, reason=self.reason)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was converted otherwise than it stands in the file.

    Attributes:
        place: The file and the annotation.
        message: What was done and why.
        lost: Whether something was left out; values that were computed are no loss.
    """

    place: str
    message: str
    lost: bool

    def __str__(self) -> str:
        return phrase("{place}: {reason}", place=self.place, reason=self.message)
