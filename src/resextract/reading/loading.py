"""The text of a record's document, read again from where the record says it came from."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path, PurePosixPath

from resextract.language.phrases import phrase
from resextract.reading.archives import ArchiveError, MissingMemberError
from resextract.reading.kinds import CONVERTERS
from resextract.reading.open_archives import open_archive
from resextract.reading.source import ReadingError

__all__ = [
    "ChangedSourceError",
    "MissingLibraryError",
    "MissingSourceError",
    "UnreadableSourceError",
    "load_text",
]

_LARGEST_MEMBER = 1_000_000_000
"""Bytes up to which a member of an archive is read again: whoever made the records may have raised the limit."""


class MissingSourceError(ReadingError):
    """The file, or the member of the archive, is not there."""


class UnreadableSourceError(MissingSourceError):
    """The file is there, and the system does not give it."""


class ChangedSourceError(ReadingError):
    """The file is there, and is not the one that the records were made from."""


class MissingLibraryError(ReadingError):
    """The file is there, and the libraries that turn it into text are not installed."""


def load_text(source: str, encoding: str, root: Path | None = None, sha256: str | None = None) -> str:
    """Read the text that the offsets of a document's records refer to.

    Args:
        source: ``document.source`` of a record: a file, or a member of an archive (``archive.zip/inner/path.docx``).
        encoding: ``document.encoding``: a codec, or the name of a converter.
        root: The folder that the source is relative to; None for the working folder.
        sha256: ``document.sha256``, to make sure that it is the same file; None where that does not matter.

    Returns:
        The text, byte order mark excluded, line ends as in the file.

    Raises:
        MissingSourceError: There is no such file or member.
        ChangedSourceError: Its bytes have another digest.
        MissingLibraryError: The libraries for its kind are not installed.
        ReadingError: It cannot be read, decoded or converted; each of the above is one, too.
    """
    data = _read(source, root or Path())
    if sha256 is not None and hashlib.sha256(data).hexdigest() != sha256:
        raise ChangedSourceError(source, phrase("the file was changed, or it is another one (sha256)"))
    if encoding in CONVERTERS:
        return _convert(source, encoding, data)
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except (LookupError, UnicodeDecodeError) as error:
        raise ReadingError(
            source, phrase("cannot be decoded as {encoding}: {reason}", encoding=encoding, reason=str(error))
        ) from error


def _convert(source: str, kind: str, data: bytes) -> str:
    from resextract.reading.conversion import ConversionError, MissingExtraError, convert

    try:
        return convert(kind, data).text
    except MissingExtraError as error:
        raise MissingLibraryError(source, str(error)) from error
    except ConversionError as error:
        raise ReadingError(source, str(error)) from error


def _read(source: str, root: Path) -> bytes:
    try:
        if (root / source).is_file():
            return (root / source).read_bytes()
        parts = PurePosixPath(source).parts
        for count in range(1, len(parts)):
            archive = root.joinpath(*parts[:count])
            if archive.is_file() and zipfile.is_zipfile(archive):
                return _read_member(source, archive, "/".join(parts[count:]))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise UnreadableSourceError(
            source, phrase("cannot be read: {reason}", reason=getattr(error, "strerror", None) or str(error))
        ) from error
    raise MissingSourceError(source, phrase("not found"))


def _read_member(source: str, path: Path, name: str) -> bytes:
    try:
        return open_archive(path).read(name, _LARGEST_MEMBER)
    except MissingMemberError as error:
        raise MissingSourceError(source, str(error)) from error
    except ArchiveError as error:
        raise ReadingError(source, str(error)) from error
