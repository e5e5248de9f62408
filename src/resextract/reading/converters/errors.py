"""What a converter says when it cannot give the text of a document."""

from __future__ import annotations

from resextract.language.phrases import phrase

__all__ = ["ConversionError", "MissingExtraError"]


class ConversionError(ValueError):
    """A document cannot be turned into text; the message says why, in words for the user."""


class MissingExtraError(ConversionError):
    """The library that reads this kind of documents is not installed."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            phrase(
                "reading {kind} needs libraries that are not installed: pip install 'resextract[inputs]'",
                kind=kind.upper(),
            )
        )
