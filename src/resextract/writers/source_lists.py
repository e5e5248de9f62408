"""The list beside saved texts that tells what each of them was taken from: one JSON object a line."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from resextract.language.phrases import phrase
from resextract.writers.jsonl import OutputError, explain_failure, format_line, open_output

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["SOURCES", "SavedText", "append_source", "read_sources", "write_sources"]

SOURCES = "sources.jsonl"
_HEAD = b'{"text"'


@dataclass(frozen=True, slots=True)
class SavedText:
    """A saved text and what it was taken from.

    Attributes:
        text: The saved file, as the records name it.
        doc_id: The document's id.
        source: The original: a file, a member of an archive, or ``-`` for standard input.
        sha256: Hexadecimal digest of the original's bytes.
        converter: What gave the text: a converter (``docx``), or the codec of a plain text.
        pages: How many pages the original has, None where its format knows none.
        text_sha256: Hexadecimal digest of the saved file's bytes.
    """

    text: str
    doc_id: str
    source: str
    sha256: str
    converter: str
    pages: int | None
    text_sha256: str


def append_source(saved: SavedText, folder: Path) -> None:
    """List a text that is about to be saved, so that even a killed run leaves none that is not listed.

    Several processes may do so at a time: a line is written at once. It opens with a line end, in case the line before
    it was cut off.

    Raises:
        OutputError: The file cannot be written.
    """
    path = folder / SOURCES
    line = b"\n" + format_line(asdict(saved)).encode("utf-8")
    with explain_failure(str(path)):
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        try:
            if os.write(descriptor, line) < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        finally:
            os.close(descriptor)


def write_sources(saved: Iterable[SavedText], folder: Path) -> None:
    """Write what the texts of a folder were taken from, sorted by the name of the text.

    Args:
        saved: What this run has saved. What else is listed there stays in the file while the text is there.
        folder: The folder of the texts.

    Raises:
        OutputError: The file cannot be written, or the one that is there is of another kind.
    """
    rows = {name: row for name, row in read_sources(folder).items() if (folder / name).is_file()}
    rows |= {item.text.rpartition("/")[2]: asdict(item) for item in saved}
    with open_output(str(folder / SOURCES)) as stream:
        for name in sorted(rows):
            stream.write(format_line(rows[name]).encode("utf-8"))


def read_sources(folder: Path) -> dict[str, dict[str, object]]:
    """Read the list of a folder.

    Returns:
        The rows by the names of the texts, of several for one text the last; empty where there is no list. Lines that
        a kill has cut off are left out.

    Raises:
        OutputError: The file is none that `write_sources` or `append_source` has written.
    """
    path = folder / SOURCES
    try:
        lines = path.read_bytes().split(b"\n") if path.is_file() else []
        rows = [row for line in lines if line.strip() and (row := _read_row(line)) is not None]
        return {str(row["text"]).rpartition("/")[2]: row for row in rows}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OutputError(
            phrase("{path}: is no list of saved texts; choose another folder for --save-text", path=path)
        ) from error


def _read_row(line: bytes) -> dict[str, object] | None:
    try:
        row: dict[str, object] = json.loads(line)
    except ValueError:
        if line.startswith(_HEAD) or _HEAD.startswith(line):
            return None
        raise
    return row
