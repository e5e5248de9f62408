from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from resextract.records.models import Deadline
from resextract.writers.calendars.plans import CalendarDay, NoPlaceError, plan_deadline


def build(kind: str, **fields: Any) -> Deadline:
    empty: dict[str, Any] = dict.fromkeys(["start_date", "end_date", "recurrence", "duration"])
    place = {"business_days": False, "text": "срок", "start": 0, "end": 4, "inherited": False}
    return Deadline.model_validate({"kind": kind} | empty | place | fields)


@pytest.mark.parametrize(
    ("deadline", "day"),
    [
        (build("due", end_date="2021-11-30"), CalendarDay(dt.date(2021, 11, 30), "end")),
        (build("period", start_date="2021-09-01", end_date="2022-05-31"), CalendarDay(dt.date(2022, 5, 31), "end")),
        (build("start", start_date="2021-09-01"), CalendarDay(dt.date(2021, 9, 1), "begin")),
        (
            build("recurring", recurrence="FREQ=MONTHLY;BYMONTHDAY=5"),
            CalendarDay(dt.date(2021, 9, 5), "repeat", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ),
        (
            build("recurring", recurrence="FREQ=MONTHLY;BYMONTHDAY=5", start_date="2022-01-06", end_date="2022-03-01"),
            CalendarDay(dt.date(2022, 2, 5), "repeat", "FREQ=MONTHLY;BYMONTHDAY=5;UNTIL=20220301"),
        ),
        (
            build("recurring", recurrence="FREQ=MONTHLY;INTERVAL=3"),
            CalendarDay(dt.date(2021, 8, 27), "repeat", "FREQ=MONTHLY;INTERVAL=3", dt.date(2021, 8, 27)),
        ),
        (build("relative", duration="P10D", end_date="2021-11-30"), CalendarDay(dt.date(2021, 11, 30), "end")),
    ],
)
def test_where_a_deadline_stands(deadline: Deadline, day: CalendarDay) -> None:
    assert plan_deadline(deadline, "2021-08-27") == day


@pytest.mark.parametrize(
    ("deadline", "reason"),
    [
        (build("relative", duration="P10D"), "relative, without a date"),
        (build("continuous"), "continuous, without a date"),
        (build("due"), "without a date in the record"),
        (
            build("recurring", recurrence="FREQ=DAILY"),
            "recurring, and neither the deadline nor the document has a date",
        ),
        (
            build("recurring", recurrence="FREQ=DAILY;X=1", start_date="2021-01-01"),
            "recurring, by a rule that calendars do not know",
        ),
    ],
)
def test_why_a_deadline_has_no_place(deadline: Deadline, reason: str) -> None:
    with pytest.raises(NoPlaceError, match=reason):
        plan_deadline(deadline, None)
