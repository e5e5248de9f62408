"""Automatic numbers of an ODT file: OpenDocument 1.3, part 3, sections 5.3 and 16.30."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.reading.converters.numbering import format_bullet, format_number
from resextract.reading.converters.opendocument import STYLE, TEXT, as_count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

__all__ = ["ListCounter", "ListLevel", "read_list_styles"]

_EXTENDED = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_STYLES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_PLACE = re.compile(r"%(\d{1,2})%")
_OUTLINE = "\x00outline"
_LARGEST = 100_000


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How the items of one level are marked."""

    style: str
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1
    pattern: str | None = None
    bullet: str = ""


def read_list_styles(roots: Iterable[_Element]) -> dict[str, dict[int, ListLevel]]:
    """Read the list styles of a document's parts: levels by number, from 1, by the name of the style."""
    styles: dict[str, dict[int, ListLevel]] = {}
    for root in roots:
        for element in root.iter(f"{TEXT}list-style", f"{TEXT}outline-style"):
            is_outline = element.tag == f"{TEXT}outline-style"
            name = _OUTLINE if is_outline else element.get(f"{STYLE}name", "")
            styles[name] = {
                as_count(level.get(f"{TEXT}level"), 20): _read_level(level)
                for level in element
                if isinstance(level.tag, str)
            }
    return styles


def _read_level(element: _Element) -> ListLevel:
    if element.tag == f"{TEXT}list-level-style-bullet":
        return ListLevel("bullet", bullet=element.get(f"{TEXT}bullet-char", ""))
    if element.tag == f"{TEXT}list-level-style-image":
        return ListLevel("bullet")
    form = element.get(f"{STYLE}num-format", "")
    style = _STYLES.get(form) or (
        "russianUpper" if form[:1] == "А" else "russianLower" if form[:1] == "а" else "decimal"
    )
    return ListLevel(
        style,
        element.get(f"{STYLE}num-prefix", ""),
        element.get(f"{STYLE}num-suffix", ""),
        as_count(element.get(f"{TEXT}display-levels"), 20),
        as_count(element.get(f"{TEXT}start-value"), _LARGEST),
        element.get(f"{_EXTENDED}num-list-format"),
    )


@dataclass(slots=True)
class _OpenList:
    style: str
    counts: dict[int, int]
    pending: bool = False


class ListCounter:
    """Counts the lists of a document while its elements go by in order."""

    def __init__(self, styles: dict[str, dict[int, ListLevel]]) -> None:
        self._styles = styles
        self._open: list[_OpenList] = []
        self._by_id: dict[str, dict[int, int]] = {}
        self._last: dict[str, dict[int, int]] = {}
        self._headings: dict[int, int] = {}

    def open(self, element: _Element) -> None:
        """Enter a list; inside another one it is its next level."""
        own = element.get(f"{TEXT}style-name")
        if self._open:
            parent = self._open[-1]
            level = len(self._open) + 1
            for lower in [key for key in parent.counts if key >= level]:
                if element.get(f"{TEXT}continue-numbering") != "true":
                    del parent.counts[lower]
            self._open.append(_OpenList(own or parent.style, parent.counts))
            return
        style = own or ""
        if (continued := element.get(f"{TEXT}continue-list")) is not None and continued in self._by_id:
            counts = self._by_id[continued]
        elif element.get(f"{TEXT}continue-numbering") == "true" and style in self._last:
            counts = self._last[style]
        else:
            counts = {}
        self._last[style] = counts
        for key, value in element.attrib.items():
            if str(key).endswith("}id"):
                self._by_id[str(value)] = counts
        self._open.append(_OpenList(style, counts))

    def close(self) -> None:
        """Leave a list."""
        self._open.pop()

    def count(self, item: _Element) -> None:
        """Enter an item: its first paragraph carries the mark, unless it only holds a list of the next level."""
        current = self._open[-1]
        first = next((part for part in item if isinstance(part.tag, str) and part.tag != f"{TEXT}number"), None)
        if first is None or first.tag == f"{TEXT}list":
            current.pending = False
            return
        level = len(self._open)
        form = self._find_level(current.style, level)
        start = item.get(f"{TEXT}start-value")
        if start is not None:
            current.counts[level] = as_count(start, _LARGEST)
        elif level in current.counts:
            current.counts[level] += 1
        else:
            current.counts[level] = form.start if form else 1
        for lower in [key for key in current.counts if key > level]:
            del current.counts[lower]
        current.pending = True

    def mark(self, paragraph: _Element) -> str:
        """Return the mark of a paragraph with the blank after it; empty for one without."""
        if self._open:
            current = self._open[-1]
            if not current.pending:
                return ""
            current.pending = False
            return self._format(current.style, len(self._open), current.counts)
        if paragraph.tag == f"{TEXT}h" and paragraph.get(f"{TEXT}is-list-header") != "true":
            level = as_count(paragraph.get(f"{TEXT}outline-level"), 20)
            form = self._find_level(_OUTLINE, level)
            if form is None or form.style == "none":
                return ""
            self._headings[level] = self._headings.get(level, form.start - 1) + 1
            for lower in [key for key in self._headings if key > level]:
                del self._headings[lower]
            return self._format(_OUTLINE, level, self._headings)
        return ""

    def _find_level(self, style: str, level: int) -> ListLevel | None:
        return self._styles.get(style, {}).get(level)

    def _format(self, style: str, level: int, counts: dict[int, int]) -> str:
        form = self._find_level(style, level)
        if form is None:
            return ""
        if form.style == "bullet":
            return f"{format_bullet(form.bullet)} "

        def show(number: int) -> str:
            other = self._find_level(style, number)
            if other is None or other.style == "bullet":
                return ""
            return format_number(counts.get(number, other.start), other.style)

        if form.pattern is not None:
            text = _PLACE.sub(lambda match: show(int(match[1])), form.pattern)
        elif form.style == "none":
            text = ""
        else:
            shown = [show(number) for number in range(max(1, level - form.shown + 1), level + 1)]
            text = form.prefix + ".".join(part for part in shown if part) + form.suffix
        return f"{text} " if text.strip() else ""
