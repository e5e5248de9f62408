"""A document as the later stages see it: decoded text with where it came from."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.reading.decoding import DecodingError, decode_bytes

if TYPE_CHECKING:
    from typing import IO

    from resextract.reading.inputs import Input

__all__ = ["MAX_SIZE", "ReadingError", "SourceText", "decode_source", "make_source", "read_input"]

MEGABYTE = 1_000_000

MAX_SIZE = 5 * MEGABYTE
"""Largest file in bytes that is read unless the user asks for more: fifty times a long resolution. Extraction takes
about 120 bytes of memory for each byte of a text."""


class ReadingError(Exception):
    """An input cannot be used.

    Attributes:
        path: The input as the user named it.
        reason: Why, in words for the user.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)  # both as arguments: an exception must survive the way out of a worker process
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


@dataclass(frozen=True, slots=True)
class SourceText:
    """A decoded document.

    Attributes:
        doc_id: The document's id, unique in a run.
        source: The path as given, with forward slashes; ``-`` for text that came from no file.
        sha256: Hexadecimal digest of the file's bytes.
        encoding: Python's name of the codec that gives the text.
        text: The decoded text, byte order mark excluded, line ends as in the file: what all offsets refer to.
        warnings: Codes for what a reader should check by hand.
    """

    doc_id: str
    source: str
    sha256: str
    encoding: str
    text: str
    warnings: tuple[str, ...] = ()


def make_source(text: str, *, doc_id: str = "text", source: str = "-") -> SourceText:
    """Make a document of a text in memory.

    Args:
        text: The text, taken as it is: whoever has it decoded has judged it. A leading U+FEFF is a byte order mark.
        doc_id: The document's id.
        source: Where it comes from.

    Raises:
        ReadingError: The text holds surrogates, so that no file could hold it.
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReadingError(source, f"not a Unicode text: {error.reason} at character {error.start}") from error
    return SourceText(doc_id, source, hashlib.sha256(data).hexdigest(), "utf-8", text.removeprefix("\ufeff"))


def decode_source(data: bytes, *, doc_id: str, source: str) -> SourceText:
    """Make a document of a file's bytes.

    Args:
        data: The bytes.
        doc_id: The document's id.
        source: The path as given, with forward slashes.

    Raises:
        ReadingError: The bytes are no readable Russian text.
    """
    try:
        decoded = decode_bytes(data)
    except DecodingError as error:
        raise ReadingError(source, str(error)) from error
    digest = hashlib.sha256(data).hexdigest()
    return SourceText(doc_id, source, digest, decoded.encoding, decoded.text, decoded.warnings)


def read_input(item: Input, max_size: int = MAX_SIZE) -> SourceText:
    """Read and decode an input.

    Args:
        item: A file, or standard input where its path is None.
        max_size: Largest size in bytes that is accepted.

    Raises:
        ReadingError: The input has a problem already, cannot be read, is too large, or is no readable Russian text.
    """
    if item.problem:
        raise ReadingError(item.source, item.problem)
    try:
        if item.path is None:
            data = _read_at_most(sys.stdin.buffer, max_size)
        else:
            with item.path.open("rb") as stream:
                data = _read_at_most(stream, max_size)
    except OSError as error:
        raise ReadingError(item.source, f"cannot be read: {error.strerror or error}") from error
    if data is None:
        limit = max_size / MEGABYTE
        raise ReadingError(item.source, f"larger than the limit of {limit:g} MB (--max-size raises it)")
    return decode_source(data, doc_id=item.doc_id, source=item.source)


def _read_at_most(stream: IO[bytes], limit: int) -> bytes | None:
    # The size of a pipe or a device is not known before it is read.
    data = stream.read(limit + 1)
    return None if len(data) > limit else data
