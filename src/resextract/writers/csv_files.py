"""Tables as CSV: for Excel with Russian settings, or plain, for programs."""

from __future__ import annotations

import csv
import datetime as dt
import json
from io import StringIO
from typing import TYPE_CHECKING, Any, Literal

from resextract.digest.sentences import format_date
from resextract.language.phrases import phrase
from resextract.writers.defusing import protect_text
from resextract.writers.jsonl import open_output
from resextract.writers.outcomes import Remarks, Written
from resextract.writers.tables.mentions import MENTION_COLUMNS, list_mentions
from resextract.writers.tables.plain import list_plain_columns, list_plain_rows
from resextract.writers.tables.tasks import TASK_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from resextract.records.models import TaskRecord
    from resextract.writers.tables.columns import Column, Value

__all__ = ["DIALECTS", "TABLES", "Dialect", "Table", "write_csv"]

Dialect = Literal["excel", "plain"]
Table = Literal["tasks", "mentions"]
DIALECTS: tuple[Dialect, ...] = ("excel", "plain")
TABLES: tuple[Table, ...] = ("tasks", "mentions")

_BOM = "\ufeff"
_LONGEST_CELL = 32_767
_MOST_ROWS = 1_048_576
_MANY_ROWS = phrase("a row that Excel does not show: it reads 1,048,576; from here on")
_LONG_CELL = phrase("a cell longer than the 32,767 characters that Excel reads; other programs read it whole")


def write_csv(
    records: Iterable[TaskRecord], target: str, *, table: Table = "tasks", dialect: Dialect = "excel"
) -> Written:
    """Write records as a table in CSV, row by row.

    Args:
        records: The records, in the order to write them.
        target: A path, or ``-`` for standard output.
        table: A row a task, or a row a mention.
        dialect: ``excel`` is what Excel with Russian settings opens by a double click: semicolons, UTF-8 with a byte
            order mark, CRLF, decimal commas, dates as ДД.ММ.ГГГГ, Russian headers and words, and an apostrophe before
            texts that it would take for formulas, figures or dates. ``plain`` is RFC 4180 in UTF-8 for programs: names
            and codes of the contract, dates of ISO 8601, lists as JSON, null as nothing and an empty text as ``""``;
            not to be opened in Excel.

    Returns:
        What was written.

    Raises:
        OutputError: The output cannot be written.
    """
    remarks = Remarks()
    tasks = 0

    def count(items: Iterable[TaskRecord]) -> Iterator[TaskRecord]:
        nonlocal tasks
        for record in items:
            tasks += 1
            yield record

    write = _write_plain if dialect == "plain" else _write_excel
    with open_output(target) as output:
        for line in write(count(records), table, remarks):
            output.write(line.encode("utf-8"))
    return Written(tasks, remarks.list_sentences())


def _write_excel(records: Iterable[TaskRecord], table: Table, remarks: Remarks) -> Iterator[str]:
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")

    def take() -> str:
        text = buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        return text

    buffer.write(_BOM)
    columns: tuple[Column[Any], ...] = TASK_COLUMNS if table == "tasks" else MENTION_COLUMNS
    writer.writerow([column.header for column in columns])
    yield take()
    rows = 1
    for record in records:
        for row in [record] if table == "tasks" else list_mentions(record):
            rows += 1
            if rows == _MOST_ROWS + 1:
                remarks.add(_MANY_ROWS, record.task_id)
            cells = [_format_cell(column.read(row)) for column in columns]
            if any(len(cell) > _LONGEST_CELL for cell in cells):
                remarks.add(_LONG_CELL, record.task_id)
            writer.writerow(cells)
        yield take()


def _format_cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return protect_text(value)
    if isinstance(value, dt.date):
        return format_date(value.isoformat())
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)  # 83, not 83,0
    return repr(value).replace(".", ",")


def _write_plain(records: Iterable[TaskRecord], table: Table, _: Remarks) -> Iterator[str]:
    columns = list_plain_columns(table)
    yield _join(columns)
    for record in records:
        yield "".join(_join([row[name] for name in columns]) for row in list_plain_rows(record, table))


def _join(values: Iterable[object]) -> str:
    return ",".join(map(_quote, values)) + "\r\n"


def _quote(value: object) -> str:
    # The csv module tells null from an empty text only from Python 3.12 on (QUOTE_NOTNULL).
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, allow_nan=False)
    if not text or any(mark in text for mark in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
