"""Automatic numbers of a DOCX file: what Word prints before the paragraphs of its lists.

Word keeps no numbers in a document, only which list and level a paragraph belongs to; ECMA-376, part 1, section 17.9
says how numbers follow from that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from resextract.reading.converters.numbering import format_bullet, format_number
from resextract.reading.converters.wordml import child, children, is_on, number_of, qualify, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["ListNumbers", "read_styles"]

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_LONGEST_CHAIN = 12


@dataclass(slots=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    pattern: str = ""
    legal: bool = False
    glued: bool = False
    restart: int | None = None


@dataclass(slots=True)
class _List:
    """One numbering instance (``w:num``): its levels and the abstract list whose counters it shares."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Style:
    parent: str | None
    list_id: str | None
    level: int | None
    hidden: bool


def read_styles(root: _Element | None) -> dict[str, _Style]:
    """Read what the styles say about lists; empty for a document without styles."""
    styles = {}
    for element in children(root, "style"):
        properties = child(child(element, "pPr"), "numPr")
        list_id = value_of(child(properties, "numId"))
        level = number_of(child(properties, "ilvl"))
        hidden = is_on(child(child(element, "rPr"), "vanish"))
        styles[element.get(qualify("styleId"), "")] = _Style(
            value_of(child(element, "basedOn")), list_id, level, hidden
        )
    return styles


class ListNumbers:
    """Counts the lists of a document while its paragraphs go by in order."""

    def __init__(self, numbering: _Element | None, styles: dict[str, _Style]) -> None:
        self._styles = styles
        self._lists, self._linked = _read_lists(numbering)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def number(self, properties: _Element | None) -> str:
        """Count a paragraph.

        Args:
            properties: Its ``w:pPr``, None where it has none.

        Returns:
            Its number or bullet with the blank after it; empty for a paragraph of no list.
        """
        list_id, level = self._find_list(properties)
        if list_id is None or list_id not in self._lists or not 0 <= level < _LEVELS:
            return ""
        found = self._lists[list_id]
        form = found.levels.get(level)
        if form is None:
            return ""
        counts = self._counts.setdefault(found.abstract, {})
        self._count(counts, found, list_id, level)
        if form.style == "bullet":
            return f"{format_bullet(form.pattern)} "
        text = _PLACE.sub(lambda match: _format_level(int(match[1]) - 1, found, counts, legal=form.legal), form.pattern)
        return text if form.glued or not text else f"{text} "

    def _count(self, counts: dict[int, int], found: _List, list_id: str, level: int) -> None:
        if level in found.starts and (list_id, level) not in self._begun:
            self._begun.add((list_id, level))
            counts[level] = found.starts[level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = found.levels[level].start
        for upper in range(level):
            if upper in found.levels and upper not in counts:
                counts[upper] = found.starts.get(upper, found.levels[upper].start)
        for lower in [other for other in counts if other > level]:
            form = found.levels.get(lower)
            # w:lvlRestart: 0 is never, n is after a paragraph of the level n (from 1) or a higher one.
            if form is None or form.restart is None or level < form.restart:
                del counts[lower]

    def _find_list(self, properties: _Element | None) -> tuple[str | None, int]:
        own = child(properties, "numPr")
        list_id, level = value_of(child(own, "numId")), number_of(child(own, "ilvl"))
        style_id = value_of(child(properties, "pStyle"))
        if list_id is None:
            list_id, inherited = self._find_in_style(style_id)
            level = level if level is not None else inherited
            if list_id is not None and level is None:
                level = self._linked.get((list_id, style_id or ""), 0)
        return (None if list_id == "0" else list_id), level or 0

    def _find_in_style(self, style_id: str | None) -> tuple[str | None, int | None]:
        level: int | None = None
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(style_id or "")
            if style is None:
                break
            level = level if level is not None else style.level
            if style.list_id is not None:
                if level is None:
                    level = self._linked.get((style.list_id, style_id or ""))
                return style.list_id, level
            style_id = style.parent
        return None, None


def _format_level(level: int, found: _List, counts: dict[int, int], *, legal: bool) -> str:
    form = found.levels.get(level)
    if form is None or form.style == "bullet":
        return ""
    value = counts.get(level, form.start)
    return format_number(value, "decimal" if legal and form.style != "none" else form.style)


def _read_lists(
    root: _Element | None,
) -> tuple[dict[str, _List], dict[tuple[str, str], int]]:
    """The lists by id, and which level a paragraph style stands for in a list."""
    abstracts = {element.get(qualify("abstractNumId"), ""): element for element in children(root, "abstractNum")}
    by_style = {value_of(child(element, "styleLink")): key for key, element in abstracts.items()}
    lists: dict[str, _List] = {}
    linked: dict[tuple[str, str], int] = {}
    for element in children(root, "num"):
        list_id = element.get(qualify("numId"), "")
        abstract_id = value_of(child(element, "abstractNumId")) or ""
        abstract = abstracts.get(abstract_id)
        if (link := value_of(child(abstract, "numStyleLink"))) is not None:
            abstract_id = by_style.get(link, abstract_id)
            abstract = abstracts.get(abstract_id)
        levels: dict[int, _Level] = {}
        for definition in children(abstract, "lvl"):
            level = _level_of(definition)
            levels[level] = _read_level(definition)
            if (style := value_of(child(definition, "pStyle"))) is not None:
                linked.setdefault((list_id, style), level)
        starts: dict[int, int] = {}
        for override in children(element, "lvlOverride"):
            level = _level_of(override)
            if (form := child(override, "lvl")) is not None:
                levels[level] = _read_level(form)
            if (start := number_of(child(override, "startOverride"))) is not None:
                starts[level] = start
        lists[list_id] = _List(abstract_id, levels, starts)
    return lists, linked


def _level_of(element: _Element) -> int:
    text = element.get(qualify("ilvl"), "")
    return int(text) if text.isdecimal() else 0


def _read_level(form: _Element) -> _Level:
    level = _Level()
    if (start := number_of(child(form, "start"))) is not None:
        level.start = start
    level.style = value_of(child(form, "numFmt")) or "decimal"
    level.pattern = value_of(child(form, "lvlText")) or ""
    level.legal = is_on(child(form, "isLgl"))
    level.glued = value_of(child(form, "suff")) == "nothing"
    level.restart = number_of(child(form, "lvlRestart"))
    return level
