from __future__ import annotations

import pytest

from resextract.outline.columns import (
    ColumnRole,
    is_executor,
    is_month,
    is_number,
    is_term,
    read_header,
    read_headers,
    scan_headers,
)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("№ п/п", ColumnRole.NUMBER),
        ("N", ColumnRole.NUMBER),
        ("Наименование мероприятия", ColumnRole.MEASURE),
        ("Содержание поручения", ColumnRole.MEASURE),
        ("Планируемые мероприятия", ColumnRole.MEASURE),
        ("Сроки проведения", ColumnRole.TERM),
        ("Ответственный исполнитель", ColumnRole.EXECUTOR),
        ("Соисполнители", ColumnRole.CO_EXECUTOR),
        ("Контроль", ColumnRole.CONTROLLER),
        ("Ожидаемый результат реализации мероприятия", ColumnRole.RESULT),
        ("Срок исполнения, ответственный", ColumnRole.MIXED),
        ("Должность", ColumnRole.OTHER),
        ("Проведение мероприятий ко Дню семьи", None),
        ("Заседание комиссии", None),
        ("", None),
    ],
)
def test_read_header(text: str, role: ColumnRole | None) -> None:
    assert read_header(text) is role


def test_read_headers() -> None:
    assert read_headers(["№", "Мероприятие", "", "Срок"]) == [
        ColumnRole.NUMBER,
        ColumnRole.MEASURE,
        None,
        ColumnRole.TERM,
    ]
    assert read_headers(["1", "Мероприятия по уборке", "май", "Ответственный секретарь"]) is None
    assert read_headers(["Ремонт моста", "Срок"]) is None
    assert read_headers(["Ответственный", "Срок", "Иванцов И.И."]) is None
    assert read_headers([]) is None


def test_scan_headers() -> None:
    assert scan_headers("№ п/п Мероприятие Срок исполнения Ответственный") >= {
        ColumnRole.NUMBER,
        ColumnRole.MEASURE,
        ColumnRole.TERM,
        ColumnRole.EXECUTOR,
    }
    assert scan_headers("Ответственный за проведение мероприятия назначается до срока начала работ") == set()
    assert scan_headers("") == set()


@pytest.mark.parametrize(
    "text",
    [
        "до 1 мая 2025 г.", "III квартал", "постоянно", "01.02.-15.02.2025", "2025", "июнь", "сентябрь, май", "02.09",
        "апрель-май 2024 года", "в течение учебного года", "не позднее 10 дней", "1 раз в квартал", "к 1 сентября",
        "ежегодно", "2026-2027 годы",
        "по мере необходимости", "I полугодие 2025/2026 учебного года", "еженедельно по средам",
    ],
)  # fmt: skip
def test_is_term(text: str) -> None:
    assert is_term(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "1.2",
        "2.",
        "Проведение конкурса в мае",
        "12 человек",
        "Отдел",
        "класс 5",
        "до дома",
        "День матери",
        "№ 5",
    ],
)
def test_is_no_term(text: str) -> None:
    assert not is_term(text)


@pytest.mark.parametrize(
    "text",
    [
        "МУО, директора ОУ", "Отдел культуры (Ланская Н.С.)", "Заместитель главы", "Муравьёв К.К.",
        "классные руководители",
        "МКУ «Служба заказчика»", "Пресс-служба администрации", "Совет ветеранов, школы", "директор школы № 4",
        "Главы сельских поселений (по согласованию)", "педагог-психолог",
    ],
)  # fmt: skip
def test_is_executor(text: str) -> None:
    assert is_executor(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "Проведение конкурса", "Организация питания", "Отделу культуры провести смотр", "Собрание родителей",
        "Директор школы сообщил о ремонте", "май 2025", "ОРГАНИЗАЦИОННЫЕ МЕРОПРИЯТИЯ", "Исполнители:", "IV",
    ],
)  # fmt: skip
def test_is_no_executor(text: str) -> None:
    assert not is_executor(text)


def test_is_number_and_is_month() -> None:
    assert all(is_number(t) for t in ("1", "2.", "1.2.3", "IV", "№ 7", "12)"))
    assert not any(is_number(t) for t in ("", "2025", "май", "1 мая", "1.2.3.4.5.6.7", "А"))
    assert all(is_month(t) for t in ("ИЮНЬ", "Май", "Сентябрь 2024 г."))
    assert not any(
        is_month(t) for t in ("", "июнь - июль", "лето", "май, июнь", "до 5 мая следующего года включительно")
    )
