"""Records as an Excel workbook: tasks, mentions, and what the columns mean."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resextract.writers.jsonl import STDOUT, OutputError
from resextract.writers.outcomes import Remarks, Written
from resextract.writers.scratch import open_scratch
from resextract.writers.tables.columns import Column
from resextract.writers.tables.mentions import MENTION_COLUMNS, list_mentions
from resextract.writers.tables.tasks import TASK_COLUMNS
from resextract.writers.workbooks.about import ABOUT, set_up_about, write_about
from resextract.writers.workbooks.limits import EXCEL, Limits
from resextract.writers.workbooks.links import link_file, link_report
from resextract.writers.workbooks.sheets import IN_RUSSIAN, HeadedSheet, Styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from resextract.records.models import TaskRecord

__all__ = ["MENTIONS", "TASKS", "write_xlsx"]

TASKS, MENTIONS = "Задачи", "Упоминания"

_CREATED = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)  # the day that zip archives count from: no clock in what is written
_OPTIONS = {
    "constant_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
_REPORT: Column[TaskRecord] = Column(
    "report", "Отчёт", "code", 10, lambda _: "открыть", "Ссылка на место задачи в отчёте."
)


def write_xlsx(
    records: Iterable[TaskRecord],
    target: str,
    *,
    root: Path = Path(),
    report: Path | None = None,
    limits: Limits = EXCEL,
) -> Written:
    """Write records as an Excel workbook, row by row.

    The sheet «Задачи» has a row a task, «Упоминания» a row a mention, «О файле» says what they hold. Days are dates,
    figures are numbers, texts are never formulas. Links lead from a task to its mentions and back, to its document, and
    to its place in a report.

    Args:
        records: The records, in the order to write them.
        target: A path, or ``-`` for standard output; links to files are relative to its folder.
        root: The folder that the records' sources are relative to.
        report: A report with the same tasks; None for no links to it.
        limits: What a workbook may hold; Excel's.

    Returns:
        What was written. A text that a cell cannot hold is cut with a mark, rows that a sheet cannot hold go to a
        further one, links that a sheet cannot hold are left out; each is a remark, here and in «О файле».

    Raises:
        OutputError: The output cannot be written.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import XlsxWriterException

    folder = Path() if target == STDOUT else Path(target).parent
    remarks = Remarks()
    tasks = 0
    task_columns = (*TASK_COLUMNS, _REPORT) if report else TASK_COLUMNS
    with open_scratch(target) as path:
        workbook = Workbook(path, {**_OPTIONS, "tmpdir": str(path.parent)})
        workbook.use_zip64()
        workbook.set_properties({"title": "Задачи из документов", "author": "resextract", "created": _CREATED})
        styles = Styles(workbook)
        task_sheet = HeadedSheet(workbook, TASKS, task_columns, styles, limits, remarks)
        mention_sheet = HeadedSheet(workbook, MENTIONS, MENTION_COLUMNS, styles, limits, remarks)
        about = workbook.add_worksheet(ABOUT)
        set_up_about(about)
        try:
            for tasks, record in enumerate(records, 1):  # noqa: B007 - the last number is how many there are
                rows = list(list_mentions(record))
                links = {"source": link_file(root / record.document.source, folder)}
                if report:
                    links["report"] = link_report(report, folder, record.task_id)
                if rows:
                    mention_sheet.make_room(len(rows))
                    links["mention_count"] = mention_sheet.link_rows(len(rows))
                task_sheet.make_room(1)
                back = {"task_id": task_sheet.link_rows(1)}
                task_sheet.write(record, links, record.task_id)
                for row in rows:
                    mention_sheet.write(row, back, record.task_id)
            task_sheet.close()
            mention_sheet.close()
            tables: list[tuple[str, Sequence[Column[Any]]]] = [(TASKS, task_columns), (MENTIONS, MENTION_COLUMNS)]
            write_about(about, tables, tasks, remarks.list_sentences(IN_RUSSIAN), styles)
            workbook.close()
        except (XlsxWriterException, OSError) as error:
            raise OutputError(f"{target}: cannot be written: {error}") from error
    return Written(tasks, remarks.list_sentences())
