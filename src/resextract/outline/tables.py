"""Grids of cells in plain text: rows with pipes, box drawing, tabs; a row may run over several printed lines.

Only the shape is told here: which lines make a grid, where its cells are, which lines make one row. What a row means is
for `resextract.outline.plans` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import mode
from typing import TYPE_CHECKING

from resextract.language.lexicons import fold_word, load_lexicon
from resextract.outline.cleaning import CleanText, clean_pieces
from resextract.outline.columns import is_month, is_number, is_term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.outline.lines import Line

__all__ = ["Cell", "Row", "Table", "find_tables", "leaves_open"]

Ranges = tuple[tuple[int, int], ...]

_RULE = re.compile(r"[\s|+\-–—_=:.*\u2500-\u257f]{3,}")
_HORIZONTAL = re.compile(r"[-–—_=]{2,}|[\u2500\u2501\u2504\u2505\u2508\u2509\u254c\u254d\u2550]|[├┼┌└╔╚╠╬]")
_PIPE = re.compile(r"(?<![«\"“„'])\||\|(?![»\"”“'])|[│┃║¦]")
_BOX = re.compile(r"[│┃║]")
_SECTION_MARK = re.compile(r"\s*(?:[IVXХІ]{1,6}\s?[.)]|[IVXХІ]{1,6}\s+[А-ЯЁ])")
_MAX_OPEN_LINES = 12
_MAX_SPANNING = 160
_MAX_ROW_LINES = 8
_LAST_WORD = re.compile(r"([^\W\d_]+)$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: its visible ranges of the decoded text, one a printed line, and its clean text."""

    pieces: Ranges
    clean: CleanText

    @property
    def text(self) -> str:
        """The clean text, empty for an empty cell."""
        return self.clean.text


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a grid.

    Attributes:
        lines: The printed lines it runs over.
        cells: Its cells, column by column; empty for a rule between rows.
        spans: Whether one cell takes the whole width.
    """

    lines: tuple[Line, ...]
    cells: tuple[Cell, ...]
    spans: bool = False

    @property
    def filled(self) -> list[Cell]:
        """The cells with text."""
        return [cell for cell in self.cells if cell.pieces]


@dataclass(frozen=True)
class Table:
    """A grid: the half-open range of the document's visible lines that it takes, and its rows, rules included.

    ``tabbed`` tells a grid that is only set with tabs: it may as well be a list or an aligned paragraph.
    """

    first: int
    end: int
    rows: tuple[Row, ...]
    tabbed: bool = False

    @cached_property
    def width(self) -> int:
        """The number of columns that most of its rows have."""
        return mode(len(row.cells) for row in self.rows if row.cells)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Cells of one printed line (or of several that one pair of pipes holds), as ranges of the decoded text."""

    lines: tuple[Line, ...]
    cells: tuple[Ranges, ...]
    edges: tuple[int, ...] = ()

    @property
    def is_rule(self) -> bool:
        return not self.cells


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
        if not _may_belong(raw, lines[i]):
            i += 1
            continue
        end = _find_end(raw, lines, i)
        tabbed = not any(_PIPE.search(line.text) for line in lines[i:end])
        grids = _read_tabs(raw, lines[i:end]) if tabbed else _read_pipes(raw, lines[i:end])
        if _is_grid(grids, tabbed=tabbed):
            tables.append(Table(i, end, tuple(_join_rows(raw, grids)), tabbed))
        i = end
    return tables


def leaves_open(text: str) -> bool:
    """Tell whether a text cannot end a phrase: it ends in a comma, a hyphen, an open bracket or a function word."""
    if text[-1] in ",(«„-‐‑–—№/" or text.count("«") > text.count("»") or text.count("(") > text.count(")"):
        return True
    word = _LAST_WORD.search(text[-40:])
    folded = fold_word(word.group(1)) if word else ""
    return folded in load_lexicon("outline-prepositions") or folded in load_lexicon("outline-conjunctions")


def _may_belong(raw: str, line: Line) -> bool:
    return _PIPE.search(line.text) is not None or "\t" in _content(raw, line).strip(" ") or _is_box_rule(line)


def _content(raw: str, line: Line) -> str:
    return raw[line.start - line.indent : line.end]


def _is_rule(text: str) -> bool:
    return _RULE.fullmatch(text) is not None and _HORIZONTAL.search(text) is not None


def _is_box_rule(line: Line) -> bool:
    """A rule that only a table has: of box drawing, or with crossings («+---+», «|---|»)."""
    return _is_rule(line.text) and any(c in "+|" or "\u2500" <= c <= "\u257f" for c in line.text)


