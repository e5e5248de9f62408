"""Records as a SQLite database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from resextract.language.lexicons import read_resource
from resextract.language.phrases import phrase
from resextract.records.models import SCHEMA_VERSION
from resextract.writers.databases.rows import list_document_rows, list_task_rows
from resextract.writers.jsonl import OutputError
from resextract.writers.outcomes import ExportError, Written
from resextract.writers.scratch import open_scratch

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from resextract.records.models import DocumentRecord, TaskRecord
    from resextract.writers.databases.rows import Row

__all__ = ["write_database"]

# The file is thrown away if anything fails, so it needs no journal; pages are wiped, so the same rows give the same
# bytes.
_SETTINGS = """
PRAGMA page_size = 4096;
PRAGMA encoding = 'UTF-8';
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA secure_delete = ON;
PRAGMA foreign_keys = ON;
"""
_OLDEST = (3, 37, 0)


def write_database(records: Iterable[TaskRecord], target: str) -> Written:
    """Write records as a SQLite database with the tables of ``resources/database.sql``.

    Args:
        records: The records; their order is the column ``row`` of the table ``tasks``.
        target: A path, or ``-`` for standard output.

    Returns:
        What was written.

    Raises:
        ExportError: Two records have one task_id, a document is described in two ways, or a number is too large.
        OutputError: The output cannot be written, or the SQLite of this Python knows no STRICT tables.
    """
    if sqlite3.sqlite_version_info < _OLDEST:
        found = sqlite3.sqlite_version
        raise OutputError(
            phrase("{target}: needs SQLite 3.37 or later; this Python comes with {found}", target=target, found=found)
        )
    with open_scratch(target) as path:
        try:
            return Written(_fill(records, path, target))
        except sqlite3.OperationalError as error:
            raise OutputError(
                phrase("{target}: cannot be written: {reason}", target=target, reason=str(error))
            ) from error


def _fill(records: Iterable[TaskRecord], path: Path, target: str) -> int:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(_SETTINGS)
        connection.execute("BEGIN")
        for statement in read_resource("database.sql").split(";\n"):
            connection.execute(statement)
        inserter = _Inserter(connection, target)
        inserter.insert([("metadata", ("schema_version", SCHEMA_VERSION))])
        number = 0
        for number, record in enumerate(records, 1):
            inserter.add(record, number)
        for statement in read_resource("database_indexes.sql").split(";\n"):
            connection.execute(statement)
        connection.execute("COMMIT")
    return number


class _Inserter:
    """Inserts records and tells why one cannot be."""

    def __init__(self, connection: sqlite3.Connection, target: str) -> None:
        self._connection = connection
        self._target = target
        self._document: DocumentRecord | None = None
        self._statements: dict[str, str] = {}

    def add(self, record: TaskRecord, number: int) -> None:
        """Insert a record, and its document unless it is there."""
        try:
            if record.document != self._document:  # the records of a document stand together as a rule
                self._add_document(record)
                self._document = record.document
            self.insert(list_task_rows(record, number))
        except sqlite3.IntegrityError as error:
            reason = str(error)
            if "tasks.task_id" in reason:
                reason = phrase("record {number} has the task_id of an earlier one", number=number)
            raise self._explain(record, reason) from error
        except OverflowError as error:
            raise self._explain(record, str(error)) from error

    def insert(self, rows: Iterable[Row]) -> None:
        """Insert rows."""
        for table, values in rows:
            if table not in self._statements:
                marks = ", ".join("?" * len(values))
                self._statements[table] = f"INSERT INTO {table} VALUES ({marks})"  # noqa: S608 - tables are our own
            self._connection.execute(self._statements[table], values)

    def _add_document(self, record: TaskRecord) -> None:
        rows = list(list_document_rows(record.document))
        doc_id = (record.document.doc_id,)
        known = [
            ("documents", row) for row in self._connection.execute("SELECT * FROM documents WHERE doc_id = ?", doc_id)
        ]
        if not known:
            self.insert(rows)
            return
        select = "SELECT * FROM controllers WHERE doc_id = ? ORDER BY position"
        known += [("controllers", row) for row in self._connection.execute(select, doc_id)]
        if known != rows:
            name = record.document.doc_id
            reason = phrase("describes the document {doc_id} in another way than an earlier record", doc_id=name)
            raise self._explain(record, reason)

    def _explain(self, record: TaskRecord, reason: str) -> ExportError:
        return ExportError(
            phrase("{target}: {task_id}: {reason}", target=self._target, task_id=record.task_id, reason=reason)
        )
