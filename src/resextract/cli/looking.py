"""The commands of analysts who look at what was found: show, stats."""

# ruff: noqa: D301 - the backspace is how click is told to keep the line breaks of a paragraph

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from resextract.cli.application import DEFAULT_MAX_SIZE, ConfigOption, FileArgument, MaxSizeOption, command
from resextract.cli.model_options import ModelOption  # noqa: TC001 - typer reads it at run time
from resextract.cli.shared_options import DAY_FORMATS, SELECTION
from resextract.cli.usage_errors import refuse
from resextract.language.phrases import phrase

if TYPE_CHECKING:
    from resextract.digest.selections import Selection

__all__ = ["TasksArgument", "TodayOption", "show_command", "stats_command"]

TasksArgument = Annotated[Path, typer.Argument(metavar="TASKS.jsonl", help="Records; - for standard input.")]
TodayOption = Annotated[
    dt.datetime | None,
    typer.Option(
        "--today", metavar="DATE", formats=DAY_FORMATS, help="The day that deadlines are seen from; today by default."
    ),
]


@command("show", SELECTION)
def show_command(
    file: FileArgument,
    selection: Selection,
    color: Annotated[
        bool | None, typer.Option("--color/--no-color", help="Colours; by default where they can be seen.")
    ] = None,
    config: ConfigOption = None,
    model: ModelOption = None,
    max_size: MaxSizeOption = DEFAULT_MAX_SIZE,
) -> None:
    """Show a text with its tasks underlined and their mentions in colours, and under it the tasks.

    \b
    Examples:
      resextract show resolution.txt
      resextract show resolution.txt --actor 'отдел культуры' --with-targets
      resextract show resolution.txt --color | less -R

    The arrow ↑ marks what a task has from a heading above it.
    """
    from resextract.cli.looks import show_document

    raise typer.Exit(show_document(file, selection, config, model, int(max_size * 1_000_000), colour=color))


@command("stats", SELECTION)
def stats_command(
    tasks: TasksArgument,
    selection: Selection,
    today: TodayOption = None,
    most: Annotated[int, typer.Option("--top", metavar="N", min=1, help="Lines of a table.")] = 10,
    style: Annotated[
        str, typer.Option("--format", "-f", metavar="table|json", help="For people or programs.")
    ] = "table",
) -> None:
    """Count what records hold: documents, actors, deadlines, programs, figures, warnings.

    \b
    Examples:
      resextract stats tasks.jsonl
      resextract stats tasks.jsonl --program 'Успех каждого ребенка' --due-before 2026-01-01
      resextract stats tasks.jsonl --format json | jq .actors
    """
    from resextract.cli.looks import show_statistics

    if style not in ("table", "json"):
        raise refuse(phrase("{style!r} is neither table nor json", style=style), "--format")
    raise typer.Exit(show_statistics(tasks, selection, today, most=most, style=style))
