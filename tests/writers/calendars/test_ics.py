from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import recurring_ical_events
import vobject
from dateutil.rrule import rrulestr
from hypothesis import HealthCheck, given, settings
from icalendar import Calendar
from tests.writers.hostile_records import records

from resextract.writers.calendars.events import tidy_text
from resextract.writers.calendars.ics import write_calendar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from icalendar import Event

    from resextract.records.models import Deadline, TaskRecord

ANY_PLACE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


def read_events(path: Path) -> list[Event]:
    content = path.read_bytes()
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    calendar = Calendar.from_ical(content)
    assert not calendar.errors
    assert (calendar["VERSION"], calendar["X-WR-CALNAME"]) == ("2.0", "Сроки задач")
    events = list(calendar.walk("VEVENT"))
    assert not any(event.errors for event in events)
    return events


def list_placed(found: list[TaskRecord]) -> list[tuple[TaskRecord, Deadline]]:
    """The deadlines that a calendar can show: with a day, or with a rule and a day to count from."""
    return [
        (record, deadline)
        for record in found
        for deadline in record.deadlines
        if (deadline.recurrence and (deadline.start_date or record.document.date))
        or (not deadline.recurrence and (deadline.start_date or deadline.end_date))
    ]


def test_every_deadline_with_a_day_is_an_event_and_the_others_are_counted(
    annotated: list[TaskRecord], tmp_path: Path
) -> None:
    written = write_calendar(annotated, str(tmp_path / "a.ics"))
    events = read_events(tmp_path / "a.ics")
    placed = list_placed(annotated)
    assert [str(event["X-RESEXTRACT-TASK-ID"]) for event in events] == [record.task_id for record, _ in placed]
    for event, (record, deadline) in zip(events, placed, strict=True):
        if not deadline.recurrence:
            assert event["DTSTART"].dt.isoformat() == (deadline.end_date or deadline.start_date)
        assert record.text in event["DESCRIPTION"]
        assert all(program.name in event["DESCRIPTION"] for program in record.programs)
    assert len({str(event["UID"]) for event in events}) == len(events)
    left = sum(len(record.deadlines) for record in annotated) - len(events)
    without = sum(not record.deadlines for record in annotated)
    counts = [int(remark.partition(" ")[0]) for remark in written.remarks]
    assert (sum(counts), without in counts) == (left + without, True)


def test_another_program_expands_the_rules_to_the_days_of_the_deadlines(
    annotated: list[TaskRecord], tmp_path: Path
) -> None:
    write_calendar(annotated, str(tmp_path / "a.ics"))
    calendar = Calendar.from_ical((tmp_path / "a.ics").read_bytes())
    first, last = dt.date(2015, 1, 1), dt.date(2027, 1, 1)
    shown = Counter(
        (str(event["X-RESEXTRACT-TASK-ID"]), event["DTSTART"].dt)
        for event in recurring_ical_events.of(calendar).between(first, last)
    )
    expected: Counter[tuple[str, dt.date]] = Counter()
    for record, deadline in list_placed(annotated):
        if not deadline.recurrence:
            day = dt.date.fromisoformat(deadline.end_date or deadline.start_date or "")
            expected.update([(record.task_id, day)] if first <= day < last else [])
            continue
        start = dt.datetime.fromisoformat(deadline.start_date or record.document.date or "")
        if start.day > 28 and re.fullmatch(
            r"FREQ=(YEARLY|MONTHLY)(;INTERVAL=\d+)?(;BYMONTH=[\d,]+)?", deadline.recurrence
        ):
            start = (start.replace(day=1) + dt.timedelta(32)).replace(day=1)
        days = rrulestr(deadline.recurrence, dtstart=start).between(
            dt.datetime.combine(first, dt.time()), dt.datetime.combine(last, dt.time()), inc=True
        )
        end = dt.date.fromisoformat(deadline.end_date) if deadline.end_date else last
        expected.update((record.task_id, day.date()) for day in days if day.date() <= end and day.date() < last)
    assert shown == expected
    assert sum(shown.values()) > 5000


def test_a_second_parser_reads_the_calendar(annotated: list[TaskRecord], tmp_path: Path) -> None:
    write_calendar(annotated, str(tmp_path / "a.ics"))
    calendar = vobject.readOne((tmp_path / "a.ics").read_bytes().decode())
    calendar.validate(raiseException=True)
    events = calendar.vevent_list
    assert len(events) == len(list_placed(annotated))
    theirs = {(event.uid.value, event.dtstart.value, event.summary.value, event.description.value) for event in events}
    ours = {
        (str(e["UID"]), e["DTSTART"].dt, str(e["SUMMARY"]), str(e["DESCRIPTION"]))
        for e in read_events(tmp_path / "a.ics")
    }
    assert theirs == ours


@ANY_PLACE
@given(found=records())
def test_hostile_values_make_a_valid_calendar(found: list[TaskRecord], tmp_path: Path) -> None:
    written = write_calendar(found, str(tmp_path / "a.ics"))
    events = read_events(tmp_path / "a.ics")
    unknown = sum(int(remark.partition(" ")[0]) for remark in written.remarks if "× a deadline " in remark)
    assert len(events) + unknown == sum(len(record.deadlines) for record in found)
    by_task = {record.task_id: record for record in found}
    tidy_ids = {tidy_text(task_id): record for task_id, record in by_task.items()}
    for event in events:
        record = tidy_ids[str(event["X-RESEXTRACT-TASK-ID"])]
        for text in (record.text, record.document.source, *(actor.normal for actor in record.actors)):
            assert tidy_text(text) in event["DESCRIPTION"]
        names = [tidy_text(program.name) for program in record.programs]
        assert [str(name) for name in event["CATEGORIES"].cats][1:] == list(dict.fromkeys(names))
    assert vobject.readOne((tmp_path / "a.ics").read_bytes().decode()) is not None


def test_repeated_ids_still_have_uids_of_their_own(make_record: Callable[..., Any], tmp_path: Path) -> None:
    deadline = {
        "kind": "due", "start_date": None, "end_date": "2021-11-30", "recurrence": None, "duration": None,
        "business_days": False, "text": "срок", "start": 0, "end": 4, "inherited": False,
    }  # fmt: skip
    write_calendar([make_record(deadlines=(deadline,))] * 2, str(tmp_path / "a.ics"))
    assert len({str(event["UID"]) for event in read_events(tmp_path / "a.ics")}) == 2


def test_no_records_give_an_empty_calendar(tmp_path: Path) -> None:
    assert write_calendar([], str(tmp_path / "a.ics")).remarks == ()
    assert read_events(tmp_path / "a.ics") == []
