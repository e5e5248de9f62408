from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("stub")


@pytest.fixture
def text(tmp_path: Path) -> str:
    (tmp_path / "a.txt").write_text("Решили:\nпровести проверку\n", encoding="utf-8")
    return "a.txt"


def test_a_log_file_gets_every_message_with_its_time(resextract: Callable[..., object], text: str) -> None:
    outcome = resextract("extract", text, "b.txt", "-o", "out.jsonl", "--quiet", "--log-file", "run.log")
    assert outcome.err == "resextract: b.txt: no such file or folder\n"
    log = Path("run.log").read_text(encoding="utf-8")
    time = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4}"
    assert re.search(rf"^{time} INFO \[1/2\] a\.txt: 1 tasks$", log, re.MULTILINE)
    assert re.search(rf"^{time} WARNING b\.txt: no such file or folder$", log, re.MULTILINE)


def test_a_second_run_is_added_to_the_log(resextract: Callable[..., object], text: str) -> None:
    for _ in range(2):
        resextract("extract", text, "-o", "out.jsonl", "--log-file", "run.log")
    assert Path("run.log").read_text(encoding="utf-8").count("[1/1] a.txt: 1 tasks") == 2


def test_a_log_file_that_cannot_be_opened_is_wrong_usage(resextract: Callable[..., object], text: str) -> None:
    outcome = resextract("extract", text, "--log-file", "none/run.log")
    assert (outcome.code, outcome.out) == (2, "")
    assert "none/run.log: No such file or directory" in outcome.err


def test_the_next_command_is_as_loud_as_ever(resextract: Callable[..., object], text: str) -> None:
    resextract("extract", text, "-o", "out.jsonl", "--quiet")
    assert "a.txt: 1 tasks" in resextract("extract", text, "-o", "out.jsonl").err


@pytest.mark.parametrize("held", ["РЕШИЛИ:\nпровести проверку\n", "x"])
def test_a_document_is_not_taken_for_a_log(resextract: Callable[..., object], text: str, held: str) -> None:
    Path("order.txt").write_text(held, encoding="utf-8")
    outcome = resextract("extract", text, "--log-file", "order.txt")
    assert (outcome.code, outcome.out) == (2, "")
    assert "order.txt: is there already and is no log" in outcome.err
    assert Path("order.txt").read_text(encoding="utf-8") == held


def test_a_file_name_does_not_steer_the_terminal(resextract: Callable[..., object]) -> None:
    outcome = resextract("extract", "\x1b[2J.txt")
    assert "\x1b" not in outcome.err
    assert "\ufffd[2J.txt: no file matches this pattern" in outcome.err
