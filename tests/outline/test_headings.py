from __future__ import annotations

import pytest

from resextract.outline.headings import is_direction_list, names_addressee, read_level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Муниципальный уровень:", "municipal"),
        ("Уровень ДОУ", "institution"),
        ("На региональном уровне:", "regional"),
        ("Уровень образовательных организаций:", "institution"),
        ("Федеральный уровень", "federal"),
        ("Повысить уровень подготовки учителей", None),
        ("Муниципальный центр:", None),
    ],
)
def test_levels(text: str, level: str | None) -> None:
    assert read_level(text) == level


@pytest.mark.parametrize("text", ["Управлению образования:", "Главам поселений", "МКУ «Центр»:", "Школам района:"])
def test_addressees(text: str) -> None:
    assert names_addressee(text)


@pytest.mark.parametrize("text", ["Область дошкольного образования:", "Школам провести опрос", "Развитие музеев:", ""])
def test_near_misses_name_no_addressee(text: str) -> None:
    assert not names_addressee(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Определить следующие направления развития:", True),
        ("Приоритетные направления на 2024 год:", True),
        ("Утвердить задачи на год:", True),
        ("Провести мероприятия по направлениям:", False),
        ("Управлению культуры:", False),
    ],
)
def test_lists_of_directions(text: str, expected: bool) -> None:
    assert is_direction_list(text) is expected
