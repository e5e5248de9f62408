from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from resextract.digest.selections import EVERYTHING, Selection, select_records

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.records.models import TaskRecord

PLACE = {"text": "текст", "start": 0, "end": 5, "inherited": False}


@pytest.fixture
def record(make_record: Callable[..., TaskRecord]) -> TaskRecord:
    actor = {"normal": "Отдел «Учёт»", "role": "responsible", "type": "authority", "person": "Иванов И. И."}
    dates = {"start_date": None, "recurrence": None, "duration": None, "business_days": False, "kind": "due"}
    program = {"name": "Успех каждого ребенка", "program_id": "uspekh", "type": "project", "level": None}
    return make_record(
        document={"doc_id": "2024-17", "title": "О подготовке школ"},
        actors=[actor | PLACE],
        deadlines=[dates | PLACE | {"end_date": day} for day in ("2024-05-01", "2024-12-31")],
        programs=[program | PLACE],
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"actor": "отдел учет"}, True),
        ({"actor": "учет отдел"}, True),
        ({"actor": '"Учёт"'}, True),
        ({"actor": "иванов"}, True),
        ({"actor": "отделы учета"}, True),
        ({"actor": "отдел кадров"}, False),
        ({"actor": "отделка"}, False),
        ({"program": "успех ребенк"}, True),
        ({"program": "uspekh"}, True),
        ({"program": "uspek"}, False),
        ({"document": "2024-*"}, True),
        ({"document": "школ"}, True),
        ({"document": "2023-*"}, False),
        ({"due_before": "2024-05-02"}, True),
        ({"due_before": "2024-05-01"}, False),
        ({"due_after": "2024-12-30"}, True),
        ({"due_after": "2024-12-31"}, False),
        ({"due_after": "2024-05-01", "due_before": "2024-12-31"}, False),
        ({"due_after": "2024-04-30", "due_before": "2024-12-31"}, True),
        ({"with_targets": True}, False),
        ({"with_warnings": True}, False),
        ({"actor": "отдел", "program": "успех", "due_before": "2025-01-01"}, True),
        ({"actor": "отдел", "program": "другая"}, False),
        ({}, True),
    ],
)
def test_which_records_are_selected(record: TaskRecord, asked: dict[str, Any], found: bool) -> None:
    days = {name: dt.date.fromisoformat(value) for name, value in asked.items() if name.startswith("due")}
    assert list(select_records([record], Selection(**asked | days))) == [record] * found


def test_a_record_without_anything_is_found_by_no_question(make_record: Callable[..., TaskRecord]) -> None:
    bare = make_record()
    assert EVERYTHING.matches(bare)
    for asked in (Selection(actor="отдел"), Selection(program="успех"), Selection(due_before=dt.date(2030, 1, 1))):
        assert not asked.matches(bare)
    assert Selection(with_warnings=True).matches(make_record(warnings=["no_actor"]))


def test_a_deadline_that_only_begins_counts_with_its_first_day(make_record: Callable[..., TaskRecord]) -> None:
    dates = {"recurrence": None, "duration": None, "business_days": False, "kind": "start", "end_date": None}
    record = make_record(deadlines=[dates | PLACE | {"start_date": "2024-09-01"}])
    assert Selection(due_after=dt.date(2024, 8, 31)).matches(record)
    assert not Selection(due_before=dt.date(2024, 9, 1)).matches(record)
