"""The formats that records are exported to: their names, their suffixes, their writers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from resextract.digest.selections import EVERYTHING, Selection
from resextract.records.files import read_lines
from resextract.writers.jsonl import write_lines
from resextract.writers.outcomes import Written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resextract.records.models import TaskRecord
    from resextract.writers.csv_files import Dialect, Table

__all__ = ["FORMATS", "ExportSettings", "choose_format", "export_file"]

FORMATS = {
    "xlsx": (".xlsx",),
    "csv": (".csv",),
    "parquet": (".parquet",),
    "ics": (".ics",),
    "sqlite": (".sqlite", ".sqlite3", ".db"),
    "jsonl": (".jsonl", ".ndjson"),
}
"""Each format with the suffixes that say it."""


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """What an export may be told.

    Attributes:
        root: The folder that the records' sources are relative to, for links.
        report: A report to link to, for workbooks; None for none.
        dialect: The dialect of CSV.
        table: The table of CSV.
    """

    root: Path = Path()
    report: Path | None = None
    dialect: Dialect = "excel"
    table: Table = "tasks"


def choose_format(target: str) -> str | None:
    """Return the format that a file's suffix says; None if it says none."""
    suffix = Path(target).suffix.lower()
    return next((name for name, suffixes in FORMATS.items() if suffix in suffixes), None)


def export_file(
    source: Path,
    target: str,
    name: str,
    settings: ExportSettings | None = None,
    selection: Selection = EVERYTHING,
) -> Written:
    """Export the records of a JSONL file, one by one.

    Args:
        source: The file; ``-`` for standard input.
        target: A path, or ``-`` for standard output; whole or untouched, as `open_output` says.
        name: One of `FORMATS`.
        settings: What the format may be told; None for what is usual.
        selection: Which records.

    Returns:
        What was written.

    Raises:
        RecordsError: The file cannot be read, or a line is no record.
        ExportError: The format cannot hold the records.
        OutputError: The output cannot be written.
        ImportError: A library of the extra ``export`` is not installed.
        LookupError: There is no such format.
    """
    settings = settings or ExportSettings()
    lines = ((record, line) for _, record, line in read_lines(source) if selection.matches(record))
    if name == "jsonl":
        return Written(write_lines((line for _, line in lines), target))
    return _write_records((record for record, _ in lines), target, name, settings)


def _write_records(records: Iterator[TaskRecord], target: str, name: str, settings: ExportSettings) -> Written:
    match name:
        case "xlsx":
            from resextract.writers.workbooks.xlsx import write_xlsx

            return write_xlsx(records, target, root=settings.root, report=settings.report)
        case "csv":
            from resextract.writers.csv_files import write_csv

            return write_csv(records, target, table=settings.table, dialect=settings.dialect)
        case "parquet":
            from resextract.writers.columnar.parquet import write_parquet

            return write_parquet(records, target)
        case "ics":
            from resextract.writers.calendars.ics import write_calendar

            return write_calendar(records, target)
        case "sqlite":
            from resextract.writers.databases.sqlite import write_database

            return write_database(records, target)
    raise LookupError(name)
