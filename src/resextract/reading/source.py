"""A document as the later stages see it: decoded text with where it came from."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from resextract.language.phrases import phrase
from resextract.reading.archives import ArchiveError
from resextract.reading.decoding import DecodingError, check_text, decode_bytes
from resextract.reading.kinds import TEXT, KindError, detect_kind
from resextract.reading.open_archives import open_archive

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
        transient: Whether it may be used another time, unchanged: the machine is to blame, and not the input.
    """

    def __init__(self, path: str, reason: str, transient: bool = False) -> None:
        super().__init__(
            path, reason, transient
        )  # all as arguments: an exception must survive the way out of a worker process
        self.path = path
        self.reason = reason
        self.transient = transient

    def __str__(self) -> str:
        return phrase("{path}: {reason}", path=self.path, reason=self.reason)


@dataclass(frozen=True, slots=True)
class SourceText:
    """A decoded document.

    Attributes:
        doc_id: The document's id, unique in a run.
        source: The path as given, with forward slashes; ``-`` for text that came from no file.
        sha256: Hexadecimal digest of the file's bytes.
        encoding: Python's name of the codec that gives the text, or the name of the converter that does.
        text: The decoded text, byte order mark excluded, line ends as in the file: what all offsets refer to.
        warnings: Codes for what a reader should check by hand.
        pages: How many pages the document has, None where its format knows none.
        on_disk: Whether ``source`` is a file that holds this text and nothing else.
    """

    doc_id: str
    source: str
    sha256: str
    encoding: str
    text: str
    warnings: tuple[str, ...] = ()
    pages: int | None = None
    on_disk: bool = True


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
        raise ReadingError(
            source, phrase("not a Unicode text: {reason} at character {start}", reason=error.reason, start=error.start)
        ) from error
    return SourceText(
        doc_id, source, hashlib.sha256(data).hexdigest(), "utf-8", text.removeprefix("\ufeff"), on_disk=False
    )


def decode_source(data: bytes, *, doc_id: str, source: str, max_size: int = MAX_SIZE) -> SourceText:
    """Make a document of a file's bytes: a plain text is decoded, any other kind converted.

    Args:
        data: The bytes.
        doc_id: The document's id.
        source: The path as given, with forward slashes; its suffix has a say where the bytes do not tell their kind.
        max_size: Most bytes that a converted text may have.

    Raises:
        ReadingError: The bytes are no readable Russian text, or of a kind that is not read, or the libraries for their
            kind are missing.
    """
    digest = hashlib.sha256(data).hexdigest()
    try:
        kind = detect_kind(data, source)
        if kind == TEXT:
            decoded = decode_bytes(data)
            return SourceText(doc_id, source, digest, decoded.encoding, decoded.text, decoded.warnings)
        from resextract.reading.conversion import ConversionError, convert
    except (DecodingError, KindError) as error:
        raise ReadingError(source, str(error)) from error
    try:
        converted = convert(kind, data)
        if len(converted.text.encode("utf-8")) > max_size:
            raise ConversionError(phrase("its text is {excess}", excess=_describe_excess(max_size)))
        codes = check_text(converted.text)
    except ConversionError as error:
        raise ReadingError(source, str(error), error.transient) from error
    except DecodingError as error:
        raise ReadingError(source, str(error)) from error
    warnings = (*converted.warnings, *codes)
    return SourceText(doc_id, source, digest, kind, converted.text, warnings, converted.pages, on_disk=False)


def read_input(item: Input, max_size: int = MAX_SIZE) -> SourceText:
    """Read an input.

    Args:
        item: A file, a member of an archive, or standard input where its path is None.
        max_size: Largest size in bytes that is accepted, of the file and of its text.

    Raises:
        ReadingError: The input has a problem already, cannot be read, is too large, is of a kind that is not read, or
            is no readable Russian text.
    """
    if item.problem:
        raise ReadingError(item.source, item.problem)
    data = _read_bytes(item, max_size)
    source = decode_source(data, doc_id=item.doc_id, source=item.source, max_size=max_size)
    return source if item.path and not item.member else replace(source, on_disk=False)


def _read_bytes(item: Input, max_size: int) -> bytes:
    try:
        if item.path is None:
            data = _read_at_most(sys.stdin.buffer, max_size)
        elif item.member:
            return open_archive(item.path).read(item.member, max_size)
        else:
            with item.path.open("rb") as stream:
                data = _read_at_most(stream, max_size)
    except OSError as error:
        raise ReadingError(
            item.source, phrase("cannot be read: {reason}", reason=error.strerror or str(error)), transient=True
        ) from error
    except ArchiveError as error:
        raise ReadingError(item.source, str(error)) from error
    if data is None:
        raise ReadingError(item.source, _describe_excess(max_size))
    return data


def _describe_excess(max_size: int) -> str:
    return phrase("larger than the limit of {limit:g} MB (--max-size raises it)", limit=max_size / MEGABYTE)


def _read_at_most(stream: IO[bytes], limit: int) -> bytes | None:
    # The size of a pipe or a device is not known before it is read.
    data = stream.read(limit + 1)
    return None if len(data) > limit else data
