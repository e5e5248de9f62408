"""Numbers of automatic lists, as the word processor prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["format_bullet", "format_number"]

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"  # ECMA-376, part 1, 17.18.59 russianLower: without ё, й, ъ and ь
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST = 32_767
_BULLET = "•"
_PLAIN_BULLETS = "-–—•*·"


def format_number(value: int, style: str) -> str:
    """Format a list number.

    Args:
        value: The number.
        style: A number format of WordprocessingML (``decimal``, ``lowerLetter``, ``russianLower`` …).

    Returns:
        The number as printed; empty for ``none``; in Arabic figures for a style that is not known.
    """
    if style == "none":
        return ""
    if style in _STYLES and 0 < value <= _LARGEST:
        return _STYLES[style](value)
    return str(value)


def format_bullet(character: str) -> str:
    """Format a bullet: dashes and dots as they are, the signs of symbol fonts and the like as ``•``."""
    text = character.strip()
    return text if len(text) == 1 and text in _PLAIN_BULLETS else _BULLET


def _to_roman(value: int) -> str:
    digits = ""
    for size, sign in _ROMAN:
        count, value = divmod(value, size)
        digits += sign * count
    return digits


def _to_letters(alphabet: str) -> Callable[[int], str]:
    # After the last letter word processors double them: z, aa, bb.
    def convert(value: int) -> str:
        rounds, position = divmod(value - 1, len(alphabet))
        return alphabet[position] * (rounds + 1)

    return convert


_STYLES: dict[str, Callable[[int], str]] = {
    "decimalZero": "{:02d}".format,
    "lowerRoman": _to_roman,
    "upperRoman": lambda value: _to_roman(value).upper(),
    "lowerLetter": _to_letters(_LATIN),
    "upperLetter": _to_letters(_LATIN.upper()),
    "russianLower": _to_letters(_RUSSIAN),
    "russianUpper": _to_letters(_RUSSIAN.upper()),
}
