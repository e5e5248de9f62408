"""The text that the records of a document were made from, or why it is not there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

    from resextract.records.models import DocumentRecord

__all__ = ["MissingText", "load_text"]


@dataclass(frozen=True, slots=True)
class MissingText:
    """Why a text is not there.

    Attributes:
        source: The file as the records name it.
        code: What is wrong with it; words for it in the group ``source_problem``.
    """

    source: str
    code: Literal["missing", "unreadable", "changed", "undecodable"]


def load_text(document: DocumentRecord, root: Path) -> str | MissingText:
    """Load the text that offsets of a document's records refer to.

    Args:
        document: The document.
        root: The folder that sources are relative to.

    Returns:
        The decoded text, byte order mark excluded, line ends as in the file; or why there is none. A file with another
        digest than the record's is never taken: offsets into it would point anywhere.
    """
    path = root / document.source
    try:
        if not path.is_file():
            return MissingText(document.source, "missing")
        data = path.read_bytes()
    except (OSError, ValueError):  # ValueError: a name that no file can have
        return MissingText(document.source, "unreadable")
    if hashlib.sha256(data).hexdigest() != document.sha256:
        return MissingText(document.source, "changed")
    try:
        return data.decode(document.encoding).removeprefix("\ufeff")
    except (LookupError, UnicodeDecodeError):
        return MissingText(document.source, "undecodable")
