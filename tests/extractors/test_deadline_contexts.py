from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resextract.extractors.deadline_contexts import Candidate, find_barrier
from resextract.extractors.spans import make_span
from resextract.extractors.time_expressions import find_times

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

# A barrier, what it stops, and the nearest thing that it must let pass.
PAIRS = [
    ("name", "Исполнить приказ 12 марта 2024 года № 87.", "Исполнить приказ до 12 марта 2024 года."),
    ("participle", "Составить график ежегодно проводимых конкурсов.", "Составлять график ежегодно."),
    (
        "participial_phrase",
        "Стандарт, введённый с 1 сентября 2022 года, применять.",
        "Стандарт, введённый министерством, применять с 1 сентября 2022 года.",
    ),
    (
        "participial_phrase",
        "Изучить итоги реализованных в 2020–2021 годах проектов.",
        "Изучить итоги реализованных проектов в 2020–2021 годах.",
    ),
    (
        "subordinate_clause",
        "Обучить педагогов, которые с 1 сентября 2024 года ведут курс.",
        "Педагогов, которые ведут курс, с 1 сентября 2024 года обучать.",
    ),
    (
        "gerund_phrase",
        "Утвердить графики, предусмотрев завершение испытаний к 10 сентября 2025 года.",
        "Утвердить графики, предусмотрев завершение испытаний, к 10 сентября 2025 года.",
    ),
    ("statement", "Гарантия действует до 31 декабря 2026 года.", "Гарантия представляется до 31 декабря 2026 года."),
    (
        "base",
        "Довести охват с 61,4 % в 2022 году до 75 %.",
        "Довести охват до 75 % в 2025 году.",
    ),
    ("set", "Установить дату ярмарки – 15 мая 2025 года.", "Провести ярмарку, дата ярмарки – 15 мая 2025 года."),
    (
        "topic",
        "Вынести вопрос о поездке на озеро в июне 2025 года.",
        "Вынести вопрос о поездке на сессию в июне 2025 года.",
    ),
    ("statement", "В 2023 году проведена большая работа.", "В 2025 году будет проведена большая работа."),
    (
        "phrase",
        "Привлечь специалистов в рамках отбора в 2022–2023 годах.",
        "В рамках отбора привлечь специалистов в 2022–2023 годах.",
    ),
    ("phrase", "Повысить охват по сравнению с 2023 годом.", "Повысить охват с 2025 года."),
    (
        "topic",
        "Рассмотреть вопрос об открытии групп с 1 сентября 2025 года.",
        "Рассмотреть вопрос об открытии групп до 1 сентября 2025 года.",
    ),
    ("topic", "Подготовить отчёт о работе в 2024 году.", "Подготовить отчёт в 2024 году."),
    ("title", "Руководствоваться Концепцией развития образования до 2030 года.", "Открыть школы до 2030 года."),
    (
        "object_leaf",
        "лучшие практики классных руководителей в 2024 году",
        "распространение практик классных руководителей в 2024 году",
    ),
    ("aside", "Снизить травматизм (в 2023 году – 5 случаев).", "Снизить травматизм (в 2025 году)."),
    ("noun", "Разработать план на 2025 год.", "Запланировать на 2025 год смотр."),
    ("length", "Заключить договор на срок до трёх лет.", "Создать на срок до трёх лет совет."),
]


@pytest.mark.parametrize(("barrier", "stopped", "passed"), PAIRS)
def test_barriers(annotate: Callable[[str], Doc], barrier: str, stopped: str, passed: str) -> None:
    assert _barriers(annotate(stopped), "leaf") == [barrier]
    assert _barriers(annotate(passed), "leaf") == [""]


@pytest.mark.parametrize("text", [stopped for name, stopped, _ in PAIRS if name != "name"])
def test_attached_lines_meet_no_barrier_but_names(annotate: Callable[[str], Doc], text: str) -> None:
    assert _barriers(annotate(text), "attached") == [""]


def test_period_of_the_noun_that_names_the_tasks(annotate: Callable[[str], Doc]) -> None:
    doc = annotate("Определить задачи развития системы образования города на 2024-2025 учебный год:")
    assert _barriers(doc, "lead_in") == [""]
    assert _barriers(doc, "leaf") == ["noun"]


def _barriers(doc: Doc, place: str) -> list[str]:
    spans = [(time, make_span(doc, time.start, time.end, "x", "y")) for time in find_times(doc.text)]
    return [
        find_barrier(Candidate(time, doc, span.start, span.end, place))
        for time, span in spans
        if time.rule.get("kind") != "relative" or time.rule.get("host") == "length"
    ]
