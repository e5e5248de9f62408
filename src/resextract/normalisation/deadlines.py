"""Deadlines: what a time expression bounds, as dates, a recurrence rule or a duration (guidelines, 2.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from resextract.extractors.time_expressions import match_time
from resextract.normalisation.calendar import (
    NOT_A_CALENDAR_DATE,
    Interval,
    find_edge,
    resolve_moment,
    resolve_range,
)
from resextract.normalisation.moments import read_edge, read_length, read_part, read_target
from resextract.normalisation.recurrences import read_recurrence
from resextract.normalisation.values import DeadlineValue

if TYPE_CHECKING:
    import datetime as dt

    from spacy.tokens import Span

    from resextract.extractors.time_expressions import TimeMatch

__all__ = ["IN_PAST", "normalise_deadline"]

IN_PAST = "deadline_in_past_of_document"


def normalise_deadline(span: Span, reference: dt.date | None) -> DeadlineValue:
    """Give a deadline its value.

    Args:
        span: A mention of the slot ``deadlines``, made by whatever found it; its text is all that counts, and its label
            where the text alone does not tell the kind («15 мая»).
        reference: The resolution's own date, for what is named without a year; None if the resolution states none.

    Returns:
        The value. Dates are null, and ``warnings`` says why, where the text gives none: ``year_unknown``,
        ``invalid_date``, ``not_a_calendar_date``. A last day before the resolution's date stands, with the warning
        ``deadline_in_past_of_document``.
    """
    match = match_time(span.text)
    if match is None:
        return DeadlineValue(span.label_, warnings=(NOT_A_CALENDAR_DATE,))
    value = _read(match, reference)
    if match.rule.fields.get("bare") and span.label_ and value.kind in ("due", "period"):
        value = _relabel(value, span.label_)
    if reference is not None and value.end_date is not None and value.end_date < reference:
        value = replace(value, warnings=(*value.warnings, IN_PAST))
    return value


def _read(match: TimeMatch, reference: dt.date | None) -> DeadlineValue:
    kind = match.rule.get("kind")
    match kind:
        case "recurring":
            rule = read_recurrence(match)
            return DeadlineValue(kind, recurrence=rule, warnings=() if rule else (NOT_A_CALENDAR_DATE,))
        case "continuous":
            return DeadlineValue(kind)
        case "relative":
            count, unit, business = read_length(match)
            duration = f"PT{count}{unit}" if unit == "H" else f"P{count}{unit}"  # the contract knows no sign
            return DeadlineValue(kind, duration=duration, business_days=business)
    days = _find_days(match, reference)
    warnings = (days.warning,) if days.warning else ()
    return DeadlineValue(
        kind,
        start_date=None if kind == "due" else days.first,
        end_date=None if kind == "start" else days.last,
        warnings=warnings,
    )


def _find_days(match: TimeMatch, reference: dt.date | None) -> Interval:
    if "edge" in match.groups:
        return find_edge(*read_edge(match), reference)
    start, end = read_part(match, "from"), read_part(match, "to")
    if start and end:
        return resolve_range(start, end, reference)
    return resolve_moment(read_target(match), reference)


def _relabel(value: DeadlineValue, label: str) -> DeadlineValue:
    """A bare time bounds as its finder says: «май 2025 г.» alone is a period, what falls due in May is a `due`."""
    match label:
        case "due":
            return replace(value, kind=label, start_date=None)
        case "start":
            return replace(value, kind=label, start_date=value.start_date or value.end_date, end_date=None)
        case "period":
            return replace(value, kind=label, start_date=value.start_date or value.end_date)
    return value
