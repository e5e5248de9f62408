"""The final kinds of a tree's nodes: heading, lead-in, item, performative, report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.outline.columns import RowRole
from resextract.outline.cues import read_cues
from resextract.outline.headings import HeadingClass, is_direction_list, names_addressee
from resextract.outline.nodes import NodeKind
from resextract.outline.performatives import is_performative_text

if TYPE_CHECKING:
    from resextract.outline.entries import Entry

__all__ = ["settle_kinds"]

_ABOVE_ROWS = (RowRole.PLAN, RowRole.LIST, RowRole.SECTION)


def settle_kinds(entry: Entry) -> None:
    """Give the entry and everything below it their final kinds."""
    below = [c for c in entry.children if c.kind not in (NodeKind.ATTACHED, NodeKind.CONTINUATION)]
    for child in entry.children:
        settle_kinds(child)
    if entry.kind is not NodeKind.ITEM:
        return
    if entry.block.role is not None:
        headed = entry.block.role in _ABOVE_ROWS
        entry.kind = NodeKind.HEADING if headed else NodeKind.LEAD_IN if below else NodeKind.ITEM
        return
    text = entry.block.text
    cues = read_cues(text)
    if below:
        headed = (
            entry.heading in (HeadingClass.TOPIC, HeadingClass.ACTOR, HeadingClass.LEVEL) and entry.block.marker is None
        )
        entry.kind = NodeKind.HEADING if headed else NodeKind.LEAD_IN
        if cues.is_declarative and not cues.resolving and cues.infinitive < 0 and cues.colon:
            _turn(entry, NodeKind.REPORT)
        elif is_direction_list(text) or is_performative_text(text):
            for leaf in entry.leaves():
                if leaf.kind is NodeKind.ITEM and read_cues(leaf.block.text).infinitive < 0:
                    leaf.kind = NodeKind.PERFORMATIVE
    elif entry.heading is not None and (
        names_addressee(text) or entry.heading in (HeadingClass.LEVEL, HeadingClass.TOPIC)
    ):
        entry.kind = NodeKind.HEADING
    elif is_performative_text(text):
        entry.kind = NodeKind.PERFORMATIVE


def _turn(entry: Entry, kind: NodeKind) -> None:
    entry.kind = kind
    for child in entry.children:
        if child.kind in (NodeKind.ITEM, NodeKind.LEAD_IN, NodeKind.HEADING, NodeKind.PERFORMATIVE):
            _turn(child, kind)
