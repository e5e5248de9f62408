"""The commands `outline` and `explain`: what the program makes of one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.cli.looks import read_one
from resextract.cli.messages import FAILED, OK, report_usage, to_language
from resextract.language.controls import hide_controls
from resextract.pipeline.threads import limit_threads
from resextract.writers.jsonl import STDOUT, open_output

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["show_explanation", "show_outline"]


def show_outline(file: str, style: str, config_path: Path | None, model: str | None, max_size: int) -> int:
    """Print the outline of a text.

    Args:
        file: The text, or ``-`` for standard input.
        style: ``text`` or ``json``.
        config_path: A configuration file; None for the package's own.
        model: The trained model to use instead of the configuration's; None for that.
        max_size: Largest file in bytes.

    Returns:
        The exit code.
    """
    source = read_one(file, max_size)
    if source is None:
        return FAILED
    from resextract.outline.render import render_outline
    from resextract.pipeline.config import ConfigError, load_config
    from resextract.pipeline.outlines import outline_source

    try:
        outline = outline_source(source, load_config(config_path, model))
    except ConfigError as error:
        return report_usage(str(error))
    text = render_outline(outline, style)
    _print(text if style == "json" else hide_controls(text))
    return OK


def show_explanation(file: str, task_id: str | None, config_path: Path | None, model: str | None, max_size: int) -> int:
    """Print why the records of a text are what they are.

    Args:
        file: The text, or ``-`` for standard input.
        task_id: One task; None for all.
        config_path: A configuration file; None for the package's own.
        model: The trained model to use instead of the configuration's; None for that.
        max_size: Largest file in bytes.

    Returns:
        The exit code.
    """
    limit_threads()
    source = read_one(file, max_size)
    if source is None:
        return FAILED
    from resextract.pipeline.config import ConfigError, load_config
    from resextract.pipeline.explanations import UnknownTaskError, explain_source

    try:
        _print(hide_controls(explain_source(source, task_id, load_config(config_path, model), to_language)))
    except (ConfigError, UnknownTaskError) as error:
        return report_usage(str(error))
    return OK


def _print(text: str) -> None:
    with open_output(STDOUT) as stream:  # UTF-8 whatever the locale
        stream.write(text.encode("utf-8"))
