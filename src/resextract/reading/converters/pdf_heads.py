"""Numbers and running heads of printed pages: what stands between two halves of a sentence and is no part of it.

Nothing is left out for its looks alone: a number must count the pages, and a running head must come back on most of
them and stand apart from the text.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from resextract.reading.converters.pdf_lines import PageLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from resextract.reading.converters.blocks import Table

__all__ = ["strip_heads"]

_NUMBER = re.compile(
    r"[-–—\s]{0,9}(?:(?:стр(?:аница|\.)?|лист|page)\s{0,9})?(\d{1,4})(?:\s{0,9}(?:из|/|of)\s{0,9}\d{1,4})?[-–—.\s]{0,9}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_MOST_LINES = 3
"""Lines at the top and at the bottom of a page that may be running heads."""
_LEAST_PAGES = 3
_SHARE = 0.6
"""Share of the pages on which a running head stands."""
_APART = 1.5
"""Distance from the text, in usual distances of two lines."""

_Page = list["PageLine | Table"]


def strip_heads(pages: Sequence[_Page]) -> list[_Page]:
    """Take numbers and running heads off the pages of a document.

    Args:
        pages: The lines and tables of each page, from top to bottom.

    Returns:
        The pages without them, in the same order.
    """
    stripped = [list(page) for page in pages]
    for at_top in (True, False):
        turned = [page if at_top else page[::-1] for page in stripped]
        numbers = _find_numbers(turned)
        heads = _find_heads(turned)
        for index, page in enumerate(turned):
            kept = _strip(page, numbers.get(index), heads)
            stripped[index] = kept if at_top else kept[::-1]
    return stripped


def _find_numbers(pages: Sequence[_Page]) -> dict[int, PageLine]:
    """For each page that has one the line with its number: such numbers rise with the pages."""
    found: dict[int, tuple[PageLine, int]] = {}
    for index, page in enumerate(pages):
        for item in page[:2]:
            if isinstance(item, PageLine) and (number := _NUMBER.fullmatch(item.text)):
                found[index] = (item, int(number[1]) - index)
                break
    distances = Counter(distance for _, distance in found.values())
    return {index: line for index, (line, distance) in found.items() if distance == 1 or distances[distance] > 1}


def _find_heads(pages: Sequence[_Page]) -> set[str]:
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_shape(line) for line in _list_apart(page)})
    least = max(_LEAST_PAGES, _SHARE * len(pages))
    return {shape for shape, count in seen.items() if count >= least}


def _list_apart(page: _Page) -> Iterator[PageLine]:
    """The lines at the edge of a page that a gap parts from the rest."""
    lines = [item for item in page if isinstance(item, PageLine)]
    steps = [abs(b.top - a.top) for a, b in pairwise(lines)]
    usual = median(steps) if steps else 0.0
    for count, (item, following) in enumerate(pairwise(page[: _MOST_LINES + 1]), 1):
        if not isinstance(item, PageLine):
            return
        if not isinstance(following, PageLine) or abs(following.top - item.top) > _APART * usual:
            yield from (line for line in page[:count] if isinstance(line, PageLine))
            return


def _shape(line: PageLine) -> str:
    return _DIGITS.sub("0", line.text)


def _strip(page: _Page, number: PageLine | None, heads: set[str]) -> _Page:
    apart = {id(line) for line in _list_apart(page)}
    first = 0
    while first < min(len(page), _MOST_LINES + 1):
        item = page[first]
        if not isinstance(item, PageLine) or not (item is number or (id(item) in apart and _shape(item) in heads)):
            break
        first += 1
    return page[first:]
