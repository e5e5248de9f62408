from __future__ import annotations

import gettext
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from resextract.cli import run_command_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass
class Outcome:
    code: int
    out: str
    err: str


@pytest.fixture
def resextract(
    capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Outcome]:
    """Runs a command in an empty folder: `resextract("extract", "a.txt") -> Outcome`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OMP_NUM_THREADS", "1")

    def run(*arguments: str) -> Outcome:
        # The language of a command is that of its process, and here all commands share one.
        with monkeypatch.context() as environment:
            environment.setenv("LANGUAGE", os.environ.get("LANGUAGE", ""))
            with pytest.raises(SystemExit) as left:
                run_command_line(arguments)
        gettext.textdomain("messages")
        captured = capfdbinary.readouterr()
        return Outcome(int(left.value.code or 0), captured.out.decode(), captured.err.decode())

    return run


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch, line_extractor: Callable[..., object]) -> None:
    """The pipeline is replaced: each line with the word «провести» is a task."""
    monkeypatch.setattr("resextract.pipeline.runs._extract", line_extractor)
