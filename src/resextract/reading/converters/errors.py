"""What a converter says when it cannot give the text of a document."""

from __future__ import annotations

from resextract.language.phrases import phrase

__all__ = ["ConversionError", "MissingExtraError", "ResourceError"]


class ConversionError(ValueError):
    """A document cannot be turned into text; the message says why, in words for the user.

    Attributes:
        transient: Whether the same document may be converted another time: the machine is to blame.
    """

    transient = False


class ResourceError(ConversionError):
    """There was not enough memory for the document."""

    transient = True


class MissingExtraError(ConversionError):
    """The library that reads this kind of documents is not installed."""

    transient = True

    def __init__(self, kind: str) -> None:
        super().__init__(
            phrase(
                "reading {kind} needs libraries that are not installed: pip install 'resextract[inputs]'",
                kind=kind.upper(),
            )
        )
