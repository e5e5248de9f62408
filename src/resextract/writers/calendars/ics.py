"""Records as a calendar of their deadlines."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from resextract.language.phrases import phrase
from resextract.writers.calendars.events import build_event, tidy_text
from resextract.writers.calendars.plans import NoPlaceError, plan_deadline
from resextract.writers.jsonl import open_output
from resextract.writers.outcomes import Remarks, Written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resextract.records.models import TaskRecord

__all__ = ["write_calendar"]

_NAME = "Сроки задач"
_NO_DEADLINE = phrase("a task without a deadline: not in the calendar")


def write_calendar(records: Iterable[TaskRecord], target: str, *, name: str = _NAME) -> Written:
    """Write the deadlines of records as a calendar (RFC 5545), an event a deadline, task by task.

    Args:
        records: The records, in the order to write them.
        target: A path, or ``-`` for standard output.
        name: What calendar programs call it.

    Returns:
        What was written; a remark for each reason why deadlines have no place in a calendar, with their number. Tasks
        without any deadline are a remark too.

    Raises:
        OutputError: The output cannot be written.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//resextract//RU")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("X-WR-CALNAME", tidy_text(name))
    head, _, foot = calendar.to_ical().rpartition(b"END:VCALENDAR")
    remarks = Remarks()
    copies: Counter[str] = Counter()
    tasks = 0
    with open_output(target) as output:
        output.write(head)
        for tasks, record in enumerate(records, 1):  # noqa: B007 - the last number is how many there are
            if not record.deadlines:
                remarks.add(_NO_DEADLINE, record.task_id)
            for position, deadline in enumerate(record.deadlines):
                try:
                    day = plan_deadline(deadline, record.document.date)
                except NoPlaceError as error:
                    remarks.add(phrase("a deadline {reason}: not in the calendar", reason=str(error)), record.task_id)
                    continue
                output.write(build_event(record, position, day, copies[record.task_id]).to_ical())
            copies[record.task_id] += 1
        output.write(b"END:VCALENDAR" + foot)
    return Written(tasks, remarks.list_sentences())
