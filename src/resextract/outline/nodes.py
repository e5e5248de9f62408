"""The outline's data: nodes of a document, each with its clean text and exact places in the decoded file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resextract.outline.cleaning import CleanText

__all__ = ["CONTAINERS", "Node", "NodeKind", "Outline"]


class NodeKind(StrEnum):
    """What part a stretch of text plays in a resolution."""

    TITLE = "title"
    PREAMBLE = "preamble"
    REPORT = "report"
    FORMULA = "formula"
    HEADING = "heading"
    LEAD_IN = "lead_in"
    ITEM = "item"
    CONTINUATION = "continuation"
    PERFORMATIVE = "performative"
    CONTROL = "control"
    ATTACHED = "attached"
    SIGNATURE = "signature"
    FURNITURE = "furniture"


CONTAINERS = (NodeKind.HEADING, NodeKind.LEAD_IN)
"""Kinds that stand above leaves and hand down what they state."""


@dataclass(frozen=True, slots=True)
class Node:
    """One node of the outline.

    Attributes:
        eid: Path of the node, unique in the document, in the style of Akoma Ntoso's eId: ``op1/1.3``.
        kind: The part it plays.
        number: The printed number without trailing dot or bracket; None for bullets and unmarked text.
        pieces: Half-open ranges of the decoded text that belong to the node, number or bullet included, in order.
        clean: The node's text without number or bullet, line wraps undone, mapped back to the decoded text.
        children: Nodes below it, in text order.
        warnings: Codes for what a reader should check.
        resolution: Which resolution of the file it belongs to, from 1.
        stray: Whether it is a task that stands in the report (guidelines, rule 1.2).
        column: Which column of a plan its text stood in, for an attached cell without a label, else None.
    """

    eid: str
    kind: NodeKind
    number: str | None
    pieces: tuple[tuple[int, int], ...]
    clean: CleanText
    children: tuple[Node, ...] = ()
    warnings: tuple[str, ...] = ()
    resolution: int = 1
    column: str | None = None
    stray: bool = False

    @property
    def text(self) -> str:
        """The clean text."""
        return self.clean.text

    def walk(self) -> Iterator[Node]:
        """Yield the node and everything below it, in text order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Outline:
    """A document's nodes, in text order, and the decoded text their offsets refer to."""

    raw: str
    nodes: tuple[Node, ...]
    warnings: tuple[str, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Yield every node, in text order."""
        for node in self.nodes:
            yield from node.walk()
