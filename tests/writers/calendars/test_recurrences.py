from __future__ import annotations

import datetime as dt
from contextlib import suppress
from itertools import pairwise

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from resextract.writers.calendars.recurrences import Repetition, RuleError, plan_repetition

RULES = [
    "FREQ=YEARLY", "FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=6", "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2", "FREQ=DAILY", "FREQ=MONTHLY;BYMONTHDAY=5", "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=31",
    "FREQ=YEARLY;BYMONTH=9", "FREQ=YEARLY;BYYEARDAY=100", "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1", "FREQ=DAILY;COUNT=3",
]  # fmt: skip
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1))


def expand(rule: str, start: dt.date, number: int = 12) -> list[dt.date]:
    days = rrulestr(rule, dtstart=dt.datetime.combine(start, dt.time()))
    return [day.date() for day, _ in zip(days, range(number), strict=False)]


@settings(deadline=None)
@given(st.sampled_from(RULES), DAYS)
def test_the_first_day_is_one_of_the_rule_and_no_day_is_lost_or_added(rule: str, start: dt.date) -> None:
    found = plan_repetition(rule, start, None)
    if found.day_named:
        assert expand(found.rule, found.first) == expand(rule, start)
    assert found.rule == rule
    assert found.first >= start
    assert expand(found.rule, found.first)[0] == found.first


@settings(deadline=None)
@given(st.sampled_from(["FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=3", "FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=9"]), DAYS)
def test_a_rule_without_days_leaves_no_month_out(rule: str, start: dt.date) -> None:
    found = plan_repetition(rule, start, None)
    assert not found.day_named
    days = expand(rule, found.first, 13)
    months = 12 if "YEARLY" in rule else int(rule.partition("INTERVAL=")[2] or 1)
    steps = {(b.year - a.year) * 12 + b.month - a.month for a, b in pairwise(days)}
    assert (steps, len({day.day for day in days})) == ({months}, 1)
    if "BYMONTH" in rule:
        return
    assert found.first == (start if start.day <= 28 else (start.replace(day=1) + dt.timedelta(32)).replace(day=1))


def test_a_month_alone_names_no_day() -> None:
    found = plan_repetition("FREQ=YEARLY;BYMONTH=9", dt.date(2021, 8, 31), None)
    assert found == Repetition(dt.date(2021, 9, 1), "FREQ=YEARLY;BYMONTH=9", day_named=False)


def test_the_last_day_is_the_rules_until() -> None:
    start, end = dt.date(2024, 9, 2), dt.date(2025, 5, 31)
    assert plan_repetition("FREQ=WEEKLY;BYDAY=FR", start, end) == Repetition(
        dt.date(2024, 9, 6), "FREQ=WEEKLY;BYDAY=FR;UNTIL=20250531", day_named=True
    )
    assert plan_repetition("FREQ=WEEKLY;COUNT=2", start, end).rule == "FREQ=WEEKLY;COUNT=2"
    assert plan_repetition("FREQ=DAILY", dt.date(33, 1, 1), dt.date(33, 2, 1)).rule == "FREQ=DAILY;UNTIL=00330201"


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;FOO=1", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=A", "FREQ=DAILY;BYMONTH=13",
        "FREQ=DAILY;BYDAY=1MO", "FREQ=WEEKLY;BYMONTHDAY=5", "FREQ=DAILY;COUNT=1;UNTIL=20250101", "FREQ=DAILY;BYDAY=XX",
        "FREQ=DAILY;FREQ=DAILY", "FREQ=MONTHLY;BYSETPOS=0", "FREQ=MONTHLY;BYYEARDAY=1", "FREQ=DAILY;UNTIL=A",
        "FREQ=DAILY;BYMONTH=-",
    ],
)  # fmt: skip
def test_a_rule_that_calendars_do_not_know_is_refused(rule: str) -> None:
    with pytest.raises(RuleError, match="do not know"):
        plan_repetition(rule, dt.date(2025, 1, 1), None)


@pytest.mark.parametrize(
    ("rule", "end"),
    [
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", None),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", dt.date(9999, 12, 31)),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1", dt.date(2025, 11, 30)),
        ("FREQ=DAILY;UNTIL=20240101", None),
    ],
)
def test_a_rule_that_gives_no_day_is_refused(rule: str, end: dt.date | None) -> None:
    with pytest.raises(RuleError, match="no day before its end"):
        plan_repetition(rule, dt.date(2025, 1, 1), end)


@pytest.mark.parametrize("rule", ["FREQ=MONTHLY", "FREQ=YEARLY", "FREQ=DAILY"])
def test_the_last_days_of_the_calendar_do_not_break_it(rule: str) -> None:
    assert plan_repetition(rule, dt.date.max, None).first == dt.date.max


PARTS = st.sampled_from(["BYMONTH", "BYDAY", "BYMONTHDAY", "INTERVAL", "UNTIL", "BYSETPOS", "COUNT", "WKST", "X"])
VALUES = st.sampled_from(
    ["1", "-1", "MO", "13", "2,3", "-", "+", ",", "1MO", "20250101", "99999999999", "0", "32", "A"]
)


@settings(deadline=None)
@given(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY"]), st.lists(st.tuples(PARTS, VALUES), max_size=3), DAYS)
def test_any_rule_of_a_record_is_planned_or_refused(unit: str, parts: list[tuple[str, str]], start: dt.date) -> None:
    rule = ";".join([f"FREQ={unit}", *(f"{name}={value}" for name, value in parts)])
    with suppress(RuleError):
        assert plan_repetition(rule, start, None).first >= start
