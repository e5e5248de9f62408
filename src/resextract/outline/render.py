"""The outline as text for people and as JSON for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resextract.outline.nodes import Node, Outline

__all__ = ["render_outline"]

_WIDTH = 110


def render_outline(outline: Outline, style: str = "text") -> str:
    """Render an outline.

    Args:
        outline: The outline.
        style: ``text``, one indented line a node, cut at 110 columns; or ``json``, the whole tree.

    Returns:
        The rendering, with a line end after the last line; an empty string for an empty outline in ``text``.

    Raises:
        ValueError: There is no such style.
    """
    if style == "json":
        tree = {
            "warnings": list(outline.warnings),
            "nodes": [_as_dict(n, outline.raw) for n in outline.nodes],
        }
        return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"
    if style != "text":
        raise ValueError(f"no style named {style!r}: text or json")
    lines = [line for node in outline.nodes for line in _lines(node, 0)]
    return "".join(line + "\n" for line in [*(f"! {w}" for w in outline.warnings), *lines])


def _lines(node: Node, depth: int) -> Iterator[str]:
    start, end = node.pieces[0][0], node.pieces[-1][1]
    number = f" {node.number}" if node.number else ""
    line = f"{start:>6}:{end:<6} {'  ' * depth}{node.kind}{number}  {node.text}"
    if node.warnings:
        line = f"{line}  ! {', '.join(node.warnings)}"
    yield line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"
    for child in node.children:
        yield from _lines(child, depth + 1)


def _as_dict(node: Node, raw: str) -> dict[str, Any]:
    return {
        "eid": node.eid,
        "kind": str(node.kind),
        "number": node.number,
        "text": node.text,
        "start": node.pieces[0][0],
        "end": node.pieces[-1][1],
        "pieces": [list(piece) for piece in node.pieces],
        "warnings": list(node.warnings),
        "children": [_as_dict(child, raw) for child in node.children],
    }
