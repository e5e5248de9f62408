from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resextract.normalisation.calendar import Interval, Moment, find_edge, resolve_moment, resolve_range

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31))
UNITS = st.sampled_from([("month", 12), ("quarter", 4), ("half", 2), ("year", 1)])


@pytest.mark.parametrize(
    ("moment", "first", "last"),
    [
        (Moment("day", 29, 2, 2024), "2024-02-29", "2024-02-29"),
        (Moment("decade", 3, 2, 2023), "2023-02-21", "2023-02-28"),
        (Moment("month", 12, year=2024), "2024-12-01", "2024-12-31"),
        (Moment("quarter", 3, year=2024), "2024-07-01", "2024-09-30"),
        (Moment("half", 2, year=2024), "2024-07-01", "2024-12-31"),
        (Moment("year", year=2024), "2024-01-01", "2024-12-31"),
        (Moment("years", year=2021, last_year=2024), "2021-01-01", "2024-12-31"),
        (Moment("school", year=2021), "2021-09-01", "2022-08-31"),
    ],
)
def test_named_times(moment: Moment, first: str, last: str) -> None:
    assert resolve_moment(moment, None) == Interval(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    "moment",
    [Moment("day", 31, 4, 2024), Moment("quarter", 5, year=2024), Moment("years", year=2024, last_year=2021)],
)
def test_impossible_times(moment: Moment) -> None:
    assert resolve_moment(moment, None) == Interval(None, None, "invalid_date")


@given(DAYS, st.integers(1, 28), st.integers(1, 12))
def test_a_day_without_a_year_is_the_next_one(reference: dt.date, day: int, month: int) -> None:
    found = resolve_moment(Moment("day", day, month), reference).first
    assert found is not None
    assert 0 <= (found - reference).days < 366
    assert (found.day, found.month) == (day, month)


@given(DAYS, UNITS)
def test_the_running_unit_holds_the_reference(reference: dt.date, unit: tuple[str, int]) -> None:
    found = resolve_moment(Moment(unit[0], offset=0, running=True), reference)
    assert found.first is not None
    assert found.last is not None
    assert found.first <= reference <= found.last


@given(DAYS, UNITS, st.data())
def test_edges_lie_inside(reference: dt.date, unit: tuple[str, int], data: st.DataObject) -> None:
    moment = Moment(unit[0], data.draw(st.integers(1, unit[1])), year=reference.year)
    days = [find_edge(moment, edge, reference).first for edge in ("first", "middle", "last")]
    assert None not in days
    assert days == sorted(day for day in days if day)
    assert (days[0], days[2]) == (resolve_moment(moment, None).first, resolve_moment(moment, None).last)


@given(st.tuples(st.integers(1, 28), st.integers(1, 12)), st.tuples(st.integers(1, 28), st.integers(1, 12)))
def test_ranges_run_forward(first: tuple[int, int], last: tuple[int, int]) -> None:
    found = resolve_range(Moment("day", *first), Moment("day", *last, 2024), None)
    assert found.first is not None
    assert found.last is not None
    assert dt.timedelta(0) <= found.last - found.first < dt.timedelta(366)
    assert found.last.year == 2024


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        (Moment("day", 1), Moment("day", 20, 5, 2024), "2024-05-01", "2024-05-20"),
        (Moment("day", 1, 12), Moment("day", 1, 3, 2025), "2024-12-01", "2025-03-01"),
        (Moment("month", 9, year=2024), Moment("month", 5), "2024-09-01", "2025-05-31"),
        (Moment("month", 9), Moment("month", 5), "2024-09-01", "2025-05-31"),
        (Moment("month", 6), Moment("month", 9), "2024-06-01", "2024-09-30"),
        (Moment("quarter", 1), Moment("quarter", 2, year=2025), "2025-01-01", "2025-06-30"),
    ],
)
def test_what_one_end_leaves_out_the_other_tells(start: Moment, end: Moment, first: str, last: str) -> None:
    found = resolve_range(start, end, dt.date(2024, 8, 28))
    assert found == Interval(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


def test_school_edges_need_a_reference() -> None:
    assert find_edge(Moment("school"), "last", None) == Interval(None, None, "year_unknown")
    assert find_edge(Moment("school"), "middle", dt.date(2024, 1, 1)).warning == "not_a_calendar_date"
