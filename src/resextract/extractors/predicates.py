"""Directives that are no infinitives: finite verbs with somebody who acts, passives with an agent, «подлежит»."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from resextract.adapters.dictionary import parse_word
from resextract.extractors.clause_marks import find_subordinate, has_actor_subject, has_agent
from resextract.extractors.verbal_nouns import find_laid_work
from resextract.extractors.words import Kind
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.extractors.words import Word

__all__ = ["find_predicates", "read_participle"]

_REFLEXIVE = "ся"
_OTHER_ROLES = ("predicate-modal", "verb-causative", "verb-governing", "verb-judging")


def find_predicates(words: Sequence[Word], row: Sequence[int]) -> list[tuple[int, str, str]]:
    """Find the finite directives of a segment that has no infinitive one.

    Args:
        words: The text's words.
        row: The segment's tokens, those that stand aside left out.

    Returns:
        Token, lemma and rule id of each, in text order; empty where the segment only states something. The past tense
        and verbs of state («является», «составляет») never direct.
    """
    positions = [k for k, i in enumerate(row) if words[i].kind in (Kind.FINITE, Kind.IMPERATIVE)]
    if not positions:
        return []
    subordinate = find_subordinate(words, row)
    return [
        (row[k], lemma, rule)
        for k in positions
        if row[k] not in subordinate
        for lemma, rule in _read_predicate(words, row, k)
    ]


def _read_predicate(words: Sequence[Word], row: Sequence[int], k: int) -> list[tuple[str, str]]:
    word = words[row[k]]
    if word.kind is Kind.IMPERATIVE:
        return [(word.lemma, "action.imperative")] if k == 0 and "plur" in word.grammemes else []
    if word.roles.get("predicate-modal") == "own":
        return [(word.lemma, "action.own")]
    if word.roles.get("verb-appointing") == "charge":
        return [(verb, "action.verbal_noun") for verb in find_laid_work(words, row, k) or ()]
    if word.lemma == "быть":
        participle = read_participle(words, row, k)
        return [(participle, "action.passive")] if participle and has_agent(words, row, k) else []
    if any(word.has(role) for role in _OTHER_ROLES) or fold_word(word.lemma) in load_lexicon("verb-stative"):
        return []
    if active := _active_infinitive(word.lemma):
        return [(active, "action.passive")] if has_agent(words, row, k) else []
    return [(word.lemma, "action.finite")] if has_actor_subject(words, row, k) else []


def read_participle(words: Sequence[Word], row: Sequence[int], position: int) -> str:
    """Return the infinitive of the passive participle that a form of «быть» goes with, empty where there is none."""
    for i in row[position + 1 :]:
        if words[i].kind is Kind.SHORT and "PRTS" in words[i].grammemes:
            return words[i].lemma
        if not words[i].is_bridge:
            break
    return ""


@lru_cache(maxsize=2_000)
def _active_infinitive(lemma: str) -> str:
    """Return the transitive verb that a reflexive infinitive is the passive of, empty where there is none."""
    if not lemma.endswith(_REFLEXIVE):
        return ""
    active = lemma.removesuffix(_REFLEXIVE)
    transitive = any(p.known and p.pos == "INFN" and p.has("tran") for p in parse_word(active))
    return active if transitive else ""
