"""A JSONL file of records → its records."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pydantic import ValidationError

from resextract.language.phrases import phrase
from resextract.records.models import TaskRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import IO

__all__ = ["BOM", "STDIN", "RecordsError", "describe_violation", "open_lines", "read_lines", "read_records"]

STDIN = "-"
BOM = b"\xef\xbb\xbf"


class RecordsError(ValueError):
    """A file of records cannot be used; the message names file, line and reason."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(place, reason)
        self.place = place
        self.reason = reason

    def __str__(self) -> str:
        return phrase("{place}: {reason}", place=self.place, reason=self.reason)


def read_records(path: Path) -> Iterator[tuple[int, TaskRecord]]:
    """Read the records of a JSONL file one by one, so that a file larger than the memory can be read.

    Args:
        path: The file; ``-`` for standard input. A byte order mark before the first record is passed over.

    Yields:
        Each record with the number of its line, from 1; blank lines hold none.

    Raises:
        RecordsError: The file cannot be read, or a line is no record.
    """
    return ((number, record) for number, record, _ in read_lines(path))


def read_lines(path: Path) -> Iterator[tuple[int, TaskRecord, bytes]]:
    """Read the records of a JSONL file as `read_records` does, each with its line as it stands in the file.

    Args:
        path: The file; ``-`` for standard input.

    Yields:
        The line's number, its record, its bytes without a byte order mark and with the line end that they have; the
        last line may have none.

    Raises:
        RecordsError: The file cannot be read, or a line is no record.
    """
    try:
        with open_lines(path) as stream:
            yield from _parse_lines(stream, phrase("standard input") if str(path) == STDIN else str(path))
    except OSError as error:
        raise RecordsError(
            str(path), phrase("cannot be read: {reason}", reason=error.strerror or str(error))
        ) from error


@contextmanager
def open_lines(path: Path) -> Iterator[IO[bytes]]:
    """Open a file of records, or standard input for ``-``.

    Raises:
        OSError: The file cannot be opened.
    """
    if str(path) == STDIN:
        if sys.stdin is None:  # closed by whoever started the program
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        yield sys.stdin.buffer
        return
    with path.open("rb") as stream:
        yield stream


def _parse_lines(lines: Iterable[bytes], name: str) -> Iterator[tuple[int, TaskRecord, bytes]]:
    for number, line in enumerate(lines, 1):
        content = line.removeprefix(BOM) if number == 1 else line
        if content.strip():
            try:
                yield number, TaskRecord.model_validate_json(content), content
            except ValidationError as error:
                raise RecordsError(
                    phrase("{name}, line {number}", name=name, number=number),
                    phrase("no task record: {violation}", violation=describe_violation(error)),
                ) from error


def describe_violation(error: ValidationError) -> str:
    """Return the first violation of a model in words."""
    first = error.errors(include_url=False, include_context=False)[0]
    field_name = ".".join(str(step) for step in first["loc"])
    return f"{field_name}: {first['msg']}" if field_name else str(first["msg"])
