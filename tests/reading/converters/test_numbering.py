from __future__ import annotations

import pytest

from resextract.reading.converters.numbering import format_bullet, format_number


@pytest.mark.parametrize(
    ("value", "style", "expected"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (1994, "upperRoman", "MCMXCIV"),
        (4, "lowerRoman", "iv"),
        (27, "lowerLetter", "aa"),
        (10, "russianLower", "к"),
        (29, "russianLower", "я"),
        (30, "russianUpper", "АА"),
        (5, "none", ""),
        (5, "unheardOf", "5"),
        (0, "upperRoman", "0"),
    ],
)
def test_numbers_are_those_of_the_word_processor(value: int, style: str, expected: str) -> None:
    assert format_number(value, style) == expected


def test_a_huge_number_makes_no_huge_text() -> None:
    assert len(format_number(10**9, "lowerLetter")) == 10


def test_bullets() -> None:
    assert [format_bullet(sign) for sign in ("–", "\uf0b7", "o", "•", "")] == ["–", "•", "•", "•", "•"]
