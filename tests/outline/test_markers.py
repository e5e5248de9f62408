from __future__ import annotations

import pytest

from resextract.outline.markers import MarkerKind, read_marker

MARKS = [
    ("1.Провести", MarkerKind.DECIMAL, "1", "Провести"),
    ("2.1.Осуществлять", MarkerKind.DECIMAL, "2.1", "Осуществлять"),
    ("8.1 созданию", MarkerKind.DECIMAL, "8.1", "созданию"),
    ("- 3.2. Использовать", MarkerKind.DECIMAL, "3.2", "Использовать"),
    ("- 1) организовать", MarkerKind.PAREN, "1", "организовать"),
    ("IV. Анализ", MarkerKind.ROMAN, "IV", "Анализ"),
    ("ХII. Анализ", MarkerKind.ROMAN, "ХII", "Анализ"),
    ("а) открыть", MarkerKind.LETTER, "а", "открыть"),
    ("А. Органам управления", MarkerKind.LETTER, "А", "Органам управления"),
    ("Б) Родителям", MarkerKind.LETTER, "Б", "Родителям"),
    ("· лучшие", MarkerKind.BULLET, None, "лучшие"),
    ("–обозначить", MarkerKind.BULLET, None, "обозначить"),
    ("o сделать", MarkerKind.BULLET, None, "сделать"),
    ("\uf0b7 сделать", MarkerKind.BULLET, None, "сделать"),
    ("4. *Обеспечить*", MarkerKind.DECIMAL, "4", "*Обеспечить*"),
    ("1. 100 % охват", MarkerKind.DECIMAL, "1", "100 % охват"),
]
NEAR_MISSES = [
    "1.09.2022 года",
    "01.09.22 г.",
    "2021 год",
    "5-9 классы",
    "3 сентября",
    "II квартал",
    "В. Иванов",
    "А. Белых",
    "В. Новгород",
    "60 % школ",
    "о компьютере",
    "*Руководителям школ:*",
    "1,5 раза",
    "",
]


@pytest.mark.parametrize(("text", "kind", "number", "rest"), MARKS)
def test_marks_are_read(text: str, kind: MarkerKind, number: str | None, rest: str) -> None:
    marker = read_marker(text)
    assert marker is not None
    assert (marker.kind, marker.number, text[marker.length :]) == (kind, number, rest)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_carry_no_mark(text: str) -> None:
    assert read_marker(text) is None


def test_roman_numbers_have_their_value() -> None:
    values = [read_marker(f"{n}. Раздел") for n in ("I", "II", "III", "IV", "IX", "XIV")]
    assert [m.path for m in values if m] == [(1,), (2,), (3,), (4,), (9,), (14,)]
