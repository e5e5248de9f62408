"""What single words tell about actors: head nouns, abbreviations, compound names. The lists are lexicons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from resextract.adapters.cache_sizes import WORDS
from resextract.adapters.dictionary import parse_word
from resextract.language.inflection import Form, read_forms
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = [
    "NO_ACTOR",
    "OTHER",
    "Complement",
    "HeadEntry",
    "is_initialism",
    "look_up_abbreviation",
    "look_up_head",
    "read_complements",
    "read_head_forms",
]

NO_ACTOR = "none"
"""The type of nouns for people who are given no work («дети», «пациенты»)."""

_LETTERS = re.compile(r"[А-ЯЁа-яё]+")


@dataclass(frozen=True, slots=True)
class HeadEntry:
    """What a lexicon says of a head: the actor's type, and flags (explained at the head of the lexicons)."""

    type: str
    flags: frozenset[str] = frozenset()

    def accepts(self, modifiers: Collection[str]) -> bool:
        """Tell whether the lemmas before the head allow it: some nouns name a body after certain adjectives only."""
        needed = self._listed("needs:")
        return not needed or any(lemma in needed for lemma in modifiers)

    @property
    def complements(self) -> tuple[str, ...]:
        """The nouns of which one must follow in the genitive; empty where the head needs none."""
        return self._listed("of:")

    def _listed(self, prefix: str) -> tuple[str, ...]:
        flag = next((flag for flag in self.flags if flag.startswith(prefix)), "")
        return tuple(flag.removeprefix(prefix).split(",")) if flag else ()


OTHER = HeadEntry("other")
_INSTITUTION = HeadEntry("institution")


@cache
def _entries(name: str) -> Mapping[str, HeadEntry]:
    entries = {}
    for word, value in load_lexicon(name).items():
        kind, *flags = value.split()
        entries[word] = HeadEntry(kind, frozenset(flags))
    return MappingProxyType(entries)


def is_initialism(word: str) -> bool:
    """Tell an abbreviation by its shape: two to ten letters, at least two of them and most of them capitals.

    «КДНиЗП» and «ОУиД» count; a word of the dictionary that is merely printed in capitals («ШКОЛАМ») does not.
    """
    word = word.rstrip("0123456789").rstrip("-") if word[-1:].isdigit() else word  # «ПЧ-25»
    if not 2 <= len(word) <= 10 or not _LETTERS.fullmatch(word):
        return False
    capitals = sum(letter.isupper() for letter in word)
    if capitals < 2 or capitals * 5 < len(word) * 3 or not word[0].isupper():
        return False
    if fold_word(word) in _entries("actor-abbreviations"):
        return True
    return not any(p.known and p.pos and "Abbr" not in p.grammemes for p in parse_word(word) if len(word) > 3)


@lru_cache(maxsize=WORDS)
def look_up_abbreviation(word: str) -> HeadEntry | None:
    """Return what is known of a name that has no case; an unknown abbreviation is an institution.

    Returns:
        None for what is neither abbreviation nor compound with a genitive.
    """
    if is_initialism(word):
        return _entries("actor-abbreviations").get(fold_word(word), _INSTITUTION)
    return _look_up_fixed(word) if word[:1].isupper() else None


def _look_up_fixed(word: str) -> HeadEntry | None:
    """Compound names whose second part is a genitive («Минпросвещения») have no case either."""
    low = fold_word(word)
    entry = next((e for prefix, e in _entries("actor-compound-prefixes").items() if low.startswith(prefix)), None)
    if entry is None or "fixed" not in entry.flags:
        return None
    parses = parse_word(word)
    if any(p.known and not p.grammemes & {"Fixd", "Abbr", "Orgn"} for p in parses):
        return None
    genitive = any(p.pos == "NOUN" and p.has("gent") and not p.has("masc") for p in parses)
    return entry if genitive else None


@lru_cache(maxsize=WORDS)
def look_up_head(lemma: str) -> HeadEntry | None:
    """Return what the lexicon says of a head noun, or None.

    Args:
        lemma: A dictionary form. Of a compound («педагог-психолог») the whole is looked up first, then its first part,
            then its last.
    """
    entries = _entries("actor-heads")
    word = fold_word(lemma)
    parts = word.split("-")
    return next((entries[w] for w in (word, parts[0], parts[-1]) if w in entries), None)


@lru_cache(maxsize=WORDS)
def read_head_forms(word: str) -> tuple[tuple[Form, HeadEntry], ...]:
    """List the readings of a word form as the head of an actor's name.

    Args:
        word: A word form as printed; capitals matter for compound names («Росстату»).

    Returns:
        Readings with their entries: nouns of the lexicon, adjectives and participles used as nouns, compound names.
        Empty where the word heads no actor.
    """
    if look_up_abbreviation(word):
        return ()
    found = [(form, entry) for form in read_forms(word) if (entry := look_up_head(form.lemma))]
    if found or not word[:1].isupper():
        return tuple(found)
    kind = _compound_type(word)
    return tuple((form, HeadEntry(kind)) for form in _compound_forms(word)) if kind else ()


def _compound_type(word: str) -> str:
    if any(p.known for p in parse_word(word)) or len(word) < 6 or word.isupper():
        return ""
    low = fold_word(word)
    entries = _entries("actor-compound-prefixes").items()
    return next((e.type for prefix, e in entries if low.startswith(prefix) and len(low) > len(prefix) + 2), "")


def _compound_forms(word: str) -> list[Form]:
    """The readings of a compound name: those of a thing, declined as the dictionary guesses («Минспорту»)."""
    forms = [f for f in read_forms(word) if f.noun and not f.parse.grammemes & {"Geox", "Name"}]
    things = [f for f in forms if "inan" in f.parse.grammemes]
    return things or forms


@dataclass(frozen=True, slots=True)
class Complement:
    """A preposition that can follow in a body's name: its cases, and the nouns that may or may not stand after it."""

    cases: frozenset[str]
    only: bool
    nouns: frozenset[str]

    def allows(self, lemma: str) -> bool:
        """Tell whether a noun after the preposition belongs to the name."""
        return (fold_word(lemma) in self.nouns) == self.only


@cache
def read_complements() -> Mapping[str, Complement]:
    """Return the prepositional complements of bodies' names, by preposition."""
    found = {}
    for preposition, value in load_lexicon("actor-complements").items():
        cases, _, rest = value.partition(":")
        kind, *nouns = rest.split()
        found[preposition] = Complement(frozenset(cases.split()), kind == "only", frozenset(map(fold_word, nouns)))
    return MappingProxyType(found)
