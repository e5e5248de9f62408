"""Performatives: leaves that the adoption itself completes, work for nobody (guidelines, rule 1.10)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from resextract.extractors.directives import find_directives
from resextract.extractors.segments import find_asides
from resextract.extractors.words import Kind, read_words
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from resextract.extractors.words import Word

__all__ = ["is_performative"]


@lru_cache(maxsize=1)
def _patterns() -> dict[str, list[tuple[frozenset[str], frozenset[str]]]]:
    """Verb → for each entry, the dictionary forms that must stand in its clause and those that must not."""
    patterns: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
    for entry in load_lexicon("predicate-performative"):
        verb, *rest = entry.split()
        barred = frozenset(w.strip("<>") for w in rest if w.startswith("<"))
        patterns.setdefault(verb, []).append((frozenset(w for w in rest if not w.startswith("<")), barred))
    return patterns


def is_performative(doc: Doc) -> bool:
    """Tell whether a leaf consists of performatives only.

    Args:
        doc: The leaf's annotated text.

    Returns:
        True when it has a performative («Информацию принять к сведению», «Решение вступает в силу …») and no other
        directive. An addressee or a deadline of its own, which makes a task of some of them, is not looked at.
    """
    words = read_words(doc)
    aside = find_asides(words)
    verbs = [d for _, directives in find_directives(doc, words) for d in directives]
    edges = [-1, *(d.verb for d in verbs), len(words)]
    if verbs:
        return all(
            _matches(d.lemma, _clause(words, aside, low, high))
            for d, low, high in zip(verbs, edges, edges[2:], strict=False)
        )
    finite = [w for w, a in zip(words, aside, strict=True) if not a and w.kind is Kind.FINITE]
    clause = _clause(words, aside, -1, len(words))
    return any(_matches(word.lemma, clause) for word in finite)


def _clause(words: Sequence[Word], aside: Sequence[bool], low: int, high: int) -> frozenset[str]:
    return frozenset(fold_word(words[i].lemma) for i in range(low + 1, high) if not aside[i])


def _matches(verb: str, clause: frozenset[str]) -> bool:
    patterns = _patterns().get(fold_word(verb), [])
    return any(wanted <= clause and not barred & clause for wanted, barred in patterns)
