"""Marks on word forms: a cheap first look that tells which texts and clauses can name actors at all."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from resextract.adapters.cache_sizes import WORDS
from resextract.adapters.dictionary import parse_word
from resextract.extractors.actor_words import look_up_abbreviation, look_up_head, read_head_forms
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["NAMED", "NAMES", "Mark", "read_marks", "unite_marks"]


class Mark:
    """What a word form can do for an actor: bits of plain integers (an enumeration's operators cost ten times more)."""

    HEAD = 1  # heads an actor's name
    PEOPLE = 2  # may head one: people that the lexicon lacks
    NAME = 4  # an initial or a patronymic
    CUE = 8  # belongs to «совместно с» and the like
    LABEL = 16  # opens a label
    CHARGE = 32  # lays work on somebody
    ROLE = 64  # «ответственный»
    CAUSATIVE = 128  # hands work on
    CONTROL = 256  # «контроль»


NAMED = Mark.HEAD | Mark.PEOPLE | Mark.NAME
"""Marks of words that a phrase must hold to name an actor by itself."""

NAMES = NAMED | Mark.CUE | Mark.LABEL
"""Without one of these marks no actor is named."""

_LEXICONS = {
    "actor-charging-verbs": Mark.CHARGE,
    "actor-responsible-words": Mark.ROLE,
    "actor-causatives": Mark.CAUSATIVE,
    "actor-control-nouns": Mark.CONTROL,
}
_PROPER = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Abbr"})


@cache
def _cue_words() -> frozenset[str]:
    """The longest word of each cue: rarer than the prepositions around it."""
    return frozenset(max(entry.split(), key=len) for entry in load_lexicon("actor-cues"))


@cache
def _label_words() -> frozenset[str]:
    return frozenset(entry.split()[0] for entry in load_lexicon("actor-labels"))


@lru_cache(maxsize=WORDS)
def read_marks(word: str) -> int:
    """Return the marks of a word form as printed, 0 for none."""
    if not word[:1].isalpha():
        return 0
    parses = parse_word(word)
    lemmas = {fold_word(word), *(fold_word(p.lemma) for p in parses)}
    marks = 0
    entry = look_up_abbreviation(word)
    if read_head_forms(word) or (entry is not None and not entry.flags & {"none", "tail"}):
        marks |= Mark.HEAD
    elif any(p.known and p.has("anim", "datv") and not p.grammemes & _PROPER for p in parses):
        marks |= 0 if any(look_up_head(p.lemma) for p in parses) else Mark.PEOPLE
    if (len(word) == 1 and word.isupper()) or any("Patr" in p.grammemes for p in parses):
        marks |= Mark.NAME
    if lemmas & _cue_words():
        marks |= Mark.CUE
    if lemmas & _label_words():
        marks |= Mark.LABEL
    for lexicon, mark in _LEXICONS.items():
        if not lemmas.isdisjoint(load_lexicon(lexicon)):
            marks |= mark
    return marks


def unite_marks(marks: Iterable[int]) -> int:
    """Return all marks that occur in a row of them."""
    united = 0
    for mark in set(marks):
        united |= mark
    return united
