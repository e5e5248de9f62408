"""Recurrence rules of records → rules and first days of calendar events."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from resextract.language.phrases import phrase

__all__ = ["Repetition", "RuleError", "plan_repetition"]

_DAY_PARTS = frozenset({"BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY"})
_PARTS = _DAY_PARTS | {"FREQ", "BYMONTH", "INTERVAL", "COUNT", "UNTIL", "BYSETPOS", "WKST"}
"""The parts of RFC 5545, section 3.3.10, that events of whole days may have."""

_RULED_OUT = {
    "DAILY": {"BYWEEKNO", "BYYEARDAY"},
    "WEEKLY": {"BYWEEKNO", "BYYEARDAY", "BYMONTHDAY"},
    "MONTHLY": {"BYWEEKNO", "BYYEARDAY"},
    "YEARLY": set[str](),
}
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


_SHORTEST_MONTH = 28
_UNKNOWN = phrase("a rule that calendars do not know")
_EMPTY = phrase("a rule that gives no day before its end")


class RuleError(ValueError):
    """A rule has no place in a calendar; the message says why."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """A repeated event.

    Attributes:
        first: The first day, one that the rule itself gives.
        rule: The rule, with the last day where there is one.
        day_named: Whether the rule says which days; otherwise they follow from the first one.
    """

    first: dt.date
    rule: str
    day_named: bool


def plan_repetition(rule: str, start: dt.date, end: dt.date | None) -> Repetition:
    """Find when a repeated event begins.

    Args:
        rule: The rule of a deadline.
        start: The day from which on it counts.
        end: Its last day; None for no end.

    Returns:
        The first day on or after the start that the rule gives, and the rule with ``UNTIL``. A rule that repeats by
        months or years without naming a day, and starts on a day that not every month has, starts on the first of the
        next month, or months would be left out.

    Raises:
        RuleError: The rule is not one of RFC 5545 for whole days, or gives no day before the end.
    """
    parts = _split_rule(rule)
    frequency = parts["FREQ"]
    named = frequency == "DAILY" or bool(parts.keys() & _DAY_PARTS)
    if not named and frequency != "WEEKLY" and start.day > _SHORTEST_MONTH:
        start = _find_next_month(start)
    bounded = rule
    if end and not parts.keys() & {"UNTIL", "COUNT"}:
        bounded = f"{rule};UNTIL={end.isoformat().replace('-', '')}"
    return Repetition(_find_first(bounded, start), bounded, named)


def _split_rule(rule: str) -> dict[str, str]:
    pairs = [part.split("=", 1) for part in rule.split(";")]
    parts = {name: value for name, value in pairs}  # noqa: C416 - a pair is a list of two to mypy
    frequency = parts["FREQ"]
    numbered = frequency in {"DAILY", "WEEKLY"} and any(letter.isdigit() for letter in parts.get("BYDAY", ""))
    if (
        not parts.keys() <= _PARTS - _RULED_OUT[frequency]
        or len(parts) < len(pairs)
        or {"UNTIL", "COUNT"} <= parts.keys()
        or not parts.get("INTERVAL", "1").strip("0")
        or numbered
    ):
        raise RuleError(_UNKNOWN)
    _check_days(parts)
    return parts


def _find_first(rule: str, start: dt.date) -> dt.date:
    from dateutil.rrule import rrulestr
    from icalendar import vRecur

    try:
        vRecur.from_ical(rule)
        first = next(iter(rrulestr(rule, dtstart=dt.datetime.combine(start, dt.time()))), None)
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise RuleError(_UNKNOWN) from error
    if first is None:
        raise RuleError(_EMPTY)
    day: dt.date = first.date()
    return day


def _check_days(parts: dict[str, str]) -> None:
    # Found out here, 30 February does not have to be looked for until the year 9999.
    try:
        months = [int(month) for month in parts["BYMONTH"].split(",")] if "BYMONTH" in parts else [1]
        days = [abs(int(day)) for day in parts["BYMONTHDAY"].split(",")] if "BYMONTHDAY" in parts else [1]
    except ValueError as error:
        raise RuleError(_UNKNOWN) from error
    if not all(1 <= month <= 12 for month in months) or not all(1 <= day <= 31 for day in days):
        raise RuleError(_UNKNOWN)
    if min(days) > max(_MONTH_DAYS[month - 1] for month in months):
        raise RuleError(_EMPTY)


def _find_next_month(day: dt.date) -> dt.date:
    year, month = day.year + day.month // 12, day.month % 12 + 1
    return dt.date(year, month, 1) if year <= dt.MAXYEAR else day
