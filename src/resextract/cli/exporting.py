"""The command that writes records for spreadsheets, calendars, databases and programs."""

# ruff: noqa: D301 - the backspace is how click is told to keep the line breaks of a paragraph

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from resextract.cli.application import command
from resextract.cli.looking import TasksArgument  # noqa: TC001 - typer reads it at run time
from resextract.cli.shared_options import SELECTION

if TYPE_CHECKING:
    from resextract.digest.selections import Selection

__all__ = ["export_command"]


@command("export", SELECTION)
def export_command(  # noqa: PLR0913, PLR0917 - one argument an option
    source: TasksArgument,
    selection: Selection,
    outputs: Annotated[
        list[str],
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="A file whose suffix says the format: .xlsx .csv .parquet .ics .sqlite .jsonl; repeatable.",
        ),
    ],
    style: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", metavar="FORMAT", help="The same without the dot, for outputs whose suffix does not say."
        ),
    ] = None,
    dialect: Annotated[
        str | None,
        typer.Option("--csv", metavar="excel|plain", help="CSV for Excel in Russian (the default), or for programs."),
    ] = None,
    table: Annotated[
        str | None,
        typer.Option("--table", metavar="tasks|mentions", help="CSV: a row a task (the default), or a row a mention."),
    ] = None,
    root: Annotated[
        Path | None,
        typer.Option("--root", metavar="FOLDER", help="XLSX: what the sources are relative to, for links to them."),
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="HTML", help="XLSX: a report of the same tasks to link to.")
    ] = None,
) -> None:
    """Write records for Excel, a calendar, a database or a program.

    \b
    Examples:
      resextract export tasks.jsonl -o tasks.xlsx                     for Excel: tasks, mentions, what the columns mean
      resextract export tasks.jsonl -o tasks.xlsx -o deadlines.ics    several at once
      resextract export tasks.jsonl -o tasks.csv                      for Excel in Russian, opens by a double click
      resextract export tasks.jsonl -o culture.xlsx --actor 'отдел культуры' --due-before 2026-01-01
      resextract export tasks.jsonl -o mentions.csv --csv plain --table mentions
      resextract export tasks.jsonl -o tasks.sqlite && sqlite3 tasks.sqlite 'SELECT * FROM past_due'
      resextract extract orders/ | resextract export - -o tasks.parquet

    docs/export.md says what each format holds. The same records give the same bytes. An output appears when it is
    whole. Deadlines without a day are not in a calendar: they are counted on standard error, by reason. XLSX, Parquet
    and calendars need pip install 'resextract[export]'. Exit codes: 1 the records cannot be used, 2 wrong usage, an
    output that cannot be written, or a library that is missing.
    """
    from resextract.cli.exports import run_export

    code = run_export(
        source, outputs, selection, style=style, dialect=dialect, table=table, root=root or Path(), page=report
    )
    raise typer.Exit(code)
