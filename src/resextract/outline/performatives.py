"""Performatives: points that the adoption itself completes, work for nobody (guidelines, rule 1.10)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from resextract.adapters.cache_sizes import WORDS
from resextract.adapters.dictionary import parse_word
from resextract.language.lexicons import fold_word, load_lexicon
from resextract.outline.cues import read_cues, word_class

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["is_performative_text", "is_undated"]


@lru_cache(maxsize=1)
def _patterns() -> dict[str, list[tuple[frozenset[str], frozenset[str]]]]:
    """Verb → for each entry, the dictionary forms that must stand in its clause and those that must not."""
    patterns: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
    for entry in load_lexicon("predicate-performative"):
        verb, *rest = entry.split()
        barred = frozenset(w.strip("<>") for w in rest if w.startswith("<"))
        patterns.setdefault(verb, []).append((frozenset(w for w in rest if not w.startswith("<")), barred))
    return patterns


@lru_cache(maxsize=WORDS)
def _lemmas(word: str) -> frozenset[str]:
    # Pronouns are left out: «чем» of «не менее чем» is no «что» of «установить, что».
    return frozenset(fold_word(p.lemma) for p in parse_word(word) if p.pos != "NPRO")


def is_performative_text(text: str) -> bool:
    """Tell whether a text consists of performatives only.

    Args:
        text: The clean text of an item.

    Returns:
        True when it has a performative («Информацию принять к сведению», «Решение вступает в силу …») and no infinitive
        of another kind; False for a text without verbs. An addressee or a deadline of its own, which makes a task of
        some of them, is not looked at.
    """
    words = read_cues(text).words
    infinitives = [i for i, w in enumerate(words) if "INFN" in word_class(w)]
    finite = [i for i, w in enumerate(words) if word_class(w) & {"VERB", "PRTS"} and "NOUN" not in word_class(w)]
    if infinitives:
        edges = [-1, *infinitives, len(words)]
        return all(
            _matches(words[i], words[low + 1 : high], words)
            for i, low, high in zip(infinitives, edges, edges[2:], strict=False)
        )
    return any(_matches(words[i], words, words) for i in finite)


def is_undated(text: str) -> bool:
    """Tell whether a day in a performative is not until when work is to be done.

    «Продлить срок исполнения пункта 3 до 1 мая» sets a new term, «Признать работу в 2024 году удовлетворительной»
    judges; «Утвердить план до 1 мая» is work.
    """
    words = read_cues(text).words
    lemmas = frozenset().union(*(_lemmas(word) for word in words))
    found = [
        value
        for entry, value in load_lexicon("predicate-performative").items()
        if lemmas.issuperset(w for w in entry.split() if not w.startswith("<"))
    ]
    return bool(found) and all(value == "undated" for value in found)


def _matches(verb: str, clause: Sequence[str], text: Sequence[str]) -> bool:
    """Whether a verb is a performative; coordinated verbs share words («образовать комитет и утвердить состав»)."""
    near, far = (frozenset().union(*(_lemmas(word) for word in part)) for part in (clause, text))
    patterns = _patterns()
    return any(
        wanted <= far and not barred & near for lemma in _lemmas(verb) for wanted, barred in patterns.get(lemma, ())
    )
