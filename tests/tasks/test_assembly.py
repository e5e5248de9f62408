"""From text to tasks: what is a task, where it is split, what it inherits. Each case names the rule it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.records.models import TaskRecord

    Extract = Callable[[str], list[TaskRecord]]


def texts(records: list[TaskRecord]) -> list[str]:
    return [r.text for r in records]


def actors(record: TaskRecord) -> list[tuple[str, str, bool]]:
    return [(a.normal, a.role, a.inherited) for a in record.actors]


def deadlines(record: TaskRecord) -> list[tuple[str, str | None, bool]]:
    return [(d.kind, d.end_date or d.start_date or d.recurrence, d.inherited) for d in record.deadlines]


def test_report_and_preamble_hold_no_tasks(extract_text: Extract) -> None:
    """Rule 1.1."""
    raw = (
        "Цель:\n- обозначить механизмы развития.\nУчастники отметили проблемы:\n1) необходимо обновить музеи;\n"
        "Участники рекомендуют:\n1. Создать музей.\nРезолюция принята единогласно."
    )
    assert texts(extract_text(raw)) == ["Создать музей"]


def test_an_addressed_directive_in_the_report_is_a_task(extract_text: Extract) -> None:
    """Rule 1.2, and its near miss: no addressee, no task."""
    raw = (
        "Участники форума отметили рост охвата.\nНеобходимо привести документы в соответствие.\n"
        "Управлению культуры следует обратить внимание на музеи.\nУчастники рекомендуют:\n1. Создать музей."
    )
    records = extract_text(raw)
    assert texts(records) == ["Управлению культуры следует обратить внимание на музеи", "Создать музей"]
    assert records[0].modality == "recommendation"
    assert actors(records[0]) == [("Управление культуры", "responsible", False)]


def test_leaves_are_tasks_and_objects_take_the_lead_ins_action(extract_text: Extract) -> None:
    """Rules 1.3 and 1.4."""
    records = extract_text("РЕШИЛИ:\n8. Продолжить работу по:\n8.1 развитию лесничеств;\n8.2 поддержке педагогов.")
    assert [(r.number, [a.lemma for a in r.actions]) for r in records] == [
        ("8.1", ["продолжить"]),
        ("8.2", ["продолжить"]),
    ]
    assert all(a.inherited for r in records for a in r.actions)


@pytest.mark.parametrize(
    ("item", "parts"),
    [
        ("организовать работу; разработать план", ["организовать работу", "разработать план"]),
        ("выявлять, обобщать и распространять опыт", ["выявлять, обобщать и распространять опыт"]),
        ("провести обновление музеев; реализацию проектов", ["провести обновление музеев; реализацию проектов"]),
        ("в срок до 1 октября 2024 года; ввести журнал", ["в срок до 1 октября 2024 года; ввести журнал"]),
        ("Обновить музеи. Создать условия для гостей", ["Обновить музеи", "Создать условия для гостей"]),
    ],
)
def test_split_rule(extract_text: Extract, item: str, parts: list[str]) -> None:
    """Rule 1.5."""
    assert texts(extract_text(f"РЕШИЛИ:\n1. {item}.")) == parts


def test_the_opening_addressee_carries_over_a_deadline_does_not(extract_text: Extract) -> None:
    """Rule 1.5."""
    raw = "РЕШИЛИ:\n1. Отделу культуры до 1 мая 2024 года провести опрос; разработать план работы."
    first, second = extract_text(raw)
    assert actors(first) == [("Отдел культуры", "responsible", False)]
    assert actors(second) == [("Отдел культуры", "responsible", True)]
    assert deadlines(first) == [("due", "2024-05-01", False)]
    assert deadlines(second) == []
    assert first.task_id != second.task_id


def test_performatives_are_no_tasks_unless_addressed_or_dated(extract_text: Extract) -> None:
    """Rule 1.10."""
    raw = (
        "РЕШИЛИ:\n1. Информацию принять к сведению.\n2. Признать работу удовлетворительной.\n3. Утвердить план.\n"
        "4. Утвердить модель наставничества до конца 2024 года.\n5. Отделу спорта утвердить график.\n"
        "6. Определить следующие направления:\n- развитие музеев;\n- поддержка семей."
    )
    assert [r.number for r in extract_text(raw)] == ["4", "5"]


def test_control_clauses_give_controllers_not_tasks(extract_text: Extract) -> None:
    """Rule 1.11."""
    raw = (
        "ПРИКАЗЫВАЮ:\n1. Провести опрос.\n2. Контроль за исполнением приказа возложить на заместителя начальника "
        "Орлову Т.Д."
    )
    (record,) = extract_text(raw)
    assert [(c.normal, c.person) for c in record.document.controllers] == [("заместитель начальника", "Орлова Т.Д.")]


def test_attached_lines_belong_to_the_item_above_and_are_nearer_than_lead_ins(extract_text: Extract) -> None:
    """Rule 1.12."""
    raw = (
        "РЕШИЛИ:\n1. Управлению культуры до 1 июня 2024 года:\n1.1. провести опрос;\nСрок: до 1 мая 2024 года.\n"
        "Ответственный: Белова А.А.\n1.2. создать музей."
    )
    first, second = extract_text(raw)
    assert deadlines(first) == [("due", "2024-05-01", True)]
    assert [(a.normal, a.person) for a in first.actors] == [("Белова А.А.", "Белова А.А.")]
    assert deadlines(second) == [("due", "2024-06-01", True)]
    assert actors(second) == [("Управление культуры", "responsible", True)]
    assert "Срок" not in first.text


def test_nearest_wins_in_each_group_of_deadlines(extract_text: Extract) -> None:
    """Section 2.4."""
    raw = (
        "РЕШИЛИ:\n1. Отделу спорта в 2021-2022 учебном году:\n1.1. ежегодно формировать заявку;\n"
        "1.2. до 1 мая 2022 года создать клуб;\n1.3. обновить стадион."
    )
    first, second, third = extract_text(raw)
    assert deadlines(first) == [("recurring", "FREQ=YEARLY", False), ("period", "2022-08-31", True)][::-1]
    assert deadlines(second) == [("due", "2022-05-01", False)]
    assert deadlines(third) == [("period", "2022-08-31", True)]


def test_the_formulas_own_period_is_inherited_its_preamble_is_not(extract_text: Extract) -> None:
    """Section 2.4."""
    raw = "Обсудив итоги 2020 года, в 2021-2022 учебном году предлагается:\n1. Создать музей."
    (record,) = extract_text(raw)
    assert deadlines(record) == [("period", "2022-08-31", True)]


def test_actors_come_from_the_nearest_node_that_names_a_responsible_one(extract_text: Extract) -> None:
    """Section 2.3: its co-executors come along, own co-executors are added."""
    raw = (
        "предлагается:\n1. Управлению культуры совместно с МКУ «Центр»:\n1.1. создать музей;\n"
        "1.2. совместно с органами правопорядка усилить охрану;\n1.3. методическому центру подготовить памятку."
    )
    first, second, third = extract_text(raw)
    inherited = [("Управление культуры", "responsible", True), ("МКУ «Центр»", "co_executor", True)]
    assert actors(first) == inherited
    assert sorted(actors(second)) == sorted([*inherited, ("органы правопорядка", "co_executor", False)])
    assert actors(third) == [("методический центр", "responsible", False)]


def test_the_level_is_the_nearest_heading_that_states_one(extract_text: Extract) -> None:
    """Section 2.1."""
    raw = (
        "РЕШИЛИ:\nРазвитие музеев:\nМуниципальный уровень:\n1. Создать музей.\nУровень ОУ:\n1. Провести опрос.\n"
        "Развитие спорта:\n1. Открыть секцию."
    )
    assert [r.level for r in extract_text(raw)] == ["municipal", "institution", None]


@pytest.mark.parametrize(
    ("raw", "modality"),
    [
        ("Участники рекомендуют:\n1. Создать музей.", "recommendation"),
        ("РЕШИЛИ:\n1. Создать музей.", "directive"),
        ("РЕШИЛИ:\n1. Рекомендовать школам создать музеи.", "recommendation"),
        ("РЕШИЛИ:\n1. Поручить отделу культуры создать музей.", "directive"),
    ],
)
def test_modality(extract_text: Extract, raw: str, modality: str) -> None:
    """Section 2.2."""
    assert [r.modality for r in extract_text(raw)] == [modality]


def test_sections_hold_the_texts_above_without_numbers_and_colons(extract_text: Extract) -> None:
    """Section 2.1."""
    raw = "РЕШИЛИ:\nРазвитие музеев:\n1. *Отделу культуры:*\n- создать план."
    assert extract_text(raw)[0].section == ("Развитие музеев", "Отделу культуры")


def test_a_document_without_tasks_gives_no_records(extract_text: Extract) -> None:
    assert extract_text("Сообщаем, что в районе прошёл смотр музеев.") == []


def test_no_actor_is_invented(extract_text: Extract) -> None:
    (record,) = extract_text("РЕШИЛИ:\n1. Оказывать помощь образовательным организациям.")
    assert record.actors == ()
    assert "no_actor" in record.warnings


def test_several_resolutions_in_one_file_name_themselves(extract_text: Extract) -> None:
    """Section 2.1."""
    raw = (
        "Резолюция секции «Музеи»\nУчастники рекомендуют:\n1. Создать музей.\n"
        "Резолюция секции «Спорт»\nУчастники рекомендуют:\n1. Открыть клуб."
    )
    records = extract_text(raw)
    assert [r.section for r in records] == [("Резолюция секции «Музеи»",), ("Резолюция секции «Спорт»",)]
    assert len({r.task_id for r in records}) == 2


def test_a_day_without_a_year_counts_from_the_date_of_its_own_resolution(extract_text: Extract) -> None:
    """Section 2.4, in a file of several acts."""
    raw = (
        "ПРИКАЗ от 12.03.2019 № 4\nПРИКАЗЫВАЮ:\n1. Провести опрос до 1 мая.\n\n"
        "ПРИКАЗ от 02.08.2021 № 9\nПРИКАЗЫВАЮ:\n1. Провести опрос до 1 мая."
    )
    assert [d.end_date for r in extract_text(raw) for d in r.deadlines] == ["2019-05-01", "2022-05-01"]


def test_a_formulas_addressee_stands_after_its_verb(extract_text: Extract) -> None:
    (record,) = extract_text("Управление культуры и отдел спорта рекомендуют школам района:\n- создать музей.")
    assert actors(record) == [("школы района", "responsible", True)]
    (record,) = extract_text("Совет отцов при участии отдела спорта РЕШИЛ:\n1. Создать музей.")
    assert actors(record) == []


def test_objects_of_a_performative_need_a_deadline_or_an_addressee(extract_text: Extract) -> None:
    """Rule 1.10, below a lead-in."""
    raw = "РЕШИЛИ:\n1. Утвердить:\n1.1. состав комитета;\n1.2. план – до 1 мая 2024 года.\n2. Создать клуб."
    assert [r.number for r in extract_text(raw)] == ["1.2", "2"]


def test_a_page_number_inside_a_task_is_kept_once(extract_text: Extract) -> None:
    """The record's text equals the source."""
    raw = "РЕШИЛИ:\n1. Открыть музей в городских\n\n- 2 -\n\nшколах и\nклубах."
    assert texts(extract_text(raw)) == ["Открыть музей в городских - 2 - школах и клубах"]


