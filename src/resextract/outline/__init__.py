"""Outline: decoded text → tree of typed nodes with exact offsets."""

from resextract.outline.building import build_outline
from resextract.outline.nodes import CONTAINERS, Node, NodeKind, Outline

__all__ = ["CONTAINERS", "Node", "NodeKind", "Outline", "build_outline"]
