"""The rows of a flattened plan: its lines read as numbers, measures, terms and executors, one cell a line."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from resextract.outline.blocks import Block, is_furniture
from resextract.outline.cleaning import clean_pieces
from resextract.outline.columns import ColumnRole, RowRole, is_executor, is_month, is_number, is_term, match_opening
from resextract.outline.cues import read_cues
from resextract.outline.labels import read_label
from resextract.outline.markers import Marker, MarkerKind, read_marker
from resextract.outline.plans import make_mark
from resextract.outline.wrapped_rows import leaves_open

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.outline.lines import Line

__all__ = ["LineKind", "read_kind", "read_lines"]

_MAX_SECTION = 160
_MAX_MEASURE_LINES = 12
_BARE_NUMBER = re.compile(r"(?P<number>\d{1,3})\s+(?=[«\"]?[А-ЯЁ])")
_BOUND = (ColumnRole.TERM, ColumnRole.EXECUTOR, ColumnRole.MIXED)


class LineKind(StrEnum):
    """What a line below a plan's title is."""

    NUMBER = "number"
    TERM = "term"
    EXECUTOR = "executor"
    LABEL = "label"
    MARKED = "marked"
    TEXT = "text"


def read_kind(line: Line) -> LineKind:
    """Tell what a line below a plan's title is, by itself."""
    text = line.text
    if is_number(text):
        return LineKind.NUMBER
    if read_label(text):
        return LineKind.LABEL
    if is_term(text):
        return LineKind.TERM
    marker = read_marker(text)
    if marker is not None and marker.path and marker.kind is not MarkerKind.LETTER:
        return LineKind.MARKED
    if is_executor(text):
        return LineKind.EXECUTOR
    return LineKind.TEXT


def read_lines(
    raw: str, lines: Sequence[Line], first: int, kinds: list[LineKind], *, sure: bool
) -> tuple[list[Block], set[int]]:
    """Read the lines of a flattened plan.

    Args:
        raw: The decoded text.
        lines: The document's visible lines.
        first: The index of the first line below the plan's title or header words.
        kinds: What the lines from there on are, up to where the plan ends at the latest.
        sure: Whether header words stand above, so that one cell is proof enough.

    Returns:
        The plan's blocks in text order and the indices of the lines they own; both empty where there is no such plan.
    """
    return _Rows(raw, lines, first, kinds, sure=sure).read()


