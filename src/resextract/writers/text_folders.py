"""The folder for saved texts: whether it may be used, and what must be known of it during a run."""

from __future__ import annotations

import fnmatch
import glob
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from resextract.language.phrases import phrase
from resextract.writers.jsonl import OutputError
from resextract.writers.source_lists import SOURCES, read_sources
from resextract.writers.text_names import find_crowded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.reading.inputs import Input

__all__ = ["TextFolder", "prepare_folder"]

_MAGIC = re.compile(r"[*?\[\]]")
_SUFFIX = ".txt"


@dataclass(frozen=True, slots=True)
class TextFolder:
    """A folder for the texts of a run.

    Attributes:
        path: Where it is.
        listed: Names of the texts that earlier runs have saved there.
        crowded: What `find_crowded` says of the documents of the run.
    """

    path: Path
    listed: frozenset[str] = frozenset()
    crowded: frozenset[str] = frozenset()


def prepare_folder(
    folder: Path, output: str, arguments: Sequence[str] = (), inputs: Sequence[Input] = ()
) -> TextFolder:
    """Make the folder for saved texts before a run.

    Args:
        folder: The folder; the one above it exists.
        output: Where the records go.
        arguments: What the user has named to be read.
        inputs: The documents that this gives.

    Raises:
        OutputError: It cannot be made, what it holds under the name of the list is something else, the records would go
            where the list does, or its texts are or would be read: the next run would take them for documents.
    """
    place = Path(os.path.realpath(folder))
    if os.path.realpath(output) == os.path.realpath(folder / SOURCES):
        raise OutputError(
            phrase("{output}: is the list of saved texts; choose another name for the output", output=output)
        )
    for argument in arguments:
        if _would_read(argument, place):
            raise OutputError(
                phrase(
                    "{folder}: its texts would be read next time, as {argument} takes them in; choose another folder",
                    folder=folder,
                    argument=argument,
                )
            )
    for item in inputs:
        if item.path is not None and Path(os.path.realpath(item.path)).is_relative_to(place):
            raise OutputError(
                phrase(
                    "{folder}: holds {source}, which is to be read; choose another folder for --save-text",
                    folder=folder,
                    source=item.source,
                )
            )
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(
            phrase("{folder}: the folder cannot be made: {reason}", folder=folder, reason=error.strerror or str(error))
        ) from error
    ids = [item.doc_id for item in inputs if not item.problem]
    return TextFolder(folder, frozenset(read_sources(folder)), find_crowded(ids))


def _would_read(argument: str, folder: Path) -> bool:
    if os.path.isdir(argument):  # noqa: PTH112 - raises nothing
        return folder.is_relative_to(os.path.realpath(argument))
    if os.path.lexists(argument) or not glob.has_magic(argument):
        return False
    parts = Path(argument).parts
    fixed = next(i for i, part in enumerate(parts) if glob.has_magic(part))
    base, pattern = os.path.realpath(Path(*parts[:fixed])), parts[fixed:]
    if not folder.is_relative_to(base):
        return False
    below = folder.relative_to(base).parts
    is_deep = "**" in pattern
    # A pattern reads the texts if it takes in the folder or one around it, or files that lie as deep as the texts do.
    for depth, name in enumerate(below, 1):
        if (is_deep or depth == len(pattern)) and fnmatch.fnmatch(name.lower(), pattern[-1].lower()):
            return True
    return (is_deep or len(pattern) == len(below) + 1) and _may_be_text(pattern[-1].lower())


def _may_be_text(pattern: str) -> bool:
    tail = _MAGIC.split(pattern)[-1]
    return tail.endswith(_SUFFIX) or _SUFFIX.endswith(tail)
