"""Printed lines cut into the cells of a grid: at pipes and box drawing, at tabs, at gutters of white space."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.outline.lines import Line

__all__ = [
    "PIPE",
    "Grid",
    "Ranges",
    "content_of",
    "cut_at",
    "cut_pipes",
    "cut_tabs",
    "is_box_rule",
    "is_open",
    "is_rule",
]

Ranges = tuple[tuple[int, int], ...]

PIPE = re.compile(r"(?<![«\"“„'])\||\|(?![»\"”“'])|[│┃║¦]")
"""A separator of cells; a pipe in quotes is none."""

_RULE = re.compile(r"[\s|+\-–—_=:.*\u2500-\u257f]{3,}")
_HORIZONTAL = re.compile(
    r"[-–—_=]{2,}|\|\s*:?-:?\s*\||[\u2500\u2501\u2504\u2505\u2508\u2509\u254c\u254d\u2550]|[├┼┌└╔╚╠╬]"
)
_MAX_OPEN_LINES = 12


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells of one printed line (or of several that one pair of pipes holds), as ranges of the decoded text.

    ``edges`` are the columns of the separators. A rule between rows has no cells.
    """

    lines: tuple[Line, ...]
    cells: tuple[Ranges, ...]
    edges: tuple[int, ...] = ()

    @property
    def is_rule(self) -> bool:
        """Whether it parts two rows and holds no text."""
        return not self.cells


def content_of(raw: str, line: Line) -> str:
    """Return a line with its indentation."""
    return raw[line.start - line.indent : line.end]


def is_rule(text: str) -> bool:
    """Tell whether a line is a rule: dashes, underscores or box drawing, and nothing else."""
    return _RULE.fullmatch(text) is not None and _HORIZONTAL.search(text) is not None


def is_box_rule(line: Line) -> bool:
    """Tell whether a line is a rule that only a table has: of box drawing, or with crossings («+---+», «|---|»)."""
    return is_rule(line.text) and any(c in "+|" or "\u2500" <= c <= "\u257f" for c in line.text)


def is_open(line: Line) -> bool:
    """Tell whether a line starts with a pipe and lacks the last one: its last cell goes on in the next line."""
    return line.text.startswith("|") and not line.text.endswith("|")


def cut_pipes(raw: str, lines: Sequence[Line]) -> list[Grid]:
    """Cut lines at pipes or box drawing; lines that one pair of outer pipes holds are cut together."""
    grids: list[Grid] = []
    i = 0
    while i < len(lines):
        line = lines[i]
        i += 1
        if is_rule(line.text):
            grids.append(Grid((line,), ()))
            continue
        held = [line]
        if is_open(line):
            end = next((k for k in range(i, min(i + _MAX_OPEN_LINES, len(lines))) if _closes(lines[k])), None)
            if end is not None and not any(other.text.startswith("|") for other in lines[i : end + 1]):
                held += lines[i : end + 1]
                i = end + 1
        grids.append(_cut_line(raw, held))
    return grids


def _closes(line: Line) -> bool:
    return line.text.endswith("|") or line.text.startswith("|")


def _cut_line(raw: str, held: Sequence[Line]) -> Grid:
    cells: list[list[tuple[int, int]]] = [[]]
    edges: list[int] = []
    for line in held:
        position = line.start
        for pipe in PIPE.finditer(line.text):
            edge = line.start + pipe.start()
            cells[-1] += _trim(raw, position, edge)
            cells.append([])
            edges.append(pipe.start() + line.indent)
            position = edge + 1
        cells[-1] += _trim(raw, position, line.end)
    if PIPE.match(held[0].text):
        cells.pop(0)
    if len(cells) > 1 and not cells[-1] and PIPE.match(held[-1].text[-1:]):
        cells.pop()
    return Grid(tuple(held), tuple(tuple(cell) for cell in cells), tuple(edges))


def cut_tabs(raw: str, lines: Sequence[Line]) -> list[Grid]:
    """Cut lines at tabs; where every line has runs of tabs, a run is one separator."""
    contents = [content_of(raw, line) for line in lines]
    doubled = [bool(re.search(r"\S\t[ \t]*\t", content)) for content in contents]
    pattern = re.compile(r"\t+" if all(doubled) else r"\t")
    grids = []
    for line, content in zip(lines, contents, strict=True):
        if is_rule(line.text):
            grids.append(Grid((line,), ()))
            continue
        origin, position = line.start - line.indent, 0
        cells: list[Ranges] = []
        for tab in pattern.finditer(content):
            cells.append(_trim(raw, origin + position, origin + tab.start()))
            position = tab.end()
        cells.append(_trim(raw, origin + position, line.end))
        grids.append(Grid((line,), tuple(cells)))
    return grids


def _trim(raw: str, start: int, end: int) -> Ranges:
    text = raw[start:end]
    stripped = text.strip()
    if not stripped:
        return ()
    begin = start + text.index(stripped)
    return ((begin, begin + len(stripped)),)


def cut_at(raw: str, line: Line, edges: Sequence[int]) -> Grid:
    """Cut a line at given columns, each inside a gutter of white space."""
    origin = line.start - line.indent
    places = [origin, *(min(origin + edge, line.end) for edge in edges), line.end]
    cells = tuple(_trim(raw, start, end) for start, end in pairwise(places))
    return Grid((line,), cells, tuple(edges))
