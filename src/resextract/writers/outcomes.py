"""What became of an export: how many records were written, and what the format could not take as it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from resextract.language.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ExportError", "Remarks", "Written"]

_MOST_PLACES = 3


class ExportError(ValueError):
    """A format cannot hold the records; the message names the output, the task and the reason."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written.

    Attributes:
        tasks: How many records.
        remarks: What is other in the file than in the records, a sentence each; empty if nothing is.
    """

    tasks: int
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class Remarks:
    """Remarks as they come up, counted by what they say, with the first places of each."""

    _counts: Counter[str] = field(default_factory=Counter)
    _places: dict[str, list[str]] = field(default_factory=dict)
    _cut: set[str] = field(default_factory=set)

    def add(self, message: str, place: str) -> None:
        """Note something.

        Args:
            message: What happened, the same words whatever the place.
            place: Where, a task_id as a rule.
        """
        self._counts[message] += 1
        places = self._places.setdefault(message, [])
        if place in places:
            return
        if len(places) < _MOST_PLACES:
            places.append(place)
        else:
            self._cut.add(message)

    def list_sentences(self, wording: Mapping[str, str] | None = None) -> tuple[str, ...]:
        """Return a sentence a message, in the order in which they first came up: «2 × too long: a#1, a#2».

        Args:
            wording: Other words for messages; None for the messages themselves.
        """
        sentences = []
        for message, count in self._counts.items():
            places = ", ".join(self._places[message]) + (", …" if message in self._cut else "")
            words = (wording or {}).get(message, message)
            sentences.append(phrase("{count} × {message}: {places}", count=count, message=words, places=places))
        return tuple(sentences)
