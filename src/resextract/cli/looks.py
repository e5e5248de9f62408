"""The commands `show` and `stats`."""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import TYPE_CHECKING

from resextract.cli.messages import FAILED, OK, report, report_usage, tell
from resextract.digest.selections import EVERYTHING, Selection, select_records
from resextract.language.phrases import phrase
from resextract.pipeline.threads import limit_threads
from resextract.reading.inputs import find_inputs
from resextract.reading.source import ReadingError, SourceText, read_input
from resextract.records.files import RecordsError, read_records
from resextract.writers.jsonl import STDOUT, OutputError, open_output

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from resextract.records.models import TaskRecord

__all__ = ["choose_day", "explain_nothing", "read_one", "read_selected", "show_document", "show_statistics"]


def show_document(
    file: str, selection: Selection, config_path: Path | None, model: str | None, max_size: int, *, colour: bool | None
) -> int:
    """Print a text with its mentions and tasks.

    Args:
        file: The text, or ``-`` for standard input.
        selection: Which tasks are shown.
        config_path: A configuration file; None for the package's own.
        model: The trained model to use instead of the configuration's; None for that.
        max_size: Largest file in bytes.
        colour: Whether to use colours; None where they can be seen.

    Returns:
        The exit code.
    """
    limit_threads()
    source = read_one(file, max_size)
    if source is None:
        return FAILED
    from resextract.pipeline.config import ConfigError, load_config
    from resextract.pipeline.documents import extract_source
    from resextract.writers.terminal import print_document

    try:
        records = extract_source(source, load_config(config_path, model))
    except ConfigError as error:
        return report_usage(str(error))
    chosen = list(select_records(records, selection))
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")  # whatever the locale
    print_document(source.text, chosen, sys.stdout, colour=colour)
    if selection != EVERYTHING:
        tell(phrase("{shown} of {total} tasks shown", shown=len(chosen), total=len(records)))
    return OK


def show_statistics(path: Path, selection: Selection, today: dt.datetime | None, *, most: int, style: str) -> int:
    """Print the figures of records.

    Args:
        path: A JSONL file of records.
        selection: Which of them count.
        today: The day that deadlines are seen from; None for this one.
        most: Lines of a table.
        style: ``table`` or ``json``.

    Returns:
        The exit code: 1 if the file cannot be used.
    """
    from resextract.digest.counts import count_overview
    from resextract.writers.statistics import dump_statistics, format_statistics

    day = choose_day(today)
    try:
        overview = count_overview(read_selected(path, selection), day)
    except RecordsError as error:
        report(str(error))
        return FAILED
    if style == "json":
        text = json.dumps(dump_statistics(overview, day), ensure_ascii=False, indent=1) + "\n"
    else:
        text = format_statistics(overview, day, most)
    try:
        with open_output(STDOUT) as stream:
            stream.write(text.encode("utf-8"))
    except OutputError as error:
        return report_usage(str(error))
    if not overview.tasks:
        explain_nothing(selection)
    return OK


def explain_nothing(selection: Selection) -> None:
    """Say why there is no task to show."""
    tell("no task is left by these filters" if selection != EVERYTHING else "the file holds no task")


def read_selected(path: Path, selection: Selection) -> Iterator[TaskRecord]:
    """Read the records of a file that a selection asks for.

    Raises:
        RecordsError: The file cannot be read, or a line is no record.
    """
    return select_records((record for _, record in read_records(path)), selection)


def choose_day(today: dt.datetime | None) -> dt.date:
    """Return the day that deadlines are seen from: the one asked for, or the clock's. Nothing else reads the clock."""
    return today.date() if today is not None else dt.date.today()  # noqa: DTZ011 - the user's own day


def read_one(file: str, max_size: int) -> SourceText | None:
    """Read the one text that a command takes; None, once it is said why, if that cannot be done."""
    inputs = find_inputs([file])
    if len(inputs) > 1:
        report(phrase("{file}: {number} texts; this command takes one", file=file, number=len(inputs)))
        return None
    try:
        return read_input(inputs[0], max_size)
    except ReadingError as error:
        report(phrase("{path}: {reason}", path=error.path, reason=error.reason))
        return None
