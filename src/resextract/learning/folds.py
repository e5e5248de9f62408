"""Parts of a corpus for cross-validation, by document: tasks of one text share its author and its layout."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["split_folds"]


def split_folds(names: Iterable[str], folds: int, seed: int) -> dict[str, int]:
    """Deal documents to folds.

    Args:
        names: The documents, in any order.
        folds: How many folds; more than there are documents leave some empty.
        seed: Start of the generator that shuffles them.

    Returns:
        The fold of each document, from 0; the sizes differ by one at most.
    """
    ordered = sorted(names)
    random.Random(seed).shuffle(ordered)  # noqa: S311 - statistics, not secrets
    return {name: number % folds for number, name in enumerate(ordered)}
