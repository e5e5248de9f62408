from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from resextract.digest.counts import Overview, count_overview
from resextract.writers.statistics import dump_statistics, format_statistics

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.records.models import TaskRecord

TODAY = dt.date(2026, 11, 27)
PLACE = {"text": "текст", "start": 0, "end": 5, "inherited": False}


def actor(name: str) -> dict[str, object]:
    return {"normal": name, "role": "responsible", "type": "authority", "person": None} | PLACE


def test_a_table_a_question(make_record: Callable[..., TaskRecord]) -> None:
    records = [make_record(actors=[actor("Отдел")], warnings=["no_action"]), make_record(actors=[actor("Центр")])]
    records += [make_record(modality="recommendation", actors=[actor("Центр")])]
    assert format_statistics(count_overview(records, TODAY), TODAY) == (
        "Задачи\n"
        "  всего         3  100 %  ████████████████████████\n"
        "  поручение     2   67 %  ████████████████\n"
        "  рекомендация  1   33 %  ████████\n"
        "  с пометкой    1   33 %  ████████\n"
        "\n"
        "Что названо в задачах\n"
        "  Исполнители       3  100 %  ████████████████████████\n"
        "  Сроки             0    0 %\n"
        "  Показатели        0    0 %\n"
        "  Программы         0    0 %\n"
        "  Нормативные акты  0    0 %\n"
        "\n"
        "Документы: 1\n"
        "  a  3  100 %  ████████████████████████\n"
        "\n"
        "Ответственные: 2\n"
        "  Центр  2   67 %  ████████████████████████\n"
        "  Отдел  1   33 %  ████████████\n"
        "\n"
        "Пометки\n"
        "  действие не найдено (no_action)  1   33 %  ████████████████████████\n"
    )


def test_what_is_left_out_is_counted(make_record: Callable[..., TaskRecord]) -> None:
    records = [make_record(actors=[actor(f"Отдел {n}")]) for n in range(5)]
    assert "  … и ещё 3\n" in format_statistics(count_overview(records, TODAY), TODAY, most=2)


def test_nothing_gives_no_table() -> None:
    assert format_statistics(Overview(), TODAY) == ""


def test_the_same_as_json(make_record: Callable[..., TaskRecord]) -> None:
    dumped = dump_statistics(count_overview([make_record(actors=[actor("Отдел")])], TODAY), TODAY)
    assert (dumped["today"], dumped["tasks"], dumped["actors"]) == ("2026-11-27", 1, {"Отдел": 1})
    assert dumped["schedule"] == dict.fromkeys(["past", "school_year", "later", "recurring", "open"], 0)
