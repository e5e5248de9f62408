"""Decoded text → outline."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from resextract.outline.blocks import build_blocks
from resextract.outline.lines import split_lines
from resextract.outline.nodes import Node, NodeKind, Outline
from resextract.outline.parts import assign_parts
from resextract.outline.pieces import split_block
from resextract.outline.role_readings import RolePolicy, revise_parts
from resextract.outline.rows import arrange_rows, find_rows
from resextract.outline.tree import build_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.outline.blocks import Block
    from resextract.outline.entries import Entry
    from resextract.outline.role_readings import RoleReader

__all__ = ["build_outline", "list_blocks"]

_PREFIX = {
    NodeKind.TITLE: "title",
    NodeKind.PREAMBLE: "pre",
    NodeKind.REPORT: "rep",
    NodeKind.FORMULA: "formula",
    NodeKind.HEADING: "h",
    NodeKind.LEAD_IN: "l",
    NodeKind.ITEM: "p",
    NodeKind.CONTINUATION: "c",
    NodeKind.PERFORMATIVE: "p",
    NodeKind.CONTROL: "ctl",
    NodeKind.ATTACHED: "a",
    NodeKind.SIGNATURE: "sig",
    NodeKind.FURNITURE: "f",
}


def build_outline(raw: str, reader: RoleReader | None = None, policy: RolePolicy | None = None) -> Outline:
    """Segment a decoded text into a tree of typed nodes.

    Args:
        raw: The decoded text, byte order mark excluded.
        reader: A trained classifier of roles; None for the rules alone.
        policy: When the classifier has its way; None to let it doubt only.

    Returns:
        The outline. Every visible character of the text lies in exactly one piece of one node; a blank text has none.
        Warnings of the document: ``no_resolving_formula``.
    """
    parts, warnings = assign_parts(list_blocks(raw))
    if reader is not None:
        parts = revise_parts(parts, reader, policy or RolePolicy())
    eids = _Eids()
    tops = [(entry, *eids.place_top(entry)) for entry in build_tree(parts)]
    nodes = tuple(_freeze(entry, eids, parent, index=index) for entry, parent, index in tops)
    return Outline(raw, nodes, tuple(warnings))


def list_blocks(raw: str) -> list[Block]:
    """Cut a decoded text into its blocks: paragraphs and list items, rows of tables arranged; in text order."""
    lines = split_lines(raw)
    rows = find_rows(raw, lines)
    plain = build_blocks(raw, lines, rows.taken, rows.titles)
    return arrange_rows(raw, lines, [part for block in plain for part in split_block(raw, block)], rows)


class _Eids:
    """Paths in the style of Akoma Ntoso's eId, made unique where printed numbers repeat."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self.operatives = 0
        self.tops: Counter[str] = Counter()

    def place_top(self, entry: Entry) -> tuple[str, int]:
        """Return the operative part or resolution that a top entry belongs to, and its place there from 1."""
        starts = entry.kind in (NodeKind.ITEM, NodeKind.LEAD_IN) and not entry.part.stray
        if entry.kind is NodeKind.FORMULA or (starts and not self.operatives):
            self.operatives += 1
        listed = entry.key[0] != "part"
        top = f"op{max(1, self.operatives)}" if listed else f"r{entry.part.resolution}"
        self.tops[top] += 1
        return top, self.tops[top]

    def unique(self, eid: str) -> str:
        self.seen[eid] += 1
        count = self.seen[eid]
        return eid if count == 1 else f"{eid}~{count}"

    def name(self, entry: Entry, parent: str, parent_number: str | None, index: int) -> str:
        marker = entry.block.marker
        number = marker.number if marker else None
        if number is None:
            return self.unique(f"{parent}/{_PREFIX[entry.kind]}{index}")
        if parent_number and number.startswith(parent_number + "."):
            parent = parent.rsplit("/", 1)[0]
        return self.unique(f"{parent}/{number}")


def _freeze(entry: Entry, eids: _Eids, parent: str, parent_number: str | None = None, index: int = 1) -> Node:
    marker = entry.block.marker
    number = marker.number if marker else None
    eid = eids.name(entry, parent, parent_number, index)
    return Node(
        eid=eid,
        kind=entry.kind,
        number=number,
        pieces=tuple(entry.block.pieces),
        clean=entry.block.clean,
        children=_freeze_children(entry.children, eids, eid, number),
        warnings=(*entry.warnings, *entry.block.warnings),
        resolution=entry.part.resolution,
        stray=entry.part.stray,
        column=entry.block.column,
    )


def _freeze_children(children: Sequence[Entry], eids: _Eids, eid: str, number: str | None) -> tuple[Node, ...]:
    return tuple(_freeze(child, eids, eid, number, i) for i, child in enumerate(children, 1))
