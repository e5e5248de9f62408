from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest

from resextract.writers.terminal import print_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.records.models import TaskRecord

TEXT = "Решили:\r\nОтделу культуры провести смотр до 1 мая 2025 года\r\n"
COLOURS = re.compile(r"\x1b\[[\d;]*m")


@pytest.fixture
def record(make_record: Callable[..., TaskRecord]) -> TaskRecord:
    def place(words: str) -> dict[str, Any]:
        return {"text": words, "start": TEXT.index(words), "end": TEXT.index(words) + len(words), "inherited": False}

    dates = {"start_date": None, "end_date": "2025-05-01", "recurrence": None, "duration": None}
    return make_record(
        **{k: v for k, v in place("Отделу культуры провести смотр до 1 мая 2025 года").items() if k != "inherited"},
        actors=[
            place("Отделу культуры")
            | {"normal": "Отдел культуры", "role": "co_executor", "type": "authority", "person": None}
            | {"inherited": True}
        ],
        deadlines=[place("до 1 мая 2025 года") | dates | {"kind": "due", "business_days": False}],
        warnings=["no_action"],
    )


def show(text: str | None, records: list[TaskRecord], **options: Any) -> str:
    stream = io.StringIO()
    print_document(text, records, stream, width=100, **options)
    return stream.getvalue()


def test_mentions_are_coloured_where_they_stand(record: TaskRecord) -> None:
    shown = show(TEXT, [record], colour=True)
    assert "\x1b[4;34mОтделу культуры\x1b[0m" in shown
    assert "\x1b[4;31mдо 1 мая 2025 года\x1b[0m" in shown
    assert COLOURS.sub("", shown).startswith("Решили: \nОтделу культуры провести смотр до 1 мая 2025 года \n")


def test_the_task_stands_under_the_text_in_words(record: TaskRecord) -> None:
    shown = show(TEXT, [record], colour=False)
    assert "\x1b" not in shown
    assert re.search(r"исполнители +Отдел культуры \(соисполнитель\) ↑", shown)
    assert re.search(r"сроки +до 01\.05\.2025", shown)
    assert re.search(r"пометки +действие не найдено", shown)
    assert "1 задача" in shown


def test_the_tasks_alone(record: TaskRecord) -> None:
    assert show(None, [record], colour=False).startswith("1 задача")


def test_a_text_without_tasks() -> None:
    assert "0 задач" in show("Погода была хорошая.", [], colour=False)


@pytest.mark.parametrize("hostile", ["\x1b[2J\x1b]0;owned\x07", "\x9b2J", "[bold]не жирно[/bold]", "\x08\x7f"])
def test_a_text_does_not_steer_the_terminal(hostile: str) -> None:
    shown = show(f"Решили: {hostile}", [], colour=False)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown)
    assert "[bold]не жирно[/bold]" in shown or "bold" not in hostile


def test_characters_that_are_replaced_do_not_move_the_colours(record: TaskRecord) -> None:
    shown = show(TEXT.replace("Решили", "\x07\x0b\x0cили"), [record], colour=True)
    assert "\x1b[4;34mОтделу культуры\x1b[0m" in shown
