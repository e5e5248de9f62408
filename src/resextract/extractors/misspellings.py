"""Misspelt verbs: the dictionary's infinitive one edit away."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from resextract.adapters.dictionary import is_known_word, parse_word

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["mend_infinitive"]

LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
SHORTEST = 6
"""Shorter words have too many neighbours for the only one to mean anything."""


@lru_cache(maxsize=2_000)
def mend_infinitive(word: str) -> str:
    """Find the infinitive that an unknown verb form is a misspelling of.

    Args:
        word: A word form in lower case that is not in the dictionary and looks like an infinitive.

    Returns:
        The known infinitive when undoubling a letter, or else any one edit (a letter lost, added, changed or swapped
        with its neighbour), gives exactly one; otherwise the word itself.
    """
    if len(word) < SHORTEST:
        return word
    for candidates in (_undoubled(word), _edits(word)):
        found = {c for c in candidates if _is_infinitive(c)}
        if found:
            return found.pop() if len(found) == 1 else word
    return word


def _undoubled(word: str) -> Iterable[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word) - 1) if word[i] == word[i + 1])


def _edits(word: str) -> Iterable[str]:
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in LETTERS)


def _is_infinitive(word: str) -> bool:
    return is_known_word(word) and any(p.known and p.pos == "INFN" and p.form == word for p in parse_word(word))
