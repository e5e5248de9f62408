"""The archive that was read last stays open: its documents follow one another, and opening it reads its whole list."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from resextract.reading.archives import Archive

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["close_archive", "open_archive"]


class _Opened(threading.local):
    # Each thread has its own, so that none closes what another reads.
    archive: Archive | None = None
    state: tuple[object, ...] = ()


_opened = _Opened()


def open_archive(path: Path) -> Archive:
    """Open an archive, or return it if it is the one that this thread opened last and its file has not changed.

    Args:
        path: The archive.

    Returns:
        The archive, which is not to be closed: it is when another one is opened.

    Raises:
        ArchiveError: It is damaged, or beyond the limits.
        OSError: The file cannot be read.
    """
    status = path.stat()
    # A forked process must not read through its parent's handle: they share one position in the file.
    state = (os.getpid(), os.path.abspath(path), status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)  # noqa: PTH100 - links are told by the inode
    if _opened.archive is None or _opened.state != state:
        close_archive()
        _opened.archive, _opened.state = Archive(path), state
    return _opened.archive


def close_archive() -> None:
    """Close the archive that this thread has open, if any."""
    if _opened.archive is not None:
        _opened.archive.close()
    _opened.archive = None
