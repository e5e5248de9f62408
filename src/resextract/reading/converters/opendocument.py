"""Names and values of OpenDocument."""

from __future__ import annotations

__all__ = ["OFFICE", "STYLE", "TABLE", "TEXT", "as_count"]

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def as_count(text: str | None, most: int, default: int = 1) -> int:
    """Read a number that says how often something is repeated: the default where it is none, never more than most."""
    return min(int(text), most) if text and text.isdecimal() else default
