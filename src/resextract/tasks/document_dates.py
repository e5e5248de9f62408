"""Calendar dates in the running text of a document's head, and the days they stand for."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.language.rulebooks import load_rulebook

if TYPE_CHECKING:
    from resextract.language.rulebooks import RuleMatch

__all__ = ["ACT_NUMBER", "PrintedDate", "blank_out", "find_dates"]

ACT_NUMBER = re.compile(r"(?:№|(?<!\w)N(?= ?\d)) ?[\w/.-]+")
"""The number of a document with its sign, «N» for «№» included."""

_MAY_HOLD_DATE = re.compile(r"\d")
_BLANKS = re.compile(r"_+")
_JOINT = re.compile(r"(?: ?г(?:\.|ода)?)? ?(?:[,–—−-]|и|по)? ?", re.IGNORECASE)
_DAYS_BEFORE = re.compile(r"(?<![\d.])(?:\d{1,2} ?(?:[,–—−-]|и|по) ?)+$", re.IGNORECASE)
_DAYS_WIDTH = 30
_CENTURY_TURN = 70


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date, or a list or range of dates printed together: its last day.

    Attributes:
        start: Offset of its first character, the days of a list or range included.
        end: Offset after its last character.
        day: Day of the month.
        month: Month, 1 to 12 unless misprinted.
        year: Year, None where the text gives none.
    """

    start: int
    end: int
    day: int
    month: int
    year: int | None

    def resolve(self, year: int | None = None) -> dt.date | None:
        """Return the calendar day; ``year`` stands in for one that is not printed. None for an impossible day."""
        chosen = self.year or year
        if chosen is None:
            return None
        try:
            return dt.date(chosen, self.month, self.day)
        except ValueError:
            return None


def blank_out(text: str) -> str:
    """Return the text with the blanks of a form («10»______01____2025) as single spaces, other spaces collapsed."""
    return " ".join(_BLANKS.sub(" ", text).split())


def find_dates(text: str) -> list[PrintedDate]:
    """Find the dates of a text; dates joined by a dash, a comma or «и» are one, which counts as its last day.

    A year of two digits belongs to 1970-2069.

    Args:
        text: Clean text without form blanks, see `blank_out`.

    Returns:
        Dates in text order; empty where there is none.
    """
    if not _MAY_HOLD_DATE.search(text):
        return []
    found: list[PrintedDate] = []
    for match in load_rulebook("document-dates").find(text):
        date = _read(text, match)
        if found and _JOINT.fullmatch(text, found[-1].end, date.start):
            first = found.pop()
            date = PrintedDate(first.start, date.end, date.day, date.month, date.year)
        found.append(date)
    return found


def _read(text: str, match: RuleMatch) -> PrintedDate:
    groups = match.groups
    month = groups.get("month", "")
    number = month if month.isdigit() else load_rulebook("document-dates").value("month_name", month) or "0"
    year = int(groups["year"]) if "year" in groups else None
    if year is not None and year < 100:
        year += 2000 if year < _CENTURY_TURN else 1900
    days = _DAYS_BEFORE.search(text, max(0, match.start - _DAYS_WIDTH), match.start)
    start = days.start() if days else match.start
    return PrintedDate(start, match.end, int(groups["day"]), int(number), year)
