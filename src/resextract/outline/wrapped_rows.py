"""Rows of a table: its printed lines joined where a row was wrapped over several of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import mode
from typing import TYPE_CHECKING

from resextract.language.lexicons import fold_word, load_lexicon
from resextract.outline.cleaning import CleanText, clean_pieces
from resextract.outline.columns import is_month, is_number, is_term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.outline.grids import Grid, Ranges
    from resextract.outline.lines import Line

__all__ = ["Cell", "Row", "join_rows", "leaves_open"]

_SECTION_MARK = re.compile(r"\s*(?:[IVXХІ]{1,6}\s?[.)]|[IVXХІ]{1,6}\s+[А-ЯЁ])")
_LAST_WORD = re.compile(r"([^\W\d_]+)$")
_MAX_ROW_LINES = 8


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


def leaves_open(text: str) -> bool:
    """Tell whether a text cannot end a phrase: it ends in a comma, a hyphen, an open bracket or a function word.

    An empty text, as of a cell that holds nothing visible, leaves nothing open.
    """
    if not text:
        return False
    if text[-1] in ",(«„-‐‑–—№/" or text.count("«") > text.count("»") or text.count("(") > text.count(")"):
        return True
    word = _LAST_WORD.search(text[-40:])
    folded = fold_word(word.group(1)) if word else ""
    return folded in load_lexicon("outline-prepositions") or folded in load_lexicon("outline-conjunctions")


def join_rows(raw: str, grids: Sequence[Grid]) -> list[Row]:
    """Join the printed lines of each row.

    Args:
        raw: The decoded text.
        grids: The table's lines, cut into cells; at least one of them is no rule.

    Returns:
        The rows in text order, a rule as a row without cells. Lines between two rules are one row if rules part every
        row; else a line goes on with the row above where its number is missing, or its cells go on with those above.
    """
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


def _is_numbered(raw: str, printed: Sequence[Grid], width: int) -> bool:
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

    def add(self, grid: Grid) -> None:
        if grid.is_rule:
            self.flush()
            if grid.lines:
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

    def goes_on(self, grid: Grid) -> bool:
        """Tell whether a printed line goes on with the open row."""
        filled = [(i, self.text(cell)) for i, cell in enumerate(grid.cells) if cell]
        if not filled:
            return True
        if is_number(filled[0][1]) and filled[0][0] == 0 and self.numbered:
            return not any(self.cells) or (self.ruled and not self.cells[0])
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
