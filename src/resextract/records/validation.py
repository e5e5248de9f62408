"""Check a file of records: the models, the order, the ids, and the offsets against the sources."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from resextract.language.phrases import phrase
from resextract.reading.loading import (
    ChangedSourceError,
    MissingLibraryError,
    MissingSourceError,
    load_text,
)
from resextract.reading.source import ReadingError
from resextract.records.files import BOM, open_lines
from resextract.records.models import SLOTS, TaskRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["ValidationReport", "Violation", "validate_file"]

_LOOSE = re.compile(r"[\s\u00ad\u200b\ufeff\-‐‑]")
"""What cleaning may change: white space, soft hyphens, and the hyphens of line breaks."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is wrong.

    Attributes:
        line: Line of the file, from 1.
        task_id: The record's id where it could be read.
        message: What is wrong.
    """

    line: int
    task_id: str | None
    message: str

    def __str__(self) -> str:
        if self.task_id is None:
            return phrase("line {line}: {message}", line=self.line, message=self.message)
        return phrase("line {line}: {task_id}: {message}", line=self.line, task_id=self.task_id, message=self.message)


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What a check found.

    Attributes:
        records: Records read, wrong ones included.
        violations: What is wrong, in the order of the lines.
        unchecked: Sources that are not there, so that offsets into them were not checked; sorted.
        unconverted: Sources that are there, but whose text needs libraries that are not installed; sorted.
    """

    records: int
    violations: tuple[Violation, ...]
    unchecked: tuple[str, ...]
    unconverted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _SourceFile:
    text: str = ""
    failure: ReadingError | None = None


def validate_file(
    path: Path, root: Path | None = None, wanted: Callable[[TaskRecord], bool] | None = None
) -> ValidationReport:
    """Check a JSONL file of records against the contract.

    Args:
        path: The file; ``-`` for standard input.
        root: The folder that the records' sources are relative to; None for the working folder.
        wanted: Tells the records to check; None for all. Lines that hold no record are checked in any case.

    Returns:
        The report; an empty file has no records and no violations. Lines that are no JSON are violations, not errors.

    Raises:
        OSError: The file cannot be read.
    """
    violations: list[Violation] = []
    unchecked: set[str] = set()
    unconverted: set[str] = set()
    lines_of_ids: dict[str, int] = {}
    last_starts: dict[str, int] = {}
    records = 0

    @lru_cache(maxsize=8)  # the records of a document stand together
    def load(source: str, encoding: str, sha256: str) -> _SourceFile:
        try:
            return _SourceFile(load_text(source, encoding, root, sha256))
        except ReadingError as error:
            return _SourceFile(failure=error)

    with open_lines(path) as stream:
        for number, line in enumerate(stream, 1):
            violations += [Violation(number, None, message) for message in _check_line(line, number)]
            if not line.strip():
                continue
            record, messages = _parse_record(line)
            if record and wanted and not wanted(record):
                continue
            records += 1
            task_id = record.task_id if record else None
            if record:
                if (first := lines_of_ids.setdefault(record.task_id, number)) != number:
                    messages.append(phrase("the task_id stands in line {first} already", first=first))
                if record.start < last_starts.get(record.document.doc_id, 0):
                    messages.append(phrase("the tasks of the document are not in the order of start"))
                last_starts[record.document.doc_id] = record.start
                source = load(record.document.source, record.document.encoding, record.document.sha256)
                if isinstance(source.failure, MissingSourceError):
                    unchecked.add(record.document.source)
                elif isinstance(source.failure, MissingLibraryError):
                    unconverted.add(record.document.source)
                else:
                    messages += _check_source(record, source)
            violations += [Violation(number, task_id, message) for message in messages]
    return ValidationReport(records, tuple(violations), tuple(sorted(unchecked)), tuple(sorted(unconverted)))


def _check_line(line: bytes, number: int) -> Iterator[str]:
    if number == 1 and line.startswith(BOM):
        yield phrase("the file starts with a byte order mark")
    if b"\r" in line:
        yield phrase("a carriage return in the line")
    if not line.endswith(b"\n"):
        yield phrase("no line end after the last line")
    elif not line.strip():
        yield phrase("a blank line")


def _parse_record(line: bytes) -> tuple[TaskRecord | None, list[str]]:
    content = line.removeprefix(BOM)
    try:
        record = TaskRecord.model_validate_json(content, strict=True)
    except ValidationError as error:
        return None, [_describe(details) for details in error.errors(include_url=False, include_context=False)]
    if misplaced := _find_misplaced(json.loads(content), record.model_dump()):
        return record, [phrase("keys in another order than the contract's: {place}", place=misplaced)]
    return record, []


def _describe(details: Any) -> str:
    place = ".".join(str(step) for step in details["loc"])
    return f"{place}: {details['msg']}" if place else str(details["msg"])


def _find_misplaced(given: Any, expected: Any, place: str = "record") -> str | None:
    if isinstance(given, dict):
        if list(given) != list(expected):
            return place
        pairs = [(given[key], expected[key], key) for key in given]
    elif isinstance(given, list):
        pairs = [(a, b, place) for a, b in zip(given, expected, strict=True)]
    else:
        return None
    return next((found for a, b, name in pairs if (found := _find_misplaced(a, b, name))), None)


def _check_source(record: TaskRecord, source: _SourceFile) -> Iterator[str]:
    document = record.document
    if isinstance(source.failure, ChangedSourceError):
        yield phrase(
            "sha256 is not that of {source}: the file was changed, or it is another one", source=document.source
        )
        return
    if source.failure is not None:
        yield phrase("the source {reason}", reason=source.failure.reason)
        return
    mentions = [("text", record), *((slot, mention) for slot in SLOTS for mention in getattr(record, slot))]
    for slot, mention in mentions:
        raw = source.text[mention.start : mention.end]
        if mention.end > len(source.text) or _LOOSE.sub("", raw) != _LOOSE.sub("", mention.text):
            place = f"{document.source}[{mention.start}:{mention.end}]"
            yield phrase(
                "{slot}: {printed!r} does not stand at {place}: {found!r}",
                slot=slot,
                printed=mention.text[:50],
                place=place,
                found=raw[:50],
            )
