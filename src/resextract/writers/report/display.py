"""A text as a browser shows it, and where its characters are then.

Offsets of records count code points and line ends as they stand in the file; a browser counts UTF-16 units, and a line
end is one of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left

__all__ = ["DisplayText", "collapse"]

_SHIFTING = re.compile("\r\n|[\U00010000-\U0010ffff]")
# What ends a line in Unicode or on paper, though not in a browser.
_LINE_ENDS = str.maketrans(dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n"))
# Written out because `\s` is not the same in Python and in JavaScript; resources/report/scripts/model.js has it too.
_SPACES = re.compile("[\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")


class DisplayText:
    """A text to show, with the places of the original in it."""

    def __init__(self, original: str) -> None:
        self._original = original
        self._places: list[int] = []
        self._shifts: list[int] = [0]
        for match in _SHIFTING.finditer(original):
            self._places.append(match.start())
            self._shifts.append(self._shifts[-1] + (-1 if match[0] == "\r\n" else 1))

    @property
    def text(self) -> str:
        """The text, each line end a line feed."""
        return self._original.replace("\r\n", "\n").translate(_LINE_ENDS)

    def locate(self, offset: int) -> int:
        """Return where a place of the original is, in UTF-16 units of the text to show.

        Args:
            offset: Code points before the place; more than the text has mean its end.
        """
        inside = min(offset, len(self._original))
        return inside + self._shifts[bisect_left(self._places, inside)]

    def holds(self, start: int, end: int, text: str) -> bool:
        """Tell whether a passage of the original, its white space collapsed, is a text."""
        return collapse(self._original[start:end]) == text


def collapse(text: str) -> str:
    """Return a text with single spaces for white space and none at its ends."""
    return _SPACES.sub(" ", text).strip(" ")
