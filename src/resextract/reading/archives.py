"""ZIP archives that come from outside: which documents they hold, and their bytes, within limits.

A word processor's file (DOCX, ODT) is an archive, too. Nothing is ever written to a path that an archive names; what
can only be meant to do harm is refused all the same, and sizes are counted while data is inflated, since an archive may
say anything about itself.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from itertools import pairwise
from typing import IO, TYPE_CHECKING

from resextract.language.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

__all__ = ["MAX_MEMBERS", "MAX_RATIO", "MAX_TOTAL", "Archive", "ArchiveError", "Member"]

MAX_MEMBERS = 10_000
"""Members of an archive from which on it is refused."""
MAX_RATIO = 200
"""How many times larger than its compressed bytes a member may become; text becomes ten times larger, rarely fifty."""
MAX_TOTAL = 4_000_000_000
"""Bytes that the members of an archive may say they have in all."""

_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1
_FREE_SIZE = 1_000_000
"""Bytes up to which the ratio does not matter: a small file of blanks shrinks to nothing."""
_CHUNK = 65_536
_LOCAL_HEADER = 30
_DRIVE = re.compile(r"[A-Za-z]:")
_DOCUMENTS = ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml")


class ArchiveError(ValueError):
    """An archive or a member of it cannot be used; the message says why."""


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
        try:
            self._file = zipfile.ZipFile(source)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, EOFError) as error:
            raise ArchiveError(phrase("damaged archive: {reason}", reason=str(error))) from error
        try:
            entries = [entry for entry in self._file.infolist() if not entry.is_dir()]
            _check_archive(entries)
            self._entries: dict[str, zipfile.ZipInfo] = {}
            self.members = tuple(self._list(entries))
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def _list(self, entries: list[zipfile.ZipInfo]) -> Iterator[Member]:
        for entry in entries:
            name = _decode_name(entry)
            problem = _judge_name(name) or _judge_entry(entry)
            if not problem and name in self._entries:
                problem = phrase("the archive holds two files of this name")
            elif not problem:
                self._entries[name] = entry
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
            ArchiveError: There is no such member, it has a problem or is damaged, or it is larger than the limit or
                grows more than `MAX_RATIO` allows.
        """
        if name not in self._entries:
            problems = [member.problem for member in self.members if member.name == name]
            raise ArchiveError(problems[0] if problems else phrase("the archive holds no {name}", name=name))
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


def _decode_name(entry: zipfile.ZipInfo) -> str:
    """The name as its writer saw it: without the flag of UTF-8, zipfile reads any name as CP437."""
    name = entry.orig_filename
    if not entry.flag_bits & _UTF8_FLAG:
        try:
            data = name.encode("cp437")
        except UnicodeEncodeError:  # a name from an extra field of the archive
            return name
        try:
            name = data.decode("utf-8")
        except UnicodeDecodeError:
            name = data.decode("cp866")  # what Russian Windows writes
    return name


def _judge_name(name: str) -> str:
    parts = name.split("/")
    if "\x00" in name or not name.strip():
        return phrase("refused: a name that is none")
    if "\\" in name:
        return phrase("refused: a backslash in the name")
    if name.startswith("/") or _DRIVE.match(name):
        return phrase("refused: an absolute path in the archive")
    if ".." in parts or "." in parts or "" in parts:
        return phrase("refused: a path that leads out of the archive")
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return phrase("the name is not valid UTF-8")
    return ""


def _judge_entry(entry: zipfile.ZipInfo) -> str:
    mode = entry.external_attr >> 16
    if entry.create_system == 3 and mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return phrase("refused: a link or a device, no file")
    if entry.flag_bits & _ENCRYPTED_FLAG:
        return phrase("encrypted: unpack it with its password first")
    return ""
