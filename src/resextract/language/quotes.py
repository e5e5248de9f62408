"""Quotation marks: which mark opens, which closes, and what stands between them.

Real texts mix glyphs («…", “…“, „…“), nest, lose one mark of a pair, and close two nested pairs with one mark, as
Russian typography asks («Лига «Первых» for «Лига «Первых»»). Positions are code point offsets, half-open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

__all__ = ["Quote", "find_quotes"]

_FAMILIES = ("«»", '„“”‟"', "'‘’‚‛", "‹›")
_FAMILY = {mark: number for number, marks in enumerate(_FAMILIES) for mark in marks}
_MARKS = re.compile("[" + "".join(_FAMILIES) + "]")
_APOSTROPHES = frozenset("'‘’")
_LEADERS = frozenset("([{<-‐‑–—−/")
_OPENERS = frozenset("«„‟‚‛‹")
_CLOSERS = frozenset("»›")
MAX_OPEN = 8
"""Opening marks kept waiting for their closing ones; more are noise, and the oldest are dropped."""
_CLAUSE_END = re.compile(r";|[.!?…](?=\s|$)|$")


@dataclass(frozen=True, slots=True)
class Quote:
    """One quoted stretch.

    Attributes:
        start: The opening mark.
        end: After the closing mark; where it is missing, the end of the clause.
        inner_start: First character of the content.
        inner_end: After the content's last character.
        depth: Number of quotes around it.
        closed: Whether the text has a closing mark for it.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    closed: bool


@dataclass(slots=True)
class _Pair:
    start: int
    end: int
    inner_end: int
    closed: bool


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Find the quoted stretches of a text, nested ones included.

    A mark opens or closes by its glyph or, where the glyph can do both, by its neighbours: blank before it opens,
    blank or punctuation after it closes. An apostrophe inside a word and a closing mark that nothing opened are no
    quotes. A quote whose closing mark is missing takes that of the pair nested in it; without one it ends with its
    clause, or before the comma in front of the next quote.

    Args:
        text: Any text.

    Returns:
        The quotes ordered by start, outer before inner; empty where there are none.
    """
    stack: list[int] = []
    pairs: list[_Pair] = []
    lost: list[tuple[int, int]] = []  # an opening mark without a closing one, and where its surroundings end
    for mark in _MARKS.finditer(text):
        place = mark.start()
        role = _read_role(text, place, [text[i] for i in stack])
        if role == "open":
            stack.append(place)
            del stack[:-MAX_OPEN]
        elif role == "close":
            depth = _match_depth(text, place, stack)
            lost += [(start, place) for start in stack[depth + 1 :]]
            pairs.append(_Pair(stack[depth], place + 1, place, closed=True))
            del stack[depth:]
    lost += [(start, len(text)) for start in stack]
    pairs += _end_lost(text, lost, pairs)
    return _nest([pair for pair in pairs if text[pair.start + 1 : pair.inner_end].strip()])


def _read_role(text: str, place: int, opened: list[str]) -> str:
    mark = text[place]
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    family = _FAMILY[mark]
    own_open = any(_FAMILY[other] == family for other in opened)
    if mark in _APOSTROPHES and before.isalnum() and (after.isalnum() or not own_open):
        return ""
    may_open = bool(after) and not after.isspace()
    starts = not before or before.isspace() or before in _LEADERS or before in _OPENERS
    ends = not after or not after.isalnum()
    if mark in _OPENERS:
        return "close" if opened and before.isalnum() and ends else "open"
    if mark in _CLOSERS:
        lone = not opened and may_open and starts
        return "open" if lone else "close" if opened else ""
    if starts and may_open and not (own_open and mark == "“" and "„" in opened):
        return "open"
    if opened and (own_open or not starts):
        return "close"
    return "open" if starts else ""


def _match_depth(text: str, place: int, stack: list[int]) -> int:
    """Choose which open mark is closed: the last of the same family, else the last."""
    family = _FAMILY[text[place]]
    for depth in range(len(stack) - 1, -1, -1):
        if _FAMILY[text[stack[depth]]] == family:
            return depth
    return len(stack) - 1


def _end_lost(text: str, lost: list[tuple[int, int]], pairs: list[_Pair]) -> list[_Pair]:
    """Give an end to the opening marks that lost their closing ones, from the last one on."""
    ordered = sorted(pairs, key=lambda pair: pair.start)
    starts = [pair.start for pair in ordered]
    ended: list[_Pair] = []
    for start, limit in sorted(lost, reverse=True):
        found = _CLAUSE_END.search(text, start + 1, limit)
        end = found.start() if found else limit
        place = bisect_right(starts, start)
        following = ordered[place : place + 1] + ended[-1:]
        nested = min((p for p in following if p.start < end), key=lambda p: p.start, default=None)
        if nested is None:
            ended.append(_Pair(start, end, end, closed=False))
            continue
        between = text[start + 1 : nested.start].rstrip()
        if between.endswith((",", ";", ":")):
            end = start + len(between)
            ended.append(_Pair(start, end, end, closed=False))
        else:
            ended.append(_Pair(start, nested.end, nested.end, nested.closed))
    return ended


def _nest(pairs: list[_Pair]) -> tuple[Quote, ...]:
    quotes: list[Quote] = []
    around: list[int] = []
    for pair in sorted(pairs, key=lambda p: (p.start, -p.end)):
        while around and around[-1] <= pair.start:
            around.pop()
        quotes.append(Quote(pair.start, pair.end, pair.start + 1, pair.inner_end, len(around), pair.closed))
        around.append(pair.end)
    return tuple(quotes)
