"""What can be wrong with a trained model."""

from __future__ import annotations

__all__ = ["ModelError", "TaggerError"]


class ModelError(ValueError):
    """A folder is no model, or not a whole one; the message names it and says why."""


class TaggerError(ValueError):
    """Files are no tagger's of their architecture; the message says which and why."""
