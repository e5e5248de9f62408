"""Where a trained classifier of roles has its say: which parts of a document it moves, and what it doubts.

The rules of `resextract.outline.parts` decide first. A classifier's probabilities may then take a block out of the
operative list as report (``leave``) or make a heading of it (``head``), from a threshold each that cross-validation has
chosen; where it only doubts an item, the item's records say so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, Protocol

from resextract.outline.nodes import NodeKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from resextract.outline.blocks import Block
    from resextract.outline.parts import Part

__all__ = ["DOUBT", "ROLE_UNCERTAIN", "RolePolicy", "RoleReader", "revise_parts"]

ROLE_UNCERTAIN = "role_uncertain"
DOUBT = 0.5
"""A probability of not being operative from which on an item is doubted."""

_LEFT = (NodeKind.TITLE, NodeKind.PREAMBLE, NodeKind.REPORT, NodeKind.SIGNATURE)
_LISTED = (NodeKind.ITEM, NodeKind.HEADING, NodeKind.LEAD_IN, NodeKind.PERFORMATIVE)
"""Roles that are one to `assign_parts`: the tree tells them apart."""


class RoleReader(Protocol):
    """A trained classifier."""

    def read(self, blocks: Sequence[Block]) -> list[dict[NodeKind, float]]:
        """Return the probability of each role, for each block of a document."""


@dataclass(frozen=True, slots=True)
class RolePolicy:
    """When a classifier has its way.

    Attributes:
        mode: ``rules`` only lets it doubt, ``hybrid`` goes by the thresholds, ``model`` lets it decide on every part.
        leave: Probability of roles outside the operative part from which an item leaves it.
        head: Probability of a heading or lead-in from which an item without a directive becomes a heading.
    """

    mode: Literal["rules", "model", "hybrid"] = "rules"
    leave: float = 2.0
    head: float = 2.0


def revise_parts(parts: Sequence[Part], reader: RoleReader, policy: RolePolicy) -> list[Part]:
    """Revise the parts that the rules have assigned.

    Args:
        parts: The parts of a document in text order.
        reader: The classifier.
        policy: When it has its way.

    Returns:
        The parts in the same order. An item that stays where the classifier doubts it gets the warning
        ``role_uncertain``.
    """
    readings = reader.read([part.block for part in parts])
    return [_revise(part, reading, policy) for part, reading in zip(parts, readings, strict=True)]


def _revise(part: Part, reading: Mapping[NodeKind, float], policy: RolePolicy) -> Part:
    if part.block.role is not None or part.kind is NodeKind.FURNITURE:  # rows of tables are told by their columns
        return part
    if policy.mode == "model":
        return _obey(part, reading)
    if part.kind is not NodeKind.ITEM or part.stray:
        return part
    outside = sum(reading.get(kind, 0.0) for kind in _LEFT)
    if policy.mode == "hybrid" and outside >= policy.leave:
        return replace(part, kind=NodeKind.REPORT)  # a title or signature would end the list for what follows
    heading = reading.get(NodeKind.HEADING, 0.0) + reading.get(NodeKind.LEAD_IN, 0.0)
    if policy.mode == "hybrid" and heading >= policy.head:
        return replace(part, heads=True)
    if outside >= DOUBT and ROLE_UNCERTAIN not in part.block.warnings:
        part.block.warnings = (*part.block.warnings, ROLE_UNCERTAIN)
    return part


def _obey(part: Part, reading: Mapping[NodeKind, float]) -> Part:
    role = max(reading, key=lambda kind: reading[kind])
    heads = role in (NodeKind.HEADING, NodeKind.LEAD_IN)
    return replace(part, kind=NodeKind.ITEM if role in _LISTED else role, heads=heads, stray=False)
