"""Words on a page → lines, as a reader sees them: columns one after another, wide gaps and indents kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["PageLine", "find_footnotes", "format_lines", "group_lines"]

_SAME_LINE = 0.5
"""How far the middles of two words of a line may lie apart, in heights of a letter."""
_WIDE_GAP = 2.2
"""Gap between words, in widths of a letter, from which on it parts columns and is not a blank of a justified line."""
_NEW_PARAGRAPH = 1.5
"""Distance of two lines, in usual distances, from which on a blank line is between them."""
_LEAST_GUTTER = 10
"""Points of white between two columns of text; a blank of a justified line is narrower."""
_LEAST_ROWS = 12
"""Rows of two columns that it takes to tell columns of text from a letterhead."""
_FULL, _TIGHT = 0.75, 0.85
"""Shares: of the column's width that a line of text fills, and of the lines that have no wide gap."""
_NOTE_MARK = re.compile(r"(?:\d{1,3}|\*{1,3})\s?\S")
_SMALL = 0.92

Word = dict[str, Any]
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line: its text with blanks for wide gaps, without the indent; where it stands and how large its letters are."""

    text: str
    left: float
    top: float
    bottom: float
    size: float
    width: float


def group_lines(words: Sequence[Word], page_width: float | None) -> list[PageLine]:
    """Group words into lines.

    Args:
        words: Words of pdfplumber.
        page_width: The width of the page, to look for columns of text; None for a cell, which has none.

    Returns:
        The lines from top to bottom, where the page has two columns of text the left column first. Empty for no words.
    """
    rows = _group_rows(words)
    gutter = _find_gutter(rows, page_width) if page_width else None
    if gutter is None:
        return [_make_line(row) for row in rows]
    lines: list[PageLine] = []
    right: list[list[Word]] = []
    for row in rows:
        sides = _part_row(row, gutter)
        if sides is None:  # a line over both columns: what stands above it is read first
            lines += [_make_line(part) for part in [*right, row]]
            right = []
        else:
            lines += [_make_line(sides[0])] if sides[0] else []
            right += [sides[1]] if sides[1] else []
    return lines + [_make_line(part) for part in right]


def _part_row(row: Sequence[Word], x: float) -> tuple[list[Word], list[Word]] | None:
    """A row's words to the left and to the right of a gutter, None where the row goes over it."""
    left, right = [w for w in row if w["x1"] <= x], [w for w in row if w["x0"] >= x]
    if len(left) + len(right) < len(row):
        return None
    if left and right and right[0]["x0"] - left[-1]["x1"] < _LEAST_GUTTER:
        return None
    return left, right


def _group_rows(words: Iterable[Word]) -> list[list[Word]]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: ((w["top"] + w["bottom"]) / 2, w["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        if rows:
            last = rows[-1]
            anchor = max(last, key=lambda w: w["bottom"] - w["top"])
            height = max(anchor["bottom"] - anchor["top"], word["bottom"] - word["top"], 1.0)
            if abs(middle - (anchor["top"] + anchor["bottom"]) / 2) <= _SAME_LINE * height:
                last.append(word)
                continue
        rows.append([word])
    return [sorted(row, key=lambda w: w["x0"]) for row in rows]


def _find_gutter(rows: Sequence[Sequence[Word]], page_width: float) -> float | None:
    """The middle of the white band between two columns of text, None on a page that has one column."""
    candidates = []
    for step in range(60, 141):
        x = page_width * step / 200
        parted = [sides for row in rows if (sides := _part_row(row, x)) is not None and all(sides)]
        candidates.append((len(parted), x, parted))
    most = max(count for count, _, _ in candidates)
    if most < _LEAST_ROWS or 2 * most < len(rows):
        return None
    best = [candidate for candidate in candidates if candidate[0] == most]
    _, x, parted = best[len(best) // 2]
    # Text fills its column without wide gaps; the cells of a table do not.
    for side in (0, 1):
        lines = [sides[side] for sides in parted]
        extent = max(line[-1]["x1"] for line in lines) - min(line[0]["x0"] for line in lines)
        full = sum(line[-1]["x1"] - line[0]["x0"] > _FULL * extent for line in lines)
        tight = sum(all(b["x0"] - a["x1"] < _LEAST_GUTTER for a, b in pairwise(line)) for line in lines)
        if 2 * full < len(lines) or tight < _TIGHT * len(lines) or extent < page_width / 5:
            return None
    return x


def _make_line(row: Sequence[Word]) -> PageLine:
    letters = sum(len(word["text"]) for word in row)
    width = max(sum(word["x1"] - word["x0"] for word in row) / max(letters, 1), 1.0)
    parts = [row[0]["text"]]
    for a, b in pairwise(row):
        gap = (b["x0"] - a["x1"]) / width
        parts.append(" " * max(3, round(gap)) if gap > _WIDE_GAP else " ")
        parts.append(b["text"])
    return PageLine(
        "".join(parts),
        row[0]["x0"],
        min(word["top"] for word in row),
        max(word["bottom"] for word in row),
        median(word["bottom"] - word["top"] for word in row),
        width,
    )


def find_footnotes(items: Sequence[_Item]) -> tuple[list[_Item], list[PageLine]]:
    """Part the footnotes of a page from what stands above them.

    Args:
        items: The lines and tables of a page, from top to bottom.

    Returns:
        What is no footnote; then the lines at the bottom that are set smaller and open with a number or an asterisk.
    """
    sizes = [item.size for item in items if isinstance(item, PageLine) for _ in item.text]
    first = len(items)
    if sizes:
        limit = _SMALL * median(sizes)
        while first and isinstance(line := items[first - 1], PageLine) and line.size < limit:
            first -= 1
    while first < len(items):
        line = items[first]
        if isinstance(line, PageLine) and _NOTE_MARK.match(line.text):
            break
        first += 1
    return list(items[:first]), [item for item in items[first:] if isinstance(item, PageLine)]


def format_lines(lines: Sequence[PageLine]) -> list[str]:
    """Format lines, with their indents, a blank line where they stand apart; a new page makes none."""
    if not lines:
        return []
    left = min(line.left for line in lines)
    unit = median(line.width for line in lines)
    steps = [b.top - a.top for a, b in pairwise(lines) if 0 < b.top - a.top < 5 * max(a.size, 1)]
    usual = median(steps) if steps else 0.0
    formatted: list[str] = []
    for line, before in zip(lines, [None, *lines], strict=False):
        if before is not None and usual and line.top - before.top > _NEW_PARAGRAPH * max(usual, line.size):
            formatted.append("")
        formatted.append(" " * round((line.left - left) / unit) + line.text)
    return formatted
