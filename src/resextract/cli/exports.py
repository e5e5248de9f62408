"""The command `export`: records to the formats of spreadsheets, calendars, databases and programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from resextract.cli.looks import explain_nothing
from resextract.cli.messages import FAILED, OK, report, report_usage, tell
from resextract.cli.targets import TargetError, check_targets, protect_sources
from resextract.language.phrases import phrase
from resextract.records.files import STDIN, RecordsError
from resextract.writers.csv_files import DIALECTS, TABLES, Dialect, Table
from resextract.writers.exports import FORMATS, ExportSettings, choose_format, export_file
from resextract.writers.jsonl import OutputError
from resextract.writers.outcomes import ExportError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from resextract.digest.selections import Selection

__all__ = ["run_export"]


class _UsageError(ValueError):
    """The command was called wrongly."""


def run_export(  # noqa: PLR0913 - one argument an option
    source: Path,
    outputs: Sequence[str],
    selection: Selection,
    *,
    style: str | None,
    dialect: str | None,
    table: str | None,
    root: Path,
    page: Path | None,
) -> int:
    """Export records.

    Args:
        source: A JSONL file of records; ``-`` for standard input.
        outputs: Files, or ``-`` for standard output.
        selection: Which records.
        style: The format of outputs whose suffix says none; None for no such output.
        dialect: The dialect of CSV; None for that of Excel.
        table: The table of CSV; None for that of tasks.
        root: The folder that the sources are relative to.
        page: A report that workbooks link to; None for none.

    Returns:
        The exit code. The outputs are written one after the other: what was written before a failure stays.
    """
    try:
        names = _choose_formats(outputs, style)
        _check_choices(names, dialect, table, page)
        if str(source) == STDIN and len(outputs) > 1:
            raise _UsageError(phrase("standard input can be read only once: give one output, or a file of records"))
        check_targets(outputs, [source])
        protect_sources(outputs, source, root)
    except (_UsageError, TargetError, OutputError) as error:
        return report_usage(str(error))
    settings = ExportSettings(root, page, cast("Dialect", dialect or DIALECTS[0]), cast("Table", table or TABLES[0]))
    for target, name in zip(outputs, names, strict=True):
        code = _export(source, target, name, settings, selection)
        if code != OK:
            return code
    return OK


def _export(source: Path, target: str, name: str, settings: ExportSettings, selection: Selection) -> int:
    try:
        written = export_file(source, target, name, settings, selection)
    except (RecordsError, ExportError) as error:
        report(phrase("{error}; {target} was not written", error=str(error), target=target))
        return FAILED
    except OutputError as error:
        return report_usage(str(error))
    except ImportError as error:
        library = error.name or str(error)
        return report_usage(
            phrase(
                "{target}: {library} is not installed: pip install 'resextract[export]'", target=target, library=library
            )
        )
    for remark in written.remarks:
        report(phrase("{target}: {remark}", target=target, remark=remark))
    tell(phrase("{target}: {number} tasks", target=target, number=written.tasks))
    if not written.tasks:
        explain_nothing(selection)
    return OK


def _choose_formats(outputs: Sequence[str], style: str | None) -> list[str]:
    if style is not None and style not in FORMATS:
        raise _UsageError(phrase("{name!r} is no format; there are {names}", name=style, names=", ".join(FORMATS)))
    said = [choose_format(target) for target in outputs]
    if style is not None and None not in said:
        raise _UsageError(phrase("--format {name}: the suffix of every output says its format already", name=style))
    names = []
    for target, name in zip(outputs, said, strict=True):
        if name is None and style is None:
            suffixes = ", ".join(suffix for group in FORMATS.values() for suffix in group)
            raise _UsageError(
                phrase(
                    "{target}: say the format with --format or one of the suffixes {suffixes}",
                    target=target,
                    suffixes=suffixes,
                )
            )
        names.append(name or style or "")
    return names


def _check_choices(names: Sequence[str], dialect: str | None, table: str | None, page: Path | None) -> None:
    for option, value, values in (("--csv", dialect, DIALECTS), ("--table", table, TABLES)):
        if value is None:
            continue
        if value not in values:
            known = ", ".join(values)
            raise _UsageError(phrase("{option} {value}: there are {known}", option=option, value=value, known=known))
        if "csv" not in names:
            raise _UsageError(phrase("{option} is for CSV, and no output is", option=option))
    if page is not None and "xlsx" not in names:
        raise _UsageError(phrase("--report is for XLSX, and no output is"))
    if page is not None and not page.is_file():
        tell(phrase("{path}: is not there yet; the links to it will lead nowhere until it is", path=str(page)))
