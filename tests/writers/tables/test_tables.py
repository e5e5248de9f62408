from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from resextract.records.models import SLOTS
from resextract.writers.tables.columns import join_lines, read_date, say_flag
from resextract.writers.tables.mentions import MENTION_COLUMNS, list_mentions
from resextract.writers.tables.plain import list_plain_columns, list_plain_rows
from resextract.writers.tables.tasks import TASK_COLUMNS, count_mentions

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.records.models import TaskRecord


@pytest.mark.parametrize("columns", [TASK_COLUMNS, MENTION_COLUMNS])
def test_columns_have_names_of_their_own_and_a_meaning(columns: Any) -> None:
    for name in ("key", "header"):
        names = [getattr(column, name) for column in columns]
        assert len(set(names)) == len(names)
    assert all(column.meaning.endswith((".", "…")) for column in columns)
    cores = [column.core for column in columns]
    assert cores == sorted(cores, reverse=True)


def test_mentions_come_slot_by_slot_as_many_as_are_counted(annotated: list[TaskRecord]) -> None:
    for record in annotated:
        rows = list(list_mentions(record))
        assert [row.mention for row in rows] == [mention for slot in SLOTS for mention in getattr(record, slot)]
        assert count_mentions(record) == len(rows)


def test_plain_columns_are_the_contracts_fields(make_record: Callable[..., Any]) -> None:
    columns = list_plain_columns("tasks")
    assert columns[:4] == ["schema_version", "task_id", "document.doc_id", "document.source"]
    (row,) = list_plain_rows(make_record(), "tasks")
    assert set(columns) == set(row)
    assert list_plain_columns("mentions")[:4] == ["task_id", "slot", "position", "lemma"]
    assert list(list_plain_rows(make_record(), "mentions")) == []


def test_nothing_is_an_empty_cell() -> None:
    assert (join_lines([]), read_date(None), say_flag(None)) == (None, None, None)
    assert (join_lines(["а", "б"]), say_flag(True), say_flag(False)) == ("а\nб", "да", "нет")
