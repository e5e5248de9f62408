"""Plans of measures in many layouts: the texts stand in ``plans/``, people and places are invented."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

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


EXPECTED = {
    "pipes_sections": [
        Row("1.1", "Создание рабочей группы", "до 1 марта 2025 года", "Отдел экономики"),
        Row(
            "1.2",
            "Утверждение реестра гостевых домов",
            "II квартал 2025 г.",
            "Отдел экономики, главы сельских поселений (по согласованию)",
        ),
        Row("2.1", "Проведение семинаров для владельцев усадеб", "ежеквартально", "Центр «Мой бизнес»"),
        Row("2.2", "Подготовка путеводителя", "в течение года", "Лапина О.С., директор музея"),
    ],
    "box_aligned": [
        Row(
            "1",
            "Осмотр детских площадок и спортивных сооружений",
            "апрель - май 2024 г.",
            "Управляющие компании, отдел ЖКХ",
        ),
        Row("2", "Высадка саженцев в парке Победы", "до 20 мая", "МБУ «Зелёный город»"),
        Row("3", "Покраска ограждений", "до 12 июня", "Староста"),
    ],
    "borders_no_number": [
        Row(
            None,
            "Очистка русла реки Тихой от мусора и валежника",
            "май - июнь 2026 года",
            "Водоканал, администрация поселения",
        ),
        Row(None, "Укрепление берега у школы", "до 1 октября 2026 г.", "ООО «Гидростройсервис»"),
    ],
    "tabs": [
        Row("1", "Проверка пищеблоков", "сентябрь 2024", "Климова А.Н."),
        Row("2", "Анкетирование родителей", "", "завучи"),
        Row("3", "Подготовка справки", "до 15 октября", "методист"),
    ],
    "flat": [
        Row("1", "Гидравлические испытания тепловых сетей", "до 15 июля", "МУП «Теплосеть», Сазонов К.Л."),
        Row("2", "Создание запаса угля", "до 1 сентября 2025 года", "Отдел ЖКХ администрации района"),
        Row("3", "Проверка готовности", "15.09.2025", "комиссия"),
    ],
    "flat_unnumbered": [
        Row(None, "Открытие выставки ремёсел", "12 июля 2024 года", "Дом культуры"),
        Row(None, "Праздничный концерт на площади у здания администрации", "13 июля", "Отдел культуры, директор ДК"),
        Row(None, "Награждение ветеранов труда", "14 июля", "Глава поселения"),
    ],
    "no_header": [
        Row("1", "Проведение опроса производителей", "до 10 апреля", "Отдел торговли"),
        Row("2", "Разметка торговых мест", "15 апреля", "МКУ «Служба заказчика»"),
    ],
    "month_plan": [
        Row(None, "Торжественная линейка", "02.09", "Заместитель директора по ВР"),
        Row(None, "Акция «Внимание, дети!»", "первая неделя", "классные руководители"),
        Row(None, "День самоуправления", "5 октября", "Совет старшеклассников"),
    ],
    "infinitive_controller": [
        Row("1", "Разработать схему движения автобусов", "01.06.2025", "Отдел транспорта"),
        Row("2", "Отремонтировать остановку у поликлиники", "до 1 августа", "МКУ «Дорсервис»"),
    ],
    "list_plan": [
        Row("1.1", "Проведение сходов граждан – март 2025 года, главы сельсоветов."),
        Row("1.2", "Распространение памяток."),
        Row("2.1", "Ремонт пожарных гидрантов."),
        Row("2.2", "Опашка населённых пунктов."),
    ],
    "after_order": [
        Row("2", "Начальнику отдела ГО и ЧС Рябову С.С. организовать дежурство до 1 апреля 2025 г."),
        Row("1", "Обследование гидротехнических сооружений", "до 20 марта", "Рябов С.С."),
        Row("2", "Завоз продуктов в отдалённые сёла", "до 25 марта", "Отдел торговли"),
    ],
    "wrapped_header": [
        Row("1", "Издание альбома фотографий", "до 1 июня 2024 года", "Редакция газеты «Заря»"),
        Row("2", "Конкурс рисунков", "май", "Детская школа искусств"),
    ],
    "multiline_cell": [
        Row(
            "1", "Проведение субботников на территории парков и скверов", "апрель 2025", "Отдел ЖКХ Волонтёрский центр"
        ),
        Row("2", "Ремонт дорог", "до 1 октября", "МКУ «УКС»"),
    ],
    "interleaved": [  # columns run into one another: the row is found, its cells can't be
        Row("1", "Заключение договоров с работодателями до 1 мая Центр занятости"),
        Row("2", "Организация трудовых бригад июнь-август Школы района"),
    ],
    "labels": [Row("1", "Проведение открытых уроков."), Row("2", "Заседание творческой группы.")],
    "month_sections_flat": [
        Row("1", "Выставка «Зимние чтения»", "15 января", "библиотекарь"),
        Row("2", "Литературный час", "январь", "Юрьева М.И."),
        Row("3", "Встреча с краеведами", "20 февраля", "заведующая"),
    ],
    "sections_between_tables": [
        Row("1", "Устройство минерализованных полос", "апрель - май", "Лесничество"),
        Row(
            "2",
            "Патрулирование лесных кварталов",
            "в течение пожароопасного сезона",
            "Лесничество, добровольные дружины",
        ),
        Row("3", "Обновление запаса ранцев", "к 1 мая", "МКУ «Защита»"),
    ],
    "page_break": [
        Row("1", "Информирование населения", "постоянно", "Фельдшеры ФАП"),
        Row("3", "Работа выездной бригады", "еженедельно по средам", "Заместитель главного врача"),
        Row("4", "Составление отчёта", "до 25 декабря 2025 года", "Медстатистик"),
    ],
}


@pytest.mark.parametrize("name", sorted(p.stem for p in PLANS.glob("*.txt")))
def test_rows(name: str) -> None:
    assert read_rows((PLANS / f"{name}.txt").read_text(encoding="utf-8")) == EXPECTED[name]


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
