"""ZIP archives that come from outside: which documents they hold, and their bytes, within limits.

A word processor's file (DOCX, ODT) is an archive, too. Nothing is ever written to a path that an archive names; what
can only be meant to do harm is refused all the same, and sizes are counted while data is inflated, since an archive may
say anything about itself.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import IO, TYPE_CHECKING

from resextract.language.phrases import phrase
from resextract.reading.archive_directories import measure_directory
from resextract.reading.member_names import decode_name, judge_name, show_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

__all__ = ["MAX_MEMBERS", "MAX_RATIO", "MAX_TOTAL", "Archive", "ArchiveError", "Member", "MissingMemberError"]

MAX_MEMBERS = 10_000
"""Members of an archive from which on it is refused."""
MAX_RATIO = 200
"""How many times larger than its compressed bytes a member may become; text becomes ten times larger, rarely fifty."""
MAX_TOTAL = 4_000_000_000
"""Bytes that the members of an archive may say they have in all."""

_ENCRYPTED_FLAG = 0x1
_FREE_SIZE = 1_000_000
"""Bytes up to which the ratio does not matter: a small file of blanks shrinks to nothing."""
_CHUNK = 65_536
_LOCAL_HEADER = 30
_MOST_ENTRIES = 2 * MAX_MEMBERS
"""Entries of an archive's list, folders included, from which on it is not even parsed."""
_LONGEST_LIST = 20_000_000
"""Bytes of an archive's list from which on it is not even read; an entry takes about a hundred."""
_DOCUMENTS = ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml")


class ArchiveError(ValueError):
    """An archive or a member of it cannot be used; the message says why."""


class MissingMemberError(ArchiveError):
    """The archive holds no member of this name."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive.

    Attributes:
        name: Its name with forward slashes, decoded.
        problem: Why it is not read; empty if it is.
    """

    name: str
    problem: str = ""


class Archive:
    """An open archive.

    Attributes:
        members: Its files, in the order of the archive; folders are left out.
    """

    def __init__(self, source: Path | IO[bytes]) -> None:
        """Open an archive.

        Raises:
            ArchiveError: It is damaged, its members overlap, or there are more of them than the limits allow.
            OSError: The file cannot be read.
        """
        stream = source.open("rb") if isinstance(source, Path) else source
        self._owned = stream if isinstance(source, Path) else None
        try:
            self._file = _open_zip(stream)
            entries = [entry for entry in self._file.infolist() if not entry.is_dir()]
            _check_archive(entries)
            self._entries: dict[str, zipfile.ZipInfo] = {}
            self._problems: dict[str, str] = {}
            self.members = tuple(self._list(entries))
        except BaseException:
            if self._owned is not None:
                self._owned.close()
            raise

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, if the archive was opened by its path."""
        self._file.close()
        if self._owned is not None:
            self._owned.close()

    def _list(self, entries: list[zipfile.ZipInfo]) -> Iterator[Member]:
        for entry in entries:
            name = decode_name(entry)
            problem = judge_name(name) or _judge_entry(entry)
            if not problem and name in self._entries:
                problem = phrase("the archive holds two files of this name")
            elif not problem:
                self._entries[name] = entry
            if problem:
                self._problems.setdefault(name, problem)
            yield Member(name, problem)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def is_document(self) -> bool:
        """Whether the archive is one document of a word processor or spreadsheet, and not a collection of files."""
        return any(name in self._entries for name in _DOCUMENTS)

    def read(self, name: str, limit: int) -> bytes:
        """Read a member.

        Args:
            name: Its name, as in `members`.
            limit: Most bytes that it may have.

        Raises:
            MissingMemberError: There is no such member.
            ArchiveError: It has a problem or is damaged, or it is larger than the limit or grows more than `MAX_RATIO`
                allows.
        """
        if name not in self._entries:
            if name in self._problems:
                raise ArchiveError(self._problems[name])
            raise MissingMemberError(phrase("the archive holds no {name}", name=show_name(name)))
        entry = self._entries[name]
        # What a compressed byte can give is known before anything is inflated; the declared size may lie either way.
        most = max(_FREE_SIZE, MAX_RATIO * max(entry.compress_size, 1))
        parts: list[bytes] = []
        size = 0
        try:
            with self._file.open(entry) as stream:
                while part := stream.read(_CHUNK):
                    size += len(part)
                    if size > limit:
                        raise ArchiveError(
                            phrase(
                                "larger than the limit of {limit:g} MB (--max-size raises it)", limit=limit / 1_000_000
                            )
                        )
                    if size > most:
                        raise ArchiveError(
                            phrase("refused: more than {ratio} times larger than its compressed bytes", ratio=MAX_RATIO)
                        )
                    parts.append(part)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            NotImplementedError,
            ValueError,
        ) as error:
            if isinstance(error, ArchiveError):
                raise
            raise ArchiveError(
                phrase("damaged in the archive: {reason}", reason=str(error) or type(error).__name__)
            ) from error
        return b"".join(parts)


def _open_zip(stream: IO[bytes]) -> zipfile.ZipFile:
    entries, size = measure_directory(stream, _MOST_ENTRIES, _LONGEST_LIST)
    if entries > _MOST_ENTRIES:
        raise ArchiveError(phrase("refused: more than {limit} files and folders in an archive", limit=_MOST_ENTRIES))
    if size > _LONGEST_LIST:
        raise ArchiveError(
            phrase("refused: a list of files of {size} bytes (the limit is {limit})", size=size, limit=_LONGEST_LIST)
        )
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, EOFError) as error:
        raise ArchiveError(phrase("damaged archive: {reason}", reason=str(error))) from error


def _check_archive(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_MEMBERS:
        raise ArchiveError(
            phrase(
                "refused: {number} files in an archive (the limit is {limit})", number=len(entries), limit=MAX_MEMBERS
            )
        )
    if (total := sum(entry.file_size for entry in entries)) > MAX_TOTAL:
        raise ArchiveError(
            phrase("refused: {total} bytes in an archive (the limit is {limit})", total=total, limit=MAX_TOTAL)
        )
    places = sorted(
        (entry.header_offset, entry.header_offset + _LOCAL_HEADER + entry.compress_size) for entry in entries
    )
    if any(end > start for (_, end), (start, _) in pairwise(places)):
        raise ArchiveError(phrase("refused: files in the archive overlap"))


def _judge_entry(entry: zipfile.ZipInfo) -> str:
    mode = entry.external_attr >> 16
    if entry.create_system == 3 and mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return phrase("refused: a link or a device, no file")
    if entry.flag_bits & _ENCRYPTED_FLAG:
        return phrase("encrypted: unpack it with its password first")
    return ""
