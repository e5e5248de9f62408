"""What the program says on standard error; standard output is for data."""

from __future__ import annotations

import sys

__all__ = ["FAILED", "OK", "USAGE", "Progress", "report", "report_usage"]

OK = 0
FAILED = 1
USAGE = 2

_CLEAR_LINE = "\r\x1b[K"


def report(message: str) -> None:
    """Say something."""
    print(f"resextract: {message}", file=sys.stderr)


def report_usage(message: str) -> int:
    """Say what is wrong with how the program was called, and return the exit code for it."""
    report(message)
    return USAGE


class Progress:
    """How far a run is: one line that is rewritten on a terminal, a line an input elsewhere."""

    def __init__(self, total: int, *, quiet: bool) -> None:
        self._total = total
        self._done = 0
        self._quiet = quiet
        self._terminal = sys.stderr.isatty()

    def begin(self, source: str) -> None:
        """Say which input is waited for."""
        if self._terminal and not self._quiet:
            print(f"{_CLEAR_LINE}[{self._done + 1}/{self._total}] {source}", end="", file=sys.stderr, flush=True)

    def finish(self, source: str, outcome: str, *, failed: bool = False) -> None:
        """Say what became of an input; failures always, the rest only in a log."""
        self._done += 1
        if self._terminal and not self._quiet:
            print(_CLEAR_LINE, end="", file=sys.stderr)
        if failed:
            report(f"{source}: {outcome}")
        elif not self._terminal and not self._quiet:
            print(f"[{self._done}/{self._total}] {source}: {outcome}", file=sys.stderr, flush=True)
