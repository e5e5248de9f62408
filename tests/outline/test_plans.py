"""Plans of measures in many layouts: the texts stand in ``plans/``, people and places are invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from resextract.outline import Node, NodeKind, build_outline
from resextract.outline.plans import make_mark

PLANS = Path(__file__).parent / "plans"


class Row(NamedTuple):
    number: str | None
    measure: str
    term: str = ""
    executor: str = ""


def read_rows(raw: str) -> list[Row]:
    """Every item with its attached cells, the cells of one column joined by « / »."""
    items = [node for node in build_outline(raw).walk() if node.kind is NodeKind.ITEM]
    return [Row(node.number, node.text, cells(node, "term"), cells(node, "executor")) for node in items]


def cells(node: Node, column: str) -> str:
    attached = [c for c in node.children if c.kind is NodeKind.ATTACHED]
    return " / ".join(c.text for c in attached if c.column == column)


def headings(raw: str) -> list[str]:
    return [n.text for n in build_outline(raw).walk() if n.kind is NodeKind.HEADING]


EXPECTED = [json.loads(line) for line in (PLANS / "expected.jsonl").read_text(encoding="utf-8").splitlines()]


def test_every_plan_has_an_expectation() -> None:
    assert [case["plan"] for case in EXPECTED] == sorted(p.stem for p in PLANS.glob("*.txt"))


@pytest.mark.parametrize("case", EXPECTED, ids=lambda case: case["plan"])
def test_rows(case: dict[str, Any]) -> None:
    raw = (PLANS / f"{case['plan']}.txt").read_text(encoding="utf-8")
    assert read_rows(raw) == [Row(*row) for row in case["rows"]]


def test_title_of_a_plan_stands_above_its_rows() -> None:
    outline = build_outline((PLANS / "box_aligned.txt").read_text(encoding="utf-8"))
    title, *_ = (n for n in outline.nodes if n.kind is not NodeKind.FURNITURE)
    assert (title.kind, title.text) == (
        NodeKind.HEADING,
        "ПЛАН работы комиссии по благоустройству посёлка Ольховый",
    )
    assert [c.text for c in title.children][-1] == "ИЮНЬ"
    assert [c.text for c in title.children[-1].children] == ["Покраска ограждений"]


def test_a_plan_needs_no_formula() -> None:
    for name in ("flat", "pipes_sections", "list_plan", "labels"):
        assert build_outline((PLANS / f"{name}.txt").read_text(encoding="utf-8")).warnings == ()


def test_section_rows_are_headings() -> None:
    raw = (PLANS / "pipes_sections.txt").read_text(encoding="utf-8")
    assert headings(raw)[1:] == ["Организационные мероприятия", "Обучение"]
    assert headings((PLANS / "month_plan.txt").read_text(encoding="utf-8"))[1:] == ["СЕНТЯБРЬ", "ОКТЯБРЬ"]
    assert headings((PLANS / "sections_between_tables.txt").read_text(encoding="utf-8"))[1:] == [
        "Профилактика",
        "Тушение пожаров",
    ]


def test_controller_cells_tell_their_column_and_results_are_no_part_of_a_task() -> None:
    outline = build_outline((PLANS / "infinitive_controller.txt").read_text(encoding="utf-8"))
    assert [n.text for n in outline.walk() if n.column == "controller"] == ["Зимин В.В.", "Зимин В.В."]
    outline = build_outline((PLANS / "pipes_sections.txt").read_text(encoding="utf-8"))
    remarks = [n.text for n in outline.walk() if n.kind is NodeKind.CONTINUATION]
    assert remarks == ["Распоряжение администрации", "Реестр", "Не менее 4 семинаров"]


def test_cells_that_run_through_others_carry_a_warning() -> None:
    raw = "РЕШИЛИ:\n│Ремонт мос-│май 2025│ДРСУ, гла-│\n│тов         │        │ва района │"
    item = next(n for n in build_outline(raw).walk() if n.kind is NodeKind.ITEM)
    term, executor = item.children
    assert (item.text, term.text, executor.text) == ("Ремонт мостов", "май 2025", "ДРСУ, глава района")
    assert item.warnings == executor.warnings == ("table_cells_interleaved",)
    assert term.warnings == ()


NO_PLANS = [
    # a list of participants, and statistics: no measures
    "Присутствовали:\n| Иванченко А.А. | начальник отдела культуры |\n| Петренко Б.Б. | директор школы № 4 |\n",
    "Показатели:\n| Школа | Охват, % | Учащихся |\n| № 1 | 87 | 412 |\n| № 2 | 91 | 380 |\n",
    # what was done
    "Отчёт о выполнении плана\n\n| № | Мероприятие | Срок | Ответственный |\n"
    "| 1 | Проведён конкурс | май 2023 | ДК |\n",
    "Хроника:\n| май 2023 | Прошёл конкурс чтецов |\n| июнь 2023 | Открылась выставка |\n| июль 2023 | Сдан мост |\n",
    # no grid at all
    "Участники обсудили символ «|» и знак | в таблицах.\n",
    "Главная | Новости\n",
    # terms and bodies below one another, but no plan above
    "Встреча прошла\nв мае 2024 года\nОтдел культуры\nблагодарит гостей\nиюнь\nАдминистрация\n",
]


@pytest.mark.parametrize("raw", NO_PLANS)
def test_what_is_no_plan(raw: str) -> None:
    assert read_rows(raw) == []


def test_commission_in_the_operative_part_is_no_task() -> None:
    raw = (
        "РЕШИЛИ:\n1. Провести смотр.\n2. Создать комиссию в составе:\n"
        "| Чуров Б.И. | председатель |\n| Ким А.С. | секретарь |\n"
    )
    assert [row.measure for row in read_rows(raw)] == ["Провести смотр."]


def test_row_without_a_measure_adds_to_the_row_above() -> None:
    raw = (
        "План мероприятий\n| № | Мероприятие | Срок | Исполнитель |\n| 1 | Ремонт крыши | май | ЖЭУ |\n"
        "| | | сентябрь | Подрядчик |\n| 2 | Замена окон | июнь | ЖЭУ |\n"
    )
    assert read_rows(raw) == [
        Row("1", "Ремонт крыши", "май / сентябрь", "ЖЭУ / Подрядчик"),
        Row("2", "Замена окон", "июнь", "ЖЭУ"),
    ]


def test_deeper_numbers_make_a_row_a_lead_in() -> None:
    raw = (
        "План мероприятий\n| № | Мероприятие | Срок | Исполнитель |\n| 1 | Ремонт школы | 2025 год | УКС |\n"
        "| 1.1 | Замена кровли | май | УКС |\n| 1.2 | Покраска | июнь | УКС |\n| 2 | Приёмка | июль | Комиссия |\n"
    )
    outline = build_outline(raw)
    first, second = (n for n in outline.nodes[0].children)
    assert (first.kind, [c.number for c in first.children if c.kind is NodeKind.ITEM]) == (
        NodeKind.LEAD_IN,
        ["1.1", "1.2"],
    )
    assert (second.kind, second.number) == (NodeKind.ITEM, "2")


def test_points_after_an_embedded_table_go_on() -> None:
    raw = (
        "ПОСТАНОВЛЯЮ:\n1. Отделу спорта провести турнир.\n2. Утвердить план:\n"
        "| Мероприятие | Срок | Исполнитель |\n| Жеребьёвка | 3 мая | Судейская коллегия |\n"
        "3. Отделу культуры подготовить концерт.\n"
    )
    outline = build_outline(raw)
    numbered = [(n.number, n.kind) for n in outline.walk() if n.number]
    assert numbered == [("1", NodeKind.ITEM), ("2", NodeKind.PERFORMATIVE), ("3", NodeKind.ITEM)]


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", "1"), ("1.", "1"), ("2.3.", "2.3"), ("IV", "IV"), ("№ 5", "5"), ("-", None), ("май", None)],
)
def test_make_mark(text: str, number: str | None) -> None:
    mark = make_mark(text)
    assert (mark.number if mark else None) == number


def test_rows_under_a_lead_in_take_their_place_below_it() -> None:
    raw = (PLANS / "borders_no_number.txt").read_text(encoding="utf-8")
    lead = next(n for n in build_outline(raw).walk() if n.kind is NodeKind.LEAD_IN)
    assert (lead.text, len(lead.children)) == ("Провести следующие мероприятия:", 2)


def test_goals_above_a_plan_are_no_tasks() -> None:
    raw = (
        "План мероприятий по озеленению на 2025 год\n\nЗадачи:\n"
        "1. Обеспечить уход за парками.\n2. Создать питомник.\n\n"
        "| Мероприятие | Срок | Исполнитель |\n| Посадка лип | май | Горзеленхоз |\n| Полив | июль | Горзеленхоз |\n"
    )
    assert [row.measure for row in read_rows(raw)] == ["Посадка лип", "Полив"]


def test_word_plan_inside_prose_opens_no_plan() -> None:
    raw = (
        "План работы обсуждён на совещании.\nОтдел образования\nв мае 2024 года\nсообщил о ходе дел.\n\n"
        "РЕШИЛИ:\n1. Школам провести собрания.\nСрок: май 2024 г.\n2. Утвердить\nплан работы.\n"
    )
    assert [row.measure for row in read_rows(raw)] == ["Школам провести собрания."]


def test_page_number_inside_a_flattened_plan_is_no_row() -> None:
    raw = (
        "План работы клуба\nМероприятие\nСрок\nОтветственный\n1.\nШахматный турнир\nмарт\nтренер\n17\n"
        "2.\nВечер поэзии\nапрель\nбиблиотекарь\n"
    )
    assert [(r.number, r.measure, r.executor) for r in read_rows(raw)] == [
        ("1", "Шахматный турнир", "тренер"),
        ("2", "Вечер поэзии", "библиотекарь"),
    ]
