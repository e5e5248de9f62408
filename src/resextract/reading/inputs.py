"""What the user names on the command line → the files to read."""

from __future__ import annotations

import glob
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from resextract.reading.naming import name_documents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["STDIN", "Input", "find_inputs"]

STDIN = "-"
SUFFIX = ".txt"
"""Files of a folder that are texts; a file named by itself may be called anything."""


@dataclass(frozen=True, slots=True)
class Input:
    """One document to read.

    Attributes:
        source: The path as given, with forward slashes; ``-`` for standard input.
        path: The file; None for standard input.
        doc_id: The document's id, unique among the inputs; empty for an input with a problem.
        problem: Why there is nothing to read; empty if there is.
    """

    source: str
    path: Path | None
    doc_id: str = ""
    problem: str = ""


def find_inputs(arguments: Sequence[str]) -> list[Input]:
    """Find the files that arguments name.

    Args:
        arguments: Files; folders, which give all their ``*.txt``, sub-folders included, hidden ones not; glob patterns
            (``**`` goes through folders); ``-`` for standard input. A name that exists is never taken for a pattern.

    Returns:
        The inputs in the order of the arguments, within a folder or pattern sorted by path. A file that is named twice
        comes once, at its first place. An argument that gives no file is an input with a problem.
    """
    found: list[Input] = []
    seen: set[str] = set()
    for argument in arguments:
        for item in _expand(argument):
            key = STDIN if item.path is None else os.path.realpath(item.path)
            if item.problem or key not in seen:
                seen.add(key)
                found.append(item)
    readable = [item for item in found if not item.problem]
    ids = iter(name_documents([item.path and Path(os.path.realpath(item.path)) for item in readable]))
    return [item if item.problem else Input(item.source, item.path, next(ids)) for item in found]


def _expand(argument: str) -> Iterator[Input]:
    if argument == STDIN:
        yield Input(STDIN, None)
        return
    try:
        is_folder = stat.S_ISDIR(os.stat(argument).st_mode)  # noqa: PTH116 - Path.is_dir hides why it cannot tell
    except (FileNotFoundError, NotADirectoryError):
        yield from _expand_pattern(argument)
    except OSError as error:
        yield _as_input(Path(argument), f"cannot be read: {error.strerror}")
    else:
        yield from _list_folder(Path(argument)) if is_folder else [_as_input(Path(argument))]


def _expand_pattern(argument: str) -> Iterator[Input]:
    if not argument or not glob.has_magic(argument):
        yield Input(argument, Path(argument), problem="no such file or folder")
        return
    matches = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    if not matches:
        yield _as_input(Path(argument), "no file matches this pattern")
    for match in matches:
        yield from _expand(match)


def _list_folder(folder: Path) -> Iterator[Input]:
    problems: list[Input] = []

    def note(error: OSError) -> None:
        problems.append(_as_input(Path(error.filename), f"cannot be read: {error.strerror}"))

    files: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(parent, n) for n in names if n.lower().endswith(SUFFIX) and not n.startswith(".")]
    yield from sorted(problems, key=lambda item: item.source)
    if not files and not problems:
        yield _as_input(folder, f"the folder holds no *{SUFFIX} file")
    yield from (_as_input(path) for path in sorted(files, key=lambda p: p.parts))


def _as_input(path: Path, problem: str = "") -> Input:
    source = path.as_posix()
    try:
        source.encode("utf-8")
    except UnicodeEncodeError:  # bytes of a file name in another encoding: no record could name its source
        source = source.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        problem = problem or "the name is not valid UTF-8: rename the file"
    return Input(source, path, problem=problem)