def _find_end(raw: str, lines: Sequence[Line], first: int) -> int:
    """Return where the grid that opens at ``first`` ends: after its last line with separators or its last rule."""
    end, i = first + 1, first + 1
    open_cell = _is_open(lines[first])
    while i < len(lines):
        if _may_belong(raw, lines[i]) or (_is_rule(lines[i].text) and not lines[i].blanks):
            open_cell = _is_open(lines[i]) or (open_cell and not lines[i].text.endswith("|"))
            end = i + 1
        elif not (open_cell and i - end < _MAX_OPEN_LINES) and not _is_between(raw, lines, i):
            break
        i += 1
    return end


def _is_open(line: Line) -> bool:
    """A line that starts with a pipe and lacks the last one: its last cell goes on in the next line."""
    return line.text.startswith("|") and not line.text.endswith("|")


def _is_between(raw: str, lines: Sequence[Line], i: int) -> bool:
    """A short line of its own between two rows: a section row without separators."""
    line = lines[i]
    return (
        len(line.text) <= _MAX_SPANNING
        and i + 1 < len(lines)
        and _may_belong(raw, lines[i + 1])
        and not line.text.endswith((".", ";", ":"))
    )


def _read_pipes(raw: str, lines: Sequence[Line]) -> list[_Grid]:
    grids: list[_Grid] = []
    i = 0
    while i < len(lines):
        line = lines[i]
        i += 1
        if _is_rule(line.text):
            grids.append(_Grid((line,), ()))
            continue
        held = [line]
        if _is_open(line):
            end = next((k for k in range(i, min(i + _MAX_OPEN_LINES, len(lines))) if _closes(lines[k])), None)
            if end is not None and not any(other.text.startswith("|") for other in lines[i : end + 1]):
                held += lines[i : end + 1]
                i = end + 1
        grids.append(_cut_pipes(raw, held))
    return grids


def _closes(line: Line) -> bool:
    return line.text.endswith("|") or line.text.startswith("|")


def _cut_pipes(raw: str, held: Sequence[Line]) -> _Grid:
    cells: list[list[tuple[int, int]]] = [[]]
    edges: list[int] = []
    for line in held:
        position = line.start
        for pipe in _PIPE.finditer(line.text):
            edge = line.start + pipe.start()
            cells[-1] += _strip(raw, position, edge)
            cells.append([])
            edges.append(pipe.start() + line.indent)
            position = edge + 1
        cells[-1] += _strip(raw, position, line.end)
    if _PIPE.match(held[0].text):
        cells.pop(0)
    if len(cells) > 1 and not cells[-1] and _PIPE.match(held[-1].text[-1:]):
        cells.pop()
    return _Grid(tuple(held), tuple(tuple(cell) for cell in cells), tuple(edges))


def _read_tabs(raw: str, lines: Sequence[Line]) -> list[_Grid]:
    contents = [_content(raw, line) for line in lines]
    doubled = [bool(re.search(r"\S\t[ \t]*\t", content)) for content in contents]
    pattern = re.compile(r"\t+" if all(doubled) else r"\t")
    grids = []
    for line, content in zip(lines, contents, strict=True):
        if _is_rule(line.text):
            grids.append(_Grid((line,), ()))
            continue
        origin, position = line.start - line.indent, 0
        cells: list[Ranges] = []
        for tab in pattern.finditer(content):
            cells.append(_strip(raw, origin + position, origin + tab.start()))
            position = tab.end()
        cells.append(_strip(raw, origin + position, line.end))
        grids.append(_Grid((line,), tuple(cells)))
    return grids


def _strip(raw: str, start: int, end: int) -> Ranges:
    text = raw[start:end]
    stripped = text.strip()
    if not stripped:
        return ()
    begin = start + text.index(stripped)
    return ((begin, begin + len(stripped)),)


