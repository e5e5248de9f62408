from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resextract.normalisation.glossary import collect_definitions, same_actor_key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Работа со школами с низкими образовательными результатами (далее – школы с НОР).",
            {"школы с НОР": "школы с низкими образовательными результатами"},
        ),
        ("Создать комиссию по делам семьи (далее именуется – комиссия).", {"комиссия": "комиссия по делам семьи"}),
        ("Провести выставку цветов (далее Выставка).", {"Выставка": "выставка цветов"}),
        ("Районному управлению образования (РУО) провести.", {"РУО": "Районное управление образования"}),
        (
            "МКУ «Муниципальный центр оценки качества образования» и МКУ «МЦОКО».",
            {"МЦОКО": "Муниципальный центр оценки качества образования"},
        ),
        ("Провести ОГЭ (далее). Школам города (МБОУ) и центру (по согласованию).", {}),
        ("", {}),
    ],
)
def test_definitions(text: str, expected: dict[str, str]) -> None:
    assert collect_definitions(text) == expected


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        ("МКУ «МЦОКО»", "МКУ «Муниципальный центр оценки качества образования»", True),
        ("Муниципальное казённое учреждение «Центр»", 'МКУ "Центр"', True),
        ("МКУ «МЦОКО»", "МБУ «МЦОКО»", False),
        ("РУО", "районное управление образования", True),
        ("отдел РУО", "отдел районное управление образования", True),
        ("комиссия", "Комиссия по делам семьи", True),
        ("комиссия по спорту", "Комиссия по делам семьи по спорту", False),
        ("МБОУ СОШ №5", "МБОУ СОШ № 5", True),
    ],
)
def test_keys(left: str, right: str, equal: bool) -> None:
    definitions = {
        "МЦОКО": "Муниципальный центр оценки качества образования",
        "РУО": "Районное управление образования",
        "комиссия": "комиссия по делам семьи",
    }

    assert (same_actor_key(left, definitions) == same_actor_key(right, definitions)) is equal


@given(st.text(max_size=40))
def test_a_key_is_stable(name: str) -> None:
    key = same_actor_key(name, {})

    assert same_actor_key(name.upper().lower(), {}) == same_actor_key(name.upper().lower(), {})
    assert same_actor_key(key, {}) == key
