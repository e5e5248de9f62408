"""Plans whose table was flattened: one cell a line, the columns one below the other.

Only below the title of a plan or its header words a line may be read as a cell: a line that is nothing but a time
expression is a term, one that only names bodies, positions or persons is an executor, a bare number opens a row.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from resextract.language.lexicons import load_lexicon
from resextract.outline.blocks import Block
from resextract.outline.columns import (
    ColumnRole,
    is_month,
    is_number,
    read_header,
    scan_headers,
)
from resextract.outline.cues import lemma_of, read_cues, word_class
from resextract.outline.flattened_rows import LineKind, read_kind, read_lines
from resextract.outline.labels import read_label
from resextract.outline.plan_titles import read_title
from resextract.outline.wrapped_rows import leaves_open

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.outline.lines import Line

__all__ = ["Flattened", "find_flattened"]

_MAX_HEADER_GAP = 12
_MAX_FAILURES = 20
_BOUND = (ColumnRole.TERM, ColumnRole.EXECUTOR, ColumnRole.MIXED)


@dataclass(slots=True)
class Flattened:
    """A flattened plan.

    Attributes:
        title: The index of the line that its title opens with, None where only header words were printed.
        taken: Indices of the lines that its blocks own.
        blocks: Header words, rows and cells, in text order; empty for a plain numbered list below a title.
    """

    title: int | None
    taken: set[int] = field(default_factory=set)
    blocks: list[Block] = field(default_factory=list)


def find_flattened(raw: str, lines: Sequence[Line], tables: Sequence[tuple[int, int]]) -> list[Flattened]:
    """Find the plans that are printed one cell a line, and those that are plain numbered lists.

    Args:
        raw: The decoded text.
        lines: All its visible lines.
        tables: Half-open index ranges of the grids, in text order; no plan runs into one.

    Returns:
        The plans in text order, not overlapping.
    """
    starts = dict(tables)
    found: list[Flattened] = []
    failures: Counter[int] = Counter()
    i = 0
    while i < len(lines):
        if i in starts:
            i = starts[i]
            continue
        title = read_title(lines, i)
        headed = _read_head(lines, i, starts)
        if not headed and not (title and title.strong and not (i and leaves_open(lines[i - 1].text))):
            i += 1
            continue
        end = _find_end(lines, headed or i + 1, starts)
        if failures[end] > _MAX_FAILURES:  # keeps the time linear where «План …» opens every other line
            i = end
            continue
        plan = _read_plan(raw, lines, i if title and not headed else None, (headed or i + 1, end))
        if plan is None:
            failures[end] += 1
            i = headed or i + 1
            continue
        if headed:
            plan.blocks[:0] = [_furniture(line) for line in lines[i:headed]]
            plan.taken |= set(range(i, headed))
        found.append(plan)
        i = max([*plan.taken, i]) + 1
    return found


def _read_head(lines: Sequence[Line], first: int, tables: dict[int, int]) -> int:
    """Return the index after the header words that open at ``first``; 0 where there are none."""
    roles = scan_headers(lines[first].text)
    if ColumnRole.MEASURE in roles and roles & set(_BOUND):
        return first + 1
    roles = set()
    i = first
    while i < len(lines) and i not in tables and len(lines[i].text) <= 60 and not read_label(lines[i].text):
        text = lines[i].text
        role = read_header(text) if not text.endswith((".", ";", ":")) or is_number(text) else None
        wrapped = i > first and text[0].islower()
        if role is None and not wrapped:
            break
        roles |= {role} if role else set()
        i += 1
    while i < len(lines) and i > first and lines[i - 1].text[0].islower() and not read_header(lines[i - 1].text):
        i -= 1
    if ColumnRole.MEASURE in roles and roles & set(_BOUND) and len(roles) <= i - first:
        return i
    return 0


def _find_end(lines: Sequence[Line], first: int, tables: dict[int, int]) -> int:
    """Return where a plan ends at the latest: at a grid, a formula, another title or the document's end."""
    kinds = load_lexicon("outline-document-kinds")
    for i in range(first, len(lines)):
        text = lines[i].text
        if i in tables:
            return i
        title = read_title(lines, i)
        if title and title.strong and lines[i].text.split()[0].isupper():
            return i
        cues = read_cues(text)
        if cues.resolving and cues.colon:
            return i
        if cues.words and cues.words[0].isupper() and len(cues.words[0]) > 3 and not is_month(text):
            noun = lemma_of(cues.words[0], "NOUN")
            if noun in kinds and "nomn" in word_class(cues.words[0]):
                return i
    return len(lines)


def _read_plan(raw: str, lines: Sequence[Line], title: int | None, place: tuple[int, int]) -> Flattened | None:
    first, end = place
    kinds = [read_kind(lines[i]) for i in range(first, end)]
    if title is not None:
        near = range(first, min(end, first + _MAX_HEADER_GAP))
        if any(_read_head(lines, i, {end: end}) for i in near):
            return None  # read from its header words on; the title above is found later
    blocks, taken = read_lines(raw, lines, first, kinds, sure=title is None)
    if blocks:
        return Flattened(title, taken, blocks)
    if title is not None and sum(kind is LineKind.MARKED for kind in kinds) >= 2:
        return Flattened(title)
    return None


def _furniture(line: Line) -> Block:
    return Block([line], None, [(line.start, line.end)], furniture=True)
