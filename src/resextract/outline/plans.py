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
    is_executor,
    is_month,
    is_number,
    is_term,
    match_opening,
    read_headers,
)
from resextract.outline.cues import read_cues, word_class
from resextract.outline.markers import Marker, MarkerKind, read_marker

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from resextract.outline.lines import Line
    from resextract.outline.tables import Cell, Row, Table

__all__ = ["PlanTitle", "find_title", "make_mark", "read_table"]

_MAX_TITLE_LINES = 10
_MAX_HEADER_ROW = 4
_SAMPLE = 40
_ATTACHED = (
    ColumnRole.TERM,
    ColumnRole.EXECUTOR,
    ColumnRole.CO_EXECUTOR,
    ColumnRole.CONTROLLER,
    ColumnRole.MIXED,
)
_MARKED_ROMAN = re.compile(r"[IVXХІ]{1,6}(?:\s?[.)]|\s)\s*(?=\S)")

Ranges = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class PlanTitle:
    """The line that a plan's title opens with: its index, and whether it opens a plan without a table as well.

    ``review`` tells a title under which a table says what was done.
    """

    index: int
    strong: bool
    review: bool = False


def find_title(lines: Sequence[Line], before: int, after: int = 0) -> PlanTitle | None:
    """Find the title right above a table.

    Args:
        lines: The document's visible lines.
        before: The index of the table's first line.
        after: The index of the first line that may be looked at (what stands above belongs to something else).

    Returns:
        The nearest line above that opens like the title of a plan or of a review; None where there is none.
    """
    for i in range(before - 1, max(after, before - _MAX_TITLE_LINES) - 1, -1):
        if title := read_title(lines, i):
            return title
        if read_cues(lines[i].text).resolving:
            return None
    return None


def read_title(lines: Sequence[Line], i: int) -> PlanTitle | None:
    """Read a line as the opening of a plan's title, or None.

    It opens with a capital and a noun such as «план» in the nominative, adjectives before it allowed, and has no mark,
    no verb and no colon.
    """
    text = lines[i].text
    if not text[0].isupper() or read_marker(text) or text.endswith((":", ";")) or len(text) > 400:
        return None
    value = match_opening(text, "table-plan-heads")
    review = value is None and match_opening(text, "table-reviews") is not None
    if value is None and not review:
        return None
    cues = read_cues(text)
    if cues.infinitive >= 0 or cues.finite >= 0 or "nomn" not in word_class(cues.words[0]):
        return None
    return PlanTitle(i, value == "strong", review)


def read_table(raw: str, table: Table, title: PlanTitle | None, before: list[ColumnRole] | None) -> _Reading | None:
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
    columns = None if title and title.review else _read_columns(table, title, before)
    rows = [row for row in table.rows if row.cells]
    if columns is None:
        if table.tabbed or len(rows) < 2 or table.width < 2:
            return None
        return _Reading([_plain_block(raw, row) for row in table.rows], None)
    reader = _Reader(raw, table, columns)
    return _Reading([block for row in table.rows for block in reader.read(row)], columns)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The blocks of a table, and its columns where it is a plan."""

    blocks: list[Block]
    columns: list[ColumnRole] | None


def _read_columns(table: Table, title: PlanTitle | None, before: list[ColumnRole] | None) -> list[ColumnRole] | None:
    rows = [row for row in table.rows if row.cells]
    for row in rows[:_MAX_HEADER_ROW]:
        if roles := read_headers([cell.text for cell in row.cells]):
            return _complete(table, roles, title)
    if before is not None and len(before) == table.width:
        return before
    return _guess_columns(table, title)


def _complete(table: Table, roles: list[ColumnRole | None], title: PlanTitle | None) -> list[ColumnRole] | None:
    """Settle the columns that a header row leaves open; None where it is no plan's header."""
    found = roles + [None] * (table.width - len(roles))
    if found[0] is None and _share(table, 0, is_number) > 0.5:
        found[0] = ColumnRole.NUMBER
    measures = [i for i, role in enumerate(found) if role is ColumnRole.MEASURE]
    if not measures:
        open_columns = [i for i, role in enumerate(found) if role is None]
        measures = open_columns or [i for i, role in enumerate(found) if role is ColumnRole.REMARK]
    bound = any(role in _ATTACHED for role in found)
    if not measures or not (bound or title):
        return None
    chosen = max(measures, key=lambda i: (_length(table, i), -i))
    kept = (ColumnRole.NUMBER, *_ATTACHED)
    settled = [role if role in kept else ColumnRole.REMARK for role in found]
    settled[chosen] = ColumnRole.MEASURE
    return settled


