"""How far a run is: a bar with rate and remaining time on a terminal, a line an input elsewhere."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from resextract.cli.messages import is_quiet, report, show_through, tell, to_language
from resextract.language.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress as Bar
    from rich.progress import TaskID

__all__ = ["Progress", "show_progress"]

_WIDEST_NAME = 40


class Progress:
    """The progress of a run over inputs."""

    def __init__(self, total: int, done: int, bar: Bar | None, task: TaskID | None) -> None:
        self._total = total
        self._done = done
        self._bar = bar
        self._task = task

    def begin(self, source: str) -> None:
        """Say which input is waited for."""
        if self._bar is not None and self._task is not None:
            name = source if len(source) <= _WIDEST_NAME else f"…{source[1 - _WIDEST_NAME :]}"
            self._bar.update(self._task, source=name)

    def finish(self, source: str, outcome: str, *, failed: bool = False) -> None:
        """Say what became of an input; failures always, the rest only in a log."""
        self._done += 1
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task)
        if failed:
            report(phrase("{source}: {reason}", source=source, reason=outcome))
        else:
            line = phrase(
                "[{done}/{total}] {source}: {outcome}",
                done=self._done,
                total=self._total,
                source=source,
                outcome=outcome,
            )
            tell(line, bare=True, logged_only=self._bar is not None)


@contextmanager
def show_progress(total: int, done: int = 0) -> Iterator[Progress]:
    """Show the progress of a run while the block lasts.

    Args:
        total: How many inputs there are.
        done: How many were done by an earlier run; they do not count for the rate.
    """
    if is_quiet() or not sys.stderr.isatty():
        yield Progress(total, done, None, None)
        return
    bar = _make_bar()
    with bar:
        show_through(lambda line: bar.console.print(line, markup=False, highlight=False, soft_wrap=True))
        try:
            yield Progress(total, done, bar, bar.add_task("", total=total, completed=done, source=""))
        finally:
            show_through(None)


def _make_bar() -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress
    from rich.text import Text

    class RateColumn(ProgressColumn):
        """Inputs a second."""

        def render(self, task: Task) -> Text:
            rate = f"{task.speed:.1f}" if task.speed else "–"
            return Text(to_language(phrase("{rate}/s", rate=rate)))

    return RichProgress(
        MofNCompleteColumn(),
        BarColumn(bar_width=24),
        RateColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
        TextColumn("{task.fields[source]}", markup=False),
        console=Console(file=sys.stderr),
        transient=True,
    )
