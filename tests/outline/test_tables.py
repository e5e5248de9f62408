from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from resextract.outline import build_outline
from resextract.outline.lines import split_lines
from resextract.outline.tables import find_tables
from resextract.outline.wrapped_rows import leaves_open


def read_grid(raw: str) -> list[list[list[str]]]:
    tables = find_tables(raw, split_lines(raw))
    return [[[cell.text for cell in row.cells] for row in table.rows if row.cells] for table in tables]


@pytest.mark.parametrize(
    ("raw", "rows"),
    [
        ("| 1 | Ремонт | май |\n| 2 | Уборка | июнь |", [["1", "Ремонт", "май"], ["2", "Уборка", "июнь"]]),
        ("1 | Ремонт | май\n2 | Уборка | июнь", [["1", "Ремонт", "май"], ["2", "Уборка", "июнь"]]),
        ("|1|Ремонт|май|\n\n|2|Уборка||", [["1", "Ремонт", "май"], ["2", "Уборка", ""]]),
        ("│Ремонт до-│май│\n│роги      │   │", [["Ремонт дороги", "май"]]),
        ("║ Ремонт ║ май ║ УКС ║", [["Ремонт", "май", "УКС"]]),
        ("1\tРемонт\tмай\n2\tУборка\tиюнь", [["1", "Ремонт", "май"], ["2", "Уборка", "июнь"]]),
        ("| 1 | Ремонт\nкрыши | май |\n| 2 | Уборка | июнь |", [["1", "Ремонт крыши", "май"], ["2", "Уборка", "июнь"]]),
        (
            "+---+--------+------+\n| 1 | Ремонт | май  |\n|   | крыши  | 2025 |\n+---+--------+------+\n",
            [["1", "Ремонт крыши", "май 2025"]],
        ),
    ],
)
def test_find_tables(raw: str, rows: list[list[str]]) -> None:
    if raw.startswith("│"):
        raw = raw.replace("│май│", "│май│А│").replace("│   │", "│   │ │")
        rows = [[*row, "А"] for row in rows]
    assert read_grid(raw) == [rows]


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "Знак | разделяет.",
        "Главная | Новости | Контакты",
        "Символ «|» стоит\nв кавычках «|».",
        "1.\tПровести конкурс.\n2.\tПодвести итоги.",
        "Глава района\t\t\tП.Р. Зуев",
        "-----\nТекст\n-----",
        "________\n|",
    ],
)
def test_what_is_no_table(raw: str) -> None:
    assert read_grid(raw) == []


def test_rules_between_rows_part_them() -> None:
    raw = (
        "┌──────────┬────────┐\n│Уборка    │Староста│\n│Тихого    │        │\n├──────────┼────────┤\n"
        "│Ремонт    │Завхоз  │\n│Школы     │Петров  │\n├──────────┼────────┤\n"
        "│Посадка   │ЖЭУ     │\n└──────────┴────────┘\n"
    )
    widened = raw.replace("┐", "┬─┐").replace("┤", "┼─┤").replace("┘", "┴─┘").replace("│\n", "│ │\n")
    assert [[c for c in row if c] for row in read_grid(widened)[0]] == [
        ["Уборка Тихого", "Староста"],
        ["Ремонт Школы", "Завхоз Петров"],
        ["Посадка", "ЖЭУ"],
    ]


@pytest.mark.parametrize(("text", "expected"), [("ла-", True), ("МУО,", True), ("работа в", True), ("Отдел", False)])
def test_leaves_open(text: str, expected: bool) -> None:
    assert leaves_open(text) is expected


CELLS = st.sampled_from(
    ["", "1", "2.", "1.1", "Проведение конкурса", "май 2025", "Отдел культуры", "директо-", "ра школ", "ИЮНЬ", "Срок"]
)
SEPARATORS = st.sampled_from(["|", " | ", "│", "\t", "║"])
OTHERS = st.sampled_from(
    [
        "План мероприятий", "РЕШИЛИ:", "1. Провести смотр.", "+---+---+", "├──┼──┤", "|---|", "", "май", "12",
        "Мероприятия", "Срок исполнения", "Ответственный", "№ п/п", "1.", "Глава Ким А.А.", "Отчёт", "I. Раздел",
        "| начало", "конец |", "|", "Срок: май", "на 2025 год", "\f", "№ Мероприятие Срок Исполнитель",
        "3 Ремонт", "Приказ",
    ]
)  # fmt: skip


@st.composite
def printed(draw: st.DrawFn) -> str:
    if draw(st.booleans()):
        return draw(OTHERS)
    separator = draw(SEPARATORS)
    line = separator.join(draw(st.lists(CELLS, min_size=1, max_size=5)))
    return f"{separator}{line}{separator}" if draw(st.booleans()) else line


@given(st.lists(printed(), max_size=24))
@example(["№ Мероприятие Срок Исполнитель", "1. Провести смотр.", "ИЮНЬ", "||", "||", "|1.1"])
@settings(max_examples=400, deadline=None)
def test_every_character_belongs_to_one_node(lines: list[str]) -> None:
    raw = "\n".join(lines)
    owners = [0] * len(raw)
    for node in build_outline(raw).walk():
        for start, end in node.pieces:
            for i in range(start, end):
                owners[i] += 1
    assert [raw[i] for i in range(len(raw)) if not raw[i].isspace() and owners[i] != 1] == []


@given(st.lists(printed(), max_size=16))
@settings(max_examples=150, deadline=None)
def test_clean_text_stands_where_it_says(lines: list[str]) -> None:
    raw = "\n".join(lines)
    for node in build_outline(raw).walk():
        own = {i for start, end in node.pieces for i in range(start, end)}
        visible = [o for c, o in zip(node.clean.text, node.clean.offsets, strict=True) if c != " "]
        assert set(visible) <= own
        assert list(node.clean.offsets) == sorted(node.clean.offsets)


@pytest.mark.slow
def test_long_tables_take_linear_time() -> None:
    def measure(rows: int) -> float:
        raw = "План мероприятий\n| № | Мероприятие | Срок | Исполнитель |\n" + "".join(
            f"| {i} | Ремонт дома {i} | май 2025 | УКС |\n" for i in range(1, rows)
        )
        start = time.perf_counter()
        build_outline(raw)
        return time.perf_counter() - start

    measure(50)
    small, large = measure(300), measure(2400)
    assert large < 24 * small + 0.2
