from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from tests.writers.hostile_records import records

from resextract.language.lexicons import read_resource
from resextract.records import models
from resextract.records.models import SLOTS, TaskRecord
from resextract.writers.databases.rows import SLOT_TABLES
from resextract.writers.databases.sqlite import write_database
from resextract.writers.jsonl import OutputError, format_record
from resextract.writers.outcomes import ExportError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ANY_PLACE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
MODELS = {
    "actions": models.Action, "actors": models.Actor, "deadlines": models.Deadline, "targets": models.Target,
    "programs": models.Program, "references": models.Reference,
}  # fmt: skip


def query(path: Path, statement: str, *values: Any) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(statement, values)]


def read_back(path: Path) -> Iterator[dict[str, Any]]:
    """The records as the tables hold them, each column by its name."""
    rows: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for table in ("sections", "warnings", "controllers", *SLOT_TABLES.values()):
        key = "doc_id" if table == "controllers" else "task_id"
        grouped = rows.setdefault(table, {})
        for row in query(path, f"SELECT * FROM {table} ORDER BY {key}, position"):  # noqa: S608 - names of our own
            owner = grouped.setdefault(row.pop(key), [])
            owner.append(row)
            assert row.pop("position") == len(owner)
    documents = {row["doc_id"]: row for row in query(path, "SELECT * FROM documents")}
    for number, task in enumerate(query(path, "SELECT * FROM tasks ORDER BY row"), 1):
        assert task.pop("row") == number
        task_id = task["task_id"]
        document = documents[task.pop("doc_id")]
        yield {
            "schema_version": query(path, "SELECT value FROM metadata")[0]["value"],
            **task,
            "document": document | {"controllers": rows["controllers"].get(document["doc_id"], [])},
            "section": [row["text"] for row in rows["sections"].get(task_id, [])],
            "warnings": [row["code"] for row in rows["warnings"].get(task_id, [])],
            **{slot: rows[table].get(task_id, []) for slot, table in SLOT_TABLES.items()},
        }


def check(found: list[TaskRecord], path: Path) -> None:
    assert write_database(found, str(path)).tasks == len(found)
    assert list(read_back(path)) == [json.loads(format_record(record)) for record in found]


def test_all_values_of_the_annotated_texts_come_back(annotated: list[TaskRecord], tmp_path: Path) -> None:
    check(annotated[::9], tmp_path / "a.sqlite")
    assert write_database(annotated, str(tmp_path / "a.sqlite")).tasks == len(annotated)
    assert query(tmp_path / "a.sqlite", "PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    assert query(tmp_path / "a.sqlite", "PRAGMA foreign_key_check") == []


@ANY_PLACE
@given(found=records())
def test_hostile_values_come_back(found: list[TaskRecord], tmp_path: Path) -> None:
    check(found, tmp_path / "a.sqlite")


def test_the_columns_are_the_fields_of_the_models(tmp_path: Path) -> None:
    write_database([], str(tmp_path / "a.sqlite"))
    for slot in SLOTS:
        columns = [row["name"] for row in query(tmp_path / "a.sqlite", f"PRAGMA table_info({SLOT_TABLES[slot]})")]
        assert columns == ["task_id", "position", *MODELS[slot].model_fields]
    columns = [row["name"] for row in query(tmp_path / "a.sqlite", "PRAGMA table_info(documents)")]
    assert [*columns, "controllers"] == list(models.DocumentRecord.model_fields)


def test_the_checks_allow_the_codes_of_the_contract_and_no_others() -> None:
    blocks = re.findall(r"CREATE TABLE (\w+) \((.*?)\n\) STRICT", read_resource("database.sql"), re.DOTALL)
    tables = {SLOT_TABLES[slot]: model for slot, model in MODELS.items()} | {"tasks": TaskRecord}
    checked = 0
    for table, body in blocks:
        for name, codes in re.findall(r"CHECK \((\w+) IN \(('.*?)\)\)", body):
            hint = get_type_hints(tables[table])[name]
            literal = next((part for part in get_args(hint) if get_args(part)), hint)
            assert re.findall("'(.*?)'", codes) == list(get_args(literal)), (table, name)
            checked += 1
    assert checked == 9


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tasks SET doc_id = 'nobody'",
        "UPDATE tasks SET modality = 'wish'",
        'UPDATE tasks SET "end" = "start"',
        "UPDATE documents SET date = '2021-02-30'",
        "UPDATE documents SET date = '27.08.2021'",
        "UPDATE tasks SET text = NULL",
        "INSERT INTO warnings VALUES ('a#op1/1', 0, 'x')",
        "INSERT INTO targets VALUES ('a#op1/1', 1, 'много', NULL, 'count', '', 'eq', NULL, 'x', 0, 1, 0)",
        "INSERT INTO actions VALUES (NULL, 1, 'x', 'x', 0, 1, 0)",
    ],
)
def test_what_the_contract_rules_out_cannot_be_put_in(
    make_record: Callable[..., Any], tmp_path: Path, statement: str
) -> None:
    write_database([make_record(document={"date": "2021-08-27"})], str(tmp_path / "a.sqlite"))
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)


