"""What the rows of a table mean: a plan's measures with their terms and executors, its sections, other tables.

A row becomes a ``ROW`` block with the measure as its text and the row's number as its mark; its term, executor and
controller cells become ``CELL`` blocks after it, any other cell a ``REMARK``. Header rows, rules between rows and rows
of column numbers are furniture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.outline.blocks import Block, is_furniture
from resextract.outline.cleaning import clean_pieces
from resextract.outline.columns import (
    ColumnRole,
    RowRole,
    is_month,
    is_number,
    match_opening,
    read_headers,
)
from resextract.outline.markers import Marker, MarkerKind, read_marker
from resextract.outline.plan_columns import ATTACHED, read_columns, share_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from resextract.outline.lines import Line
    from resextract.outline.plan_titles import PlanTitle
    from resextract.outline.tables import Table
    from resextract.outline.wrapped_rows import Cell, Row

__all__ = ["TableReading", "make_mark", "read_table"]

_MARKED_ROMAN = re.compile(r"[IVXХІ]{1,6}(?:\s?[.)]|\s)\s*(?=\S)")

Ranges = list[tuple[int, int]]


def read_table(raw: str, table: Table, title: PlanTitle | None, before: list[ColumnRole] | None) -> TableReading | None:
    """Read a table's rows.

    Args:
        raw: The decoded text.
        table: The grid.
        title: The title above it, if any.
        before: The columns of the plan's table before this one, None where there was none: a table goes on without a
            header of its own after a page break.

    Returns:
        Blocks and columns (None for a table that is no plan); None where the lines had better be read as plain text.
    """
    columns = None if title and title.review else read_columns(table, title, before)
    rows = [row for row in table.rows if row.cells]
    if columns is None:
        if table.tabbed or len(rows) < 2 or table.width < 2:
            return None
        return TableReading([_plain_block(raw, row) for row in table.rows], None)
    reader = _Reader(raw, table, columns)
    return TableReading([block for row in table.rows for block in reader.read(row)], columns)


@dataclass(frozen=True, slots=True)
class TableReading:
    """The blocks of a table, and its columns where it is a plan."""

    blocks: list[Block]
    columns: list[ColumnRole] | None


def make_mark(text: str) -> Marker | None:
    """Make the list mark of a row from its number cell («1», «2.3.», «IV», «а)»), or None where it is none."""
    core = text.strip().lstrip("№").strip().rstrip(".) ")
    found = read_marker(f"{core}. х") if core and is_number(core) else read_marker(f"{text} х")
    if found is None or found.kind is MarkerKind.BULLET:
        return None
    return Marker(found.kind, found.number, found.path, 0, "")


class _Reader:
    """Turns the rows of one plan into blocks."""

    def __init__(self, raw: str, table: Table, columns: list[ColumnRole]) -> None:
        self.raw = raw
        self.columns = columns
        self.numbered = (
            ColumnRole.NUMBER in columns and share_of(table, columns.index(ColumnRole.NUMBER), is_number) > 0
        )

    def read(self, row: Row) -> list[Block]:
        texts = [cell.text for cell in row.cells]
        page = row.spans and is_furniture(texts[0])
        if not row.filled or page or read_headers(texts) or self.counts_columns(texts):
            return [_furniture(row.lines, _whole(row))]
        number, rest = self.part_number(row)
        if len({cell.text for cell in rest}) == 1 and self.is_section(row, number, rest):
            return [self.section(row, number, rest[0])]
        return self.row(row, number)

    @staticmethod
    def counts_columns(texts: Sequence[str]) -> bool:
        """«1 | 2 | 3 | 4»: a row that numbers the columns."""
        return len(texts) > 1 and texts == [str(i) for i in range(1, len(texts) + 1)]

    def part_number(self, row: Row) -> tuple[Cell | None, list[Cell]]:
        if self.columns[0] is ColumnRole.NUMBER and row.cells and row.cells[0].pieces and not row.spans:
            first = row.cells[0]
            if make_mark(first.text) is not None and (is_number(first.text) or len(first.text) < 5):
                return first, [cell for cell in row.filled if cell is not first]
        return None, row.filled

    def is_section(self, row: Row, number: Cell | None, rest: list[Cell]) -> bool:
        """A row with one text only: over the whole width, in the number's place, or worded like a heading."""
        text = rest[0].text
        if row.spans or len(rest) > 2:
            return True
        mark = make_mark(number.text) if number else read_marker(text)
        if mark is not None and mark.kind is not MarkerKind.ROMAN:
            return False
        if mark is not None or text.isupper() or text.endswith(":") or is_month(text):
            return True
        if match_opening(text, "table-sections") is not None:
            return True
        place = next(i for i, cell in enumerate(row.cells) if cell.pieces)
        role = self.columns[place] if place < len(self.columns) else ColumnRole.REMARK
        return role is ColumnRole.NUMBER or (role is ColumnRole.MEASURE and self.numbered and number is None)

    def section(self, row: Row, number: Cell | None, cell: Cell) -> Block:
        marker, body = self.mark(number, cell)
        if marker is None and (roman := _MARKED_ROMAN.match(cell.text)) is not None:
            marker = read_marker(f"{roman.group().rstrip(' .)')}. х")
            body = _from(cell, roman.end()) if marker else body
        return self.block(row, RowRole.SECTION, marker, body, _whole(row))

    def mark(self, number: Cell | None, cell: Cell) -> tuple[Marker | None, Ranges]:
        """The row's number from its own cell, or from the start of the measure."""
        if number is not None:
            return make_mark(number.text), list(cell.pieces)
        found = read_marker(cell.text)
        if found is None or found.length >= len(cell.text):
            return None, list(cell.pieces)
        return found, _from(cell, found.length)

    def row(self, row: Row, number: Cell | None) -> list[Block]:
        held: list[tuple[ColumnRole, Cell]] = []
        measure = None
        for i, cell in enumerate(row.cells):
            role = self.columns[i] if i < len(self.columns) else ColumnRole.REMARK
            if not cell.pieces or cell is number:
                continue
            if role is ColumnRole.MEASURE and measure is None:
                measure = cell
            elif role is ColumnRole.NUMBER:
                continue
            else:
                held.append((role, cell))
        if measure is None and not any(role in ATTACHED for role, _ in held):
            return [_furniture(row.lines, _whole(row))]
        own = subtract(self.raw, _whole(row), [piece for _, cell in held for piece in cell.pieces])
        blocks: list[Block] = []
        if measure is not None:
            marker, body = self.mark(number, measure)
            blocks.append(self.block(row, RowRole.ROW, marker, body, own, measure))
        elif own:
            blocks.append(_furniture(row.lines, own))
        for role, cell in held:
            kind = RowRole.CELL if role in ATTACHED else RowRole.REMARK
            block = self.block(row, kind, None, list(cell.pieces), list(cell.pieces), cell)
            block.column = role if kind is RowRole.CELL or role is ColumnRole.RESULT else None
            blocks.append(block)
        return blocks

    def block(
        self, row: Row, role: RowRole, marker: Marker | None, body: Ranges, pieces: Ranges, cell: Cell | None = None
    ) -> Block:
        block = Block(list(row.lines), marker, pieces, body, clean_pieces(self.raw, body))
        block.role = role
        if cell is not None and _is_interleaved(row, cell):
            block.warnings = ("table_cells_interleaved",)
        return block


