"""The text that the records of a document were made from, or why it is not there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from resextract.reading import loading as reading
from resextract.reading.source import ReadingError

if TYPE_CHECKING:
    from pathlib import Path

    from resextract.records.models import DocumentRecord

__all__ = ["MissingText", "load_text"]


Code = Literal["missing", "unreadable", "changed", "unconverted", "undecodable"]

_CODES: tuple[tuple[type[ReadingError], Code], ...] = (
    (reading.UnreadableSourceError, "unreadable"),
    (reading.MissingSourceError, "missing"),
    (reading.ChangedSourceError, "changed"),
    (reading.MissingLibraryError, "unconverted"),
)


@dataclass(frozen=True, slots=True)
class MissingText:
    """Why a text is not there.

    Attributes:
        source: The file as the records name it.
        code: What is wrong with it; words for it in the group ``source_problem``.
    """

    source: str
    code: Code


def load_text(document: DocumentRecord, root: Path) -> str | MissingText:
    """Load the text that offsets of a document's records refer to.

    Args:
        document: The document.
        root: The folder that sources are relative to.

    Returns:
        The text, byte order mark excluded, line ends as in the file; or why there is none. A file with another
        digest than the record's is never taken: offsets into it would point anywhere.
    """
    try:
        return reading.load_text(document.source, document.encoding, root, document.sha256)
    except ReadingError as error:
        code: Code = next((code for kind, code in _CODES if isinstance(error, kind)), "undecodable")
        return MissingText(document.source, code)
