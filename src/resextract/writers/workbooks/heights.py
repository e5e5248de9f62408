"""Heights of rows, so that wrapped texts show whole in programs that do not work them out themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.writers.tables.columns import Column, Value

__all__ = ["count_lines", "estimate_height", "measure_lines"]

_LINE = 13.5
_TALLEST = 409.0  # Excel's limit, in points
_MOST_LINES = int(_TALLEST / _LINE)


def estimate_height(columns: Sequence[Column[Any]], values: Sequence[Value]) -> float:
    """Estimate the height that a row takes, in points; at most what Excel allows.

    Args:
        columns: The columns, for their widths.
        values: The cells of the row.
    """
    lines = max(
        (
            count_lines(value, column.width)
            for column, value in zip(columns, values, strict=True)
            if isinstance(value, str)
        ),
        default=1,
    )
    return measure_lines(max(lines, 1))


def measure_lines(lines: int) -> float:
    """Return the height of so many lines, in points; at most what Excel allows."""
    return min(lines * _LINE + 1.5, _TALLEST)


def count_lines(text: str, width: int) -> int:
    """Count the lines that a text takes when it is wrapped at words; a word that is too long is broken."""
    if len(text) <= width and "\n" not in text:
        return 1
    lines = 0
    for paragraph in text.split("\n"):
        lines, used = lines + 1, 0
        for word in paragraph.split(" "):
            length = len(word)
            if used and used + 1 + length > width:
                lines, used = lines + 1, 0
            used += length + 1 if used else length
            if used > width:
                lines, used = lines + (used - 1) // width, (used - 1) % width + 1
        if lines >= _MOST_LINES:  # no row is taller, so the rest of a very long text need not be looked at
            return lines
    return lines
