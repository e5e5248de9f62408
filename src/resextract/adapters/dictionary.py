"""The Russian dictionary (OpenCorpora through pymorphy3): parses, lexemes, inflection.

Grammemes keep OpenCorpora's names (``datv``, ``plur``); see http://opencorpora.org/dict.php?act=gram.
Word parses are cached: real texts repeat few word forms.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pymorphy3

from resextract.adapters.cache_sizes import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Parse", "inflect_parse", "is_known_word", "list_forms", "parse_word"]


@dataclass(frozen=True, slots=True)
class Parse:
    """One dictionary reading of a word form.

    Attributes:
        form: The word form, lower case, as parsed.
        lemma: The dictionary form.
        pos: OpenCorpora part of speech (``NOUN``, ``ADJF``, ``INFN`` …); empty for numbers, Latin, punctuation.
        grammemes: All grammemes of the form, part of speech included.
        score: The dictionary's estimate of the reading, 0 to 1.
        known: Whether the form stands in the dictionary (False: predicted from its ending).
        handle: Pymorphy's own parse, for inflection; opaque to callers.
    """

    form: str
    lemma: str
    pos: str
    grammemes: frozenset[str]
    score: float
    known: bool
    handle: Any

    def has(self, *grammemes: str) -> bool:
        """Tell whether the reading carries all the given grammemes."""
        return all(g in self.grammemes for g in grammemes)


@lru_cache(maxsize=1)
def _analyzer() -> Any:
    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=WORDS)
def parse_word(word: str) -> tuple[Parse, ...]:
    """Read one word form.

    Args:
        word: A word form in any case.

    Returns:
        The readings, most likely first; never empty (an unknown token gets one reading with an empty ``pos``).
    """
    return tuple(
        Parse(
            form=p.word,
            # Where a verb has two infinitives, the one printed is as good as the dictionary's first («достичь»).
            lemma=p.word if p.tag.POS == "INFN" else p.normal_form,
            pos=str(p.tag.POS or ""),
            grammemes=frozenset(p.tag.grammemes),
            score=float(p.score),
            known=bool(p.is_known),
            handle=p,
        )
        for p in _analyzer().parse(word)
    )


def is_known_word(word: str) -> bool:
    """Tell whether a word form stands in the dictionary."""
    return bool(_analyzer().word_is_known(word.lower()))


def inflect_parse(parse: Parse, grammemes: Iterable[str], near: str = "") -> str | None:
    """Put a reading into another form of its lexeme.

    Args:
        parse: A reading of a word.
        grammemes: The grammemes wanted, for example ``{"nomn"}``.
        near: Of several such forms take the one that begins most like this word («высшим»: «высшие», not «высочайшие»);
            empty for the dictionary's first.

    Returns:
        The inflected form in lower case, or None where the lexeme has none.
    """
    wanted = set(grammemes)
    inflected = parse.handle.inflect(wanted)
    if inflected is None or not near:
        return None if inflected is None else str(inflected.word)
    rivals = [str(inflected.word), *(str(f.word) for f in parse.handle.lexeme if wanted <= f.tag.grammemes)]
    return max(rivals, key=lambda word: _shared_length(word, near.lower()))


def _shared_length(left: str, right: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


@lru_cache(maxsize=WORDS)
def list_forms(lemma: str) -> tuple[str, ...]:
    """List every word form of a dictionary word.

    Args:
        lemma: A dictionary form, in any case.

    Returns:
        The distinct forms, sorted; only the word itself when the dictionary does not know it.
    """
    wanted = lemma.lower()
    forms = {wanted}
    for parse in parse_word(wanted):
        if parse.lemma.replace("ё", "е") == wanted.replace("ё", "е") and parse.known:
            forms.update(str(form.word) for form in parse.handle.lexeme)
    return tuple(sorted(forms))
