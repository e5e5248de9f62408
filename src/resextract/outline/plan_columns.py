"""The columns of a plan's table: which one holds the measures, the terms, the executors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.outline.columns import ColumnRole, is_executor, is_number, is_term, read_headers
from resextract.outline.cues import read_cues

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.outline.plan_titles import PlanTitle
    from resextract.outline.tables import Table

__all__ = ["ATTACHED", "read_columns", "share_of"]

_MAX_HEADER_ROW = 4
_SAMPLE = 40

ATTACHED = (
    ColumnRole.TERM,
    ColumnRole.EXECUTOR,
    ColumnRole.CO_EXECUTOR,
    ColumnRole.CONTROLLER,
    ColumnRole.MIXED,
)
"""Columns whose cells belong to the measure as attached lines."""


def read_columns(table: Table, title: PlanTitle | None, before: list[ColumnRole] | None) -> list[ColumnRole] | None:
    """Tell what the columns of a table mean.

    Args:
        table: The table.
        title: The title above it, if any.
        before: The columns of the plan's table before this one, None where there was none.

    Returns:
        A role for each column, exactly one of them the measure; None for a table that is no plan of measures. A header
        row decides; without one, the columns of a table of the same width before it, then what stands in the cells.
    """
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
    if found[0] is None and share_of(table, 0, is_number) > 0.5:
        found[0] = ColumnRole.NUMBER
    measures = [i for i, role in enumerate(found) if role is ColumnRole.MEASURE]
    if not measures:
        open_columns = [i for i, role in enumerate(found) if role is None]
        measures = open_columns or [i for i, role in enumerate(found) if role in (ColumnRole.REMARK, ColumnRole.RESULT)]
    bound = any(role in ATTACHED for role in found)
    if not measures or not (bound or title):
        return None
    chosen = max(measures, key=lambda i: (_length(table, i), -i))
    kept = (ColumnRole.NUMBER, ColumnRole.RESULT, *ATTACHED)
    settled = [role if role in kept else ColumnRole.REMARK for role in found]
    settled[chosen] = ColumnRole.MEASURE
    return settled


def _guess_columns(table: Table, title: PlanTitle | None) -> list[ColumnRole] | None:
    """Tell the columns by what stands in them; None where they are not those of a plan."""
    columns: list[ColumnRole | None] = []
    for i in range(table.width):
        if share_of(table, i, is_number) > 0.5:
            columns.append(ColumnRole.NUMBER if i == 0 else ColumnRole.REMARK)
        elif share_of(table, i, is_term) > 0.5:
            columns.append(ColumnRole.TERM)
        else:
            columns.append(None)
    texts = [i for i, role in enumerate(columns) if role is None]
    named = [i for i in texts if share_of(table, i, is_executor) >= 0.5]
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


def share_of(table: Table, i: int, test: Callable[[str], bool]) -> float:
    """Return the share of a column's filled cells that pass a test; 0 for an empty column."""
    texts = _column(table, i)
    return sum(bool(test(text)) for text in texts) / len(texts) if texts else 0.0


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
