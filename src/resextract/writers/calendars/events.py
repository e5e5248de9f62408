"""Deadlines of a task as events of iCalendar."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from resextract.digest.sentences import (
    describe_actor,
    describe_deadline,
    describe_recurrence,
    describe_target,
    format_date,
)
from resextract.digest.wording import name_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar import Event

    from resextract.records.models import Deadline, TaskRecord
    from resextract.writers.calendars.plans import CalendarDay

__all__ = ["build_event", "shorten_text", "tidy_text"]

_SUMMARY = 90
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MOMENTS = {"end": "", "begin": "Начало: ", "repeat": ""}

# What RFC 5545 rules out of texts, and what programs take for line ends though the standard does not.
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_VISIBLE = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
_VISIBLE |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)


def build_event(record: TaskRecord, position: int, day: CalendarDay, copy: int = 0) -> Event:
    """Build the event of a deadline: whole days, which do not make anybody busy.

    Args:
        record: The task.
        position: The deadline's place in it, from 0.
        day: Where it stands in a calendar.
        copy: How many records before had the same task_id; a sound file has none.

    Returns:
        The event. Its UID is made of the task_id and the position, so that a calendar that is read again replaces its
        events; its DTSTAMP is midnight (UTC) of the document's date, or the epoch: no clock is read.
    """
    from icalendar import Event, vRecur

    deadline = record.deadlines[position]
    name = f"urn:resextract:{record.task_id}:deadlines:{position}" + (f":{copy}" if copy else "")
    event = Event()
    event.add("UID", f"{uuid5(NAMESPACE_URL, name)}@resextract")
    event.add("DTSTAMP", _stamp(record.document.date))
    event.add("DTSTART", day.day)
    if day.day < dt.date.max:
        event.add("DTEND", day.day + dt.timedelta(days=1))  # the day after the last one, as the standard has it
    if day.rule:
        event.add("RRULE", vRecur.from_ical(day.rule))
    event.add("SUMMARY", tidy_text(_summarise(record, day)))
    event.add("DESCRIPTION", tidy_text("\n".join(_describe(record, deadline, day))))
    categories = dict.fromkeys([name_code("modality", record.modality), *(p.name for p in record.programs)])
    event.add("CATEGORIES", [tidy_text(category) for category in categories])
    event.add("TRANSP", "TRANSPARENT")
    event.add("X-RESEXTRACT-TASK-ID", tidy_text(record.task_id).replace("\n", "␤"))  # no escapes are made here
    event.add("X-RESEXTRACT-DEADLINE", deadline.kind)
    if deadline.kind == "period" and deadline.start_date and deadline.end_date:
        event.add("X-RESEXTRACT-PERIOD", f"{deadline.start_date}/{deadline.end_date}")
    if deadline.recurrence:
        event.add("X-RESEXTRACT-RECURRENCE", deadline.recurrence)
    return event


def shorten_text(text: str, length: int) -> str:
    """Shorten a text to whole words, with «…» where something is left out."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:.-–—") + "…"


def tidy_text(text: str) -> str:
    r"""Make a text one that iCalendar may hold.

    Returns:
        The text with line ends of every kind as ``\n`` and the other control characters as their pictures (␀).
    """
    return _BREAKS.sub("\n", text).translate(_VISIBLE)


def _stamp(date: str | None) -> dt.datetime:
    return dt.datetime.fromisoformat(date).replace(tzinfo=dt.UTC) if date else _EPOCH


def _summarise(record: TaskRecord, day: CalendarDay) -> str:
    actors = [actor.normal for actor in record.actors if actor.role == "responsible"]
    who = ""
    if actors:
        who = shorten_text(actors[0], _SUMMARY // 2) + (f" и ещё {len(actors) - 1}" if len(actors) > 1 else "") + ": "
    return _MOMENTS[day.moment] + who + shorten_text(record.text, _SUMMARY)


def _describe(record: TaskRecord, deadline: Deadline, day: CalendarDay) -> Iterator[str]:
    yield record.text
    yield ""
    yield f"Срок: {describe_deadline(deadline)} («{deadline.text}»)"
    if day.counted_from and deadline.recurrence:
        words = describe_recurrence(deadline.recurrence)
        yield f"Дни в документе не названы ({words}): повтор отсчитан от {format_date(day.counted_from.isoformat())}"
    for actor in record.actors:
        yield f"{name_code('role', actor.role).capitalize()}: {describe_actor(actor)}"
    for target in record.targets:
        indicator = f"{target.indicator}: " if target.indicator else ""
        yield f"Показатель: {indicator}{describe_target(target)}"
    for program in record.programs:
        yield f"Программа: {program.name}"
    for code in record.warnings:
        yield f"Проверить: {name_code('warning', code)}"
    document = record.document
    date = f", {format_date(document.date)}" if document.date else ""
    yield f"Документ: {document.title or document.doc_id}{date}"
    if record.number:
        yield f"Пункт: {record.number}"
    yield f"Источник: {document.source}, символы {record.start}–{record.end}"
    yield f"Код задачи: {record.task_id}"
