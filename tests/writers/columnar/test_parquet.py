from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from tests.writers.hostile_records import records

from resextract.records import models
from resextract.records.models import TaskRecord
from resextract.writers.columnar.parquet import write_parquet
from resextract.writers.columnar.schema import build_schema
from resextract.writers.jsonl import format_record
from resextract.writers.outcomes import ExportError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ANY_PLACE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=lambda day: day.isoformat())


def check(found: list[TaskRecord], path: Path, row_group: int = 7) -> None:
    assert write_parquet(found, str(path), row_group=row_group).tasks == len(found)
    rows = pq.read_table(path).to_pylist()
    assert [json.loads(as_json(row)) for row in rows] == [json.loads(format_record(record)) for record in found]


def test_all_values_of_the_annotated_texts_come_back(annotated: list[TaskRecord], tmp_path: Path) -> None:
    check(annotated, tmp_path / "a.parquet", 4096)


@ANY_PLACE
@given(found=records())
def test_hostile_values_come_back(found: list[TaskRecord], tmp_path: Path) -> None:
    check(found, tmp_path / "a.parquet", 2)


def test_other_readers_give_the_same_records(annotated: list[TaskRecord], tmp_path: Path) -> None:
    path = str(tmp_path / "a.parquet")
    write_parquet(annotated, path)
    relation = duckdb.read_parquet(path)
    rows = [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]
    assert [TaskRecord.model_validate(json.loads(as_json(row))) for row in rows] == annotated
    frame = pd.read_parquet(path)
    assert list(frame["task_id"]) == [record.task_id for record in annotated]
    assert frame["modality"].dtype == "category"
    assert [len(deadlines) for deadlines in frame["deadlines"]] == [len(record.deadlines) for record in annotated]


def test_questions_of_analysts_can_be_asked_in_sql(annotated: list[TaskRecord], tmp_path: Path) -> None:
    write_parquet(annotated, str(tmp_path / "a.parquet"))
    tasks = duckdb.read_parquet(str(tmp_path / "a.parquet"))
    unnested = duckdb.query(
        "SELECT d.end_date FROM (SELECT unnest(deadlines) AS d FROM tasks) WHERE d.end_date < '2022-01-01'"
    )
    ends = [d.end_date for record in annotated for d in record.deadlines if d.end_date and d.end_date < "2022-01-01"]
    assert tasks.count("*").fetchall() == [(len(annotated),)]
    assert sorted(str(day) for (day,) in unnested.fetchall()) == sorted(ends)


def test_the_schema_says_days_offsets_and_codes() -> None:
    schema = build_schema()
    assert schema.metadata == {b"resextract.schema_version": b"1.0"}
    deadline = schema.field("deadlines").type.value_type
    assert (deadline["end_date"].type, deadline["start"].type) == (pa.date32(), pa.int64())
    assert schema.field("modality").type == pa.dictionary(pa.int32(), pa.string())
    assert schema.field("document").type["date"].type == pa.date32()


def test_every_field_of_every_model_is_in_the_schema_and_nullable_only_where_it_may_be_null() -> None:
    def compare(fields: list[pa.Field], model: Any) -> None:
        hints = get_type_hints(model)
        assert [field.name for field in fields] == list(model.model_fields)
        assert {field.name for field in fields if field.nullable} == {
            n for n, h in hints.items() if type(None) in get_args(h)
        }

    schema = build_schema()
    compare(list(schema), TaskRecord)
    compare(list(schema.field("document").type), models.DocumentRecord)
    slots = {"actions": models.Action, "actors": models.Actor, "deadlines": models.Deadline}
    slots |= {"targets": models.Target, "programs": models.Program, "references": models.Reference}
    for slot, model in slots.items():
        compare(list(schema.field(slot).type.value_type), model)


def test_rows_are_written_in_groups_as_they_come(make_record: Callable[..., Any], tmp_path: Path) -> None:
    write_parquet((make_record(task_id=f"a#{n}") for n in range(10)), str(tmp_path / "a.parquet"), row_group=4)
    metadata = pq.read_metadata(tmp_path / "a.parquet")
    assert [metadata.row_group(n).num_rows for n in range(metadata.num_row_groups)] == [4, 4, 2]


def test_no_records_give_a_file_with_the_schema(tmp_path: Path) -> None:
    write_parquet([], str(tmp_path / "a.parquet"))
    table = pq.read_table(tmp_path / "a.parquet")
    assert (table.num_rows, table.schema.names) == (0, list(TaskRecord.model_fields))


def test_a_number_that_does_not_fit_is_refused_with_its_task(make_record: Callable[..., Any], tmp_path: Path) -> None:
    found = [make_record(), make_record(task_id="a#2", start=0, end=2**70), make_record(task_id="a#3")]
    with pytest.raises(ExportError, match=r"a\.parquet: a#2: "):
        write_parquet(found, str(tmp_path / "a.parquet"))
    assert list(tmp_path.iterdir()) == []


def test_days_are_days(make_record: Callable[..., Any], tmp_path: Path) -> None:
    write_parquet([make_record(document={"date": "2021-08-27"})], str(tmp_path / "a.parquet"))
    assert pq.read_table(tmp_path / "a.parquet").to_pylist()[0]["document"]["date"] == dt.date(2021, 8, 27)
