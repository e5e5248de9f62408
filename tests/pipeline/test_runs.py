from __future__ import annotations

import io
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from resextract.pipeline import workers as pool
from resextract.pipeline.config import ConfigError
from resextract.pipeline.runs import FileResult, run_files
from resextract.reading.inputs import find_inputs

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.reading.source import SourceText

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")

BOTH = pytest.mark.parametrize(
    "workers",
    [
        1,
        pytest.param(2, marks=pytest.mark.skipif(not pool.FORKS, reason="the functions of a test do not pickle")),
    ],
)


@pytest.fixture
def run(tmp_path: Path, line_extractor: Callable[..., Any]) -> Callable[..., list[FileResult]]:
    """Writes files, runs over them and gives the results."""

    def run_over(files: dict[str, bytes], extract: Callable[..., Any] = line_extractor, **options: Any) -> Any:
        for name, data in files.items():
            (tmp_path / name).write_bytes(data)
        return list(run_files(find_inputs([str(tmp_path / name) for name in files]), extract=extract, **options))

    return run_over


def files(number: int) -> dict[str, bytes]:
    return {f"{n}.txt": ("Решили:\n" + "провести проверку\n" * n).encode() for n in range(number)}


@BOTH
def test_results_come_in_the_order_of_the_inputs(run: Callable[..., Any], workers: int) -> None:
    results = run(files(10), workers=workers)
    assert [Path(result.source).name for result in results] == [f"{n}.txt" for n in range(10)]
    assert [result.counts.tasks for result in results] == list(range(10))
    assert [result.lines.count(b"\n") for result in results] == list(range(10))


@pytest.mark.skipif(not pool.FORKS, reason="the functions of a test do not pickle")
def test_the_bytes_do_not_depend_on_the_number_of_workers(run: Callable[..., Any]) -> None:
    one, two, many = (run(files(10), workers=workers) for workers in (1, 2, 5))
    assert one == two == many


@BOTH
def test_a_file_that_cannot_be_read_does_not_stop_the_others(run: Callable[..., Any], workers: int) -> None:
    inputs = {"a.txt": b"\x00\x01", "b.txt": "провести проверку".encode(), "c.txt": b""}
    first, second, third = run(inputs, workers=workers)
    assert (first.failure, first.counts, first.lines) == ("binary file: it holds NUL bytes", None, b"")
    assert (second.failure, second.counts.tasks) == ("", 1)
    assert third.failure == "empty file"


@BOTH
def test_a_file_without_tasks_is_no_failure(run: Callable[..., Any], workers: int) -> None:
    (result,) = run({"a.txt": "Погода была хорошая, и все гуляли в парке.".encode()}, workers=workers)
    assert (result.failure, result.lines, result.counts.tasks) == ("", b"", 0)


@BOTH
def test_a_defect_is_named_and_does_not_stop_the_others(
    run: Callable[..., Any], line_extractor: Callable[..., Any], workers: int
) -> None:
    def fail_on_b(source: SourceText, config: object) -> Any:
        if source.doc_id == "b":
            raise KeyError("broken\nrule")
        return line_extractor(source)

    first, second = run({"b.txt": "провести".encode(), "c.txt": "провести".encode()}, fail_on_b, workers=workers)
    assert first.failure.startswith("internal error, please report it: KeyError at test_runs.py:")
    assert first.failure.endswith("'broken\\nrule'")
    assert second.counts.tasks == 1


@pytest.mark.skipif(not pool.FORKS, reason="the functions of a test do not pickle")
def test_a_killed_worker_is_named_by_its_file_and_does_not_stop_the_others(
    run: Callable[..., Any], line_extractor: Callable[..., Any]
) -> None:
    def die_on_three(source: SourceText, config: object) -> Any:
        if source.doc_id == "3":
            os.kill(os.getpid(), signal.SIGKILL)
        return line_extractor(source)

    results = run(files(8), die_on_three, workers=2)
    assert [result.failure for result in results if result.failure] == [
        "the worker process died (SIGKILL), perhaps for want of memory"
    ]
    assert Path(results[3].source).name == "3.txt"
    assert [result.transient for result in results] == [number == 3 for number in range(8)]
    assert [result.counts.tasks for result in results if result.counts] == [0, 1, 2, 4, 5, 6, 7]


@BOTH
def test_standard_input_is_one_of_the_inputs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line_extractor: Callable[..., Any], workers: int
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("провести смотр".encode("cp1251"))))
    (tmp_path / "a.txt").write_text("провести проверку", encoding="utf-8")
    inputs = find_inputs([str(tmp_path / "a.txt"), "-"])
    first, second = run_files(inputs, workers=workers, extract=line_extractor)
    assert (first.counts.tasks, second.source, second.counts.doc_id, second.counts.tasks) == (1, "-", "stdin", 1)


def test_the_largest_size_holds_for_each_file(run: Callable[..., Any]) -> None:
    small, large = run({"a.txt": "провести".encode(), "b.txt": "провести ".encode() * 9}, max_size=50)
    assert small.counts.tasks == 1
    assert large.failure == "larger than the limit of 5e-05 MB (--max-size raises it)"


@BOTH
def test_a_wrong_configuration_of_a_file_is_its_failure(run: Callable[..., Any], workers: int) -> None:
    def refuse(source: SourceText, config: object) -> Any:
        raise ConfigError("no component named x")

    (result, _) = run(files(2), refuse, workers=workers)
    assert result.failure == "no component named x"


def test_results_stream(tmp_path: Path) -> None:
    done = []

    def note(source: SourceText, config: object) -> Any:
        done.append(source.doc_id)
        return []

    for name, data in files(3).items():
        (tmp_path / name).write_bytes(data)
    results = run_files(find_inputs([str(tmp_path)]), extract=note)
    next(results)
    assert done == ["0"]
