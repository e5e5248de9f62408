"""A task before normalisation: where it stands and the mentions that belong to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from resextract.outline import Node

__all__ = ["RESULT", "AnnotatedNode", "Mention", "Task"]

RESULT = "result"
"""The column of a plan that says what a measure is to reach; its cells hold targets and no other mentions."""


@dataclass(frozen=True, slots=True)
class AnnotatedNode:
    """A node with its annotated text.

    Attributes:
        node: The node.
        doc: Its text with tokens and mentions.
        attached: The attached lines under it.
        shift: Where ``doc`` starts in the node's clean text (a formula's doc is its last clause only).
    """

    node: Node
    doc: Doc
    attached: tuple[AnnotatedNode, ...] = ()
    shift: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that belongs to a task.

    Attributes:
        slot: Which list of the record it goes to.
        span: The span, in its own node's ``Doc``.
        home: The node it stands in.
        inherited: Whether it stands outside the task's own text.
    """

    slot: str
    span: Span
    home: AnnotatedNode
    inherited: bool


@dataclass(frozen=True, slots=True)
class Task:
    """One task.

    Attributes:
        home: The leaf it stands in.
        start: Where it starts in the leaf's clean text.
        end: Where it ends there, exclusive.
        part: Which part of its leaf it is, from 1; 0 where the leaf is one task.
        ancestors: The headings and lead-ins above the leaf, outermost first.
        mentions: Its mentions, own and inherited, in slot order, then in text order.
        level: The level that a heading states.
        modality: ``directive`` or ``recommendation``.
        resolution_title: The title of its resolution where the file holds several, else None.
        warnings: Codes for the record.
    """

    home: AnnotatedNode
    start: int
    end: int
    part: int
    ancestors: tuple[AnnotatedNode, ...]
    mentions: tuple[Mention, ...]
    level: str | None
    modality: str
    resolution_title: str | None = None
    warnings: tuple[str, ...] = field(default=())

    def of(self, slot: str) -> list[Mention]:
        """Return the task's mentions of one slot."""
        return [m for m in self.mentions if m.slot == slot]
