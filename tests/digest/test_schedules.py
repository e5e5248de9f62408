from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from resextract.digest.schedules import find_school_year, last_day, place_deadline
from resextract.records.models import Deadline

TODAY = dt.date(2026, 11, 27)


def deadline(kind: str = "due", start: str | None = None, end: str | None = None, **fields: Any) -> Deadline:
    empty = {"recurrence": None, "duration": None, "business_days": False, "text": "срок", "inherited": False}
    dates = {"kind": kind, "start_date": start, "end_date": end, "start": 0, "end": 4}
    return Deadline.model_validate(dates | empty | fields)


@pytest.mark.parametrize(
    ("made", "place"),
    [
        (deadline(end="2026-11-26"), "past"),
        (deadline(end="2026-11-27"), "school_year"),
        (deadline(end="2027-08-31"), "school_year"),
        (deadline(end="2027-09-01"), "later"),
        (deadline("period", "2026-09-01", "2027-05-31"), "school_year"),
        (deadline("period", "2020-09-01", "2021-05-31"), "past"),
        (deadline("start", "2026-12-01"), "school_year"),
        (deadline("start", "2028-01-01"), "later"),
        (deadline("start", "2026-09-01"), "open"),
        (deadline("recurring", recurrence="FREQ=YEARLY"), "recurring"),
        (deadline("recurring", end="2025-01-01", recurrence="FREQ=YEARLY"), "past"),
        (deadline("continuous"), "open"),
        (deadline("relative", duration="P10D"), "open"),
    ],
)
def test_where_a_deadline_lies(made: Deadline, place: str) -> None:
    assert place_deadline(made, TODAY) == place


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2026-08-31", "2025-09-01", "2026-08-31"),
        ("2026-09-01", "2026-09-01", "2027-08-31"),
        ("2024-02-29", "2023-09-01", "2024-08-31"),
    ],
)
def test_the_school_year_runs_from_september_to_august(day: str, first: str, last: str) -> None:
    year = find_school_year(dt.date.fromisoformat(day))
    assert [value.isoformat() for value in year] == [first, last]


def test_a_deadline_without_an_end_runs_out_on_no_day() -> None:
    assert last_day(deadline("start", "2026-09-01")) is None
