"""Lexicons: word lists in ``resources/lexicons``, one entry a line.

A line is ``entry``, or ``entry = value``; ``#`` opens a comment. Entries are dictionary forms unless the file's head
says otherwise; a lexicon's id is its file name without the extension.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LexiconError", "fold_word", "load_lexicon", "read_resource"]


class LexiconError(ValueError):
    """A resource file is missing or malformed; the message names file and line."""


def read_resource(path: str) -> str:
    """Read a resource of the package as text.

    Args:
        path: Path below ``resources``, with forward slashes.

    Raises:
        LexiconError: There is no such resource.
    """
    try:
        return files("resextract").joinpath("resources", *path.split("/")).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LexiconError(f"resources/{path}: no such resource") from None


def fold_word(word: str) -> str:
    """Return the form under which words are looked up: lower case, «ё» as «е»."""
    return word.lower().replace("ё", "е").replace("ѐ", "е")


@cache
def load_lexicon(name: str) -> Mapping[str, str]:
    """Load a lexicon.

    Args:
        name: The file's name without ``.txt``.

    Returns:
        Folded entry to value, in the file's order; the value is empty where the line gives none.

    Raises:
        LexiconError: The file is missing, or an entry stands twice.
    """
    entries: dict[str, str] = {}
    for number, raw in enumerate(read_resource(f"lexicons/{name}.txt").splitlines(), 1):
        line = raw.split("#", 1)[0].strip()
        if not line:
            continue
        entry, _, value = line.partition("=")
        key = fold_word(entry.strip())
        if key in entries:
            raise LexiconError(f"resources/lexicons/{name}.txt:{number}: «{key}» stands twice")
        entries[key] = value.strip()
    return MappingProxyType(entries)
