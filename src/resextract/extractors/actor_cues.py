"""Words around actors, by lexicon: what announces a co-executor, hands work on, lays it on somebody, labels a line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from resextract.language.inflection import is_infinitive_form
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from resextract.extractors.tagged_words import TaggedWords

__all__ = ["Causative", "Cue", "find_label", "is_verb", "match_cue", "opens_cue", "read_causative", "read_charging"]

_GAP = "*"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that announce actors: the rule's id, the role, the cases that follow, where the cue counts."""

    id: str
    role: str
    cases: frozenset[str]
    anywhere: bool


@dataclass(frozen=True, slots=True)
class Causative:
    """A predicate that hands work on: the cases of whom it names, and flags (see the lexicon)."""

    cases: frozenset[str]
    flags: frozenset[str]


@cache
def _cues() -> Mapping[str, Sequence[tuple[tuple[str, ...], Cue]]]:
    table: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for entry, value in load_lexicon("actor-cues").items():
        name, role, cases, where = value.split()
        words = tuple(entry.split())
        cue = Cue(name, role, frozenset(cases.split(",")), where == "anywhere")
        table.setdefault(words[0], []).append((words, cue))
    return MappingProxyType(table)


def opens_cue(words: TaggedWords, i: int) -> bool:
    """Tell whether a cue can open with a token."""
    return fold_word(words.words[i]) in _cues() or words.lemma(i) in _cues()


def match_cue(words: TaggedWords, i: int) -> tuple[Cue, int] | None:
    """Match a cue at a token.

    Returns:
        The cue and the token after it; None where there is none.
    """
    for key in dict.fromkeys((fold_word(words.words[i]), words.lemma(i))):
        for row, cue in _cues().get(key, ()):
            end = _match_row(words, i, row)
            if end:
                return cue, end
    return None


def _match_row(words: TaggedWords, i: int, row: Sequence[str]) -> int:
    """Return the token after a row of words at ``i``, 0 where it does not match."""
    for word in row:
        if i == len(words.words):
            return 0
        if word == _GAP:
            i += words.pos(i) in ("ADJ", "DET")
        elif word in (fold_word(words.words[i]), words.lemma(i)):
            i += 1
        else:
            return 0
    return i


_ORDER = Causative(frozenset({"datv"}), frozenset({"person"}))
"""«Дать поручение отделу …», read at the noun."""


@cache
def _causatives() -> Mapping[str, Causative]:
    found = {}
    for lemma, value in load_lexicon("actor-causatives").items():
        cases, *flags = value.split()
        found[lemma] = Causative(frozenset(cases.split(",")), frozenset(flags))
    return MappingProxyType(found)


def read_causative(words: TaggedWords, i: int) -> Causative | None:
    """Return what is known of a token that hands work on, or None; a full participle or adjective does not."""
    found = _causatives().get(fold_word(words.words[i])) or _causatives().get(words.lemma(i))
    if found is None and _closes_order(words, i):
        return _ORDER
    if found is None or is_infinitive_form(words.words[i]):
        return found
    if words.pos(i) in ("NOUN", "PROPN", "DET", "ADP"):
        return None
    full = words.pos(i) == "ADJ" or words.feature(i, "VerbForm") == "Part"
    return None if full and words.feature(i, "Case") else found


def _closes_order(words: TaggedWords, i: int) -> bool:
    """«Дать (соответствующее) поручение»."""
    if words.lemma(i) not in _order_nouns():
        return False
    verb = i - 1
    while verb > 0 and words.pos(verb) in ("ADJ", "DET"):
        verb -= 1
    return verb >= 0 and f"{words.lemma(verb)} {words.lemma(i)}" in load_lexicon("predicate-ordering")


@cache
def _order_nouns() -> frozenset[str]:
    return frozenset(phrase.split()[-1] for phrase in load_lexicon("predicate-ordering"))


def is_verb(words: TaggedWords, i: int) -> bool:
    """Tell an infinitive or finite verb, or a short participle, from nouns and full participles."""
    if is_infinitive_form(words.words[i]):
        return True
    return words.pos(i) == "VERB" and not (words.feature(i, "VerbForm") == "Part" and words.feature(i, "Case"))


def read_charging(words: TaggedWords, i: int) -> tuple[str, str] | None:
    """Return the preposition and the case with which a verb lays work on somebody, or None."""
    value = load_lexicon("actor-charging-verbs").get(words.lemma(i))
    if value is None or not is_verb(words, i):
        return None
    preposition, case = value.split()
    return preposition, case


@cache
def _labels() -> Mapping[str, Sequence[tuple[tuple[str, ...], str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for entry, role in load_lexicon("actor-labels").items():
        words = tuple(entry.split())
        table.setdefault(words[0], []).append((words, role))
    for rows in table.values():
        rows.sort(key=lambda row: -len(row[0]))
    return MappingProxyType(table)


def find_label(words: TaggedWords, i: int) -> tuple[str, int] | None:
    """Match the words of a label («Ответственный исполнитель», «Отв.») at a token.

    Returns:
        The role and the token after the label, its dot included and its colon not; None where there is none.
    """
    for key in dict.fromkeys((fold_word(words.words[i]), words.lemma(i))):
        for row, role in _labels().get(key, ()):
            end = _match_row(words, i, row)
            if end:
                dotted = end == i + 1 and end < len(words.words) and words.words[end] == "."
                return role, end + dotted
    return None
