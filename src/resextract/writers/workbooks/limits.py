"""What Excel can hold, and texts cut to it with a mark."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EXCEL", "Limits", "count_units", "cut_text"]

CUT_MARK = " […обрезано: ячейка Excel вмещает не больше 32 767 знаков, весь текст — в файле JSONL]"


@dataclass(frozen=True, slots=True)
class Limits:
    """Excel specifications and limits; a smaller set serves tests.

    Attributes:
        rows: Rows a sheet.
        cell: Characters a cell, in units of UTF-16.
        links: Hyperlinks a sheet.
        url: Characters a link, in units of UTF-16; versions of Excel before 2016 repair files with longer ones.
    """

    rows: int = 1_048_576
    cell: int = 32_767
    links: int = 65_530
    url: int = 255


EXCEL = Limits()


def count_units(text: str) -> int:
    """Return the length of a text as Excel counts it: a character beyond the basic plane is two."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut_text(text: str, limit: int) -> str:
    """Cut a text to what a cell holds.

    Args:
        text: The text.
        limit: The cell's size in units of UTF-16.

    Returns:
        The text itself if it fits; otherwise its beginning and a mark that says so, together no longer than the limit.
    """
    if len(text) * 2 <= limit or count_units(text) <= limit:
        return text
    room = limit - len(CUT_MARK)
    units = text.encode("utf-16-le")[: max(room, 0) * 2]
    # A pair that the cut fell into is dropped whole.
    return units.decode("utf-16-le", errors="ignore") + CUT_MARK[:limit]
