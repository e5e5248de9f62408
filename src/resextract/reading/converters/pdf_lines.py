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
    left: list[list[Word]] = []
    right: list[list[Word]] = []
    for row in [*rows, None]:
        if row is None or any(word["x0"] < gutter < word["x1"] for word in row):
            lines += [_make_line(part) for part in [*left, *right]]
            left, right = [], []
            if row is not None:
                lines.append(_make_line(row))
            continue
        for side, part in (
            (left, [w for w in row if w["x1"] <= gutter]),
            (right, [w for w in row if w["x0"] >= gutter]),
        ):
            if part:
                side.append(part)
    return lines


def _group_rows(words: Iterable[Word]) -> list[list[Word]]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: ((w["top"] + w["bottom"]) / 2, w["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        if rows:
            last = rows[-1]
            anchor = max(last, key=lambda w: w["bottom"] - w["top"])
            height = max(anchor["bottom"] - anchor["top"], 1.0)
            if abs(middle - (anchor["top"] + anchor["bottom"]) / 2) <= _SAME_LINE * height:
                last.append(word)
                continue
        rows.append([word])
    return [sorted(row, key=lambda w: w["x0"]) for row in rows]


def _find_gutter(rows: Sequence[Sequence[Word]], page_width: float) -> float | None:
    """The middle of the white band between two columns of text, None on a page that has one column."""
    words = [word for row in rows for word in row]
    if len(words) < 80:
        return None
    best: tuple[float, float] | None = None
    for step in range(30, 71):
        x = page_width * step / 100
        crossing = sum(word["x0"] - 2 < x < word["x1"] + 2 for word in words)
        if crossing <= 0.02 * len(words) and (best is None or crossing < best[0]):
            best = (crossing, x)
    if best is None:
        return None
    x = best[1]
    halves = [[w for w in words if w["x1"] <= x], [w for w in words if w["x0"] >= x]]
    if min(map(len, halves)) < 0.3 * len(words):
        return None
    # Text fills its column; the cells of a table do not.
    for half in halves:
        lines = _group_rows(half)
        extent = max(w["x1"] for w in half) - min(w["x0"] for w in half)
        full = sum(line[-1]["x1"] - line[0]["x0"] > 0.75 * extent for line in lines)
        tight = sum(all(b["x0"] - a["x1"] < 12 for a, b in pairwise(line)) for line in lines)
        if 2 * full < len(lines) or tight < 0.9 * len(lines):
            return None
    gap = min(w["x0"] for w in halves[1]) - max(w["x1"] for w in halves[0])
    return x if gap >= _LEAST_GUTTER else None


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
