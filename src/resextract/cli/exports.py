"""The command `export`: records to the formats of spreadsheets, calendars, databases and programs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, cast

from resextract.cli.messages import FAILED, OK, report, report_usage
from resextract.digest.selections import EVERYTHING, Selection
from resextract.records.files import STDIN, RecordsError
from resextract.writers.csv_files import DIALECTS, TABLES, Dialect, Table
from resextract.writers.exports import FORMATS, ExportSettings, choose_format, export_file
from resextract.writers.jsonl import STDOUT, OutputError
from resextract.writers.outcomes import ExportError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["run_export"]


class _UsageError(ValueError):
    """The command was called wrongly."""


def run_export(  # noqa: PLR0913 - one argument an option
    source: Path,
    outputs: Sequence[str],
    *,
    style: str | None,
    dialect: str,
    table: str,
    root: Path,
    report: Path | None,
    quiet: bool,
    selection: Selection = EVERYTHING,
) -> int:
    """Export records.

    Args:
        source: A JSONL file of records; ``-`` for standard input.
        outputs: Files, or ``-`` for standard output.
        style: The format of outputs whose suffix says none; None for no such output.
        dialect: The dialect of CSV.
        table: The table of CSV.
        root: The folder that the sources are relative to.
        report: A report that workbooks link to; None for none.
        quiet: Whether to say nothing but what is lost or wrong.
        selection: Which records.

    Returns:
        The exit code. The outputs are written one after the other: what was written before a failure stays.
    """
    try:
        names = _choose_formats(source, outputs, style)
        _check_choices(dialect, table)
    except _UsageError as error:
        return report_usage(str(error))
    settings = ExportSettings(root, report, cast("Dialect", dialect), cast("Table", table))
    for target, name in zip(outputs, names, strict=True):
        code = _export(source, target, name, settings, selection, quiet=quiet)
        if code != OK:
            return code
    return OK


def _export(
    source: Path, target: str, name: str, settings: ExportSettings, selection: Selection, *, quiet: bool
) -> int:
    try:
        written = export_file(source, target, name, settings, selection)
    except (RecordsError, ExportError) as error:
        report(f"{error}; {target} was not written")
        return FAILED
    except OutputError as error:
        return report_usage(str(error))
    except ImportError as error:
        return report_usage(f"{target}: {error.name or error} is not installed: pip install 'resextract[export]'")
    for remark in written.remarks:
        report(f"{target}: {remark}")
    if not quiet:
        report(f"{target}: {written.tasks} tasks")
    return OK


def _choose_formats(source: Path, outputs: Sequence[str], style: str | None) -> list[str]:
    if style is not None and style not in FORMATS:
        raise _UsageError(f"{style!r} is no format; there are {', '.join(FORMATS)}")
    said = [choose_format(target) for target in outputs]
    if style is not None and None not in said:
        raise _UsageError(f"--format {style}: the suffix of every output says its format already")
    names = []
    for target, name in zip(outputs, said, strict=True):
        if name is None and style is None:
            suffixes = ", ".join(suffix for group in FORMATS.values() for suffix in group)
            raise _UsageError(f"{target}: say the format with --format or one of the suffixes {suffixes}")
        names.append(name or style or "")
    paths = [os.path.realpath(target) for target in outputs if target != STDOUT]
    if len(set(paths)) + outputs.count(STDOUT) < len(outputs) or outputs.count(STDOUT) > 1:
        raise _UsageError("an output is named twice")
    if str(source) != STDIN and os.path.realpath(source) in paths:
        raise _UsageError(f"{source}: is the input; choose another name for the output")
    if str(source) == STDIN and len(outputs) > 1:
        raise _UsageError("standard input can be read only once: give one output, or a file of records")
    return names


def _check_choices(dialect: str, table: str) -> None:
    if dialect not in DIALECTS:
        raise _UsageError(f"--csv {dialect}: there are {', '.join(DIALECTS)}")
    if table not in TABLES:
        raise _UsageError(f"--table {table}: there are {', '.join(TABLES)}")
