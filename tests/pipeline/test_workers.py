from __future__ import annotations

import multiprocessing
import os
import signal
import time

import pytest

from resextract.pipeline import workers

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings(
        "ignore:.*multi-threaded.*:DeprecationWarning"
    ),  # pytest-xdist has threads, the tool none
]


def square(number: int) -> int:
    time.sleep(0.05 if number % 3 == 0 else 0)
    return number * number


def die_on_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 5:
        os._exit(7)
    return number * number


def bury(task: object, death: str) -> str:
    return f"{task}: {death}"


def test_results_come_in_the_order_of_the_tasks() -> None:
    assert list(workers.map_in_workers(square, range(20), 3, bury)) == [n * n for n in range(20)]


def test_no_task_no_worker() -> None:
    assert list(workers.map_in_workers(square, [], 2, bury)) == []
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(not workers.FORKS, reason="the functions of a test module do not pickle")
def test_a_dead_worker_costs_only_its_task() -> None:
    results = list(workers.map_in_workers(die_on_three, range(8), 2, bury))
    assert results == [0, 1, 4, "3: SIGKILL", 16, "5: exit code 7", 36, 49]
    assert multiprocessing.active_children() == []


def test_workers_that_do_not_share_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FORKS", False)
    assert list(workers.map_in_workers(len, ["a", "bb", "ccc"], 2, bury)) == [1, 2, 3]


def test_closing_the_iterator_ends_the_workers() -> None:
    results = workers.map_in_workers(square, range(1000), 2, bury)
    assert next(results) == 0
    assert multiprocessing.active_children()
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_a_slow_task_does_not_let_the_others_run_ahead_without_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_AHEAD", 1)
    assert list(workers.map_in_workers(square, range(20), 2, bury)) == [n * n for n in range(20)]
