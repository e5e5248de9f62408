"""Calendar arithmetic: the days that a named time covers.

Conventions (guidelines, 2.4): a school year N/N+1 runs from 1 September to 31 August, its lessons end on 31 May; what
is named without a year is the next one on or after the resolution's date.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass, replace

__all__ = [
    "INVALID_DATE",
    "NOT_A_CALENDAR_DATE",
    "YEAR_UNKNOWN",
    "Interval",
    "Moment",
    "find_edge",
    "resolve_moment",
    "resolve_range",
]

YEAR_UNKNOWN = "year_unknown"
INVALID_DATE = "invalid_date"
NOT_A_CALENDAR_DATE = "not_a_calendar_date"

_MONTHS = {"month": 1, "quarter": 3, "half": 6}


@dataclass(frozen=True, slots=True)
class Moment:
    """A named time, as far as its name tells it.

    Attributes:
        unit: ``day``, ``decade``, ``month``, ``quarter``, ``half``, ``year``, ``years``, ``school``, ``uncounted``.
        number: Which day of the month, decade of the month, month, quarter or half of the year.
        month: The month of a day or decade.
        year: The year (of a school year, the first), or None.
        offset: Years after the resolution's own («текущего года» 0, «следующего года» 1), or None.
        last_year: The last of several years.
        running: The unit is the one that runs at the resolution's date, plus `offset` units («до конца квартала»).
    """

    unit: str
    number: int = 0
    month: int = 0
    year: int | None = None
    offset: int | None = None
    last_year: int = 0
    running: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """The first and the last day of a time, or None for both and a warning's code."""

    first: dt.date | None
    last: dt.date | None
    warning: str = ""


def resolve_moment(moment: Moment, reference: dt.date | None) -> Interval:
    """Find the days that a named time covers.

    Args:
        moment: The named time.
        reference: The resolution's own date, or None.

    Returns:
        The interval; without days where the time has no calendar value, is impossible, or needs a reference that is
        not given.
    """
    if moment.unit == "uncounted":
        return Interval(None, None, NOT_A_CALENDAR_DATE)
    if moment.year is not None:
        return _build(moment, moment.year)
    if reference is None:
        return Interval(None, None, YEAR_UNKNOWN)
    if moment.unit == "school":
        return _build(moment, _school_start(moment, reference))
    if moment.running:
        return _run(moment, reference)
    if moment.offset is not None:
        return _build(moment, reference.year + moment.offset)
    # 29 February may have to wait: eight years pass between leap years around 1900 and 2100.
    candidates = [_build(moment, reference.year + later) for later in range(9)]
    return next((c for c in candidates if c.last and c.last >= reference), candidates[0])


def resolve_range(start: Moment, end: Moment, reference: dt.date | None) -> Interval:
    """Find the days between two named times; what one of them leaves out, the other one tells.

    Args:
        start: The first time; a day without a month takes the month of the last.
        end: The last time.
        reference: The resolution's own date, or None.

    Returns:
        From the first day of the first to the last day of the last time. A range that would run backwards began, or
        ends, in the year beside.
    """
    if start.unit == "day" and not start.month:
        start = replace(start, month=end.month)
    if start.unit == "uncounted" or end.unit == "uncounted":
        return Interval(None, None, NOT_A_CALENDAR_DATE)
    if _is_dated(start) and not _is_dated(end):
        first = resolve_moment(start, reference)
        return _span(first, _after(end, first.first) if first.first else first)
    last = resolve_moment(end, reference)
    if last.last is None:
        return last
    if _is_dated(start):
        return _span(resolve_moment(start, reference), last)
    first = _build(start, last.last.year)
    if first.first and first.first > last.last:
        first = _build(start, last.last.year - 1)
    return _span(first, last)


def find_edge(moment: Moment, edge: str, reference: dt.date | None) -> Interval:
    """Find the beginning, the middle or the end of a named time, as an interval of one day.

    Args:
        moment: The named time.
        edge: ``first``, ``middle`` or ``last``.
        reference: The resolution's own date, or None.
    """
    if moment.unit == "school" and moment.year is None and not moment.offset and reference is not None:
        return _school_edge(edge, reference)
    whole = resolve_moment(moment, reference)
    if whole.first is None or whole.last is None:
        return whole
    if edge == "middle":
        day = _middle(moment.unit, whole.first)
        return Interval(day, day, "" if day else NOT_A_CALENDAR_DATE)
    day = whole.first if edge == "first" else whole.last
    return Interval(day, day)


def _build(moment: Moment, year: int) -> Interval:
    try:
        match moment.unit:
            case "day":
                day = dt.date(year, moment.month, moment.number)
                return Interval(day, day)
            case "decade":
                start = 10 * moment.number - 9
                end = 10 * moment.number if moment.number < 3 else monthrange(year, moment.month)[1]
                return Interval(dt.date(year, moment.month, start), dt.date(year, moment.month, end))
            case "month" | "quarter" | "half":
                return _months(year, moment.number * _MONTHS[moment.unit], _MONTHS[moment.unit])
            case "school":
                return Interval(dt.date(year, 9, 1), dt.date(year + 1, 8, 31))
            case "years":
                return _ordered(dt.date(year, 1, 1), dt.date(moment.last_year, 12, 31))
            case _:
                return Interval(dt.date(year, 1, 1), dt.date(year, 12, 31))
    except ValueError:
        return Interval(None, None, INVALID_DATE)


def _months(year: int, last_month: int, count: int) -> Interval:
    first = dt.date(year, last_month - count + 1, 1)
    return Interval(first, dt.date(year, last_month, monthrange(year, last_month)[1]))


def _ordered(first: dt.date, last: dt.date) -> Interval:
    return Interval(first, last) if first <= last else Interval(None, None, INVALID_DATE)


def _span(first: Interval, last: Interval) -> Interval:
    if first.first is None or last.last is None:
        return Interval(None, None, first.warning or last.warning)
    return _ordered(first.first, last.last)


def _is_dated(moment: Moment) -> bool:
    return moment.year is not None or moment.offset is not None


def _after(moment: Moment, day: dt.date) -> Interval:
    built = _build(moment, day.year)
    return _build(moment, day.year + 1) if built.last and built.last < day else built


def _run(moment: Moment, reference: dt.date) -> Interval:
    count = _MONTHS.get(moment.unit, 12)
    index = reference.year * 12 + reference.month - 1
    start = (index // count + (moment.offset or 0)) * count
    return _months(start // 12, start % 12 + count, count)


def _school_start(moment: Moment, reference: dt.date) -> int:
    if moment.offset:
        return reference.year + (reference > dt.date(reference.year, 9, 1))
    return _next_day(5, 31, reference).year - 1


def _school_edge(edge: str, reference: dt.date) -> Interval:
    if edge == "middle":
        return Interval(None, None, NOT_A_CALENDAR_DATE)
    day = _next_day(9, 1, reference) if edge == "first" else _next_day(5, 31, reference)
    return Interval(day, day)


def _next_day(month: int, day: int, reference: dt.date) -> dt.date:
    this_year = dt.date(reference.year, month, day)
    return this_year if this_year >= reference else dt.date(reference.year + 1, month, day)


def _middle(unit: str, first: dt.date) -> dt.date | None:
    match unit:
        case "month":
            return first.replace(day=15)
        case "quarter":
            return first.replace(month=first.month + 1, day=15)
        case "half":
            return _months(first.year, first.month + 2, 1).last
        case "year":
            return dt.date(first.year, 6, 30)
    return None
