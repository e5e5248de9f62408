"""Paragraphs, cells and rows of an RTF file as they come in → paragraphs and tables."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from resextract.reading.converters.blocks import Cell, Table

if TYPE_CHECKING:
    from resextract.reading.converters.blocks import Block

__all__ = ["Edge", "Flow", "close_blocks", "end_text"]

_JITTER = 60
"""Twips by which the edges of one column may differ from row to row."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A cell of a row's definition: where it ends on the right, and how it is merged."""

    right: int
    above: bool
    left: bool


@dataclass(slots=True)
class Flow:
    """Text that grows: the body, a note, a box.

    Attributes:
        blocks: What is complete.
        open: Pieces of the paragraph that is being read.
        cell: Paragraphs of the cell that is being read.
        cells: Cells of the row that is being read.
        rows: Rows of the table that is being read, each with its definition.
        boxes: Text boxes that wait for the end of the paragraph that anchors them.
        is_note: Whether it is a foot- or endnote.
    """

    blocks: list[Block] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    cell: list[Block] = field(default_factory=list)
    cells: list[tuple[Block, ...]] = field(default_factory=list)
    rows: list[tuple[list[tuple[Block, ...]], list[Edge]]] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)
    is_note: bool = False


def end_text(flow: Flow, *, in_table: bool) -> None:
    """End the open paragraph of a flow.

    Args:
        flow: The flow.
        in_table: Whether the paragraph stands in a cell; if not, an open table ends before it.
    """
    text = _join_parts(flow.open)
    flow.open.clear()
    if in_table:
        flow.cell.append(text)
    else:
        _close_table(flow)
        flow.blocks.append(text)
    (flow.cell if in_table else flow.blocks).extend(flow.boxes)
    flow.boxes.clear()


def _join_parts(parts: list[str]) -> str:
    text = "".join(parts).strip(" ")
    if any("\ud800" <= c <= "\udfff" for c in text):  # characters beyond 16 bits come in two halves
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    mark, tab, rest = text.partition("\t")
    return f"{mark} {rest.lstrip()}" if tab and 0 < len(mark) <= 8 and mark[-1] in ".)•·-–—" and rest.strip() else text


def _close_table(flow: Flow) -> None:
    if flow.cells or flow.cell:
        flow.rows.append(([*flow.cells, tuple(flow.cell)], []))
        flow.cells, flow.cell = [], []
    if flow.rows:
        flow.blocks.append(_make_table(flow.rows))
        flow.rows = []


def close_blocks(flow: Flow) -> list[Block]:
    """End what is open in a flow and return all its blocks, in order; empty for a flow without text."""
    if _join_parts(flow.open).strip():
        end_text(flow, in_table=bool(flow.cells or flow.cell))
    _close_table(flow)
    return [*flow.blocks, *flow.boxes]


def _make_table(rows: list[tuple[list[tuple[Block, ...]], list[Edge]]]) -> Table:
    """Rows with the right edges of their cells → a table whose cells know how many columns they take."""
    columns: list[int] = []
    for right in sorted({edge.right for _, edges in rows for edge in edges}):
        if not columns or right - columns[-1] > _JITTER:
            columns.append(right)
    made = []
    for cells, edges in rows:
        row: list[Cell] = []
        before = 0
        for position, blocks in enumerate(cells):
            if position >= len(edges):
                row.append(Cell(blocks))
                continue
            edge = edges[position]
            place = bisect_right(columns, edge.right)
            width = max(1, place - before)
            before = max(before + 1, place)
            if edge.left and row:
                row[-1] = Cell(row[-1].blocks + blocks, row[-1].columns + width, row[-1].continues)
            else:
                row.append(Cell(() if edge.above else blocks, width, edge.above))
        made.append(tuple(row))
    return Table(tuple(made))
