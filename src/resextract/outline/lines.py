"""Lines of the decoded text, with offsets, and the layout they are set in."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Layout", "Line", "measure_layout", "split_lines"]

_BREAKS = re.compile(r"\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")
_MIN_EVIDENCE = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end: half-open offsets of its visible text, and what surrounds it.

    Attributes:
        start: Offset of the first visible character.
        end: Offset after the last visible character.
        text: The visible text.
        width: Columns from the line's beginning to its last visible character, indentation included.
        indent: Columns of white space before it.
        blanks: Blank lines before it.
        page_break: Whether a form feed stands before it.
    """

    start: int
    end: int
    text: str
    width: int
    indent: int
    blanks: int
    page_break: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines are set.

    Attributes:
        wrapped: Whether paragraphs run over several lines.
        spaced: Whether blank lines stand inside paragraphs as well and so mean nothing.
        usual_blanks: Blank lines between the lines of one paragraph.
        full: Columns that a line plus the next line's first word reach when it was wrapped, None if unknown.
    """

    wrapped: bool
    spaced: bool
    usual_blanks: int
    full: int | None

    def is_full(self, line: Line, following: Line) -> bool:
        """Tell whether a line ends where it does because the next word had no room."""
        return self.full is not None and reach(line, following) >= self.full


def split_lines(raw: str) -> list[Line]:
    """Split the decoded text into its visible lines, at any of the line ends Unicode knows.

    Args:
        raw: The decoded text.

    Returns:
        The lines that hold anything visible, in order; empty for a blank text.
    """
    lines: list[Line] = []
    blanks, page_break, position = 0, False, 0
    ends = [(m.start(), m.end()) for m in _BREAKS.finditer(raw)] + [(len(raw), len(raw))]
    for line_end, next_start in ends:
        content = raw[position:line_end]
        text = content.strip("\ufeff \t\u00a0\u200b").strip()
        if text:
            start = position + content.index(text)
            lines.append(
                Line(
                    start,
                    start + len(text),
                    text,
                    len(content.rstrip()),
                    start - position,
                    blanks,
                    page_break,
                )
            )
            blanks, page_break = 0, False
        elif position or content or next_start:
            blanks += 1
        page_break = page_break or raw[line_end:next_start] == "\f"
        position = next_start
    return lines


def reach(line: Line, following: Line) -> int:
    """Return the columns a line would take with the next line's first word on it."""
    return line.width + 1 + len(following.text.split(maxsplit=1)[0])


def measure_layout(lines: Sequence[Line]) -> Layout:
    """Measure how a document's lines are set.

    Args:
        lines: All visible lines.

    Returns:
        The layout. A pair of lines is sure evidence of wrapping when the first ends without punctuation and the next
        starts with a small letter. The tenth percentile of what such lines reach is the width a wrapped line has, but
        no less than three quarters of the median: in a short text a title's lines weigh too much.
    """
    pairs = list(itertools.pairwise(lines))
    sure = [(a, b) for a, b in pairs if a.text[-1].isalpha() and b.text[0].islower()]
    wrapped = len(sure) >= max(2, len(pairs) // 6)
    spaced = bool(pairs) and sum(b.blanks > 0 for _, b in sure or pairs) > 0.15 * len(sure or pairs) and wrapped
    usual = sorted(b.blanks for _, b in sure)[len(sure) // 2] if spaced else 0
    reached = sorted(reach(a, b) for a, b in sure)
    full = None
    if wrapped and len(reached) >= _MIN_EVIDENCE:
        full = max(reached[len(reached) // 10], 3 * reached[len(reached) // 2] // 4)
    return Layout(wrapped, spaced, usual, full)
