"""What every converter makes of a document before it becomes text: paragraphs and tables, in reading order."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Block", "Cell", "Converted", "Row", "Table"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Attributes:
        blocks: What stands in it.
        columns: How many columns of the grid it takes.
        continues: Whether it is the lower part of a cell that is merged with the one above; it holds nothing then.
    """

    blocks: tuple[Block, ...] = ()
    columns: int = 1
    continues: bool = False


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows, each with its cells from left to right."""

    rows: tuple[Row, ...]


Block = str | Table
"""A paragraph (line breaks inside it are LF; empty for a blank line), or a table."""


@dataclass(frozen=True, slots=True)
class Converted:
    """What a converter gives.

    Attributes:
        text: The text, tidied: LF line ends, no control characters, no blanks at the ends of lines.
        pages: How many pages the document has, None where its format knows none.
        warnings: Codes for what a reader should check by hand.
    """

    text: str
    pages: int | None = None
    warnings: tuple[str, ...] = ()
