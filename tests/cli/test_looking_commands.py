from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from resextract.writers.jsonl import write_records

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.records.models import TaskRecord

PLACE = {"text": "текст", "start": 0, "end": 5, "inherited": False}
TEXT = "РЕШИЛИ:\n1. Отделу культуры до 1 мая 2025 года провести смотр.\n2. Отделу спорта провести забег."


def actor(name: str) -> dict[str, object]:
    return {"normal": name, "role": "responsible", "type": "authority", "person": None} | PLACE


@pytest.fixture
def tasks(tmp_path: Path, make_record: Callable[..., TaskRecord]) -> str:
    records = [make_record(actors=[actor("Отдел культуры")]), make_record(task_id="a#op1/2", actors=[actor("Центр")])]
    write_records(records, tmp_path / "tasks.jsonl")
    return "tasks.jsonl"


def test_figures_of_all_records(resextract: Callable[..., object], tasks: str) -> None:
    outcome = resextract("stats", tasks)
    assert (outcome.code, outcome.err) == (0, "")
    assert "Ответственные: 2\n" in outcome.out


def test_figures_of_some_as_json(resextract: Callable[..., object], tasks: str) -> None:
    outcome = resextract("stats", tasks, "--actor", "культур", "--format", "json", "--today", "01.02.2025")
    figures = json.loads(outcome.out)
    assert (figures["tasks"], figures["actors"], figures["today"]) == (1, {"Отдел культуры": 1}, "2025-02-01")


def test_filters_that_leave_nothing_say_so(resextract: Callable[..., object], tasks: str) -> None:
    outcome = resextract("stats", tasks, "--with-targets")
    assert (outcome.code, outcome.out) == (0, "")
    assert "no task is left by these filters" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["none.jsonl"], 1, "none.jsonl: cannot be read: No such file or directory"),
        (["tasks.jsonl", "--format", "xml"], 2, "'xml' is neither table nor json"),
        (["tasks.jsonl", "--due-before", "tomorrow"], 2, "--due-before"),
        (["tasks.jsonl", "--top", "0"], 2, "--top"),
    ],
)
def test_what_is_wrong_is_named(
    resextract: Callable[..., object], tasks: str, arguments: list[str], code: int, message: str
) -> None:
    outcome = resextract("stats", *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert message in outcome.err


@pytest.mark.slow
def test_a_text_with_its_tasks(resextract: Callable[..., object]) -> None:
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    outcome = resextract("show", "a.txt", "--model", "none", "--actor", "культура")
    assert outcome.code == 0
    assert outcome.out.startswith("РЕШИЛИ:")
    assert "до 01.05.2025" in outcome.out
    assert "1 задача" in outcome.out
    assert "1 of 2 tasks shown" in outcome.err


def test_a_text_that_cannot_be_read(resextract: Callable[..., object]) -> None:
    outcome = resextract("show", "none.txt")
    assert (outcome.code, outcome.out, outcome.err) == (1, "", "resextract: none.txt: no such file or folder\n")


@pytest.mark.parametrize("command", ["validate", "convert"])
def test_other_commands_that_read_records_take_the_filters(
    resextract: Callable[..., object], tasks: str, command: str
) -> None:
    Path("a.txt").write_bytes(b"")
    more = ["--to", "doccano", "-o", "out.jsonl"] if command == "convert" else []
    outcome = resextract(command, tasks, *more, "--actor", "nobody")
    assert ("no task is left by these filters" if more else "0 records, 0 violations") in outcome.err


def test_filters_do_not_go_with_what_is_no_record(resextract: Callable[..., object]) -> None:
    outcome = resextract("convert", "x", "--from", "brat", "-o", "out.jsonl", "--with-targets")
    assert outcome.code == 2
    assert "filters go with --to" in outcome.err
