from __future__ import annotations

import pytest

from resextract.outline.gutters import cut_gutters
from resextract.outline.lines import split_lines

HEAD = "№   Мероприятие          Срок      Исполнитель\n"


def read_cells(raw: str) -> list[list[str]]:
    found = cut_gutters(raw, split_lines(raw), 0)
    return [["".join(raw[a:b] for a, b in cell) for cell in g.cells] for g in found.grids if g.cells] if found else []


def test_columns_are_told_by_the_gutters_below_the_header() -> None:
    raw = HEAD + "1   Ремонт крыши         май       ЖЭУ\n2   Уборка двора         июнь      Дворник\n"
    assert read_cells(raw)[1:] == [["1", "Ремонт крыши", "май", "ЖЭУ"], ["2", "Уборка двора", "июнь", "Дворник"]]


def test_a_table_ends_where_text_crosses_the_gutters() -> None:
    raw = HEAD + "1   Ремонт крыши         май       ЖЭУ\n2   Уборка двора         июнь      Дворник\n"
    raw += "Все мероприятия проводятся за счёт средств бюджета.\n"
    assert len(read_cells(raw)) == 3


@pytest.mark.parametrize(
    "raw",
    [
        HEAD,
        HEAD + "Отдел культуры просит ответить на все вопросы, заданные в письме.\nСпасибо.\n",
        "В  целях  организованной  подготовки  к  школе  провести   ярмарку\n" * 3,
        "Фамилия      Должность      Телефон\n"
        "Иванцов      сторож         2-12-12\nПетрин       повар          2-13-13\n",
    ],
)
def test_what_is_no_spaced_table(raw: str) -> None:
    assert read_cells(raw) == []
