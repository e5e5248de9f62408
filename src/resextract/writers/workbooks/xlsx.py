"""Records as an Excel workbook: tasks, mentions, and what the columns mean."""

from __future__ import annotations

import datetime as dt
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resextract.language.phrases import phrase
from resextract.reading.inputs import STDIN
from resextract.writers.jsonl import STDOUT, OutputError
from resextract.writers.outcomes import Remarks, Written
from resextract.writers.scratch import open_scratch
from resextract.writers.tables.columns import Column
from resextract.writers.tables.mentions import MENTION_COLUMNS, list_mentions
from resextract.writers.tables.tasks import TASK_COLUMNS
from resextract.writers.workbooks.about import ABOUT, set_up_about, write_about
from resextract.writers.workbooks.limits import EXCEL, Limits
from resextract.writers.workbooks.links import find_archive, link_file, link_report
from resextract.writers.workbooks.sheets import IN_RUSSIAN, HeadedSheet, Styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter import Workbook

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
DEAD_LINK = phrase("a document that is not where its link leads (see --root)")
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
        further one, links that a sheet cannot hold are left out; each is a remark, here and in «О файле». Documents
        that are not where the links to them lead are a remark here.

    Raises:
        OutputError: The output cannot be written.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import XlsxWriterException

    with open_scratch(target) as path:
        workbook = Workbook(path, {**_OPTIONS, "tmpdir": str(path.parent)})
        workbook.use_zip64()
        workbook.set_properties({"title": "Задачи из документов", "author": "resextract", "created": _CREATED})
        book = _Book(workbook, Path() if target == STDOUT else Path(target).parent, root, report, limits)
        try:
            for record in records:
                book.add(record)
            book.finish()
            workbook.close()
        except (XlsxWriterException, OSError) as error:
            raise OutputError(
                phrase("{target}: cannot be written: {reason}", target=target, reason=str(error))
            ) from error
        except Exception:
            with suppress(Exception):  # XlsxWriter lets go of its temporary files only so
                workbook.close()
            raise
    return Written(book.tasks, (*book.remarks.list_sentences(), *book.dead_links.list_sentences()))


class _Book:
    """The sheets of a workbook and the links between them."""

    def __init__(self, workbook: Workbook, folder: Path, root: Path, report: Path | None, limits: Limits) -> None:
        self.tasks = 0
        self.remarks, self.dead_links = Remarks(), Remarks()
        self._folder, self._root, self._report = folder, root, report
        self._columns = (*TASK_COLUMNS, _REPORT) if report else TASK_COLUMNS
        self._styles = Styles(workbook)
        self._task_sheet = HeadedSheet(workbook, TASKS, self._columns, self._styles, limits, self.remarks)
        self._mention_sheet = HeadedSheet(workbook, MENTIONS, MENTION_COLUMNS, self._styles, limits, self.remarks)
        self._about = workbook.add_worksheet(ABOUT)
        self._sources: set[str] = set()

    def add(self, record: TaskRecord) -> None:
        """Write a task and its mentions."""
        self.tasks += 1
        mentions = list(list_mentions(record))
        links: dict[str, str] = (
            {} if record.document.source == STDIN else {"source": self._link_source(record.document.source)}
        )
        if self._report:
            links["report"] = link_report(self._report, self._folder, record.task_id)
        if mentions:
            self._mention_sheet.make_room(len(mentions))
            links["mention_count"] = self._mention_sheet.link_rows(len(mentions))
        self._task_sheet.make_room(1)
        back = {"task_id": self._task_sheet.link_rows(1)}
        self._task_sheet.write(record, links, record.task_id)
        for mention in mentions:
            self._mention_sheet.write(mention, back, record.task_id)

    def finish(self) -> None:
        """Set the ranges of the sheets and say what they hold."""
        self._task_sheet.close()
        self._mention_sheet.close()
        set_up_about(self._about)
        tables: list[tuple[str, Sequence[Column[Any]]]] = [(TASKS, self._columns), (MENTIONS, MENTION_COLUMNS)]
        write_about(self._about, tables, self.tasks, self.remarks.list_sentences(IN_RUSSIAN), self._styles)

    def _link_source(self, source: str) -> str:
        path = self._root / find_archive(source)
        if source not in self._sources:
            self._sources.add(source)
            # Said, but not in the workbook: its bytes do not depend on other files.
            if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises for names that no file can have
                self.dead_links.add(DEAD_LINK, source)
        return link_file(path, self._folder)
