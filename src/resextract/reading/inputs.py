"""What the user names on the command line → the documents to read."""

from __future__ import annotations

import glob
import os
import stat
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, overload

from resextract.language.phrases import phrase
from resextract.reading.archives import Archive, ArchiveError
from resextract.reading.kinds import ARCHIVE_SUFFIX, SUFFIXES
from resextract.reading.member_names import show_name
from resextract.reading.naming import name_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["STDIN", "Input", "Inputs", "find_inputs"]

STDIN = "-"
_READ = (*SUFFIXES, ARCHIVE_SUFFIX)
_NESTED = phrase("refused: an archive inside an archive; unpack it first")


@dataclass(frozen=True, slots=True)
class Input:
    """One document to read.

    Attributes:
        source: The path as given, with forward slashes, that of an archive with its member's name after it; ``-`` for
            standard input.
        path: The file, of a member its archive; None for standard input.
        doc_id: The document's id, unique among the inputs; empty for an input with a problem.
        problem: Why there is nothing to read; empty if there is.
        member: The name of the document in the archive; empty for a file of its own.
    """

    source: str
    path: Path | None
    doc_id: str = ""
    problem: str = ""
    member: str = ""


@dataclass(frozen=True)
class Inputs(Sequence[Input]):
    """The documents to read, in order.

    Attributes:
        items: The documents.
        skipped: Suffixes of files in folders and archives that are no documents, each with the number of such files;
            sorted by suffix, which is empty for a name without one.
    """

    items: tuple[Input, ...]
    skipped: tuple[tuple[str, int], ...] = ()

    @overload
    def __getitem__(self, index: int) -> Input: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Input]: ...
    def __getitem__(self, index: int | slice) -> Input | Sequence[Input]:
        return self.items[index]

    def __len__(self) -> int:
        return len(self.items)


def find_inputs(arguments: Sequence[str]) -> Inputs:
    """Find the documents that arguments name.

    Args:
        arguments: Files; folders, which give all their files with a suffix of a document or archive, sub-folders
            included, hidden ones not; ZIP archives, which give the documents in them; glob patterns (``**`` goes
            through folders); ``-`` for standard input. A name that exists is never taken for a pattern.

    Returns:
        The inputs in the order of the arguments, within a folder, an archive or a pattern sorted by path. A file that
        is named twice comes once, at its first place. An argument that gives no file, and a member of an archive that
        must not be read, is an input with a problem.
    """
    found: list[Input] = []
    seen: set[tuple[str, str]] = set()
    skipped: dict[str, str] = {}
    for argument in arguments:
        for item in _expand(argument, skipped):
            key = STDIN if item.path is None else os.path.realpath(item.path)
            if (item.problem and not item.member) or (key, item.member) not in seen:
                seen.add((key, item.member))
                found.append(item)
    readable = [item for item in found if not item.problem]
    ids = iter(name_documents([_place(item) for item in readable]))
    items = tuple(item if item.problem else replace(item, doc_id=next(ids)) for item in found)
    return Inputs(items, tuple(sorted(Counter(skipped.values()).items())))


def _place(item: Input) -> Path | None:
    return item.path and Path(os.path.realpath(item.path), item.member)


def _expand(argument: str, skipped: dict[str, str]) -> Iterator[Input]:
    if argument == STDIN:
        yield Input(STDIN, None)
        return
    try:
        is_folder = stat.S_ISDIR(os.stat(argument).st_mode)  # noqa: PTH116 - Path.is_dir hides why it cannot tell
    except (FileNotFoundError, NotADirectoryError):
        yield from _expand_pattern(argument, skipped)
    except OSError as error:
        yield _as_input(Path(argument), phrase("cannot be read: {reason}", reason=error.strerror))
    else:
        yield from _list_folder(Path(argument), skipped) if is_folder else _open_file(Path(argument), skipped)


def _expand_pattern(argument: str, skipped: dict[str, str]) -> Iterator[Input]:
    if not argument or not glob.has_magic(argument):
        yield Input(argument, Path(argument), problem=phrase("no such file or folder"))
        return
    matches = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    if not matches:
        yield _as_input(Path(argument), phrase("no file matches this pattern"))
    for match in matches:
        yield from _expand(match, skipped)


def _list_folder(folder: Path, skipped: dict[str, str]) -> Iterator[Input]:
    problems: list[Input] = []

    def note(error: OSError) -> None:
        problems.append(_as_input(Path(error.filename), phrase("cannot be read: {reason}", reason=error.strerror)))

    files: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if _is_visible(name) and _is_read(name):
                files.append(Path(parent, name))
            elif _is_visible(name):
                skipped[os.path.realpath(Path(parent, name))] = _suffix(name)
    yield from sorted(problems, key=lambda item: item.source)
    if not files and not problems:
        yield _as_input(
            folder, phrase("the folder holds no document ({kinds})", kinds=" ".join(f"*{suffix}" for suffix in _READ))
        )
    for path in sorted(files, key=lambda p: p.parts):
        yield from _open_file(path, skipped)


def _open_file(path: Path, skipped: dict[str, str]) -> Iterator[Input]:
    item = _as_input(path)
    if item.problem or _suffix(path.name) != ARCHIVE_SUFFIX:
        yield item
        return
    try:
        with Archive(path) as archive:
            if archive.is_document():  # a DOCX or ODT file under another name
                yield item
                return
            members = sorted(archive.members, key=lambda member: member.name.split("/"))
    except ArchiveError as error:
        yield replace(item, problem=str(error))
        return
    except OSError as error:
        yield replace(item, problem=phrase("cannot be read: {reason}", reason=error.strerror or str(error)))
        return
    listed = [_as_member(item, member.name, member.problem) for member in members if _is_shown(member.name)]
    for member in listed:
        if member.problem or _is_read(member.member):
            yield member
        else:
            skipped[os.path.realpath(path) + f"/{member.member}"] = _suffix(member.member)
    if not any(member.problem or _is_read(member.member) for member in listed):
        yield replace(item, problem=phrase("the archive holds no document"))


def _as_member(archive: Input, name: str, problem: str) -> Input:
    if not problem and _suffix(name) == ARCHIVE_SUFFIX:
        problem = _NESTED
    return replace(archive, source=f"{archive.source}/{show_name(name)}", member=name, problem=problem)


def _is_shown(name: str) -> bool:
    parts = name.split("/")
    return ".." in parts or all(_is_visible(part) for part in parts)


def _is_visible(name: str) -> bool:
    return not name.startswith((".", "~$")) and name != "__MACOSX"  # ~$ is a lock file of Word


def _is_read(name: str) -> bool:
    return _suffix(name) in _READ


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _as_input(path: Path, problem: str = "") -> Input:
    source = path.as_posix()
    try:
        source.encode("utf-8")
    except UnicodeEncodeError:  # bytes of a file name in another encoding: no record could name its source
        source = source.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        problem = problem or phrase("the name is not valid UTF-8: rename the file")
    return Input(source, path, problem=problem)
