"""Subordinate clauses and subjects: what the verbs of a segment stand in and who they speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.adapters.dictionary import parse_word
from resextract.extractors.words import Kind
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.extractors.words import Word

__all__ = ["find_subordinate", "has_actor_subject", "has_agent", "is_actor"]


def find_subordinate(words: Sequence[Word], row: Sequence[int]) -> frozenset[int]:
    """Find the tokens of a segment's subordinate clauses.

    A clause opens at a subordinator after a comma (a preposition may stand between) or at the segment's start, and
    closes at the first comma after its predicate.

    Args:
        words: The text's words.
        row: The segment's tokens, those that stand aside left out.
    """
    found: set[int] = set()
    inside = predicate = False
    for position, i in enumerate(row):
        word = words[i]
        if inside and predicate and word.form == ",":
            inside = False
        if word.has("action-subordinator") and _opens(words, row, position):
            inside, predicate = True, False
        if inside:
            found.add(i)
            predicate = predicate or word.kind in (Kind.FINITE, Kind.PAST, Kind.SHORT, Kind.INFINITIVE)
    return frozenset(found)


def _opens(words: Sequence[Word], row: Sequence[int], position: int) -> bool:
    before = position - 1
    while before >= 0 and words[row[before]].kind in (Kind.PREPOSITION, Kind.PARTICLE):
        before -= 1
    return before < 0 or words[row[before]].form == ","


def is_actor(word: Word) -> bool:
    """Tell whether a noun can act: a person or a body (abbreviations of bodies are unknown to the dictionary)."""
    if word.kind not in (Kind.NOUN, Kind.OTHER):
        return False
    if word.kind is Kind.NOUN and word.grammemes & {"anim", "Orgn"}:
        return True
    bodies = load_lexicon("noun-body")
    return word.form in bodies or fold_word(word.lemma) in bodies


def has_actor_subject(words: Sequence[Word], row: Sequence[int], position: int) -> bool:
    """Tell whether somebody that can act is the subject of the finite verb at a position of a segment.

    The subject is a noun in the nominative before the verb that agrees with it in number, or one of several. What has
    no case forms («МБОУ») may be a subject wherever no preposition stands before it.
    """
    plural = "plur" in words[row[position]].grammemes
    actors = [
        words[i]
        for before, i in enumerate(row[:position])
        if is_actor(words[i])
        and (words[i].grammemes & {"nomn", "Fixd"} or words[i].kind is Kind.OTHER or _may_open(words, row, before))
        and not (before and words[row[before - 1]].kind is Kind.PREPOSITION)
    ]
    return any(("plur" in w.grammemes) == plural for w in actors) or (plural and len(actors) > 1)


def _may_open(words: Sequence[Word], row: Sequence[int], place: int) -> bool:
    """Whether the first noun, tagged as an accusative, has the same form in the nominative («отдел … информирует»)."""
    word = words[row[place]]
    first = all(words[i].kind is not Kind.NOUN for i in row[:place])
    return first and "accs" in word.grammemes and any("nomn" in p.grammemes for p in parse_word(word.form))


def has_agent(words: Sequence[Word], row: Sequence[int], position: int) -> bool:
    """Tell whether somebody that can act stands in the instrumental beside a passive verb, by no preposition."""
    governed = False
    for i in row[position + 1 :]:
        word = words[i]
        if word.kind is Kind.PREPOSITION:
            governed = True
        elif word.kind is Kind.NOUN:
            if "ablt" in word.grammemes and not governed and is_actor(word):
                return True
            governed = False
    return False