@pytest.mark.parametrize(
    ("control", "expected"),
    [
        ("Контроль за исполнением приказа оставляю за собой.", [("Глава района", "Телицина Т.А.")]),
        ("Контроль за исполнением приказа возложить на отдел образования.", [("отдел образования", None)]),
    ],
)
def test_who_keeps_the_control_is_who_signs(
    extract_text: Extract, control: str, expected: list[tuple[str, str | None]]
) -> None:
    """Section 3; the near miss names another controller."""
    raw = f"ПРИКАЗЫВАЮ:\n1. Открыть музей.\n2. {control}\n\nГлава района          Т.А. Телицина"
    (record,) = extract_text(raw)
    assert [(c.normal, c.person) for c in record.document.controllers] == expected


@pytest.mark.parametrize(
    ("signature", "expected"),
    [
        ("Начальник Т.В. Кобелева", ("Начальник", "Кобелева Т.В.")),
        ("Глава округа А.В. Стасёнок", ("Глава округа", "Стасёнок А.В.")),
        ("Глава района В.С.КУЗИН", ("Глава района", "Кузин В.С.")),
        ("Директор школы ________ Орлова Т.Д.", ("Директор школы", "Орлова Т.Д.")),
        (
            "Председатель коллегии, директор Департамента С.С. Шубин",
            ("Председатель коллегии, директор Департамента", "Шубин С.С."),
        ),
    ],
)
def test_a_signature_gives_position_and_person(
    extract_text: Extract, signature: str, expected: tuple[str, str]
) -> None:
    """Section 3."""
    raw = f"ПРИКАЗЫВАЮ:\n1. Открыть музей.\n2. Контроль за исполнением приказа оставляю за собой.\n\n{signature}"
    (record,) = extract_text(raw)
    assert [(c.normal, c.person) for c in record.document.controllers] == [expected]


def test_a_lead_in_hands_down_the_person_in_brackets(extract_text: Extract) -> None:
    """Section 2.3."""
    records = extract_text(
        "РЕШИЛИ:\n2. Управлению образования (Кашина Н.В.):\n2.1 Провести семинар.\n2.2 Создать клуб."
    )
    assert [(a.normal, a.person) for r in records for a in r.actors] == [
        ("Управление образования", "Кашина Н.В."),
        ("Управление образования", "Кашина Н.В."),
    ]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Управлению ЖКХ представить отчёт.", ["Управление ЖКХ", "Чиж А.С."]),
        ("Представить отчёт управлению ЖКХ.", ["Чиж А.С."]),
    ],
)
def test_an_attached_line_adds_to_the_addressee_of_the_leaf(
    extract_text: Extract, item: str, expected: list[str]
) -> None:
    """Rule 1.12; the near miss names who receives."""
    (record,) = extract_text(f"РЕШИЛИ:\n1. {item}\nОтветственный: Чиж А.С.")
    assert [a.normal for a in record.actors] == expected
