"""Parts → tree: items under their lead-ins and headings, by numbers, bullets and the kinds of headings.

The operative list is built with a stack of open entries. Numbers are believed as far as they make sense: a number that
is the successor of an open one is its sibling; a deeper decimal number goes under its prefix; anything else is the
sibling of the nearest entry with a mark of the same shape, or the first child of the entry above it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.outline.columns import RowRole
from resextract.outline.cues import read_cues
from resextract.outline.entries import Entry, fits_lead, is_deeper, make_key, read_indent, read_rank
from resextract.outline.headings import HeadingClass, classify_heading, classify_hinted, is_direction_list
from resextract.outline.markers import MarkerKind
from resextract.outline.nodes import NodeKind
from resextract.outline.performatives import is_performative_text
from resextract.outline.settling import settle_kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.outline.blocks import Block
    from resextract.outline.parts import Part

__all__ = ["build_tree"]

_LISTED = (NodeKind.ITEM, NodeKind.ATTACHED, NodeKind.CONTINUATION, NodeKind.CONTROL)
_ABOVE_ROWS = (RowRole.PLAN, RowRole.LIST, RowRole.SECTION)


def build_tree(parts: Sequence[Part]) -> list[Entry]:
    """Build the tree of one document.

    Args:
        parts: The document's parts in text order.

    Returns:
        The top entries in text order. In the operative part entries with something below them are headings or lead-ins,
        the others items, performatives, control clauses or continuations.
    """
    roots: list[Entry] = []
    builder: _Builder | None = None
    for i, part in enumerate(parts):
        in_list = part.kind in _LISTED and not part.stray
        if part.kind is NodeKind.FORMULA or (in_list and builder is None):
            builder = _Builder(roots)
        if part.kind in (NodeKind.TITLE, NodeKind.SIGNATURE):
            builder = None
        if in_list and builder is not None:
            builder.add(part, _next_item(parts, i))
        else:
            roots.append(Entry(part, part.kind, ("part", part.kind)))
    for root in roots:
        settle_kinds(root)
    return roots


def _next_item(parts: Sequence[Part], i: int) -> Block | None:
    for k in range(i + 1, len(parts)):  # no slice: it would copy the rest for every part
        part = parts[k]
        if part.kind is NodeKind.ITEM and not part.stray:
            return part.block
        if part.kind not in (NodeKind.FURNITURE, NodeKind.ATTACHED):
            return None
    return None


class _Builder:
    """The stack of open entries of one operative list."""

    def __init__(self, roots: list[Entry]) -> None:
        self.roots = roots
        self.stack: list[Entry] = []
        self.last: Entry | None = None

    def add(self, part: Part, following: Block | None) -> None:
        block = part.block
        if part.kind in (NodeKind.ATTACHED, NodeKind.CONTINUATION):
            entry = Entry(part, part.kind, ("attached", ""))
            owner = self.last
            if part.kind is NodeKind.ATTACHED and owner is not None and self.ends_list(owner, block):
                owner = self.stack[-2]
            (owner.children if owner else self.roots).append(entry)
            return
        if block.role is not None:
            self.add_row(part, block.role)
            return
        heading = None if part.kind is NodeKind.CONTROL else classify_heading(block, following)
        if heading is None and part.heads:
            heading = classify_hinted(block)
        entry = Entry(part, part.kind, make_key(block, heading), heading)
        if part.kind is NodeKind.CONTROL and block.marker is None:
            self.stack = []
            self.roots.append(entry)
            return
        if block.marker is None:
            self.close_directions()
        depth = self.place_marked(entry) if block.marker else self.place_unmarked(entry)
        if depth is None:
            return
        parent = self.stack[depth - 1] if depth else None
        (parent.children if parent else self.roots).append(entry)
        self.stack[depth:] = [entry]
        self.last = entry

    def close_directions(self) -> None:
        """What is unmarked after a list of directions or priorities with marks stands outside it."""
        for depth, entry in enumerate(self.stack):
            marked = [c for c in entry.children if c.block.marker is not None]
            if marked and entry.block.marker is None and is_direction_list(entry.block.text):
                del self.stack[depth:]
                return

    def ends_list(self, last: Entry, block: Block) -> bool:
        """Whether an attached line stands below a whole list: «а) …; / б) …. / Срок: …» (guidelines, rule 1.12).

        The list is one sentence of a lead-in with a colon, which ends in its last item; the line stands by itself and
        no item before has one of its own.
        """
        if (
            len(self.stack) < 2
            or self.stack[-1] is not last
            or block.role is not None
            or block.lines == last.block.lines
        ):
            return False
        lead = self.stack[-2]
        items = [c for c in lead.children if c.kind not in (NodeKind.ATTACHED, NodeKind.CONTINUATION)]
        return (
            lead.block.text.endswith(":")
            and len(items) > 1
            and items[-1] is last
            and not last.block.text.endswith((";", ","))
            and all(e.block.text.endswith((";", ",")) and not e.children for e in items[:-1])
        )

    def add_row(self, part: Part, role: RowRole) -> None:
        """Add a plan's title, section or row: rows go under the last section, deeper numbers under their prefix."""
        entry = Entry(part, part.kind, (f"row-{role}", make_key(part.block, None)))
        if role in _ABOVE_ROWS:
            entry.heading = HeadingClass.TOPIC
        depth = 0 if role in (RowRole.PLAN, RowRole.LIST) else self.place_row(entry)
        siblings = self.stack[depth - 1].children if depth else self.roots
        before = next((e for e in reversed(siblings) if e.key == entry.key), None)
        if before is not None and entry.path and before.path == entry.path:
            entry.warnings.append("number_repeated")
        siblings.append(entry)
        self.stack[depth:] = [entry]
        self.last = entry

    def place_row(self, entry: Entry) -> int:
        open_rows = [d for d in range(len(self.stack), 0, -1) if self.stack[d - 1].block.role is not None]
        if not open_rows:
            return len(self.stack) if self.stack and self.leads_rows(self.stack[-1]) else 0
        for depth in open_rows:
            if len(entry.path) > 1 and self.stack[depth - 1].path == entry.path[:-1]:
                return depth
        same = [d for d in open_rows if self.stack[d - 1].key == entry.key]
        above = [d for d in open_rows if self.stack[d - 1].block.role in _ABOVE_ROWS]
        if entry.heading is not None and same:
            return same[0] - 1
        return above[0] if above else open_rows[-1] - 1

    @staticmethod
    def leads_rows(top: Entry) -> bool:
        """A lead-in or heading right above a table; «Утвердить план:» is no lead-in, what it approves is work."""
        return top.heading is not None and not top.children and not is_performative_text(top.block.text)

    # Each `place_…` returns how many open entries stay above the new one.

    def place_marked(self, entry: Entry) -> int:
        path = entry.path
        if len(path) > 1 and entry.key[0] == MarkerKind.DECIMAL:
            for depth in range(len(self.stack), 0, -1):
                other = self.stack[depth - 1]
                if other.path == path[:-1] and other.key[0] == MarkerKind.DECIMAL:
                    return self.under_actor_lead(depth, entry)
        candidates = [d for d in range(len(self.stack), 0, -1) if self.stack[d - 1].key == entry.key]
        if self.stack and self.awaits_children(self.stack[-1], entry, candidates):
            return len(self.stack)
        if not candidates:
            return self.place_first(entry)
        chosen = self.predecessor(entry, candidates)
        sibling = self.stack[chosen - 1]
        if path and sibling.path == path:
            entry.warnings.append("number_repeated")
        elif path and sibling.path > path:
            entry.warnings.append("number_regressed")
        return self.under_actor_lead(chosen - 1, entry, sibling)

    def predecessor(self, entry: Entry, candidates: list[int]) -> int:
        """Choose the sibling among open entries with the same shape of mark: the one that the number follows.

        Where a list and the one below it count alike («1. Учителям: 1. Провести; 2. Создать. 2. Директорам:») an
        addressee follows an addressee and anything else the entry that is indented alike.
        """
        if not entry.path:
            leads = [d for d in candidates if entry.heading is self.stack[d - 1].heading is HeadingClass.ACTOR]
            return (leads or candidates)[0]
        before = [d for d in candidates if self.stack[d - 1].path[-1:] == (entry.path[-1] - 1,)]
        if entry.heading is HeadingClass.ACTOR:
            before = [d for d in before if self.stack[d - 1].heading is entry.heading] or before
        aligned = [d for d in before if read_indent(self.stack[d - 1]) == read_indent(entry)]
        return (aligned or before or candidates)[0]

    def place_first(self, entry: Entry) -> int:
        """No open entry has a mark of this shape: go on with a closed list, or open a new one under the entry above."""
        if entry.path:
            for depth in range(len(self.stack), -1, -1):
                below = self.stack[depth - 1].children if depth else self.roots
                same = [e for e in below if e.key == entry.key]
                if same and same[-1].path[-1:] == (entry.path[-1] - 1,):
                    return depth
        depth = len(self.stack)
        if entry.key[0] == MarkerKind.DECIMAL:
            while depth and is_deeper(self.stack[depth - 1], entry):
                depth -= 1
        if entry.key == (MarkerKind.DECIMAL, 1):
            while depth and self.stack[depth - 1].heading is None and self.stack[depth - 1].block.marker is None:
                depth -= 1
        return depth

    def under_actor_lead(self, depth: int, entry: Entry, sibling: Entry | None = None) -> int:
        """A line numbered like an item that only names an actor leads what follows, until the next one (rule 1.9)."""
        level = depth
        for d in range(len(self.stack), depth, -1):
            other = self.stack[d - 1]
            if other.key == entry.key and other.heading is HeadingClass.ACTOR and other is not entry:
                level = d
                break
        if level == depth:
            return depth
        lead = self.stack[level - 1]
        below = [e for e in lead.children if e.kind is not NodeKind.ATTACHED]
        if entry.heading is HeadingClass.ACTOR or any(e.key != lead.key for e in below):  # it has a list of its own
            return level - 1
        bullets = not entry.path and lead.block.text.endswith(":")  # «- Школам: / - обновить …»
        return level if len(entry.path) > 1 or sibling is not lead or bullets else level - 1

    @staticmethod
    def awaits_children(top: Entry, entry: Entry, candidates: list[int]) -> bool:
        """The entry above ends in a colon or is a heading, and has no children yet."""
        if [c for c in top.children if c.kind is not NodeKind.ATTACHED]:
            return False
        if top.block.marker is None:
            return top.heading is not None
        opens = top.heading is not None and entry.key != top.key
        restarts = (
            top.heading is not None
            and entry.path[-1:] in ((1,), (ord("а"),))
            and (entry.path != top.path or (len(entry.path) == 1 and top.block.text.endswith(":")))
        )
        return (opens and not candidates) or restarts

    def place_unmarked(self, entry: Entry) -> int | None:
        if entry.heading in (HeadingClass.TOPIC, HeadingClass.ACTOR, HeadingClass.LEVEL):
            return self.place_heading(entry)
        if self.stack and self.stack[-1].heading and not self.stack[-1].children:
            return len(self.stack)
        if entry.heading is HeadingClass.LEAD:
            return self.place_sibling(entry)
        cues = read_cues(entry.block.text)
        nearest = next((e for e in reversed(self.stack) if e.block.marker is not None or e.heading is None), None)
        if (
            nearest is not None
            and nearest.block.marker is not None
            and cues.infinitive < 0
            and not self.is_list_object()
        ):
            entry.kind = NodeKind.CONTINUATION
            nearest.children.append(entry)
            return None
        return self.place_sibling(entry)

    def is_list_object(self) -> bool:
        return bool(self.stack) and self.stack[-1].block.marker is None and self.stack[-1].heading is None

    def place_heading(self, entry: Entry) -> int:
        open_plain = [d for d in range(len(self.stack), 0, -1) if self.stack[d - 1].block.role is None]
        same = [d for d in open_plain if self.stack[d - 1].heading is entry.heading]
        unmarked = [d for d in same if self.stack[d - 1].block.marker is None]
        if unmarked or (same and entry.heading is HeadingClass.ACTOR):
            return (unmarked or same)[0] - 1
        depth = len(self.stack)
        while depth and self.closes_for(self.stack[depth - 1], entry):
            depth -= 1
        return depth

    @staticmethod
    def closes_for(other: Entry, entry: Entry) -> bool:
        """Whether an open entry ends where a heading comes."""
        if other.heading is None:
            return True
        if other.heading is HeadingClass.LEVEL and entry.heading is HeadingClass.ACTOR and not other.children:
            return False  # «Муниципальный уровень» right above the first addressee holds them all
        section = entry.heading is HeadingClass.TOPIC and not entry.block.text.endswith(":")
        if section and other.heading is HeadingClass.ACTOR and other.block.marker is None and other.children:
            return True
        return read_rank(other) > read_rank(entry)

    def place_sibling(self, entry: Entry) -> int:
        """Beside the open unmarked item, out of a lead-in whose children are of another make."""
        for depth in range(len(self.stack), 0, -1):
            other = self.stack[depth - 1]
            if other.block.marker is not None:
                break
            if other.heading is HeadingClass.LEAD:
                if entry.heading is HeadingClass.LEAD or not fits_lead(other, entry):
                    return depth - 1
                return depth
            if other.heading is not None:
                return depth
        depth = len(self.stack)
        while depth and self.stack[depth - 1].heading is None:
            depth -= 1
        return depth
