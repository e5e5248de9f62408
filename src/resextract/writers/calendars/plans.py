"""Deadlines → days of a calendar, or the reason why they have none."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from resextract.language.phrases import phrase
from resextract.writers.calendars.recurrences import RuleError, plan_repetition

if TYPE_CHECKING:
    from resextract.records.models import Deadline

__all__ = ["CalendarDay", "NoPlaceError", "plan_deadline"]


class NoPlaceError(ValueError):
    """A deadline has no place in a calendar; the message says why."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """Where a deadline stands in a calendar.

    Attributes:
        day: The day of the event, the first one of a repeated event.
        moment: What the day is: the last day, the first day, or one of many.
        rule: The recurrence rule of a repeated event.
        counted_from: The day that a repeated event is counted from where its rule names no days.
    """

    day: dt.date
    moment: Literal["end", "begin", "repeat"]
    rule: str | None = None
    counted_from: dt.date | None = None


def plan_deadline(deadline: Deadline, document_date: str | None) -> CalendarDay:
    """Find the day of a deadline.

    Args:
        deadline: The deadline.
        document_date: The document's date, from which on a repetition without a first day counts.

    Returns:
        The last day for what has one (a period too: it is on its last day that it must be done), the first day for what
        only begins, the first day that the rule gives for what repeats.

    Raises:
        NoPlaceError: It has no date, or a rule without any date to count from.
    """
    if deadline.kind == "recurring" and deadline.recurrence:
        start = deadline.start_date or document_date
        if start is None:
            raise NoPlaceError(phrase("recurring, and neither the deadline nor the document has a date to count from"))
        end = dt.date.fromisoformat(deadline.end_date) if deadline.end_date else None
        try:
            found = plan_repetition(deadline.recurrence, dt.date.fromisoformat(start), end)
        except RuleError as error:
            raise NoPlaceError(phrase("recurring, by {reason}", reason=str(error))) from error
        return CalendarDay(found.first, "repeat", found.rule, None if found.day_named else found.first)
    if deadline.end_date:
        return CalendarDay(dt.date.fromisoformat(deadline.end_date), "end")
    if deadline.start_date:
        return CalendarDay(dt.date.fromisoformat(deadline.start_date), "begin")
    if deadline.kind == "relative":
        raise NoPlaceError(phrase("relative, without a date"))
    if deadline.kind == "continuous":
        raise NoPlaceError(phrase("continuous, without a date"))
    raise NoPlaceError(phrase("without a date in the record"))
