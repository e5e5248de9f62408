"""File names for the texts of documents: readable, and valid and different on every system."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["find_crowded", "name_file"]

_UNSAFE = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*\ud800-\udfff\u2028\u2029]")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
_LONGEST = 180
"""Bytes of a file name before the suffix: file systems allow 255, and a temporary name is longer."""


def name_file(doc_id: str, crowded: Collection[str] = ()) -> str:
    """Name the file for a document's text.

    Args:
        doc_id: The document's id.
        crowded: What `find_crowded` says of the documents of the run.

    Returns:
        The id with ``.txt`` after it. Where the id cannot be a file name on every system, it is changed and gets a part
        of its digest; where the name differs from another one of the run only in a way that some systems do not see, it
        gets that part, too. So two ids of a run never share a file.
    """
    name = _make_safe(doc_id)
    if name and name == doc_id and _fold(name) not in crowded:
        return f"{name}.txt"
    return f"{name or 'text'}~{hashlib.sha256(doc_id.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}.txt"


def find_crowded(doc_ids: Iterable[str]) -> frozenset[str]:
    """Find the names that several documents of a run would have on a system that does not tell them apart.

    Windows and macOS do not tell «А» from «а», macOS not «й» in one character from «й» in two.

    Args:
        doc_ids: The ids of all documents of the run.

    Returns:
        The names as such a system sees them; empty for the usual run.
    """
    names = Counter(_fold(_make_safe(doc_id)) for doc_id in set(doc_ids))
    return frozenset(name for name, number in names.items() if number > 1)


def _make_safe(doc_id: str) -> str:
    name = _UNSAFE.sub("_", doc_id)
    while len(name.encode("utf-8")) > _LONGEST:
        name = name[:-1]
    name = name.strip(". ")
    return f"_{name}" if _RESERVED.match(name) else name


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
