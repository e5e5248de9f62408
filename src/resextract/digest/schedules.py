"""Deadlines on a given day: which have passed, which fall into the school year, which come later."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from resextract.records.models import Deadline

__all__ = ["PLACES", "Place", "find_school_year", "last_day", "place_deadline"]

Place = Literal["past", "school_year", "later", "recurring", "open"]
PLACES: tuple[Place, ...] = ("past", "school_year", "later", "recurring", "open")
"""Where a deadline can lie, in the order in which people look at them; words for them in the group ``schedule``."""


def find_school_year(today: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of the school year of a day: 1 September to 31 August.

    The year of teaching starts on 1 September (Order of the Ministry of Education No. 115 of 22 March 2021, item 17);
    its plans run to the next August conference.
    """
    year = today.year if today.month >= 9 else today.year - 1
    return dt.date(year, 9, 1), dt.date(year + 1, 8, 31)


def last_day(deadline: Deadline) -> dt.date | None:
    """Return the day on which a deadline runs out; None for an open, continuous, relative or unreadable one."""
    return dt.date.fromisoformat(deadline.end_date) if deadline.end_date else None


def place_deadline(deadline: Deadline, today: dt.date) -> Place:
    """Tell where a deadline lies, seen from a day.

    Args:
        deadline: The deadline.
        today: The day.

    Returns:
        ``past`` if its last day is over (a recurring one with an end too), ``recurring``, ``school_year`` or ``later``
        by its last day; a deadline that only begins lies at its first day until then and is ``open`` afterwards;
        ``open`` for what has no date.
    """
    last = last_day(deadline)
    if last is not None and last < today:
        return "past"
    if deadline.kind == "recurring":
        return "recurring"
    day = last or (dt.date.fromisoformat(deadline.start_date) if deadline.start_date else None)
    if day is None or day < today:
        return "open"
    return "school_year" if day <= find_school_year(today)[1] else "later"
