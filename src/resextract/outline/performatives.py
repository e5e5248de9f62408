"""Performatives: points that the adoption itself completes, work for nobody (guidelines, rule 1.10)."""

from __future__ import annotations

from functools import lru_cache

from resextract.adapters.dictionary import parse_word
from resextract.language.lexicons import fold_word, load_lexicon
from resextract.outline.cues import read_cues, word_class

__all__ = ["is_performative_text"]


@lru_cache(maxsize=1)
def _entries() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First lemma → the lemmas that must follow it, per entry."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for entry in load_lexicon("outline-performatives"):
        verb, *rest = entry.split()
        found[verb] = (*found.get(verb, ()), tuple(rest))
    return found


@lru_cache(maxsize=50_000)
def _lemmas(word: str) -> frozenset[str]:
    return frozenset(fold_word(p.lemma) for p in parse_word(word))


def _follows(words: tuple[str, ...], lemmas: tuple[str, ...]) -> bool:
    position = 0
    for lemma in lemmas:
        while position < len(words) and lemma not in _lemmas(words[position]):
            position += 1
        if position == len(words):
            return False
        position += 1
    return True


def is_performative_text(text: str) -> bool:
    """Tell whether every directive of a text is a performative.

    Args:
        text: The clean text of an item.

    Returns:
        True when the text has such a verb and no infinitive of another kind; False for a text without verbs.
    """
    cues = read_cues(text)
    entries = _entries()
    found = False
    for i, word in enumerate(cues.words):
        classes = word_class(word)
        if not ("INFN" in classes or ("VERB" in classes and "NOUN" not in classes)):
            continue
        verbs = [lemma for lemma in _lemmas(word) if lemma in entries]
        if any(_follows(cues.words[i + 1 :], rest) for verb in verbs for rest in entries[verb]):
            found = True
        elif "INFN" in classes:
            return False
    return found
