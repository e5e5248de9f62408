"""Paragraphs and tables → text, in the layout that the outline reads best.

A paragraph is a line. A table of data is a row a line, with pipes: the only layout in which empty cells, two columns
and rows over the whole width cannot be mistaken. A table that only places things on the page (a letterhead, a
signature, a list of numbers and texts) is no table to a reader, so its cells come as lines of text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resextract.reading.converters.blocks import Cell, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from resextract.reading.converters.blocks import Block, Row

__all__ = ["MAX_DEPTH", "format_blocks", "tidy_text"]

MAX_DEPTH = 20
"""Tables inside tables up to which their layout is looked at; deeper ones give their text and nothing else."""

_MARK = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]?|[IVXLХ]{1,6}[.)]?|\w[.)]|№\s?\d{1,3}[.)]?|[-–—•·▪])")
_LONGEST_HEADER = 60
_LONGEST_CELL = 4_000
_MOST_COLUMNS = 200
"""Columns up to which a table is one; Word has 63."""
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
_BLANK_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"\s+")


def format_blocks(blocks: Iterable[Block]) -> str:
    """Format a document.

    Args:
        blocks: Its paragraphs and tables in reading order.

    Returns:
        The text: a line a paragraph or row of a table, blank lines where the document has empty paragraphs and around
        tables. Empty for a document without text.
    """
    return tidy_text("\n".join(_format(blocks, 0)))


def tidy_text(text: str) -> str:
    """Bring a text into the form that all converters promise.

    Returns:
        The text with LF line ends, form feeds and the like among them, without control characters, byte order
        marks, lone surrogates, blanks at the ends of lines and blank lines at its ends; of several blank lines one is
        left. It ends in a line end unless it is empty.
    """
    text = _CONTROLS.sub("", _BREAKS.sub("\n", text))
    # Line by line: a pattern for blanks before a line end would look at every run of blanks again and again.
    lines = [line.rstrip() for line in text.split("\n")]
    text = _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")
    return f"{text}\n" if text else ""


def _format(blocks: Iterable[Block], depth: int) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, str):
            yield block
        elif depth >= MAX_DEPTH:
            yield _flatten(block)
        else:
            yield ""
            yield from _format_table(block, depth)
            yield ""


def _format_table(table: Table, depth: int) -> Iterator[str]:
    rows = [row for row in table.rows if any(cell.blocks or cell.continues for cell in row)]
    width = max((sum(cell.columns for cell in row) for row in rows), default=0)
    grid = _fill_grid(rows, width) if _may_hold_data(rows, width) else []
    if not _holds_data(grid, width):
        for row in rows:
            yield from _format_placed(row, depth)
        return
    for texts in grid:
        if any(texts):
            yield f"|{'|'.join(f' {text} ' if text else ' ' for text in texts)}|"


def _may_hold_data(rows: Sequence[Row], width: int) -> bool:
    """Whether a table can be one to its readers: no page of text, and no other table, stands in a cell of it."""
    if not 2 <= width <= _MOST_COLUMNS:
        return False
    for row in rows:
        for cell in row:
            texts = [block for block in cell.blocks if isinstance(block, str)]
            tables = [block for block in cell.blocks if isinstance(block, Table)]
            if any(len(table.rows) > 1 for table in tables) or sum(map(len, texts)) > _LONGEST_CELL:
                return False
    return True


def _fill_grid(rows: Sequence[Row], width: int) -> list[list[str]]:
    """Each row's texts, one a column; a row that one cell takes wholly has one.

    What is merged over several rows stands in the first of them, and again in the others where a cell to its left is
    not merged: a term that is merged over three measures is the term of each of them.
    """
    grid: list[list[str]] = []
    above: list[tuple[str, int]] = [("", 0)] * width
    for number, row in enumerate(rows):
        texts: list[str] = []
        own = False
        current = list(above)
        for cell in row:
            column = len(texts)
            if cell.continues and column < width:
                text, origin = above[column]
                shown = text if own and origin > 0 else ""
            else:
                text, origin = _flatten_cell(cell), number
                shown = text
                own = own or bool(text)
            texts += [shown] + [""] * (cell.columns - 1)
            current[column : column + cell.columns] = [(text, origin)] * len(current[column : column + cell.columns])
        above = current
        whole = len(row) == 1 and row[0].columns >= width > 1
        grid.append(texts[:1] if whole else texts + [""] * (width - len(texts)))
    return grid


def _holds_data(grid: Sequence[Sequence[str]], width: int) -> bool:
    """Whether a table is one to its readers; else it only places things on the page."""
    filled = [row for row in grid if sum(bool(text) for text in row) > 1]
    if any("|" in text for row in grid for text in row):
        return False
    if width >= 3:
        return len(filled) >= 2 and 2 * len(filled) >= len(grid)
    if width < 2 or len(filled) < 3:
        return False
    first = grid[0]
    return len(first) == 2 and all(
        text and len(text) <= _LONGEST_HEADER and text[0].isalpha() and text[-1] not in ".:;," for text in first
    )


def _format_placed(row: Row, depth: int) -> Iterator[str]:
    cells = [[line for line in _format(cell.blocks, depth + 1) if line.strip()] for cell in row]
    cells = [lines for lines in cells if lines]
    if not cells:
        return
    if all(len(lines) == 1 and "\n" not in lines[0] for lines in cells):
        separator = " " if _MARK.fullmatch(cells[0][0].strip()) else "\t"
        yield separator.join(lines[0] for lines in cells)
        return
    if len(cells) > 1 and len(cells[0]) == 1 and _MARK.fullmatch(cells[0][0].strip()):
        cells[1][0] = f"{cells[0][0].strip()} {cells[1][0]}"
        del cells[0]
    for lines in cells:
        yield from lines


def _flatten_cell(cell: Cell) -> str:
    return " ".join(
        text for block in cell.blocks if (text := _flatten(block) if isinstance(block, Table) else _squeeze(block))
    )


def _flatten(table: Table) -> str:
    """All texts of a table, however deep tables are nested in it, in one line."""
    texts: list[str] = []
    pending: list[Block] = [table]
    while pending:
        block = pending.pop()
        if isinstance(block, str):
            texts.append(_squeeze(block))
        else:
            pending += [
                inner for row in reversed(block.rows) for cell in reversed(row) for inner in reversed(cell.blocks)
            ]
    return " ".join(text for text in texts if text)


def _squeeze(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
