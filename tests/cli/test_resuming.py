"""Runs that are killed and gone on with: the same bytes as without the kill."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from resextract.pipeline.workers import FORKS

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBER = 12

STUB = """
import os, time
from resextract.pipeline import runs
from tests.conftest import extract_lines
def extract(source, config):
    time.sleep(0.05 if source.doc_id != "text" else 0)
    return extract_lines(source)
runs._extract = extract
from resextract.cli import main
main()
"""


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    for n in range(NUMBER):
        content = b"\x00\x01" if n == 5 else ("Решили:\n" + "провести проверку\n" * (n % 4)).encode()
        (tmp_path / "texts" / f"{n:02}.txt").write_bytes(content)
    return tmp_path


def start(*options: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])}
    command = [sys.executable, "-c", STUB, "extract", "texts", "-o", "out.jsonl", "--errors", "errors.jsonl", *options]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)


def wait_for_steps(number: int) -> None:
    log, deadline = Path("out.jsonl.part.log"), time.monotonic() + 60
    while not log.exists() or log.read_bytes().count(b"\n") < number + 1:
        assert time.monotonic() < deadline, "the run makes no progress"
        time.sleep(0.002)


@pytest.mark.slow
@pytest.mark.skipif(not FORKS, reason="a stub, and signals")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_run_killed_again_and_again_ends_with_the_same_bytes(corpus: Path, workers: str) -> None:
    with start("-w", workers) as process:
        process.communicate()
    assert process.returncode == 1
    expected = [Path(name).read_bytes() for name in ("out.jsonl", "errors.jsonl")]
    assert json.loads(expected[1])["source"] == "texts/05.txt"
    for name in ("out.jsonl", "errors.jsonl"):
        Path(name).unlink()
    for steps in (1, 3, 6, 8):
        with start("-w", workers, "--resume") as process:
            wait_for_steps(steps)
            process.kill()
        assert not Path("out.jsonl").exists()
    with start("-w", workers, "--resume") as process:
        _, told = process.communicate()
    assert process.returncode == 1
    assert "going on after" in told.decode()
    assert [Path(name).read_bytes() for name in ("out.jsonl", "errors.jsonl")] == expected
    assert sorted(path.name for path in corpus.iterdir()) == ["errors.jsonl", "out.jsonl", "texts"]


@pytest.mark.slow
@pytest.mark.skipif(not FORKS, reason="a stub, and signals")
def test_a_run_that_is_stopped_says_how_to_go_on(corpus: Path) -> None:
    with start() as process:
        wait_for_steps(2)
        process.terminate()
        _, told = process.communicate()
    assert "the same command with --resume goes on" in told.decode()
    assert Path("out.jsonl.part").exists()


@pytest.mark.usefixtures("stub", "corpus")
class TestResume:
    def test_without_anything_to_resume_it_starts_at_the_beginning(self, resextract: Callable[..., object]) -> None:
        outcome = resextract("extract", "texts/01.txt", "-o", "out.jsonl", "--resume")
        assert outcome.code == 0
        assert "there is no broken-off run to go on with; starting at the beginning" in outcome.err

    @pytest.mark.parametrize("arguments", [["texts"], ["-", "-o", "out.jsonl"]])
    def test_streams_cannot_be_gone_on_with(self, resextract: Callable[..., object], arguments: list[str]) -> None:
        outcome = resextract("extract", *arguments, "--resume")
        assert (outcome.code, outcome.out) == (2, "")
        assert "--resume needs files" in outcome.err

    def test_the_list_of_errors_is_empty_if_nothing_failed(self, resextract: Callable[..., object]) -> None:
        assert resextract("extract", "texts/01.txt", "-o", "out.jsonl", "--errors", "errors.jsonl").code == 0
        assert Path("errors.jsonl").read_bytes() == b""
