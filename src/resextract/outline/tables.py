"""Tables in plain text: rows with pipes, box drawing, tabs, or columns set with spaces below a header row.

Only the shape is told here: which lines make a table and where its rows and cells are. What a row means is for
`resextract.outline.plans` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from statistics import mode
from typing import TYPE_CHECKING

from resextract.outline.grids import PIPE, Grid, content_of, cut_pipes, cut_tabs, is_box_rule, is_open, is_rule
from resextract.outline.gutters import cut_gutters
from resextract.outline.markers import MarkerKind, read_marker
from resextract.outline.wrapped_rows import Row, join_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.outline.lines import Line

__all__ = ["Table", "find_tables"]

_BOX = re.compile(r"[│┃║]")
_MAX_OPEN_LINES = 12
_MAX_SPANNING = 160


@dataclass(frozen=True)
class Table:
    """A grid: the half-open range of the document's visible lines that it takes, and its rows, rules included.

    ``tabbed`` tells a grid that is only set with tabs or spaces: it may as well be a list or an aligned paragraph.
    """

    first: int
    end: int
    rows: tuple[Row, ...]
    tabbed: bool = False

    @cached_property
    def width(self) -> int:
        """The number of columns that most of its rows have."""
        return mode(len(row.cells) for row in self.rows if row.cells)


def find_tables(raw: str, lines: Sequence[Line]) -> list[Table]:
    """Find the grids of a decoded text.

    Args:
        raw: The decoded text.
        lines: All its visible lines.

    Returns:
        The grids in text order, not overlapping. A line with a lone pipe, or with a pipe in quotes, makes none, and two
        columns set with tabs make none.
    """
    tables: list[Table] = []
    i = 0
    while i < len(lines):
        if spaced := cut_gutters(raw, lines, i):
            tables.append(Table(i, i + spaced.length, tuple(join_rows(raw, spaced.grids)), tabbed=True))
            i += spaced.length
            continue
        if not _may_belong(raw, lines[i]):
            i += 1
            continue
        end = _find_end(raw, lines, i)
        tabbed = not any(PIPE.search(line.text) for line in lines[i:end])
        grids = cut_tabs(raw, lines[i:end]) if tabbed else cut_pipes(raw, lines[i:end])
        if _is_grid(grids, tabbed=tabbed):
            tables.append(Table(i, end, tuple(join_rows(raw, grids)), tabbed))
        i = end
    return tables


def _may_belong(raw: str, line: Line) -> bool:
    return PIPE.search(line.text) is not None or _has_tabs(raw, line) or is_box_rule(line)


def _has_tabs(raw: str, line: Line) -> bool:
    """Whether tabs cut the line into cells; the one between a bullet and its text does not."""
    content = content_of(raw, line).strip(" ")
    marker = read_marker(content.strip()) if "\t" in content else None
    if marker is not None and marker.kind is MarkerKind.BULLET:
        return "\t" in content.strip()[marker.length :]
    return "\t" in content


def _find_end(raw: str, lines: Sequence[Line], first: int) -> int:
    """Return where the grid that opens at ``first`` ends: after its last line with separators or its last rule."""
    end, i = first + 1, first + 1
    open_cell = is_open(lines[first])
    while i < len(lines):
        if _may_belong(raw, lines[i]) or (is_rule(lines[i].text) and not lines[i].blanks):
            open_cell = is_open(lines[i]) or (open_cell and not lines[i].text.endswith("|"))
            end = i + 1
        elif not (open_cell and i - end < _MAX_OPEN_LINES) and not _is_between(raw, lines, i):
            break
        i += 1
    return end


def _is_between(raw: str, lines: Sequence[Line], i: int) -> bool:
    """A short line of its own between two rows: a section row without separators."""
    line = lines[i]
    return (
        len(line.text) <= _MAX_SPANNING
        and i + 1 < len(lines)
        and _may_belong(raw, lines[i + 1])
        and not line.text.endswith((".", ";", ":"))
    )


def _is_grid(grids: Sequence[Grid], *, tabbed: bool) -> bool:
    rows = [grid for grid in grids if not grid.is_rule]
    if not rows:
        return False
    widths = [len(grid.cells) for grid in rows]
    width = max(widths)
    if tabbed:
        return len(rows) > 1 and sum(w >= 3 for w in widths) >= max(2, len(rows) // 2)
    boxed = any(_BOX.search(line.text) for grid in rows for line in grid.lines)
    first, last = rows[0].lines[0].text, rows[0].lines[-1].text
    if len(rows) == 1:
        return width >= 3 and (boxed or (first[0] == "|" and last[-1] == "|"))
    if boxed:
        return width >= 2
    usual = mode(w for w in widths if w > 1) if width > 1 else 1
    return usual >= 2 and sum(w == usual for w in widths) >= max(2, len(rows) // 2)