class _Rows:
    """Reads the rows of one flattened plan."""

    def __init__(self, raw: str, lines: Sequence[Line], first: int, kinds: list[LineKind], *, sure: bool) -> None:
        self.raw, self.lines, self.first, self.kinds, self.sure = raw, lines, first, kinds, sure
        marks = self.find_marks()
        cells = sum(kind in (LineKind.TERM, LineKind.EXECUTOR, LineKind.LABEL) for kind in kinds)
        self.numbered = len(marks) >= (1 if sure else 2) and 4 * len(marks) >= cells
        self.marks = set(marks)
        self.blocks: list[Block] = []
        self.taken: set[int] = set()
        self.cells = 0
        self.rows = 0

    def find_marks(self) -> list[int]:
        """Return the lines that open a row: with a mark of their own, or a bare number before a line of text.

        A bare number without a dot must be the successor of the one before, else it is the number of a page.
        """
        marks: list[int] = []
        last = 0
        for k, kind in enumerate(self.kinds):
            marker = self.read_mark(k) if kind in (LineKind.MARKED, LineKind.TEXT) else None
            if kind is LineKind.TEXT and marker is not None and (not self.sure or marker.path != (last + 1,)):
                marker = None
            if kind is LineKind.NUMBER:
                marker = make_mark(self.text(k))
                worded = k + 1 < len(self.kinds) and self.kinds[k + 1] is not LineKind.NUMBER
                bare = self.text(k).isdigit() and int(self.text(k)) != last + 1
                marker = marker if worded and not bare else None
            if marker is not None:
                marks.append(k)
                last = marker.path[0] if len(marker.path) == 1 and marker.kind is not MarkerKind.ROMAN else last
        return marks

    def read_mark(self, k: int) -> Marker | None:
        """The mark at the start of a line; a number without a dot counts as well."""
        if marker := read_marker(self.text(k)):
            return marker if marker.path else None
        found = _BARE_NUMBER.match(self.text(k))
        marker = make_mark(found["number"]) if found else None
        return replace(marker, length=found.end()) if found and marker else None

    def read(self) -> tuple[list[Block], set[int]]:
        k, last = 0, self.last_cell()
        while k < len(self.kinds) and (k <= last or k in self.marks):
            k = self.read_marked(k) if self.numbered else self.read_unmarked(k, last)
        enough = self.cells >= (1 if self.sure else 2) and 2 * self.cells >= self.rows
        enough = enough or (self.sure and len(self.marks) >= 2)
        return (self.blocks, self.taken) if enough and self.rows else ([], set())

    def last_cell(self) -> int:
        cells = [k for k, kind in enumerate(self.kinds) if kind in (LineKind.TERM, LineKind.EXECUTOR, LineKind.LABEL)]
        return cells[-1] if cells else -1

    def read_marked(self, k: int) -> int:
        if k not in self.marks:
            if self.blocks and self.kinds[k] is not LineKind.NUMBER:
                self.add_section_or_cell(k)
            elif self.blocks:
                self.add([k], None)
            return k + 1
        body = [k + 1] if self.kinds[k] is LineKind.NUMBER else [k]
        after = body[-1] + 1
        while after < len(self.kinds) and self.kinds[after] is LineKind.TEXT and len(body) < _MAX_MEASURE_LINES:
            if after in self.marks or self.is_section(after):
                break
            body.append(after)
            after += 1
        if not self.has_cell(after):
            body = self.trim(body)
            after = body[-1] + 1
        self.add_row(k, body)
        while after < len(self.kinds) and after not in self.marks and self.is_cell(after):
            self.add_cell(after)
            after += 1
        return after

    def has_cell(self, k: int) -> bool:
        return k < len(self.kinds) and (k in self.marks or self.is_cell(k))

    def trim(self, body: list[int]) -> list[int]:
        """The last row of a plan without cells: only the lines that surely go on with it."""
        kept = body[:1]
        for k in body[1:]:
            text = self.text(k)
            if not (text[0].islower() or leaves_open(self.text(kept[-1]))):
                break
            kept.append(k)
        return kept

    def read_unmarked(self, k: int, last: int) -> int:
        kind = self.kinds[k]
        if kind is LineKind.TEXT or not self.rows:
            if self.is_section(k):
                self.add([k], RowRole.SECTION)
                return k + 1
            body = [k]
            while k + 1 <= last and self.kinds[k + 1] is LineKind.TEXT and self.wraps(k, k + 1):
                k += 1
                body.append(k)
            if self.rows or self.is_cell(k + 1):
                self.add_row(None, body)
            return k + 1
        if kind is LineKind.NUMBER:
            self.add([k], None)
        elif is_month(self.text(k)) and self.is_section(k):
            self.add([k], RowRole.SECTION)
        else:
            self.add_cell(k)
        return k + 1

    def wraps(self, k: int, after: int) -> bool:
        text = self.text(after)
        return text[0].islower() or leaves_open(self.text(k))

    def is_cell(self, k: int) -> bool:
        return k < len(self.kinds) and self.kinds[k] in (LineKind.TERM, LineKind.EXECUTOR, LineKind.LABEL)

    def is_section(self, k: int) -> bool:
        """A heading between rows: in capitals, with a Roman number, a month over the rows below it."""
        text = self.text(k)
        if len(text) > _MAX_SECTION:
            return False
        marker = read_marker(text)
        if marker is not None:
            return marker.kind is MarkerKind.ROMAN
        if is_month(text):
            before = self.blocks[-1].column if self.blocks else None
            return text.isupper() or before in _BOUND
        return (text.isupper() and len(text) > 5) or (
            match_opening(text, "table-sections") is not None and any(c.isdigit() for c in text)
        )

    def add_section_or_cell(self, k: int) -> None:
        if self.is_section(k):
            self.add([k], RowRole.SECTION)
        elif self.is_cell(k):
            self.add_cell(k)
        else:
            self.add_remark(k)

    def text(self, k: int) -> str:
        return self.lines[self.first + k].text

    def add_row(self, mark: int | None, body: list[int]) -> None:
        role = RowRole.ROW
        lines = [self.lines[self.first + k] for k in body]
        pieces = [(line.start, line.end) for line in lines]
        marker = None
        if mark is not None and mark not in body:
            number = self.lines[self.first + mark]
            marker = make_mark(number.text)
            lines, owned = [number, *lines], [(number.start, number.end), *pieces]
        else:
            marker, owned = self.read_mark(body[0]) if mark is not None else read_marker(lines[0].text), list(pieces)
            if marker is not None:
                pieces[0] = (pieces[0][0] + marker.length, pieces[0][1])
        if marker is not None and marker.kind is MarkerKind.ROMAN:
            role = RowRole.SECTION
        self.append(lines, marker, owned, pieces, role)
        self.rows += role is RowRole.ROW
        self.taken |= {self.first + k for k in body} | ({self.first + mark} if mark is not None else set())

    def add_cell(self, k: int) -> None:
        kind, before = self.kinds[k], self.blocks[-1] if self.blocks else None
        if is_month(self.text(k)) and self.is_section(k) and (not self.rows or self.has_term()):
            self.add([k], RowRole.SECTION)
            return
        column = {LineKind.TERM: ColumnRole.TERM, LineKind.EXECUTOR: ColumnRole.EXECUTOR}.get(kind)
        if before is not None and before.column is column and column and leaves_open(before.text):
            self.extend(k, before)
        else:
            self.add([k], RowRole.CELL, column)
        self.cells += 1

    def has_term(self) -> bool:
        """The open row has a term already."""
        for block in reversed(self.blocks):
            if block.role is RowRole.ROW:
                return False
            if block.column is ColumnRole.TERM:
                return True
        return False

    def add_remark(self, k: int) -> None:
        """A line after a row's cells: the rest of its last cell, or a cell of another column."""
        before = self.blocks[-1]
        text = self.text(k)
        if before.column is not None and (text[0].islower() or text[0] == "(" or leaves_open(before.text)):
            self.extend(k, before)
        elif self.sure and before.column is ColumnRole.TERM and read_cues(text).infinitive < 0:
            self.add([k], RowRole.CELL, ColumnRole.EXECUTOR)
        else:
            self.add([k], RowRole.REMARK)

    def extend(self, k: int, block: Block) -> None:
        line = self.lines[self.first + k]
        block.lines.append(line)
        block.pieces.append((line.start, line.end))
        block.body.append((line.start, line.end))
        block.clean = clean_pieces(self.raw, block.body)
        self.taken.add(self.first + k)

    def add(self, body: list[int], role: RowRole | None, column: ColumnRole | None = None) -> None:
        lines = [self.lines[self.first + k] for k in body]
        pieces = [(line.start, line.end) for line in lines]
        marker = read_marker(lines[0].text) if role is RowRole.SECTION else None
        owned = list(pieces)
        if marker is not None:
            pieces[0] = (pieces[0][0] + marker.length, pieces[0][1])
        self.append(lines, marker, owned, pieces, role)
        self.blocks[-1].column = column
        self.taken |= {self.first + k for k in body}

    def append(
        self,
        lines: list[Line],
        marker: Marker | None,
        owned: list[tuple[int, int]],
        pieces: list[tuple[int, int]],
        role: RowRole | None,
    ) -> None:
        if role is None or all(is_furniture(line.text) for line in lines):
            self.blocks.append(Block(lines, None, owned, furniture=True))
        else:
            self.blocks.append(Block(lines, marker, owned, pieces, clean_pieces(self.raw, pieces), role=role))
