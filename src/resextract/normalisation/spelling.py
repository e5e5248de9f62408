"""Misprinted proper names, mended by how the same document spells them elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from resextract.adapters.dictionary import is_known_word

__all__ = ["DocumentSpelling"]

_CAPITALISED = re.compile(r"\b[А-ЯЁ][а-яё]{6,}\b")
_SAME_END = 4
"""Letters after the slip that must be equal, so that no case form is taken for one («Ртищевским», «Ртищевскими»)."""
_TIMES = 2
"""How much more often than the slip the right spelling must stand in the document."""


class DocumentSpelling:
    """How one document spells proper names."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._mended: dict[str, str] = {}

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(_CAPITALISED.findall(self._text))

    def mend_name(self, name: str) -> str:
        """Mend the words of a name that lost a letter («Ртищевкого» beside «Ртищевского» elsewhere).

        Args:
            name: A name as printed or normalised.

        Returns:
            The name with each capitalised word that no dictionary knows replaced by the one that has a letter more
            inside, if the document has that one at least twice as often; other words stay.
        """
        return _CAPITALISED.sub(lambda match: self._mend_word(match.group()), name)

    def _mend_word(self, word: str) -> str:
        if word not in self._mended:
            self._mended[word] = word if is_known_word(word) else self._find_right(word)
        return self._mended[word]

    def _find_right(self, word: str) -> str:
        least = _TIMES * max(1, self._counts[word])
        rivals = [
            other
            for other, count in self._counts.items()
            if count >= least and len(other) == len(word) + 1 and _lacks_letter(word, other)
        ]
        return rivals[0] if len(rivals) == 1 else word


def _lacks_letter(word: str, other: str) -> bool:
    """Whether `word` is `other` without one letter that stands neither first nor near the end."""
    same = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), len(word))
    return 0 < same <= len(word) - _SAME_END and word[same:] == other[same + 1 :]
