"""The command that shows records to those who read resolutions: `report`."""

# ruff: noqa: D301 - the backspace is how click is told to keep the line breaks of a paragraph

from __future__ import annotations

import datetime as dt
from pathlib import Path  # noqa: TC003 - typer reads it at run time
from typing import Annotated

import typer

from resextract.cli.application import app

__all__ = ["report_command"]


@app.command("report")
def report_command(
    file: Annotated[Path, typer.Argument(metavar="TASKS.jsonl", help="Records; - for standard input.")],
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="The page; - is standard output.")],
    root: Annotated[
        Path | None,
        typer.Option("--root", metavar="FOLDER", help="What the records' sources are relative to; here by default."),
    ] = None,
    today: Annotated[
        dt.datetime | None,
        typer.Option(
            "--today", metavar="YYYY-MM-DD", formats=["%Y-%m-%d"], help="The day deadlines are seen from; today's."
        ),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="The heading of the page.")] = None,
) -> None:
    """Make a page of records and their sources: one HTML file for any browser, in Russian.

    \b
    Examples:
      resextract report tasks.jsonl -o report.html
      resextract report tasks.jsonl -o report.html --root /data/archive --today 2024-09-01
      resextract extract data/raw | resextract report - -o report.html --title 'Резолюции 2021 года'

    It shows what was promised, by whom, by when and to what figure, with search, filters and charts, and each value in
    the text it was read from. The file needs no network and can be sent or printed. Sources are shown only if they are
    the files that the records were made from; others are named on standard error, and their tasks are shown without
    the text.
    """
    from resextract.cli.reporting import write_report

    day = today.date() if today else dt.date.today()  # noqa: DTZ011 - the user's own day is meant
    raise typer.Exit(write_report(file, output, root, today=day, title=title))
