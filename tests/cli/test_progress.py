from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from resextract.cli.progress import show_progress

pty = pytest.importorskip("pty", reason="no pseudo-terminals")

STUB = """
import time
from resextract.pipeline import runs
from tests.conftest import extract_lines
runs._extract = lambda source, config: time.sleep(0.15) or extract_lines(source)
from resextract.cli import main
main()
"""


def run_on_a_terminal(folder: Path, *options: str) -> tuple[bytes, str]:
    """Runs `extract` with standard error on a terminal; gives what went to standard output and to the terminal."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])}
    environment |= {"TERM": "xterm", "COLUMNS": "100"}
    command = [sys.executable, "-c", STUB, "extract", "texts", *options]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 65536):
                shown += piece
        except OSError:  # how Linux says that the other end is closed
            pass
        assert process.stdout is not None
        data = process.stdout.read()
    os.close(ours)
    return data, shown.decode()


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    for n in range(5):
        content = b"\x00" if n == 2 else "Решили:\nпровести проверку\n".encode()
        (tmp_path / "texts" / f"{n}.txt").write_bytes(content)
    return tmp_path


@pytest.mark.slow
def test_a_terminal_shows_a_bar_with_rate_and_remaining_time(texts: Path) -> None:
    data, shown = run_on_a_terminal(texts)
    assert data.count(b"\n") == 4
    assert re.search(r"\d/5.*\d\.\d/s.*\d:\d\d:\d\d.*texts/\d\.txt", shown)
    assert "resextract: texts/2.txt: " in shown, "a failure is said above the bar"
    assert "[1/5]" not in shown
    assert "всего: 4" in shown


@pytest.mark.slow
def test_quiet_shows_no_bar(texts: Path) -> None:
    _, shown = run_on_a_terminal(texts, "--quiet")
    (line,) = shown.splitlines()
    assert line.startswith("resextract: texts/2.txt: ")


@pytest.mark.slow
def test_a_log_has_a_line_an_input_beside_the_bar(texts: Path) -> None:
    run_on_a_terminal(texts, "--log-file", "run.log")
    log = (texts / "run.log").read_text(encoding="utf-8")
    assert [f"[{n}/5] texts/{n - 1}.txt: 1 tasks" in log for n in range(1, 6)] == [True, True, False, True, True]


def test_a_log_gets_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with show_progress(3, done=1) as progress:
        progress.begin("a.txt")
        progress.finish("a.txt", "2 tasks")
        progress.finish("b.txt", "empty file", failed=True)
    assert capsys.readouterr().err == "[2/3] a.txt: 2 tasks\nresextract: b.txt: empty file\n"
