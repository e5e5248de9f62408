from __future__ import annotations

from typing import TYPE_CHECKING, Any

from resextract.records.models import Deadline
from resextract.writers.report.substitutes import SubstituteText

if TYPE_CHECKING:
    from collections.abc import Callable


def make_deadline(text: str, start: int, *, inherited: bool = False) -> Deadline:
    dates = {"start_date": None, "end_date": "2024-05-01", "recurrence": None, "duration": None}
    place = {"text": text, "start": start, "end": start + len(text), "inherited": inherited}
    return Deadline.model_validate({"kind": "due", **dates, "business_days": False, **place})


def test_the_texts_of_the_tasks_stand_one_below_the_other(make_record: Callable[..., Any]) -> None:
    first = make_record(number="1.1", text="Провести сбор", start=100, end=120)
    second = make_record(number=None, task_id="a#op1/2", text="Обеспечить явку", start=130, end=150)
    substitute = SubstituteText([first, second])
    assert substitute.text == "1.1 Провести сбор\n\nОбеспечить явку\n\n"
    assert [substitute.text[slice(*substitute.locate_task(record))] for record in (first, second)] == [
        "Провести сбор",
        "Обеспечить явку",
    ]


def test_a_mention_stands_where_it_stood_in_its_task(make_record: Callable[..., Any]) -> None:
    text = "к 1 мая собрать отчёты, к 1 мая сдать"
    deadlines = (make_deadline("к 1 мая", 100), make_deadline("к 1 мая", 124))
    substitute = SubstituteText([make_record(number="2", text=text, start=100, end=140, deadlines=deadlines)])
    assert substitute.locate_mention(100, 107, "к 1 мая") == (2, 9)
    assert substitute.locate_mention(124, 131, "к 1 мая") == (26, 33)


def test_a_mention_outside_of_its_task_has_no_place(make_record: Callable[..., Any]) -> None:
    deadline = make_deadline("к 1 мая", 20, inherited=True)
    substitute = SubstituteText([make_record(text="сдать отчёт", start=100, end=120, deadlines=(deadline,))])
    assert substitute.locate_mention(20, 27, "к 1 мая") is None
