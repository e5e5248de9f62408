"""Addresses of hyperlinks: places of the workbook, and files beside it."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from resextract.reading.kinds import ARCHIVE_SUFFIX

__all__ = ["find_archive", "link_file", "link_range", "link_report"]

# Excel writes letters of any alphabet as they are, and these as escapes.
_UNSAFE = frozenset('%"#<>?[]\\^`{|} \x7f') | {chr(code) for code in (*range(32), 0xFFFE, 0xFFFF)}


def find_archive(source: str) -> str:
    """Return the file to open for a record's source: the ZIP archive for a member of one, or the source itself."""
    parts = PurePosixPath(source).parts
    for count, part in enumerate(parts[:-1], 1):
        if part.lower().endswith(ARCHIVE_SUFFIX):
            return str(PurePosixPath(*parts[:count]))
    return source


def link_range(sheet: str, first_row: int, last_row: int, last_column: str) -> str:
    """Return the address of rows of a sheet; rows count from 1."""
    return f"internal:'{sheet}'!A{first_row}:{last_column}{last_row}"


def link_file(path: Path, folder: Path) -> str:
    """Return the address of a file, relative to the folder that the workbook will lie in.

    Args:
        path: The file.
        folder: The folder.

    Returns:
        A relative address, so that both can be moved together; the file's absolute one if no relative one exists
        (another drive of Windows).
    """
    try:
        relative = os.path.relpath(path, folder)
        if ":" in Path(relative).parts[0]:  # «javascript:…» is a name here and must not become a scheme
            relative = f"./{relative}"
    except ValueError:
        relative = str(path.resolve())
    return "external:" + _escape(relative.replace(os.sep, "/"))


def link_report(report: Path, folder: Path, task_id: str) -> str:
    """Return the address of a task's place in a report; the fragment is ``task=`` and the encoded task_id."""
    return f"{link_file(report, folder)}#task={quote(task_id, safe='')}"


def _escape(path: str) -> str:
    return "".join(
        "".join(f"%{byte:02X}" for byte in letter.encode()) if letter in _UNSAFE else letter for letter in path
    )
