from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from resextract.pipeline.workers import FORKS

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [
    pytest.mark.usefixtures("stub"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning"),
]

GOOD = "Решили:\nпровести проверку\nпровести смотр\n"


def write(name: str, content: str | bytes = GOOD) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


def test_records_go_to_standard_output_and_all_else_to_standard_error(resextract: Callable[..., object]) -> None:
    outcome = resextract("extract", write("a.txt"))
    assert outcome.code == 0
    assert [json.loads(line)["text"] for line in outcome.out.splitlines()] == ["провести проверку", "провести смотр"]
    assert "[1/1] a.txt: 2 tasks\n" in outcome.err
    assert "всего: 1" in outcome.err


def test_records_go_to_a_file(resextract: Callable[..., object]) -> None:
    outcome = resextract("extract", write("raw/a.txt"), write("raw/sub/b.txt"), "-o", "tasks.jsonl")
    assert (outcome.code, outcome.out) == (0, "")
    records = [json.loads(line) for line in Path("tasks.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [record["document"]["source"] for record in records] == ["raw/a.txt"] * 2 + ["raw/sub/b.txt"] * 2


def test_quiet_says_only_what_failed(resextract: Callable[..., object]) -> None:
    outcome = resextract("extract", write("a.txt"), "b.txt", "--quiet", "-o", "tasks.jsonl")
    assert (outcome.code, outcome.out, outcome.err) == (1, "", "resextract: b.txt: no such file or folder\n")


def test_standard_input(resextract: Callable[..., object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode("cp866"))))
    outcome = resextract("extract", "-")
    document = json.loads(outcome.out.splitlines()[0])["document"]
    assert (document["doc_id"], document["source"], document["encoding"]) == ("stdin", "-", "cp866")


@pytest.mark.parametrize("workers", ["1", pytest.param("2", marks=pytest.mark.skipif(not FORKS, reason="a stub"))])
def test_what_fails_is_named_with_the_reason_and_the_rest_is_done(
    resextract: Callable[..., object], workers: str
) -> None:
    Path("folder").mkdir()
    bad = {
        "missing.txt": "no such file or folder",
        write("empty.txt", b""): "empty file",
        write("binary.txt", b"\x7fELF\x00\x01" * 30): "binary file",
        write(
            "mojibake.txt", GOOD.encode().decode("cp1251", "ignore")
        ): "mojibake: UTF-8 that was read as windows-1251",
        write("broken.txt", GOOD.encode() + b"\xff"): "broken UTF-8",
        write("english.txt", "The council has resolved."): "not a Russian text",
        write("large.txt", GOOD * 20_000): "larger than the limit of 1 MB (--max-size raises it)",
        "folder": "the folder holds no document",
        "*.csv": "no file matches this pattern",
    }
    good = [write("good.txt"), write("nothing.txt", "Погода была хорошая.")]
    outcome = resextract("extract", good[0], *bad, good[1], "-o", "out.jsonl", "--max-size", "1", "--workers", workers)
    assert outcome.code == 1
    for name, reason in bad.items():
        assert any(line.startswith(f"resextract: {name}: {reason}") for line in outcome.err.splitlines()), name
    assert f"не обработано: {len(bad)}" in outcome.err
    assert len(Path("out.jsonl").read_bytes().splitlines()) == 2


def test_a_file_without_permission_is_named(resextract: Callable[..., object], monkeypatch: pytest.MonkeyPatch) -> None:
    write("secret.txt")
    open_path = Path.open

    def refuse(self: Path, *args: object, **options: object) -> object:
        if self.name == "secret.txt":
            raise PermissionError(13, "Permission denied")
        return open_path(self, *args, **options)  # type: ignore[arg-type, call-overload]

    monkeypatch.setattr(Path, "open", refuse)  # the tests may run as root, whom no permission stops
    outcome = resextract("extract", "secret.txt", write("a.txt"), "-o", "out.jsonl", "-q")
    assert (outcome.code, outcome.err) == (1, "resextract: secret.txt: cannot be read: Permission denied\n")


def test_a_file_without_tasks_is_no_failure(resextract: Callable[..., object]) -> None:
    outcome = resextract("extract", write("a.txt", "Погода была хорошая."), "-o", "out.jsonl")
    assert (outcome.code, Path("out.jsonl").read_bytes()) == (0, b"")


def test_inputs_of_the_same_stem_get_ids_of_their_own(resextract: Callable[..., object]) -> None:
    outcome = resextract("extract", write("2021/plan.txt"), write("2022/plan.txt"))
    ids = [json.loads(line)["task_id"] for line in outcome.out.splitlines()]
    assert ids == ["plan~2021#op1/2", "plan~2021#op1/3", "plan~2022#op1/2", "plan~2022#op1/3"]


def test_copies_of_a_file_are_named_since_their_tasks_count_twice(resextract: Callable[..., object]) -> None:
    names = [write("a.txt"), write("b/a.txt"), write("c.txt", "Решили:\nпровести сбор\n")]
    assert "resextract: the same file 2 times: a.txt, b/a.txt\n" in resextract("extract", *names, "-o", "out.jsonl").err
    assert "the same file" not in resextract("extract", *names[1:], "-o", "out.jsonl").err


def test_if_all_fails_the_output_is_not_touched(resextract: Callable[..., object]) -> None:
    write("out.jsonl", b"old")
    assert resextract("extract", "missing.txt", "-o", "out.jsonl").code == 1
    assert resextract("extract", "missing.txt", "-o", "new.jsonl").code == 1
    assert [(path.name, path.read_bytes()) for path in Path().iterdir()] == [("out.jsonl", b"old")]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "missing/out.jsonl"], "missing/out.jsonl: the folder missing does not exist"),
        (["-o", "folder"], "folder: is a folder"),
        (["-o", "folder/../a.txt"], "is one of the inputs"),
        (["-o", "a.txt/out.jsonl"], "the folder a.txt does not exist"),
        (["--workers", "0"], "--workers"),
        (["--max-size", "-1"], "--max-size"),
        (["--colour"], "--colour"),
        (["-c", "missing.toml"], "missing.toml"),
        (["-c", "a.txt"], "a.txt"),
    ],
)
def test_wrong_usage(resextract: Callable[..., object], arguments: list[str], message: str) -> None:
    Path("folder").mkdir()
    outcome = resextract("extract", write("a.txt"), *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert sorted(str(path) for path in Path().rglob("*")) == ["a.txt", "folder"]
    assert Path("a.txt").read_text(encoding="utf-8") == GOOD


def test_an_output_that_cannot_be_written_is_named(
    resextract: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_path = Path.open

    def refuse(self: Path, *args: object, **options: object) -> object:
        if self.name == "out.jsonl.part":
            raise PermissionError(13, "Permission denied")
        return open_path(self, *args, **options)  # type: ignore[arg-type, call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    outcome = resextract("extract", write("a.txt"), "-o", "out.jsonl")
    assert (outcome.code, outcome.out) == (2, "")
    assert "resextract: out.jsonl: cannot be written: Permission denied\n" in outcome.err


def test_no_input_is_wrong_usage(resextract: Callable[..., object]) -> None:
    assert resextract("extract").code == 2


@pytest.mark.skipif(not FORKS, reason="a stub")
def test_the_output_does_not_depend_on_the_number_of_workers(resextract: Callable[..., object]) -> None:
    names = [write(f"{n}.txt", "провести проверку\n" * (n + 1)) for n in range(12)]
    for workers in ("1", "2", "4"):
        assert resextract("extract", *names, "-o", f"{workers}.jsonl", "--workers", workers).code == 0
    assert Path("1.jsonl").read_bytes() == Path("2.jsonl").read_bytes() == Path("4.jsonl").read_bytes()


STOPPED = """
import os, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job starts with it ignored
from resextract.pipeline import runs
def sleep(source, config):
    if source.doc_id == "text":
        return []  # the trial before the run
    os.write(1, f"{os.getpid()}\\n".encode())  # one write: two processes share the pipe
    time.sleep(60)
runs._extract = sleep
from resextract.cli import main
main()
"""


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not (state.exists() and state.read_text().rsplit(") ", 1)[1].startswith("Z"))


@pytest.mark.slow
@pytest.mark.skipif(not FORKS, reason="signals, and a stub")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_run_that_is_stopped_leaves_nothing_behind(tmp_path: Path, number: signal.Signals) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    (tmp_path / "out.jsonl").write_text("old")
    command = [sys.executable, "-c", STOPPED, "extract", "a.txt", "b.txt", "-o", "out.jsonl", "-w", "2"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        workers = [int(process.stdout.readline()) for _ in range(2)]
        process.send_signal(number)
        process.wait(60)
    assert process.returncode != 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt", "out.jsonl"]
    assert (tmp_path / "out.jsonl").read_text() == "old"
    assert not any(is_running(pid) for pid in workers)


@pytest.mark.slow
@pytest.mark.skipif(not FORKS, reason="signals, and a stub")
def test_workers_do_not_outlive_a_parent_that_was_killed(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    script = STOPPED.replace("time.sleep(60)", "time.sleep(1); return []")
    command = [sys.executable, "-c", script, "extract", "a.txt", "b.txt", "-w", "2"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        workers = [int(process.stdout.readline()) for _ in range(2)]
        process.kill()
    deadline = time.monotonic() + 20
    while any(is_running(pid) for pid in workers):
        assert time.monotonic() < deadline, "workers are still there"
        time.sleep(0.1)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="pipes")
def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Решили: провести проверку школ района.\n" * 5000, encoding="utf-8")
    command = f"{sys.executable} -m resextract outline a.txt --format json | head -c 10"
    outcome = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, check=False)
    assert (len(outcome.stdout), outcome.stderr) == (10, b"")
