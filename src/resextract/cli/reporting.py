"""The command `report`: records as one HTML page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.cli.looks import explain_nothing, read_selected
from resextract.cli.messages import FAILED, OK, report, report_usage, tell
from resextract.cli.targets import TargetError, check_targets, protect_sources
from resextract.language.phrases import phrase
from resextract.records.files import RecordsError
from resextract.writers.jsonl import OutputError, open_output
from resextract.writers.report.page import build_report

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from resextract.digest.selections import Selection
    from resextract.writers.report.texts import MissingText

__all__ = ["write_report"]

_REASONS = {
    "missing": phrase("not found (see --root)"),
    "unreadable": phrase("cannot be read"),
    "changed": phrase("is not the file that the records were made from (sha256)"),
    "unconverted": phrase("its text needs libraries that are not installed: pip install 'resextract[inputs]'"),
    "undecodable": phrase("its text cannot be taken out as the records say"),
}


def write_report(
    path: Path,
    output: str,
    root: Path | None,
    *,
    today: dt.date,
    title: str | None,
    selection: Selection,
) -> int:
    """Write the report of a file of records.

    Args:
        path: A JSONL file of records; ``-`` for standard input.
        output: An HTML file, or ``-`` for standard output.
        root: The folder that the sources are relative to; None for the working folder.
        today: The day that deadlines are seen from.
        title: The heading; None for the default.
        selection: Which records it shows.

    Returns:
        The exit code: 1 if the records cannot be used, 2 if the output cannot be written. A source that is missing is
        named, and the report is made without it.
    """
    from pathlib import Path

    try:
        check_targets([output], [path])
        protect_sources([output], path, root or Path())
    except (TargetError, OutputError) as error:
        return report_usage(str(error))
    try:
        page = build_report(read_selected(path, selection), root or Path(), today, title)
        with open_output(output) as stream:
            stream.write(page.html.encode("utf-8"))
    except RecordsError as error:
        report(str(error))
        return FAILED
    except OutputError as error:
        return report_usage(str(error))
    for missing in page.missing:
        report(describe_missing(missing))
    tell(
        phrase(
            "{output}: {documents} documents, {tasks} tasks", output=output, documents=page.documents, tasks=page.tasks
        )
    )
    if not page.tasks:
        explain_nothing(selection)
    return OK


def describe_missing(missing: MissingText) -> str:
    """Say which source is not shown, and why."""
    reason = _REASONS.get(missing.code, missing.code)
    return phrase(
        "{source}: {reason}: the report shows its tasks without the text", source=missing.source, reason=reason
    )
