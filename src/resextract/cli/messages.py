"""What the program says on standard error; standard output is for data.

Three kinds of messages: problems, which are always said; notes, which ``--quiet`` silences; details, which
``--verbose`` asks for. A log file gets them all, each with its time.
"""

from __future__ import annotations

import errno
import logging
import re
import sys
from gettext import gettext
from typing import TYPE_CHECKING

from resextract.language.controls import hide_controls
from resextract.language.phrases import translate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = [
    "FAILED",
    "OK",
    "USAGE",
    "detail",
    "is_quiet",
    "open_log",
    "print_error",
    "report",
    "report_usage",
    "set_loudness",
    "show_through",
    "tell",
    "to_language",
]

OK = 0
FAILED = 1
USAGE = 2

_LOG = logging.getLogger("resextract")
_LOG.propagate = False
_LOG.setLevel(logging.DEBUG)


_STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
"""How each message of a log begins."""
_STAMP_LENGTH = 19


class _Terminal(logging.Handler):
    """Standard error as it is when a message comes: tests and progress bars put another stream in its place."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.print: Callable[[str], None] | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if getattr(record, "logged_only", False):
            return
        line = record.getMessage() if getattr(record, "bare", False) else f"resextract: {record.getMessage()}"
        (self.print or print_error)(hide_controls(line))


_TERMINAL = _Terminal()
_LOG.addHandler(_TERMINAL)


def print_error(line: str) -> None:
    """Print a line to standard error."""
    print(line, file=sys.stderr, flush=True)


def set_loudness(*, quiet: bool, verbose: bool) -> None:
    """Choose what is said: with `quiet` problems alone, with `verbose` details too; `quiet` wins."""
    _TERMINAL.setLevel(logging.WARNING if quiet else logging.DEBUG if verbose else logging.INFO)


def is_quiet() -> bool:
    """Tell whether notes are silenced."""
    return _TERMINAL.level > logging.INFO


def open_log(path: Path) -> None:
    """Write all messages to a file as well, after what it holds.

    Raises:
        OSError: The file cannot be opened, or holds something else than such messages: it may be somebody's document.
    """
    if path.is_file():
        with path.open("rb") as stream:
            start = stream.read(_STAMP_LENGTH)
        if start and not _STAMP.fullmatch(start):
            raise FileExistsError(errno.EEXIST, gettext("is there already and is no log"))
    for handler in [h for h in _LOG.handlers if isinstance(h, logging.FileHandler)]:
        _LOG.removeHandler(handler)
        handler.close()
    log = logging.FileHandler(path, encoding="utf-8")
    log.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S%z"))
    _LOG.addHandler(log)


def show_through(write: Callable[[str], None] | None) -> None:
    """Let somebody else print what is said, who knows what stands on the terminal; None for nobody."""
    _TERMINAL.print = write


def to_language(message: str) -> str:
    """Return a message in the language of the user."""
    return translate(message, gettext)


def report(message: str) -> None:
    """Say what is wrong."""
    _LOG.warning("%s", to_language(message))


def report_usage(message: str) -> int:
    """Say what is wrong with how the program was called, and return the exit code for it."""
    report(message)
    return USAGE


def tell(message: str, *, bare: bool = False, logged_only: bool = False) -> None:
    """Say something that is good to know.

    Args:
        message: What.
        bare: Without the program's name before it.
        logged_only: In the log file alone, as the terminal shows it otherwise.
    """
    _LOG.info("%s", to_language(message), extra={"bare": bare, "logged_only": logged_only})


def detail(message: str) -> None:
    """Say something that only who looks closely wants to know."""
    _LOG.debug("%s", to_language(message))
