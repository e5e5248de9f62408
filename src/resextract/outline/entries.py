"""Nodes in the making, and how the marks and headings of two of them compare."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from resextract.outline.cues import read_cues
from resextract.outline.headings import HeadingClass
from resextract.outline.markers import MarkerKind
from resextract.outline.nodes import NodeKind

if TYPE_CHECKING:
    from resextract.outline.blocks import Block
    from resextract.outline.parts import Part

__all__ = ["Entry", "Key", "fits_lead", "is_deeper", "make_key", "read_indent", "read_rank"]

Key = tuple[str, object]


@dataclass(slots=True)
class Entry:
    """A node in the making."""

    part: Part
    kind: NodeKind
    key: Key
    heading: HeadingClass | None = None
    children: list[Entry] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def block(self) -> Block:
        """The entry's block."""
        return self.part.block

    @property
    def path(self) -> tuple[int, ...]:
        """The components of its number."""
        return self.block.marker.path if self.block.marker else ()

    def leaves(self) -> list[Entry]:
        """Every entry below it that has nothing below itself, attached lines left out."""
        below = [c for c in self.children if c.kind not in (NodeKind.ATTACHED, NodeKind.CONTINUATION)]
        return [leaf for child in below for leaf in (child.leaves() or [child])]


def read_indent(entry: Entry) -> int:
    """Return the columns of white space before the entry's first line."""
    return entry.block.lines[0].indent if entry.block.lines else 0


def is_deeper(other: Entry, entry: Entry) -> bool:
    """Tell whether one entry cannot stand above the other: its decimal number has more components."""
    return other.key[0] == MarkerKind.DECIMAL and len(other.path) > len(entry.path)


def fits_lead(lead: Entry, entry: Entry) -> bool:
    """Tell whether an entry is of one make with a lead-in's children: noun phrases, or infinitives."""
    if read_cues(lead.block.text).infinitive < 0 or not lead.children:
        return True
    first = read_cues(lead.children[0].block.text)
    return first.opens_infinitive == read_cues(entry.block.text).opens_infinitive


def read_rank(entry: Entry) -> int:
    """Return the rank of a heading among headings: lower stands higher; numbered lead-ins above all."""
    order = {
        HeadingClass.TOPIC: 1,
        HeadingClass.ACTOR: 1,
        HeadingClass.LEAD: 2,
        HeadingClass.LEVEL: 3,
        None: 9,
    }
    return 0 if entry.block.marker is not None and entry.heading else order[entry.heading]


def make_key(block: Block, heading: HeadingClass | None) -> Key:
    """Return the shape of a block's mark: entries of one list have equal keys."""
    marker = block.marker
    if marker is None:
        return ("unmarked", heading)
    if marker.kind is MarkerKind.DECIMAL:
        return (marker.kind, len(marker.path))
    return (marker.kind, marker.bullet if marker.kind is MarkerKind.BULLET else "")
