"""The options of every command, and those of every command that reads records."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - typer reads the annotations
from pathlib import Path  # noqa: TC003
from typing import Annotated, Any

import typer

from resextract.cli.option_groups import OptionGroup
from resextract.cli.usage_errors import refuse
from resextract.language.phrases import phrase

__all__ = ["LANGUAGES", "SELECTION", "VOICE", "LangOption"]

LANGUAGES = ("en", "ru")

DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]


LangOption = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="|".join(LANGUAGES),
        help="Language of help and messages.",
    ),
]


def _read_voice(
    *,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say only what is wrong.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say more: settings, model, files passed over.")
    ] = False,
    log_file: Annotated[
        Path | None, typer.Option("--log-file", metavar="FILE", help="Add all messages with their times to a file.")
    ] = None,
    lang: LangOption = None,  # noqa: ARG001 - read before the commands are made, see `languages`
) -> dict[str, Any]:
    from resextract.cli.messages import open_log, set_loudness

    set_loudness(quiet=quiet, verbose=verbose)
    if log_file is not None:
        try:
            open_log(log_file)
        except OSError as error:
            raise refuse(
                phrase("{log_file}: {reason}", log_file=log_file, reason=error.strerror), "--log-file"
            ) from error
    return {}


VOICE = OptionGroup(_read_voice)
"""How much is said, where to and in which language."""


def _read_selection(
    *,
    actor: Annotated[
        str | None,
        typer.Option("--actor", metavar="WORDS", help="Only tasks of an actor whose name holds all the words."),
    ] = None,
    program: Annotated[
        str | None,
        typer.Option("--program", metavar="WORDS", help="Only tasks under such a program, or its program_id."),
    ] = None,
    document: Annotated[
        str | None,
        typer.Option(
            "--document", metavar="WORDS", help="Only tasks of such documents: title, doc_id or a pattern of it."
        ),
    ] = None,
    due_before: Annotated[
        dt.datetime | None,
        typer.Option(
            "--due-before",
            metavar="DATE",
            formats=DAY_FORMATS,
            help="Only tasks due before this day, 2026-01-31 or 31.01.2026.",
        ),
    ] = None,
    due_after: Annotated[
        dt.datetime | None,
        typer.Option("--due-after", metavar="DATE", formats=DAY_FORMATS, help="Only tasks due after this day."),
    ] = None,
    with_targets: Annotated[bool, typer.Option("--with-targets", help="Only tasks with a figure to reach.")] = False,
    with_warnings: Annotated[
        bool, typer.Option("--with-warnings", help="Only tasks that somebody should check.")
    ] = False,
) -> dict[str, Any]:
    from resextract.digest.selections import Selection

    selection = Selection(
        actor=actor,
        program=program,
        document=document,
        due_before=due_before and due_before.date(),
        due_after=due_after and due_after.date(),
        with_targets=with_targets,
        with_warnings=with_warnings,
    )
    return {"selection": selection}


SELECTION = OptionGroup(_read_selection, ("selection",))
"""Which records are looked at; gives the command its `selection`."""
