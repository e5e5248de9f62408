"""The function that `from resextract import extract` gives."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from resextract.pipeline.config import load_config
from resextract.pipeline.documents import extract_source
from resextract.reading.inputs import Input
from resextract.reading.kinds import SUFFIXES
from resextract.reading.source import make_source, read_input

if TYPE_CHECKING:
    from resextract.records.models import TaskRecord

__all__ = ["extract"]

_LONGEST_PATH = 4096


def extract(
    text_or_path: str | os.PathLike[str], *, doc_id: str | None = None, model: str | None = None
) -> list[TaskRecord]:
    """Extract the task records of one document.

    Args:
        text_or_path: A path object; or a string, which is a path if it is a single line that names a file or ends in
            the suffix of a document (``.txt``, ``.docx`` …), and otherwise the text itself.
        doc_id: The document's id; None for the file's stem, or ``text``.
        model: The trained model that works beside the rules: the name of an installed one, a folder, or ``none`` for
            the rules alone; None for the default.

    Returns:
        The records in text order; empty for a document that gives nobody any work. The same as the command line gives
        for the same file.

    Raises:
        ReadingError: The file is missing or cannot be read, is of a kind that is not read or needs libraries that are
            not installed, or is no readable Russian text. A text in memory is taken as it is.
        ConfigError: There is no such model.
    """
    config = load_config(model=model)
    if isinstance(text_or_path, str) and not _names_file(text_or_path):
        return extract_source(make_source(text_or_path, doc_id=doc_id or "text"), config)
    path = Path(text_or_path)
    return extract_source(read_input(Input(path.as_posix(), path, doc_id or path.stem)), config)


def _names_file(text: str) -> bool:
    if len(text) > _LONGEST_PATH or "\n" in text or "\0" in text:
        return False
    return text.lower().endswith(SUFFIXES) or os.path.isfile(text)  # noqa: PTH113 - Path.is_file raises on long names
