"""A run of the program: its language, its settings, its command, and how it ends."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from resextract.cli.application import app
from resextract.cli.usage_errors import run_group
from resextract.language.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

    from resextract.cli.settings import Option

__all__ = ["main", "run_command_line"]

USAGE = 2  # messages.USAGE, which is not imported before a command runs


def run_command_line(arguments: Sequence[str]) -> None:
    """Run a command line, without the program's name before it; leaves by `SystemExit`."""
    from resextract.cli.languages import (
        LanguageError,
        choose_language,
        find_option,
        read_language,
        translate_command,
        use_language,
    )
    from resextract.cli.settings import FILE_NAME, SettingsError, load_settings, spread_settings

    group = typer.main.get_command(app)
    asked = find_option(arguments, "--settings")
    use_language(choose_language(arguments, None, os.environ))  # what is wrong with the settings is said in it
    try:
        settings = load_settings(Path(asked) if asked else None)
        setting = read_language(settings, arguments, asked or FILE_NAME)
        use_language(language := choose_language(arguments, setting, os.environ))
        defaults = spread_settings(settings, _list_options(group), asked or FILE_NAME) if settings else {}
    except (LanguageError, SettingsError) as error:
        from resextract.cli.messages import report_usage

        sys.exit(report_usage(str(error)))
    if language != "en":
        translate_command(group)
    code = run_group(group, arguments, prog_name="resextract", default_map=defaults)
    if code == USAGE and defaults:
        from resextract.cli.messages import tell

        tell(phrase("options of {file} count as well", file=asked or FILE_NAME))
    sys.exit(code)


def _list_options(group: Any) -> dict[str, dict[str, Option]]:
    from resextract.cli.settings import Option

    return {
        name: {
            max(p.opts, key=len).lstrip("-"): Option(p.name, p.multiple)
            for p in one.params
            if p.param_type_name == "option" and p.expose_value
        }
        for name, one in group.commands.items()
    }


def main() -> None:
    """Run the command line."""
    for name in ("SIGTERM", "SIGHUP"):  # by default they end the process without removing temporary files
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _leave)
    if isinstance(sys.stdout, io.TextIOWrapper):  # a help page must not fail over a dash that the terminal has not
        sys.stdout.reconfigure(errors="replace")
    # Loading vocabularies and rules makes a million lasting objects; the default collector would look at them all
    # again and again, for a tenth of a short run.
    gc.set_threshold(200_000, 20, 100)
    try:
        run_command_line(sys.argv[1:])
    except BrokenPipeError:
        # Whoever read the output (head, a pager) has seen enough; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(128 + signal.SIGPIPE if hasattr(signal, "SIGPIPE") else 1)


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
