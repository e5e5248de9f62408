"""The questions in docs/export.md are asked of exported records."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from resextract.writers.columnar.parquet import write_parquet
from resextract.writers.csv_files import write_csv
from resextract.writers.databases.sqlite import write_database
from resextract.writers.exports import FORMATS

if TYPE_CHECKING:
    import pandas as pd

    from resextract.records.models import TaskRecord

PAGE = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")
ON_PARQUET, *ON_SQLITE = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)


def answer_date(value: str, *changes: str) -> str:
    """Stands in for SQLite's function: now is a day that has tasks before and after it."""
    if value != "now":
        return value
    return "2022-05-31" if "+30 days" in changes else "2022-05-01"


def test_every_suffix_is_documented() -> None:
    assert all(f"`{suffix}`" in PAGE for suffixes in FORMATS.values() for suffix in suffixes)


def test_there_is_more_than_one_question() -> None:
    assert len(ON_SQLITE) >= 5


@pytest.mark.parametrize("statement", ON_SQLITE)
def test_questions_to_the_database_are_answered(annotated: list[TaskRecord], tmp_path: Path, statement: str) -> None:
    write_database(annotated, str(tmp_path / "tasks.sqlite"))
    with closing(sqlite3.connect(tmp_path / "tasks.sqlite")) as connection:
        connection.create_function("date", -1, answer_date)
        assert connection.execute(statement).fetchall()


def test_the_question_to_parquet_is_answered(
    annotated: list[TaskRecord], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_parquet(annotated, "tasks.parquet")
    rows = duckdb.query(ON_PARQUET.strip().rstrip(";")).fetchall()
    tasks: dict[str, set[str]] = {}
    for record in annotated:
        if any("2022-01-01" <= (deadline.end_date or "") <= "2022-12-31" for deadline in record.deadlines):
            for actor in record.actors:
                if actor.role == "responsible":
                    tasks.setdefault(actor.normal, set()).add(record.task_id)
    expected = sorted(((name, len(ids)) for name, ids in tasks.items()), key=lambda item: (-item[1], item[0]))
    assert rows == expected[:10]


def test_pandas_reads_the_plain_table_as_the_page_says(
    annotated: list[TaskRecord], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_csv(annotated, "tasks.csv", dialect="plain")
    code = next(block for block in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL) if "pd.read_csv" in block)
    names: dict[str, pd.DataFrame] = {}
    exec(code, names)  # noqa: S102 - our own page
    expected = [json.loads(record.model_dump_json())["deadlines"] for record in annotated]
    assert list(names["tasks"]["deadlines"]) == expected
