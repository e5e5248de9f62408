"""From the captures of a time expression to named times and lengths."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resextract.extractors.time_expressions import FRAMES, WORDS
from resextract.language.rulebooks import RuleMatch, load_rulebook
from resextract.normalisation.calendar import Moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resextract.extractors.time_expressions import TimeMatch

__all__ = ["read_edge", "read_length", "read_moment", "read_number", "read_part", "read_target"]

_DIGITS = re.compile(r"\d+")
_CENTURY_TURN = 70
"""Two figures of a year from this on are the twentieth century's («04.10.96» is 1996, «1.09.17» 2017)."""


def read_number(text: str) -> int:
    """Read a number in figures, Roman figures or words; 1 where the text holds none.

    Of a range («2-3») the first counts.
    """
    if found := _DIGITS.search(text):
        return int(found.group())
    book = load_rulebook(WORDS)
    word = text.partition("(")[0].strip(" -–—")
    for table in ("roman", "cardinal", "ordinal"):
        if (value := book.value(table, word)) is not None:
            return int(value)
    tens, _, units = word.partition(" ")  # «двадцать первого»
    return int(book.value("tens", tens) or 0) + int(book.value("ordinal", units) or 0) or 1


def read_part(match: TimeMatch, name: str) -> Moment | None:
    """Read one side of a range: the capture ``name``, or ``name_number`` or ``name_year`` for a bare number or year."""
    if name in match.words:
        return read_moment(match.words[name])
    if f"{name}_number" in match.groups:
        number = read_number(match.groups[f"{name}_number"])
        other = match.words.get("to")
        unit = str(other.rule.fields["unit"]) if other else "day"
        return Moment(unit, number=number)
    if f"{name}_year" in match.groups:
        return Moment("year", year=int(match.groups[f"{name}_year"]))
    return None


def read_edge(match: TimeMatch) -> tuple[Moment, str]:
    """Read «до конца квартала», «до начала учебного года»: the named time, and which edge of it."""
    edge = load_rulebook(FRAMES).value("edge", match.groups.get("edge", "")) or "last"
    return read_target(match), edge


def read_target(match: TimeMatch) -> Moment:
    """Read the one time that an expression names."""
    if "at" in match.words:
        return read_moment(match.words["at"])
    groups, book = match.groups, load_rulebook(FRAMES)
    if unit := book.value("unit", groups.get("unit", "")):
        return Moment(unit, offset=int(book.value("when", groups.get("unit_when", "")) or 0), running=True)
    if "first_year" in groups:
        return Moment("years", year=int(groups["first_year"]), last_year=int(groups["last_year"]))
    if "year" in groups:
        return Moment("year", year=int(groups["year"]))
    return Moment("uncounted")


def read_moment(word: RuleMatch) -> Moment:
    """Read a word of time that names days, months, years."""
    groups, unit = word.groups, str(word.rule.fields["unit"])
    year, offset = _read_year(groups)
    if unit == "day" and "figures" in groups:
        return _read_figures(groups["figures"], offset)
    month = next((_value(table, groups[table]) for table in ("month", "month_short") if table in groups), 0)
    match unit:
        case "day":
            return Moment(unit, read_number(groups["day"]), month, year, offset)
        case "decade":
            return Moment(unit, read_number(groups["order"]), month, year, offset)
        case "month":
            return Moment(unit, month, year=year, offset=offset)
        case "quarter" | "half":
            return Moment(unit, read_number(groups["order"]), year=year, offset=offset)
        case "years":
            return Moment(unit, year=int(groups["first_year"]), last_year=int(groups["last_year"]))
        case "school" | "year":
            return Moment(unit, year=year, offset=offset)
    return Moment("uncounted")


def read_length(match: TimeMatch) -> tuple[int, str, bool]:
    """Read a length of time.

    Returns:
        The number, the letter of the ISO 8601 duration (``D``, ``M``, ``Y``, ``H``), and whether the days are business
        days. Weeks are seven days.
    """
    groups, book = match.groups, load_rulebook(FRAMES)
    if "length" in match.words:
        word = match.words["length"]
        unit = load_rulebook(WORDS).value("span", word.groups["span"]) or "1D"
        return int(unit[:-1]) * read_number(word.groups["count"]), unit[-1], "business" in word.groups
    if "workday" in match.words:
        return read_number(match.words["workday"].groups["order"]), "D", True
    if "term" in groups:
        unit = book.value("term", groups["term"]) or "1D"
    elif "one" in groups:
        unit = book.value("one_span", groups["one"]) or "1D"
    else:
        unit = book.value("span_word", groups.get("span", "")) or "1D"
    return int(unit[:-1]) * read_number(groups.get("count", "1")), unit[-1], False


def _read_year(groups: Mapping[str, str]) -> tuple[int | None, int | None]:
    if "year" in groups:
        return int(groups["year"]), None
    if "year_century" in groups:
        tens = _value("tens", groups["year_tens"]) if "year_tens" in groups else 0
        return _value("century", groups["year_century"]) + tens + _value("ordinal", groups["year_last"]), None
    if "year_short" in groups:
        return _complete_year(int(groups["year_short"])), None
    if "year_when" in groups:
        return None, _value("when", groups["year_when"])
    return None, 0 if "year_this" in groups else None


def _read_figures(figures: str, offset: int | None) -> Moment:
    numbers = [int(number) for number in _DIGITS.findall(figures)]
    if numbers[0] > 31:
        numbers.reverse()
    year = numbers[2] if len(numbers) > 2 else None
    return Moment("day", numbers[0], numbers[1], None if year is None else _complete_year(year), offset)


def _complete_year(year: int) -> int:
    return year if year > 99 else year + 1900 if year >= _CENTURY_TURN else year + 2000


def _value(table: str, form: str) -> int:
    return int(load_rulebook(WORDS).value(table, form) or 0)
