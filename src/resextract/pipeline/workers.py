"""A pool of worker processes that survives the death of any of them and knows what it was doing.

`concurrent.futures.ProcessPoolExecutor` breaks as a whole when one worker is killed (a full memory, say) and does not
tell which task it was. Here each worker has a pipe of its own and one task at a time. The pool starts no threads, so
forking is safe.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from multiprocessing.process import BaseProcess

__all__ = ["FORKS", "map_in_workers"]

Task = TypeVar("Task")
Result = TypeVar("Result")

FORKS = sys.platform.startswith("linux")
"""Forked workers share the models that the parent has loaded; elsewhere than on Linux forking is absent or unsafe."""

_AHEAD = 32
"""Results for each worker that may wait for a slow earlier one: bounds what is kept in memory."""
_DEATH_SECONDS = 10


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection[Any, Any]
    index: int = -1


def map_in_workers(
    work: Callable[[Task], Result], tasks: Sequence[Task], workers: int, bury: Callable[[Task, str], Result]
) -> Iterator[Result]:
    """Apply a function to tasks in several processes.

    Args:
        work: A function that pickles and raises nothing.
        tasks: What to apply it to; they and the results must pickle.
        workers: How many processes at most; no more are started than there are tasks.
        bury: Makes the result of a task whose worker died, from the task and how the worker died.

    Yields:
        The results in the order of the tasks, whatever order they came in. Closing the iterator ends the workers.
    """
    idle: list[_Worker] = []
    busy: dict[Connection[Any, Any], _Worker] = {}
    results: dict[int, Result] = {}
    due = upcoming = 0
    try:
        while due < len(tasks):
            while upcoming < min(len(tasks), due + _AHEAD * workers) and (idle or len(busy) < workers):
                worker = idle.pop() if idle else _start_worker(work, busy)
                if _hand_over(worker, upcoming, tasks[upcoming]):
                    busy[worker.connection] = worker
                    upcoming += 1
            for connection in wait(busy):
                worker = busy.pop(connection)  # type: ignore[call-overload]
                try:
                    results[worker.index] = worker.connection.recv()
                    idle.append(worker)
                except (EOFError, OSError):
                    results[worker.index] = bury(tasks[worker.index], _stop_worker(worker, _DEATH_SECONDS))
            while due in results:
                yield results.pop(due)
                due += 1
    finally:
        for worker in [*idle, *busy.values()]:
            _stop_worker(worker)


def _start_worker(work: Callable[[Any], Any], busy: Collection[Connection[Any, Any]]) -> _Worker:
    context = multiprocessing.get_context("fork") if FORKS else multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    # A forked worker holds copies of the parent's ends of all pipes; open, they would hide the parent's death.
    inherited = [*busy, ours] if FORKS else []
    process = context.Process(target=_serve, args=(work, theirs, inherited), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _hand_over(worker: _Worker, index: int, task: object) -> bool:
    # False when the worker died while it had nothing to do: no task is to blame, another worker takes this one.
    worker.index = index
    try:
        worker.connection.send(task)
    except OSError:
        _stop_worker(worker)
        return False
    return True


def _serve(
    work: Callable[[Any], Any], connection: Connection[Any, Any], inherited: Sequence[Connection[Any, Any]]
) -> None:
    for other in inherited:
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends the workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with suppress(EOFError, OSError):  # the parent is gone, or done
        while True:
            connection.send(work(connection.recv()))


def _stop_worker(worker: _Worker, patience: float = 0.0) -> str:
    # Returns how the process ended, which is worth waiting for if it ended by itself.
    worker.connection.close()
    if patience:
        worker.process.join(patience)
    worker.process.terminate()
    worker.process.join()
    code = worker.process.exitcode or 0
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"
