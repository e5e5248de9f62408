from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resextract.writers.calendars.events import build_event, shorten_text, tidy_text
from resextract.writers.calendars.plans import CalendarDay, plan_deadline

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.records.models import TaskRecord


@pytest.fixture
def record(make_record: Callable[..., Any]) -> TaskRecord:
    place = {"start": 0, "end": 5, "inherited": True}
    deadline = {
        "kind": "period", "start_date": "2021-09-01", "end_date": "2022-05-31", "recurrence": None, "duration": None,
        "business_days": False, "text": "в учебном году", **place,
    }  # fmt: skip
    actor = {
        "normal": "Отдел культуры",
        "role": "responsible",
        "type": "authority",
        "person": "Иванова А. А.",
        "text": "x",
    }
    found: TaskRecord = make_record(
        document={"date": "2021-08-27", "title": "Решение"},
        deadlines=(deadline,),
        actors=(actor | place, actor | place | {"normal": "Школы", "person": None}),
        programs=({"name": "Успех, или 1000", "program_id": "u", "type": "plan", "level": None, "text": "x", **place},),
        warnings=("number_repeated",),
    )
    return found


def test_an_event_says_who_what_when_and_where_it_stands(record: TaskRecord) -> None:
    event = build_event(record, 0, plan_deadline(record.deadlines[0], "2021-08-27"))
    assert event["SUMMARY"] == "Отдел культуры и ещё 1: провести проверку"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (dt.date(2022, 5, 31), dt.date(2022, 6, 1))
    assert event["DTSTAMP"].dt == dt.datetime(2021, 8, 27, tzinfo=dt.UTC)
    assert event["TRANSP"] == "TRANSPARENT"
    assert [str(category) for category in event["CATEGORIES"].cats] == ["поручение", "Успех, или 1000"]
    assert event["X-RESEXTRACT-PERIOD"] == "2021-09-01/2022-05-31"
    assert str(event["DESCRIPTION"]).split("\n") == [
        "провести проверку",
        "",
        "Срок: 01.09.2021 – 31.05.2022 («в учебном году»)",
        "Ответственный: Отдел культуры (Иванова А. А.)",
        "Ответственный: Школы",
        "Программа: Успех, или 1000",
        "Проверить: номер пункта повторяется",
        "Документ: Решение, 27.08.2021",
        "Пункт: 1",
        "Источник: a.txt, символы 0–17",
        "Код задачи: a#op1/1",
    ]


def test_an_event_keeps_its_uid_and_no_two_share_one(record: TaskRecord) -> None:
    day = CalendarDay(dt.date(2022, 5, 31), "end")
    twice = record.model_copy(update={"deadlines": record.deadlines * 2})
    other = twice.model_copy(update={"task_id": "a#op1/2"})
    uids = [str(build_event(*arguments)["UID"]) for arguments in (
        (twice, 0, day), (twice, 1, day), (other, 0, day), (twice, 0, day, 1),
    )]  # fmt: skip
    assert len(set(uids)) == 4
    assert uids[0] == "0743f4b0-c72a-5f6f-a1ce-93da5036d129@resextract"


def test_what_begins_and_what_repeats_is_said(record: TaskRecord) -> None:
    begin = build_event(record, 0, CalendarDay(dt.date(2021, 9, 1), "begin"))
    assert str(begin["SUMMARY"]).startswith("Начало: Отдел культуры")
    deadline = record.deadlines[0].model_copy(update={"kind": "recurring", "recurrence": "FREQ=MONTHLY;INTERVAL=3"})
    repeated = record.model_copy(update={"deadlines": (deadline,)})
    day = CalendarDay(dt.date(2021, 8, 27), "repeat", "FREQ=MONTHLY;INTERVAL=3", dt.date(2021, 8, 27))
    event = build_event(repeated, 0, day)
    assert event["RRULE"].to_ical() == b"FREQ=MONTHLY;INTERVAL=3"
    assert "Дни в документе не названы (ежеквартально): повтор отсчитан от 27.08.2021" in event["DESCRIPTION"]


def test_the_last_day_of_the_calendar_has_no_day_after_it(record: TaskRecord) -> None:
    event = build_event(record, 0, CalendarDay(dt.date.max, "end"))
    assert (event["DTSTART"].dt, "DTEND" in event) == (dt.date.max, False)


def test_a_document_without_a_date_is_stamped_with_the_epoch(
    make_record: Callable[..., Any], record: TaskRecord
) -> None:
    undated = make_record(deadlines=record.deadlines)
    assert build_event(undated, 0, CalendarDay(dt.date(2022, 5, 31), "end"))["DTSTAMP"].dt.year == 1970


@pytest.mark.parametrize(
    ("text", "length", "short"),
    [
        ("провести смотр", 14, "провести смотр"),
        ("провести смотр", 13, "провести…"),
        ("провести, смотр", 11, "провести…"),
        ("длинноеслово", 5, "длин…"),
    ],
)
def test_a_summary_ends_with_a_whole_word(text: str, length: int, short: str) -> None:
    assert shorten_text(text, length) == short


@given(st.text())
def test_a_tidied_text_has_no_control_characters_and_one_kind_of_line_end(text: str) -> None:
    tidied = tidy_text(text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]", tidied)
    assert tidy_text(tidied) == tidied


def test_control_characters_become_visible() -> None:
    assert tidy_text("а\x00б\r\nв\u2028г\x7f") == "а␀б\nв\nг␡"


@pytest.mark.parametrize("end", ["\n", "\r", "\u2028", "\x85"])
def test_a_line_end_in_an_id_is_no_line_of_the_calendar(record: TaskRecord, end: str) -> None:
    document = record.document.model_copy(update={"doc_id": f"a{end}b"})
    odd = record.model_copy(update={"task_id": f"a{end}b#op1/1", "document": document})
    day = plan_deadline(odd.deadlines[0], "2021-08-27")
    assert isinstance(day, CalendarDay)
    assert b"X-RESEXTRACT-TASK-ID:a\xe2\x90\xa4b#op1/1\r\n" in build_event(odd, 0, day).to_ical()
