"""What a column is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Column", "Kind", "Value", "join_lines", "read_date", "say_flag"]

Kind = Literal["text", "code", "date", "number", "count"]
"""What a cell holds: words, an identifier that is no number whatever it looks like, a day, a figure, a whole number."""

Value = str | float | int | dt.date | None

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column of a table.

    Attributes:
        key: Its name for programs, the same in all formats.
        header: Its name for analysts.
        kind: What its cells hold.
        width: Its width in a spreadsheet, in characters.
        read: Reads its value off a row; None leaves the cell empty.
        meaning: What it holds, for analysts.
        core: Whether it is printed; core columns come first.
    """

    key: str
    header: str
    kind: Kind
    width: int
    read: Callable[[Row], Value]
    meaning: str
    core: bool = False


def join_lines(values: Iterable[str]) -> str | None:
    """Join texts, one a line; None for no texts."""
    return "\n".join(values) or None


def read_date(value: str | None) -> dt.date | None:
    """Return an ISO date as a date."""
    return dt.date.fromisoformat(value) if value else None


def say_flag(value: bool | None) -> str | None:
    """Say a flag in Russian: «да», «нет»."""
    return None if value is None else ("да" if value else "нет")
