"""Records as JSON Lines, the same bytes for the same records, written whole or not at all."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from resextract.language.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO

    from resextract.records.models import TaskRecord

__all__ = [
    "STDOUT",
    "Output",
    "OutputError",
    "check_target",
    "closing_safely",
    "explain_failure",
    "finish_file",
    "format_line",
    "format_record",
    "is_streamed",
    "open_output",
    "write_lines",
    "write_records",
]

STDOUT = "-"

# Line ends to Unicode, though not to JSON: readers that split lines at them would cut a record in two.
_LINE_ENDS = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"})


class OutputError(Exception):
    """The output cannot be written; the message names it and says why."""


def format_line(content: object, *, sort_keys: bool = False) -> str:
    """Format plain data as one line of JSON, line end included, with no other line end of Unicode in it.

    Raises:
        ValueError: The data hold a number that JSON has no name for.
    """
    line = json.dumps(content, ensure_ascii=False, allow_nan=False, sort_keys=sort_keys)
    return line.translate(_LINE_ENDS) + "\n"


def format_record(record: TaskRecord) -> str:
    """Format a record as one line of JSON, line end included, keys in the order of the contract."""
    return format_line(record.model_dump())


def write_records(records: Iterable[TaskRecord], target: Path) -> None:
    """Write records to a file.

    Args:
        records: The records, in the order to write them.
        target: The file; it holds all of them or, if anything fails on the way, what it held before.

    Raises:
        OutputError: The file cannot be written.
    """
    with open_output(str(target)) as stream:
        for record in records:
            stream.write(format_record(record).encode("utf-8"))


def write_lines(lines: Iterable[bytes], target: str) -> int:
    """Write lines of JSON as they are; one without a line end gets one.

    Args:
        lines: The lines, in the order to write them.
        target: A path, or ``-`` for standard output; whole or untouched, as `open_output` says.

    Returns:
        How many lines were written.

    Raises:
        OutputError: The file cannot be written.
    """
    number = 0
    with open_output(target) as stream:
        for number, line in enumerate(lines, 1):  # noqa: B007 - the last number is how many there are
            stream.write(line if line.endswith(b"\n") else line + b"\n")
    return number


class Output:
    """A byte stream whose failures are told apart from those of whoever writes to it."""

    def __init__(self, stream: IO[bytes], target: str) -> None:
        self._stream = stream
        self._target = target

    def write(self, data: bytes) -> None:
        """Write bytes.

        Raises:
            OutputError: They cannot be written.
            BrokenPipeError: Nobody reads any more.
        """
        with explain_failure(self._target):
            self._stream.write(data)


@contextmanager
def open_output(target: str) -> Iterator[Output]:
    """Open an output that appears under its name only when it is whole.

    A regular file is written beside its target under a temporary name, flushed to the disk and renamed when the block
    ends without an exception; otherwise the temporary file is removed and the target stays as it was. A symbolic link
    is followed. What is no regular file (a pipe, ``/dev/null``) and standard output are written to directly.

    Args:
        target: A path, or ``-`` for standard output.

    Raises:
        OutputError: The folder is missing or not writable, the target is a folder, or writing fails (a full disk).
        BrokenPipeError: Nobody reads standard output or the pipe any more.
    """
    if target == STDOUT:
        if sys.stdout is None:  # closed by whoever started the program
            raise OutputError(phrase("standard output is closed"))
        yield Output(sys.stdout.buffer, phrase("standard output"))
        sys.stdout.buffer.flush()
        return
    path = check_target(target)
    if is_streamed(target):
        with explain_failure(target):
            stream = path.open("wb", buffering=0)
        with stream:
            yield Output(stream, target)
        return
    with _replace(path, target) as output:
        yield output


def is_streamed(target: str) -> bool:
    """Tell whether a target is standard output or no regular file, so that what is written cannot be taken back."""
    return target == STDOUT or (os.path.exists(target) and not os.path.isfile(target))  # noqa: PTH110, PTH113 - raises nothing


def check_target(target: str) -> Path:
    """Return the file that a target names, symbolic links followed.

    Raises:
        OutputError: The folder is missing, or the target is a folder.
    """
    path = Path(os.path.realpath(target))
    if path.is_dir():
        raise OutputError(phrase("{target}: is a folder; name a file in it", target=target))
    if not path.parent.is_dir():
        raise OutputError(
            phrase("{target}: the folder {parent} does not exist", target=target, parent=Path(target).parent)
        )
    return path


@contextmanager
def explain_failure(target: str) -> Iterator[None]:
    """Raise `OutputError` for a failure of the system to write; nobody reading any more is left as it is."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(
            phrase("{target}: cannot be written: {reason}", target=target, reason=error.strerror or str(error))
        ) from error


@contextmanager
def _replace(path: Path, target: str) -> Iterator[Output]:
    with explain_failure(target):
        # A name that a killed run leaves behind is hidden, says whose it is, and is no *.txt or *.jsonl.
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:50]}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with closing_safely(os.fdopen(descriptor, "wb"), target) as stream:
            yield Output(stream, target)
            finish_file(stream, temporary, path, target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


@contextmanager
def closing_safely(stream: IO[bytes], target: str) -> Iterator[IO[bytes]]:
    """Close a file at the end of the block; that it cannot be written hides no earlier failure and is explained.

    Raises:
        OutputError: Closing writes what is left in the buffer, and that fails.
    """
    try:
        yield stream
    except BaseException:
        with suppress(OSError):
            stream.close()
        raise
    with explain_failure(target):
        stream.close()


def finish_file(stream: IO[bytes], temporary: Path, path: Path, target: str) -> None:
    """Give a file that was written under a temporary name its own, once it is safely on the disk.

    Args:
        stream: The open file.
        temporary: Its name so far.
        path: Its name from now on; a file there is replaced, its rights stay.
        target: How the user calls it.

    Raises:
        OutputError: It cannot be flushed or renamed.
    """
    with explain_failure(target):
        stream.flush()
        os.fsync(stream.fileno())
        if os.name == "nt":
            stream.close()  # an open file cannot be renamed there
        temporary.chmod(_choose_mode(path))
        temporary.replace(path)
    _sync_folder(path.parent)


def _choose_mode(path: Path) -> int:
    # A temporary file is private; the result gets the rights of the file it replaces, or those of any new file.
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    # Not every platform opens folders; there the rename is as safe as it gets.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
