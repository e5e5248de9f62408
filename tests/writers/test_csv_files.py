from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.writers.expected_rows import expect_mentions, expect_task
from tests.writers.hostile_records import records

from resextract.records.models import TaskRecord
from resextract.writers import csv_files
from resextract.writers.csv_files import write_csv
from resextract.writers.tables.mentions import MENTION_COLUMNS
from resextract.writers.tables.tasks import TASK_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ANY_PLACE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
LISTS = ("document.controllers", "section", "actions", "actors", "deadlines", "targets", "programs", "references")


def read_excel_rows(path: Path) -> list[list[str]]:
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def as_excel(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return f"{value or 0:.0f}" if value == int(value) and abs(value) < 1e15 else repr(value).replace(".", ",")
    return f"{value.day:02}.{value.month:02}.{value.year:04}"


def check_excel(found: list[TaskRecord], path: Path) -> None:
    tables: list[tuple[Any, Any, Any]] = [
        ("tasks", TASK_COLUMNS, [expect_task(record) for record in found]),
        ("mentions", MENTION_COLUMNS, [row for record in found for row in expect_mentions(record)]),
    ]
    for table, columns, expected in tables:
        assert write_csv(found, str(path), table=table).tasks == len(found)
        head, *rows = read_excel_rows(path)
        assert head == [column.header for column in columns]
        texts = {column.key for column in columns if column.kind in {"text", "code"}}
        plain = [
            {c.key: cell[cell.startswith("'") and c.key in texts :] for c, cell in zip(columns, row, strict=True)}
            for row in rows
        ]
        assert plain == [{key: as_excel(value) for key, value in row.items()} for row in expected]
        assert not any(cell[:1] in {"=", "+", "@", "\t", "\r", "＝"} for row in rows for cell in row)


def restore(row: dict[str, str]) -> TaskRecord:
    task: dict[str, Any] = {"document": {}}
    for name, text in row.items():
        value: Any = json.loads(text) if name in (*LISTS, "warnings", "start", "end") else text or None
        if name.startswith("document."):
            task["document"][name.removeprefix("document.")] = value
        else:
            task[name] = value
    return TaskRecord.model_validate(task)


def without_empty(record: TaskRecord) -> TaskRecord:
    # Most readers of CSV do not tell an empty text from none.
    changes = {name: getattr(record.document, name) or None for name in ("title", "event", "place")}
    return record.model_copy(
        update={"number": record.number or None, "document": record.document.model_copy(update=changes)}
    )


def check_plain(found: list[TaskRecord], path: Path) -> None:
    write_csv(found, str(path), dialect="plain")
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))
    assert [restore(row) for row in rows] == [without_empty(record) for record in found]
    write_csv(found, str(path), dialect="plain", table="mentions")
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))
    expected = []
    for record in found:
        fields = json.loads(record.model_dump_json())
        for slot in ("actions", "actors", "deadlines", "targets", "programs", "references"):
            for position, mention in enumerate(fields[slot], 1):
                expected.append({"task_id": record.task_id, "slot": slot, "position": position} | mention)
    assert [{name: text for name, text in row.items() if text} for row in rows] == [
        {name: v if isinstance(v, str) else json.dumps(v) for name, v in row.items() if v is not None and v != ""}
        for row in expected
    ]


def test_all_values_of_the_annotated_texts_stand_in_the_tables_for_excel(
    annotated: list[TaskRecord], tmp_path: Path
) -> None:
    check_excel(annotated, tmp_path / "a.csv")


def test_all_values_of_the_annotated_texts_come_back_from_the_plain_tables(
    annotated: list[TaskRecord], tmp_path: Path
) -> None:
    check_plain(annotated, tmp_path / "a.csv")


@ANY_PLACE
@given(found=records())
def test_hostile_values_stand_in_the_tables_for_excel(found: list[TaskRecord], tmp_path: Path) -> None:
    check_excel(found, tmp_path / "a.csv")


@ANY_PLACE
@given(found=records())
def test_hostile_values_come_back_from_the_plain_tables(found: list[TaskRecord], tmp_path: Path) -> None:
    check_plain(found, tmp_path / "a.csv")


def test_other_readers_read_the_plain_table(annotated: list[TaskRecord], tmp_path: Path) -> None:
    duckdb, pandas = pytest.importorskip("duckdb"), pytest.importorskip("pandas")
    path = tmp_path / "a.csv"
    write_csv(annotated, str(path), dialect="plain")
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
    assert [restore(row) for row in frame.to_dict("records")] == annotated
    found = duckdb.read_csv(str(path), all_varchar=True).project("task_id, text").fetchall()
    assert found == [(record.task_id, record.text) for record in annotated]


def test_null_and_an_empty_text_differ_in_the_plain_table(make_record: Callable[..., Any], tmp_path: Path) -> None:
    write_csv([make_record(number=""), make_record(number=None)], str(tmp_path / "a.csv"), dialect="plain")
    head, first, second = (tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()
    position = head.split(",").index("number")
    assert (first.split(",")[position], second.split(",")[position]) == ('""', "")


def test_no_records_give_the_head_alone(tmp_path: Path) -> None:
    assert write_csv([], str(tmp_path / "a.csv")).tasks == 0
    assert len(read_excel_rows(tmp_path / "a.csv")) == 1
    write_csv([], str(tmp_path / "a.csv"), dialect="plain")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"schema_version,task_id,document.doc_id,")


def test_what_excel_cannot_read_is_said(
    make_record: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_files, "_MOST_ROWS", 2)
    long = make_record(text="а" * 40_000)
    written = write_csv([long, make_record(), make_record(task_id="a#2")], str(tmp_path / "a.csv"))
    assert written.remarks == (
        "1 × a cell longer than the 32,767 characters that Excel reads; other programs read it whole: a#op1/1",
        "1 × a row that Excel does not show: it reads 1,048,576; from here on: a#op1/1",
    )
    assert read_excel_rows(tmp_path / "a.csv")[1][1] == "а" * 40_000
