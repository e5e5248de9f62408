"""Tables set with spaces: columns told by the gutters of white space that run below a header row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from resextract.outline.columns import ColumnRole, is_number, read_headers
from resextract.outline.grids import Grid, content_of, cut_at, is_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.outline.lines import Line

__all__ = ["Spaced", "cut_gutters"]

_SEGMENT = re.compile(r"\S+(?: \S+)*")
_GAP = re.compile(r" {2,}")
_MIN_COLUMNS = 3
_MAX_BLANKS = 2
_MAX_SECTION = 100

Gutters = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Spaced:
    """The lines of such a table, cut into cells; a rule without lines stands for a blank line that parts two rows."""

    grids: list[Grid]
    length: int


def cut_gutters(raw: str, lines: Sequence[Line], first: int) -> Spaced | None:
    """Cut the table that opens with a header row set with spaces.

    Args:
        raw: The decoded text.
        lines: All its visible lines.
        first: The index of a line that may be such a header row.

    Returns:
        The table; None where the line is no header row, or no two rows below keep to its columns.
    """
    gutters = _read_gutters(content_of(raw, lines[first]))
    if not gutters:
        return None
    end = first + 1
    while end < len(lines) and lines[end].blanks <= _MAX_BLANKS:
        if not is_rule(lines[end].text):
            narrowed = _narrow(gutters, content_of(raw, lines[end]))
            if narrowed is None:
                if not _is_section(raw, lines, end, gutters):
                    break
            else:
                gutters = narrowed
        end += 1
    edges = [(low + high) // 2 for low, high in gutters]
    grids = [_cut(raw, line, edges) for line in lines[first:end]]
    if sum(sum(map(bool, grid.cells)) > 1 for grid in grids[1:]) < 2:
        return None
    return Spaced(_part_at_blanks(raw, grids), end - first)


def _read_gutters(content: str) -> Gutters:
    if "  " not in content.strip() or "|" in content or "\t" in content:
        return []
    segments = list(_SEGMENT.finditer(content))
    if len(segments) < _MIN_COLUMNS:
        return []
    roles = read_headers([segment.group() for segment in segments])
    bound = (ColumnRole.TERM, ColumnRole.EXECUTOR, ColumnRole.MIXED)
    if roles is None or ColumnRole.MEASURE not in roles or not any(role in bound for role in roles):
        return []
    return [(a.end(), b.start()) for a, b in pairwise(segments)]


def _narrow(gutters: Gutters, content: str) -> Gutters | None:
    """Narrow the gutters to what a line leaves free; None where its text crosses one of them."""
    gaps = [(m.start(), m.end()) for m in _GAP.finditer(content)]
    gaps.append((len(content.rstrip()), 1 << 30))
    narrowed: Gutters = []
    for low, high in gutters:
        free = [(max(low, a), min(high, b)) for a, b in gaps]
        widest = max(free, key=lambda gap: gap[1] - gap[0])
        if widest[1] - widest[0] < 1:
            return None
        narrowed.append(widest)
    return narrowed


def _is_section(raw: str, lines: Sequence[Line], i: int, gutters: Gutters) -> bool:
    """A short line over the whole width between rows that keep to the columns."""
    text = lines[i].text
    following = lines[i + 1] if i + 1 < len(lines) else None
    if len(text) > _MAX_SECTION or _GAP.search(text) or text.endswith((".", ";", ":")) or following is None:
        return False
    return _GAP.search(following.text) is not None and _narrow(gutters, content_of(raw, following)) is not None


def _cut(raw: str, line: Line, edges: list[int]) -> Grid:
    if is_rule(line.text):
        return Grid((line,), ())
    content = content_of(raw, line)
    if any(not content[edge : edge + 1].isspace() and edge < len(content) for edge in edges):
        return Grid((line,), (((line.start, line.end),),))
    return cut_at(raw, line, edges)


def _part_at_blanks(raw: str, grids: list[Grid]) -> list[Grid]:
    """Part the rows at blank lines where blank lines never stand inside a row: no group holds two numbers."""
    groups: list[list[Grid]] = []
    for grid in grids:
        if not groups or grid.lines[0].blanks:
            groups.append([])
        groups[-1].append(grid)
    if len(groups) < _MIN_COLUMNS or any(_count_numbers(raw, group) > 1 for group in groups):
        return grids
    return [grid for group in groups for grid in (Grid((), ()), *group)]


def _count_numbers(raw: str, group: list[Grid]) -> int:
    first = [grid.cells[0] for grid in group if len(grid.cells) > 1 and grid.cells[0]]
    return sum(is_number(raw[ranges[0][0] : ranges[0][1]]) for ranges in first)
