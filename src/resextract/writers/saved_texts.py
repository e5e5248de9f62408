"""Texts that were taken out of other files, saved so that offsets can be checked without a converter."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from resextract.language.phrases import phrase
from resextract.writers.jsonl import OutputError, open_output
from resextract.writers.source_lists import SavedText, append_source
from resextract.writers.text_names import name_file

if TYPE_CHECKING:
    from pathlib import Path

    from resextract.reading.source import SourceText
    from resextract.writers.text_folders import TextFolder

__all__ = ["is_intact", "save_text"]


def save_text(source: SourceText, folder: TextFolder) -> tuple[SourceText, SavedText | None]:
    """Save a document's text, unless its source is a plain text file already, and list it in the folder's list.

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
    target = folder.path / name_file(source.doc_id, folder.crowded)
    # A byte order mark is taken off when the file is read; one that is a part of the text has to stay.
    text = f"\ufeff{source.text}" if source.text.startswith("\ufeff") else source.text
    data = text.encode("utf-8")
    digest = hashlib.sha256(data).hexdigest()
    place = target.as_posix()
    saved = SavedText(place, source.doc_id, source.source, source.sha256, source.encoding, source.pages, digest)
    _protect(target, data, folder)
    append_source(saved, folder.path)
    with open_output(str(target)) as stream:
        stream.write(data)
    return replace(source, source=place, sha256=digest, encoding="utf-8", on_disk=True), saved


def is_intact(path: Path, digest: str) -> bool:
    """Tell whether a saved text is there and has the digest that it was saved with."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == digest
    except OSError:
        return False


def _protect(target: Path, data: bytes, folder: TextFolder) -> None:
    try:
        if target.is_symlink():
            raise OutputError(phrase("{target}: is a link; the text is not written through it", target=target))
        if target.name in folder.listed or not target.exists() or target.read_bytes() == data:
            return
    except OSError as error:
        raise OutputError(
            phrase("{target}: cannot be written: {reason}", target=target, reason=error.strerror or str(error))
        ) from error
    raise OutputError(
        phrase("{target}: is there already and was not written by --save-text; choose another folder", target=target)
    )
