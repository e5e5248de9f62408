from __future__ import annotations

import pytest

from resextract.language.inflection import (
    ALL_CASES,
    agree_forms,
    inflect_form,
    is_infinitive_form,
    nominative_given_name,
    nominative_surname,
    read_forms,
    restore_case,
    to_nominative,
)


def nominative(phrase: str) -> str:
    return to_nominative((word, "", " ") for word in phrase.split()).strip()


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Управлению образования администрации района", "Управление образования администрации района"),
        ("руководителям общеобразовательных учреждений", "руководители общеобразовательных учреждений"),
        ("Заведующей детским садом", "Заведующая детским садом"),
        ("Минспорту России", "Минспорт России"),
        ("Росстату", "Росстат"),
        ("Каждой школе", "Каждая школа"),
        ("всем субъектам профилактики", "все субъекты профилактики"),
        ("учителям-логопедам школ", "учителя-логопеды школ"),
        ("главному врачу больницы", "главный врач больницы"),
        ("РУО", "РУО"),
        ("МКУ «Центр»", "МКУ «Центр»"),
        ("партнёрам проекта", "партнёры проекта"),
        ("ШКОЛАМ города", "ШКОЛЫ города"),
        ("5 мая", "5 мая"),
        ("", ""),
    ],
)
def test_to_nominative(phrase: str, expected: str) -> None:
    assert nominative(phrase) == expected


def test_the_tag_chooses_between_readings() -> None:
    genitive = [("школы", "NOUN|Case=Gen|Number=Sing", "")]

    assert to_nominative(genitive) == "школа"
    assert to_nominative([("школы", "NOUN|Case=Nom|Number=Plur", "")]) == "школы"


@pytest.mark.parametrize(
    ("surname", "cases", "expected"),
    [
        ("Халитову", ("nomn", "datv"), "Халитов"),
        ("Орлову", ("datv",), "Орлов"),
        ("Орлову", ("accs",), "Орлова"),
        ("Паршиной", ("datv",), "Паршина"),
        ("Рыбиной", ("datv", "nomn"), "Рыбина"),
        ("Белой", ("datv",), "Белая"),
        ("Белая", ("nomn",), "Белая"),
        ("Сидоренко", ("datv",), "Сидоренко"),
        ("Коваль", ("datv",), "Коваль"),
        ("Ковалю", ("datv",), "Коваль"),
        ("Заборских", ("datv",), "Заборских"),
        ("Лисина", ("nomn", "datv"), "Лисина"),
        ("Иванову-Петрову", ("datv",), "Иванов-Петров"),
        ("Лапину", ("datv", "nomn"), "Лапин"),
        ("Лапину", ("accs", "ablt"), "Лапина"),
        ("Лапиной", ("datv", "nomn"), "Лапина"),
        ("Телицину", ("accs", "ablt"), "Телицина"),
        ("Телицину", ("datv", "nomn"), "Телицин"),
    ],
)
def test_surnames(surname: str, cases: tuple[str, ...], expected: str) -> None:
    assert nominative_surname(surname, cases) == expected


def test_given_names() -> None:
    assert nominative_given_name("Ивановичу", ("datv",)) == "Иванович"
    assert nominative_given_name("Ольгу", ("accs",)) == "Ольга"
    assert nominative_given_name("Ольга", ("nomn",)) == "Ольга"


def test_agreement_needs_case_number_and_gender() -> None:
    assert agree_forms([read_forms("городским"), read_forms("школам")], ALL_CASES)
    assert not agree_forms([read_forms("городскому"), read_forms("школам")], ALL_CASES)
    assert not agree_forms([read_forms("городскому"), read_forms("школе")], ALL_CASES)
    assert not agree_forms([read_forms("школам")], {"ablt"})


def test_a_plural_can_become_singular() -> None:
    modifier, head = agree_forms([read_forms("городским"), read_forms("школам")], {"datv"})[0]

    assert inflect_form("школам", head, "sing") == "школа"
    assert inflect_form("городским", modifier, "sing", head.gender) == "городская"


@pytest.mark.parametrize(
    ("form", "model", "expected"),
    [
        ("школа", "Школам", "Школа"),
        ("школа", "ШКОЛАМ", "ШКОЛА"),
        ("партнёр", "партнеру", "партнер"),
        ("партнёр", "партнёру", "партнёр"),
        ("иванов-петров", "Иванову-Петрову", "Иванов-Петров"),
    ],
)
def test_restore_case(form: str, model: str, expected: str) -> None:
    assert restore_case(form, model) == expected


def test_infinitives_are_told_by_the_dictionary() -> None:
    assert is_infinitive_form("Назначить")
    assert not is_infinitive_form("назначил")
    assert not is_infinitive_form("печь-автомат")