def _is_interleaved(row: Row, cell: Cell) -> bool:
    """Another cell's text stands between the first and the last character of this one's."""
    start, end = cell.pieces[0][0], cell.pieces[-1][1]
    return any(start < a < end for other in row.cells if other is not cell for a, _ in other.pieces)


def _from(cell: Cell, position: int) -> Ranges:
    start = cell.clean.offsets[position]
    return [(max(a, start), b) for a, b in cell.pieces if b > start]


def _whole(row: Row) -> Ranges:
    return [(line.start, line.end) for line in row.lines]


def subtract(raw: str, ranges: Iterable[tuple[int, int]], holes: Iterable[tuple[int, int]]) -> Ranges:
    """Return the ranges without the holes and without white space at the ends of what is left, in order."""
    sorted_holes = sorted(holes)
    left: Ranges = []
    for start, end in ranges:
        position = start
        for a, b in [hole for hole in sorted_holes if start <= hole[0] < end] + [(end, end)]:
            text = raw[position:a]
            if stripped := text.strip():
                begin = position + text.index(stripped)
                left.append((begin, begin + len(stripped)))
            position = b
    return left


def _furniture(lines: Sequence[Line], pieces: Ranges) -> Block:
    return Block(list(lines), None, pieces, furniture=True)


def _plain_block(raw: str, row: Row) -> Block:
    if not row.filled:
        return _furniture(row.lines, _whole(row))
    body = sorted(piece for cell in row.cells for piece in cell.pieces)
    return Block(list(row.lines), None, _whole(row), body, clean_pieces(raw, body), role=RowRole.TABLE)
