"""Word vectors out of natasha's navec, projected to fewer dimensions."""

from __future__ import annotations

from typing import Any

import numpy as np

from resextract.adapters.tagger import load_vectors

__all__ = ["read_vectors"]

_SPECIAL = frozenset({"<unk>", "<pad>"})


def read_vectors(words: int, size: int) -> tuple[list[str], Any]:
    """Return vectors of the most frequent words.

    Args:
        words: How many words; navec has 250,000, most frequent first.
        size: Dimensions, at most navec's 300; the vectors are projected on their first principal components.

    Returns:
        The words, lower case, and a matrix of 32-bit floats with a row for each, of unit length.
    """
    vectors = load_vectors()
    chosen = [(i, word) for i, word in enumerate(vectors.vocab.words) if word not in _SPECIAL][:words]
    matrix = np.stack([vectors.pq[i] for i, _ in chosen]).astype(np.float64)
    matrix -= matrix.mean(axis=0)
    _, axes = np.linalg.eigh(matrix.T @ matrix)
    axes = axes[:, ::-1][:, :size]
    axes *= np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])  # eigenvectors come with any sign
    projected = matrix @ axes
    projected /= np.linalg.norm(projected, axis=1, keepdims=True) + 1e-9
    return [word for _, word in chosen], projected.astype(np.float32)
