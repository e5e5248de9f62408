"""Numbers and bullets at the start of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from resextract.adapters.dictionary import is_known_word, parse_word

__all__ = ["Marker", "MarkerKind", "read_marker"]


class MarkerKind(StrEnum):
    """Shapes of list marks, from the outermost usual one inwards."""

    ROMAN = "roman"
    DECIMAL = "decimal"
    PAREN = "paren"
    LETTER = "letter"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Marker:
    """A list mark.

    Attributes:
        kind: Its shape.
        number: The printed number without trailing dot or bracket; None for bullets.
        path: The number's components, ``(1, 17)``; for letters and Roman numbers their rank; empty for bullets.
        length: Characters it takes at the start of the line, the white space after it included.
        bullet: The bullet character, also of a dash before a number («- 3.2.»); empty where there is none.
    """

    kind: MarkerKind
    number: str | None
    path: tuple[int, ...]
    length: int
    bullet: str


_BULLET = re.compile(r"(?:[-–—•·▪▫●○◦■□◆◇►➢➤✓✔‣⁃∙§\uf000-\uf0ff]+|o(?=\s)|\*(?!\S[^*]*\*))\s*(?=\S)")
_DECIMAL = re.compile(
    r"(?P<number>\d{1,3}(?:\.(?:\d{1,3}|\d?[ЗО](?=\.\s+[а-яё]))){0,5})(?:(?P<dot>\s?\.)(?![\d])|(?P<paren>\s?\))|(?=\s+[«\"“]?[А-Яа-яЁё]))\s*(?=[^\s\d.,%]|\d+\s?%|\d+\s[а-я])"
)
_ROMAN = re.compile(r"(?P<number>[IVXLCІХ]{1,6})\s?[.)]\s*(?=\S)")
_LETTER = re.compile(r"(?P<number>[а-яёa-zА-К])\)\s*(?=\S)")
_CAPITAL = re.compile(r"(?P<number>[А-К])\.\s+(?=(?P<word>[^\W\d_]{3,}))")
_FIGURES = str.maketrans("ЗО", "30")  # letters that recognition makes of figures: «2.З. организовать»
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})(?!\d)")


def _roman_value(text: str) -> int:
    values = [_ROMAN_VALUES[c] for c in text.replace("І", "I").replace("Х", "X")]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))


def _is_name(word: str) -> bool:
    """A word that makes an initial of the letter before it: a surname, a place, or none the dictionary knows."""
    return not is_known_word(word) or any(p.grammemes & {"Surn", "Name", "Geox"} for p in parse_word(word))


def read_marker(text: str) -> Marker | None:
    """Read the list mark at the start of a line.

    Args:
        text: The line's visible text.

    Returns:
        The mark, or None. «1.09.2022 …», «2021 год», «5 классов», «1-4 классов», «С. Иванов» carry none; whether a
        mark is believed in its place is for the caller to say.
    """
    bullet, length = "", 0
    if found := _BULLET.match(text):
        bullet, length = found.group().strip(), found.end()
    rest = text[length:]
    if _DATE.match(rest):
        return Marker(MarkerKind.BULLET, None, (), length, bullet) if bullet else None
    if found := _DECIMAL.match(rest):
        number = re.sub(r"\s", "", found["number"]).translate(_FIGURES)
        path = tuple(int(part) for part in number.split("."))
        printed = bool(found["dot"] or found["paren"])
        if (printed or len(path) > 1) and all(p < 200 for p in path):
            kind = MarkerKind.PAREN if found["paren"] and len(path) == 1 else MarkerKind.DECIMAL
            return Marker(kind, number, path, length + found.end(), bullet)
    if found := _ROMAN.match(rest):
        value = _roman_value(found["number"])
        return Marker(MarkerKind.ROMAN, found["number"], (value,), length + found.end(), bullet)
    if (found := _LETTER.match(rest)) or ((found := _CAPITAL.match(rest)) and not _is_name(found["word"])):
        return Marker(MarkerKind.LETTER, found["number"], (ord(found["number"]),), length + found.end(), bullet)
    return Marker(MarkerKind.BULLET, None, (), length, bullet) if bullet else None
