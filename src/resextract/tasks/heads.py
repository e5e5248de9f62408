"""A document's head: title, event, date and place (guidelines, section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.tasks.adoption import read_adoption
from resextract.tasks.events import read_event
from resextract.tasks.fronts import Role, read_front
from resextract.tasks.places import choose_place
from resextract.tasks.titles import read_title

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from resextract.outline.nodes import Outline
    from resextract.tasks.fronts import Front, Line

__all__ = ["Head", "read_head"]

_OPENING_QUOTES = ("«", "„", "“", '"')


@dataclass(frozen=True, slots=True)
class Head:
    """What a document says of itself; None where it does not say.

    Attributes:
        title: Title of the file's first resolution, up to and including the quoted theme.
        event: The meeting's theme without quotes, or its name in the nominative.
        date: The day of adoption, the last one if it took several.
        place: The municipality, in the nominative, abbreviations expanded.
        warnings: Codes for what a reader should check: ``document_date_invalid``, ``document_year_unknown``.
    """

    title: str | None
    event: str | None
    date: dt.date | None
    place: str | None
    warnings: tuple[str, ...]


def read_head(outline: Outline) -> Head:
    """Read a document's title, event, date and place.

    Args:
        outline: The document's outline; a file of several resolutions has the head of the first one.

    Returns:
        The head; all None for a blank document.
    """
    front = read_front(outline)
    title = read_title(front)
    of_meeting = title is None or title.of_meeting
    date, warnings = read_adoption(front, of_meeting=of_meeting)
    return Head(
        title=title.text if title else None,
        event=read_event(front, title),
        date=date,
        place=choose_place(_zones(front)),
        warnings=warnings,
    )


def _zones(front: Front) -> list[list[str]]:
    """Texts that may name the municipality, the most trusted first: title and letterhead, date line, preamble, end."""
    beside = (Role.REQUISITES, Role.LABEL)
    return [
        _join([line for line in front.lines if line.role not in beside]),
        _join([line for line in front.lines if line.role in beside]),
        list(front.running),
        [line.text for line in front.closing],
    ]


def _join(lines: Iterable[Line]) -> list[str]:
    """Join lines of one node, and one that opens with a quote: a wrap may part a kind of place from its name."""
    texts: list[str] = []
    node = -1
    for line in lines:
        if texts and (line.node == node or line.text[:1] in _OPENING_QUOTES):
            texts[-1] += " " + line.text
        else:
            texts.append(line.text)
        node = line.node
    return texts