def _guess_columns(table: Table, title: PlanTitle | None) -> list[ColumnRole] | None:
    """Tell the columns by what stands in them; None where they are not those of a plan."""
    columns: list[ColumnRole | None] = []
    for i in range(table.width):
        if _share(table, i, is_number) > 0.5:
            columns.append(ColumnRole.NUMBER if i == 0 else ColumnRole.REMARK)
        elif _share(table, i, is_term) > 0.5:
            columns.append(ColumnRole.TERM)
        else:
            columns.append(None)
    texts = [i for i, role in enumerate(columns) if role is None]
    named = [i for i in texts if _share(table, i, is_executor) >= 0.5]
    measures = [i for i in texts if i not in named]
    term = ColumnRole.TERM in columns
    if not measures and title and term and len(named) > 1:
        measures = named
    if not measures:
        return None
    chosen = max(measures, key=lambda i: (_length(table, i), -i))
    if not _tells_work(table, chosen) or not (term or (title and named) or _orders(table, chosen)):
        return None
    for i in texts:
        columns[i] = ColumnRole.EXECUTOR if i in named and i != chosen else ColumnRole.REMARK
    columns[chosen] = ColumnRole.MEASURE
    return [role for role in columns if role is not None]


def _column(table: Table, i: int) -> list[str]:
    full = [row for row in table.rows[:_SAMPLE] if len(row.cells) > i and not row.spans]
    return [row.cells[i].text for row in full if row.cells[i].pieces]


def _share(table: Table, i: int, test: object) -> float:
    texts = _column(table, i)
    return sum(bool(test(text)) for text in texts) / len(texts) if texts and callable(test) else 0.0


def _length(table: Table, i: int) -> float:
    texts = _column(table, i)
    return sum(len(text) for text in texts) / len(texts) if texts else 0.0


def _tells_work(table: Table, i: int) -> bool:
    """Words, and no statement of what was done or is so."""
    texts = [read_cues(text) for text in _column(table, i)]
    stated = sum(cues.is_declarative for cues in texts)
    worded = sum(bool(cues.words) and any(c.isalpha() for c in cues.words[0]) for cues in texts)
    return 2 * stated < len(texts) and 2 * worded > len(texts)


def _orders(table: Table, i: int) -> bool:
    texts = _column(table, i)
    return bool(texts) and 2 * sum(read_cues(text).opens_infinitive for text in texts) > len(texts)


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
        self.numbered = ColumnRole.NUMBER in columns and _share(table, columns.index(ColumnRole.NUMBER), is_number) > 0

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
        if measure is None and not any(role in _ATTACHED for role, _ in held):
            return [_furniture(row.lines, _whole(row))]
        own = subtract(self.raw, _whole(row), [piece for _, cell in held for piece in cell.pieces])
        blocks: list[Block] = []
        if measure is not None:
            marker, body = self.mark(number, measure)
            blocks.append(self.block(row, RowRole.ROW, marker, body, own, measure))
        elif own:
            blocks.append(_furniture(row.lines, own))
        for role, cell in held:
            kind = RowRole.CELL if role in _ATTACHED else RowRole.REMARK
            block = self.block(row, kind, None, list(cell.pieces), list(cell.pieces), cell)
            block.column = role if kind is RowRole.CELL else None
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