def _is_grid(grids: Sequence[_Grid], *, tabbed: bool) -> bool:
    rows = [grid for grid in grids if not grid.is_rule]
    if not rows:
        return False
    widths = [len(grid.cells) for grid in rows]
    width = max(widths)
    if tabbed:
        return len(rows) > 1 and sum(w >= 3 for w in widths) >= max(2, len(rows) // 2)
    boxed = any(_BOX.search(line.text) for grid in rows for line in grid.lines)
    first, last = rows[0].lines[0].text, rows[0].lines[-1].text
    if len(rows) == 1 or boxed:
        return width >= 3 and (boxed or (first[0] == "|" and last[-1] == "|"))
    usual = mode(w for w in widths if w > 1) if width > 1 else 1
    return usual >= 2 and sum(w == usual for w in widths) >= max(2, len(rows) // 2)


def _join_rows(raw: str, grids: Sequence[_Grid]) -> list[Row]:
    """Join the printed lines of each row."""
    printed = [grid for grid in grids if not grid.is_rule]
    width = mode(len(g.cells) for g in printed if len(g.cells) > 1 or len(printed) == 1)
    inner = sum(a.is_rule and not b.is_rule and k > 0 for k, (a, b) in enumerate(pairwise(grids)))
    edges = [g.edges for g in printed if len(g.cells) == width]
    joiner = _Joiner(
        raw,
        width=width,
        ruled=inner >= 2 and len(printed) <= _MAX_ROW_LINES * (inner + 1),
        aligned=bool(edges) and bool(edges[0]) and all(e == edges[0] for e in edges) and len(edges) > 1,
        numbered=_is_numbered(raw, printed, width),
    )
    for grid in grids:
        joiner.add(grid)
    return joiner.close()


def _is_numbered(raw: str, printed: Sequence[_Grid], width: int) -> bool:
    """The first column holds row numbers wherever it holds anything."""
    first = [raw[g.cells[0][0][0] : g.cells[0][0][1]] for g in printed if len(g.cells) == width and g.cells[0]]
    numbers = sum(is_number(text) for text in first)
    return bool(first) and numbers >= max(1, (len(first) - 1) // 2)


class _Joiner:
    """Collects the printed lines of the open row."""

    def __init__(self, raw: str, *, width: int, ruled: bool, aligned: bool, numbered: bool) -> None:
        self.raw, self.width = raw, width
        self.ruled, self.aligned, self.numbered = ruled, aligned, numbered
        self.rows: list[Row] = []
        self.lines: list[Line] = []
        self.cells: list[list[tuple[int, int]]] = []
        self.spans = False

    def add(self, grid: _Grid) -> None:
        if grid.is_rule:
            self.flush()
            self.rows.append(Row(grid.lines, ()))
            return
        if self.lines and not self.goes_on(grid):
            self.flush()
        if not self.lines:
            self.spans = len(grid.cells) == 1 and self.width > 1
        elif self.spans and len(grid.cells) > 1:
            self.spans = False
        if len(grid.cells) == 1 and self.width > 1 and self.lines and not self.spans:
            place = max(i for i, cell in enumerate(self.cells) if cell or not i)
            self.cells[place] += grid.cells[0]
        else:
            self.cells += [[] for _ in range(len(grid.cells) - len(self.cells))]
            for cell, ranges in zip(self.cells, grid.cells, strict=False):
                cell.extend(ranges)
        self.lines += grid.lines

    def goes_on(self, grid: _Grid) -> bool:
        """Tell whether a printed line goes on with the open row."""
        filled = [(i, self.text(cell)) for i, cell in enumerate(grid.cells) if cell]
        if not filled:
            return True
        if is_number(filled[0][1]) and filled[0][0] == 0 and self.numbered:
            return not any(self.cells)
        if not any(self.cells):
            return self.ruled
        if self.spans != (len(grid.cells) == 1 and self.width > 1):
            return not self.spans and self.continues(0, filled[0][1])
        if self.ruled:
            return True
        if self.is_section(filled):
            return False
        evidence = [self.continues(i, text) for i, text in filled]
        if self.numbered and filled[0][0] > 0:
            return self.aligned or all(evidence) or (len(filled) == 1 and any(evidence))
        if all(evidence):
            return True
        return self.aligned and (any(evidence) or len(filled) == 1) and not self.is_new_row(filled, evidence)

    def is_section(self, filled: list[tuple[int, str]]) -> bool:
        text = filled[0][1]
        return len(filled) == 1 and (
            bool(_SECTION_MARK.match(text)) or (text.isupper() and len(text) > 4) or is_month(text)
        )

    def is_new_row(self, filled: list[tuple[int, str]], evidence: list[bool]) -> bool:
        """Every column is filled, the first one opens with a capital, and not all others surely go on."""
        opens = filled[0][1][0].isupper() and not evidence[0]
        return opens and len(filled) == self.width and not all(evidence[1:])

    def continues(self, column: int, text: str) -> bool:
        above = self.text(self.cells[column]) if column < len(self.cells) else ""
        if not above and not self.spans and column:
            return False
        if above and leaves_open(above):
            return True
        return (text[0].islower() or text[0] in ",.;:)»”–—") and not is_term(text)

    def text(self, ranges: Sequence[tuple[int, int]]) -> str:
        return self.raw[ranges[-1][0] : ranges[-1][1]] if ranges else ""

    def flush(self) -> None:
        if self.lines:
            cells = [Cell(tuple(ranges), clean_pieces(self.raw, ranges)) for ranges in self.cells]
            self.rows.append(Row(tuple(self.lines), tuple(cells), self.spans))
        self.lines, self.cells, self.spans = [], [], False

    def close(self) -> list[Row]:
        self.flush()
        return self.rows
