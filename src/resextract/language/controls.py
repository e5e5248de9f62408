"""Characters that steer a terminal: escape sequences, bells, overprints."""

from __future__ import annotations

__all__ = ["hide_controls"]

_HIDDEN = dict.fromkeys([*range(32), *range(127, 160)], "\ufffd") | {9: "\t", 10: "\n", 11: " ", 12: " "}


def hide_controls(text: str) -> str:
    """Return a text that may be printed wherever it comes from.

    Args:
        text: A text of a document, a name of a file.

    Returns:
        The text with U+FFFD for every control character of ASCII and ISO 8859 but tab and line feed; vertical tab and
        form feed are blanks. Offsets stay as they are.
    """
    return text.translate(_HIDDEN)
