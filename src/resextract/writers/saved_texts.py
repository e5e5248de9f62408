"""Texts that were taken out of other files, saved so that offsets can be checked without a converter."""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from resextract.language.phrases import phrase
from resextract.writers.jsonl import OutputError, open_output

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from resextract.reading.source import SourceText

__all__ = ["SOURCES", "SavedText", "name_file", "prepare_folder", "save_text", "write_sources"]

SOURCES = "sources.jsonl"
"""The file beside the texts that tells what each of them was taken from."""

_UNSAFE = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*\ud800-\udfff\u2028\u2029]")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
_LONGEST = 180
"""Bytes of a file name before the suffix: file systems allow 255, and a temporary name is longer."""


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
    """

    text: str
    doc_id: str
    source: str
    sha256: str
    converter: str
    pages: int | None


def name_file(doc_id: str) -> str:
    """Name the file for a document's text.

    Returns:
        The id with ``.txt`` after it. Where the id cannot be a file name on every system, it is changed and gets a part
        of its digest, so that two ids never share a file.
    """
    name = _UNSAFE.sub("_", doc_id)
    while len(name.encode("utf-8")) > _LONGEST:
        name = name[:-1]
    name = name.strip(". ")
    if _RESERVED.match(name):
        name = f"_{name}"
    if name and name == doc_id:
        return f"{name}.txt"
    return f"{name or 'text'}~{hashlib.sha256(doc_id.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}.txt"


def prepare_folder(folder: Path, output: str, inputs: Sequence[str] = ()) -> None:
    """Make the folder for saved texts before a run.

    Args:
        folder: The folder; the one above it exists.
        output: Where the records go.
        inputs: What the run reads.

    Raises:
        OutputError: It cannot be made, what it holds under the name of the list is something else, the records would go
            where the list does, or it lies in a folder that is read: the next run would take its texts for documents.
    """
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(
            phrase("{folder}: the folder cannot be made: {reason}", folder=folder, reason=error.strerror or str(error))
        ) from error
    if os.path.realpath(output) == os.path.realpath(folder / SOURCES):
        raise OutputError(
            phrase("{output}: is the list of saved texts; choose another name for the output", output=output)
        )
    for argument in inputs:
        if os.path.isdir(argument) and Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(argument)):  # noqa: PTH112
            raise OutputError(
                phrase(
                    "{folder}: lies in {argument}, so its texts would be read next time; choose another folder",
                    folder=folder,
                    argument=argument,
                )
            )
    _read_sources(folder)


def save_text(source: SourceText, folder: Path) -> tuple[SourceText, SavedText | None]:
    """Save a document's text, unless its source is a plain text file already.

    Args:
        source: The document.
        folder: Where its text goes; it exists.

    Returns:
        The document as its records are to name it, and what was saved: the document itself and None for a plain text.

    Raises:
        OutputError: The file cannot be written, is a link, or is a file that was there before and holds something else.
    """
    if source.on_disk:
        return source, None
    target = folder / name_file(source.doc_id)
    # A byte order mark is taken off when the file is read; one that is a part of the text has to stay.
    text = f"\ufeff{source.text}" if source.text.startswith("\ufeff") else source.text
    data = text.encode("utf-8")
    _protect(target, data, folder)
    with open_output(str(target)) as stream:
        stream.write(data)
    place = target.as_posix()
    saved = SavedText(place, source.doc_id, source.source, source.sha256, source.encoding, source.pages)
    digest = hashlib.sha256(data).hexdigest()
    return replace(source, source=place, sha256=digest, encoding="utf-8", on_disk=True), saved


def write_sources(saved: Iterable[SavedText], folder: Path) -> None:
    """Write what the texts of a folder were taken from, one JSON object a line, sorted by the name of the text.

    Args:
        saved: What this run has saved. What earlier runs have saved there stays in the file while the text is there.
        folder: The folder of the texts.

    Raises:
        OutputError: The file cannot be written, or the one that is there is of another kind.
    """
    rows = {name: row for name, row in _read_sources(folder).items() if (folder / name).is_file()}
    rows |= {item.text.rpartition("/")[2]: asdict(item) for item in saved}
    with open_output(str(folder / SOURCES)) as stream:
        for name in sorted(rows):
            stream.write((json.dumps(rows[name], ensure_ascii=False) + "\n").encode("utf-8"))


def _protect(target: Path, data: bytes, folder: Path) -> None:
    try:
        if target.is_symlink():
            raise OutputError(phrase("{target}: is a link; the text is not written through it", target=target))
        if not target.exists() or target.read_bytes() == data:
            return
    except OSError as error:
        raise OutputError(
            phrase("{target}: cannot be written: {reason}", target=target, reason=error.strerror or str(error))
        ) from error
    if target.name not in _read_sources(folder):
        raise OutputError(
            phrase(
                "{target}: is there already and was not written by --save-text; choose another folder", target=target
            )
        )


def _read_sources(folder: Path) -> dict[str, dict[str, object]]:
    path = folder / SOURCES
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        rows = [json.loads(line) for line in lines if line.strip()]
        return {str(row["text"]).rpartition("/")[2]: row for row in rows}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OutputError(
            phrase("{path}: is no list of saved texts; choose another folder for --save-text", path=path)
        ) from error