def test_the_overview_has_a_row_a_task(annotated: list[TaskRecord], tmp_path: Path) -> None:
    write_database(annotated, str(tmp_path / "a.sqlite"))
    rows = query(tmp_path / "a.sqlite", "SELECT * FROM task_overview")
    assert [row["task_id"] for row in rows] == [record.task_id for record in annotated]
    for row, record in zip(rows, annotated, strict=True):
        names = [actor.normal for actor in record.actors if actor.role == "responsible"]
        ends = sorted(deadline.end_date for deadline in record.deadlines if deadline.end_date)
        assert row["responsible"] == ("; ".join(names) or None)
        assert (row["first_due"], row["last_due"]) == ((ends[0], ends[-1]) if ends else (None, None))
        assert row["programs"] == ("; ".join(program.name for program in record.programs) or None)


def test_past_due_lists_the_deadlines_that_have_run_out(make_record: Callable[..., Any], tmp_path: Path) -> None:
    deadline = {
        "kind": "due", "start_date": None, "recurrence": None, "duration": None, "business_days": False,
        "text": "срок", "start": 0, "end": 4, "inherited": False,
    }  # fmt: skip
    found = [
        make_record(deadlines=(deadline | {"end_date": day},), task_id=f"a#{day}")
        for day in ("2020-01-01", "9999-01-01")
    ]
    write_database(found, str(tmp_path / "a.sqlite"))
    rows = query(tmp_path / "a.sqlite", "SELECT end_date, task_id FROM past_due")
    assert rows == [{"end_date": "2020-01-01", "task_id": "a#2020-01-01"}]


def test_two_tasks_with_one_id_are_refused(make_record: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "a.sqlite").write_text("old")
    with pytest.raises(ExportError, match=r"a\.sqlite: a#op1/1: record 2 has the task_id of an earlier one"):
        write_database([make_record(), make_record()], str(tmp_path / "a.sqlite"))
    assert (tmp_path / "a.sqlite").read_text() == "old"


def test_a_document_that_comes_back_is_the_same_one(make_record: Callable[..., Any], tmp_path: Path) -> None:
    controllers = ({"normal": "глава", "person": None},)
    documents = [{"controllers": controllers}, {"doc_id": "b"}, {"controllers": controllers}]
    found = [make_record(task_id=f"{d.get('doc_id', 'a')}#{n}", document=d) for n, d in enumerate(documents)]
    check(found, tmp_path / "a.sqlite")
    other = make_record(task_id="a#9", document={"controllers": ()})
    with pytest.raises(ExportError, match="a#9: describes the document a in another way than an earlier record"):
        write_database([*found, other], str(tmp_path / "a.sqlite"))


def test_a_number_that_does_not_fit_is_refused_with_its_task(make_record: Callable[..., Any], tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"a\.sqlite: a#op1/1: "):
        write_database([make_record(start=0, end=2**70)], str(tmp_path / "a.sqlite"))


def test_an_old_sqlite_is_an_output_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    with pytest.raises(OutputError, match=r"a\.sqlite: needs SQLite 3.37 or later"):
        write_database([], str(tmp_path / "a.sqlite"))
