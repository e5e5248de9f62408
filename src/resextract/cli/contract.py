"""The commands `schema` and `validate`: the contract of the records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from resextract.cli.messages import FAILED, OK, report, report_usage, tell, to_language
from resextract.language.phrases import phrase
from resextract.records.schema import export_schema
from resextract.records.validation import validate_file
from resextract.writers.jsonl import STDOUT, OutputError, open_output

if TYPE_CHECKING:
    from pathlib import Path

    from resextract.digest.selections import Selection

__all__ = ["check_records", "write_schema"]


def write_schema(output: str) -> int:
    """Write the JSON Schema of a record and return the exit code."""
    try:
        with open_output(output) as stream:
            stream.write((json.dumps(export_schema(), ensure_ascii=False, indent=2) + "\n").encode("utf-8"))
    except OutputError as error:
        return report_usage(str(error))
    return OK


def check_records(path: Path, root: Path | None, selection: Selection) -> int:
    """Check a file of records, print its violations, and return the exit code."""
    try:
        found = validate_file(path, root, selection.matches)
    except OSError as error:
        report(phrase("{path}: cannot be read: {reason}", path=path, reason=error.strerror or str(error)))
        return FAILED
    with open_output(STDOUT) as stream:
        for violation in found.violations:
            stream.write(f"{to_language(str(violation))}\n".encode())
    for source in found.unchecked:
        report(phrase("{source}: not found, so offsets into it were not checked (see --root)", source=source))
    for source in found.unconverted:
        report(
            phrase(
                "{source}: its text needs libraries that are not installed, so offsets into it were not checked: "
                "pip install 'resextract[inputs]'",
                source=source,
            )
        )
    tell(
        phrase(
            "{path}: {records} records, {number} violations",
            path=path,
            records=found.records,
            number=len(found.violations),
        )
    )
    return FAILED if found.violations else OK
