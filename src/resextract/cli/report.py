"""The command that shows records to those who read resolutions: `report`."""

# ruff: noqa: D301 - the backspace is how click is told to keep the line breaks of a paragraph

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads it at run time
from typing import TYPE_CHECKING, Annotated

import typer

from resextract.cli.application import command
from resextract.cli.looking import TasksArgument, TodayOption  # noqa: TC001 - typer reads them at run time
from resextract.cli.shared_options import SELECTION

if TYPE_CHECKING:
    from resextract.digest.selections import Selection

__all__ = ["report_command"]


@command("report", SELECTION)
def report_command(
    file: TasksArgument,
    selection: Selection,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="The page; - is standard output.")],
    root: Annotated[
        Path | None,
        typer.Option("--root", metavar="FOLDER", help="What the records' sources are relative to; here by default."),
    ] = None,
    today: TodayOption = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="The heading of the page.")] = None,
) -> None:
    """Make a page of records and their sources: one HTML file for any browser, in Russian.

    \b
    Examples:
      resextract report tasks.jsonl -o report.html
      resextract report tasks.jsonl -o report.html --root /data/archive --today 2024-09-01
      resextract report tasks.jsonl -o culture.html --actor 'отдел культуры' --due-before 2025-01-01
      resextract extract data/raw | resextract report - -o report.html --title 'Резолюции 2021 года'

    It shows what was promised, by whom, by when and to what figure, with search, filters and charts, and each value in
    the text it was read from. The file needs no network and can be sent or printed. Sources are shown only if they are
    the files that the records were made from; others are named on standard error, and their tasks are shown without
    the text.
    """
    from resextract.cli.looks import choose_day
    from resextract.cli.reporting import write_report

    code = write_report(file, output, root, today=choose_day(today), title=title, selection=selection)
    raise typer.Exit(code)
