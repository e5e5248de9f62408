"""Tables and plans of a document as blocks among its other blocks, with the plans' titles as headings above them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from resextract.outline.cleaning import clean_pieces
from resextract.outline.columns import ColumnRole, RowRole, match_opening
from resextract.outline.cues import read_cues
from resextract.outline.flattened import find_flattened
from resextract.outline.labels import read_label
from resextract.outline.markers import MarkerKind
from resextract.outline.plan_titles import find_title
from resextract.outline.plans import read_table
from resextract.outline.tables import find_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.outline.blocks import Block
    from resextract.outline.lines import Line

__all__ = ["TableRows", "arrange_rows", "find_rows"]

_MAX_TITLE_BLOCKS = 3
_MAX_TITLE_BLOCK = 250
_MAX_SECTION = 160


@dataclass(slots=True)
class TableRows:
    """What tables and plans own of a document.

    Attributes:
        blocks: The blocks of their rows, in text order.
        taken: Indices of the lines that these blocks own.
        titles: Index of the line that opens a plan's title, to the role of that title.
    """

    blocks: list[Block] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    titles: dict[int, RowRole] = field(default_factory=dict)


def find_rows(raw: str, lines: Sequence[Line]) -> TableRows:
    """Find the tables and the flattened plans of a document.

    Args:
        raw: The decoded text.
        lines: All its visible lines.

    Returns:
        Their blocks, lines and titles; all empty for a document without any.
    """
    rows = TableRows()
    ranges: list[tuple[int, int]] = []
    columns: list[ColumnRole] | None = None
    above = 0
    for table in find_tables(raw, lines):
        title = find_title(lines, table.first, above)
        reading = read_table(raw, table, title, None if title else columns)
        if reading is None:
            continue
        rows.blocks += reading.blocks
        ranges.append((table.first, table.end))
        rows.taken |= set(range(table.first, table.end))
        columns, above = reading.columns, table.end
        if title is not None and reading.columns is not None:
            rows.titles[title.index] = RowRole.PLAN
    for plan in find_flattened(raw, lines, ranges):
        if plan.title in rows.titles:
            continue
        rows.blocks += plan.blocks
        rows.taken |= plan.taken
        title_index = plan.title
        if title_index is None and (found := find_title(lines, min(plan.taken))):
            title_index = None if found.review else found.index
        if title_index is not None:
            rows.titles[title_index] = RowRole.PLAN if plan.blocks else RowRole.LIST
    rows.blocks.sort(key=_place)
    return rows


def _place(block: Block) -> int:
    return block.pieces[0][0]


def arrange_rows(raw: str, lines: Sequence[Line], blocks: Sequence[Block], rows: TableRows) -> list[Block]:
    """Put the rows in their places among a document's other blocks, and mark the headings above them.

    Args:
        raw: The decoded text.
        lines: All its visible lines.
        blocks: The blocks of the lines that no table owns.
        rows: What the tables own.

    Returns:
        All blocks in text order. A title printed over several blocks is one block.
    """
    if not rows.blocks and not rows.titles:
        return list(blocks)
    titles = {lines[i].start: role for i, role in rows.titles.items()}
    arranged: list[Block] = []
    for block in sorted([*rows.blocks, *blocks], key=_place):
        if block.role is None and _place(block) in titles:
            block.role = titles[_place(block)]
            block.clean = block.clean.cut(len(block.text) - len(block.text.lstrip("# ")), len(block.text))
        elif arranged and _continues_title(arranged, block):
            _merge(raw, arranged[-1], block)
            continue
        arranged.append(block)
    _mark_sections(arranged)
    return arranged


def _continues_title(arranged: Sequence[Block], block: Block) -> bool:
    """An unmarked phrase without a verb right below a title: «по подготовке к зиме / на 2025 год»."""
    title = arranged[-1]
    if title.role not in (RowRole.PLAN, RowRole.LIST) or len(title.lines) > 3 * _MAX_TITLE_BLOCKS:
        return False
    if block.role is not None or block.furniture or block.marker or len(block.text) > _MAX_TITLE_BLOCK:
        return False
    if not block.text or read_label(block.text) or _opens_section(block):
        return False
    cues = read_cues(block.text)
    follows_on = block.text[0].islower() or block.text[0] in '«"“(' or block.text.isupper() or not title.text.isupper()
    return follows_on and cues.finite < 0 and cues.infinitive < 0 and not cues.colon


def _merge(raw: str, title: Block, block: Block) -> None:
    title.lines += block.lines
    title.pieces += block.pieces
    title.body += block.body
    title.clean = clean_pieces(raw, title.body)


def _opens_section(block: Block) -> bool:
    roman = block.marker is not None and block.marker.kind is MarkerKind.ROMAN
    return roman or match_opening(block.text, "table-sections") is not None


def _mark_sections(blocks: Sequence[Block]) -> None:
    """Mark the headings that stand outside the grids, each right above the table of its section."""
    first = next((i for i, block in enumerate(blocks) if block.role in (RowRole.PLAN, RowRole.ROW)), len(blocks))
    following: Block | None = None
    for i in range(len(blocks) - 1, first, -1):
        block = blocks[i]
        if block.furniture or not block.text:
            continue
        if block.role is None and following is not None and following.role in (RowRole.ROW, RowRole.SECTION):
            cues = read_cues(block.text)
            phrase = cues.finite < 0 and cues.infinitive < 0 and block.text[-1] not in ".;,"
            if phrase and len(block.text) <= _MAX_SECTION and not read_label(block.text):
                block.role = RowRole.SECTION
        following = block
