"""Words around actors, by lexicon: what announces a co-executor, hands work on, lays it on somebody, labels a line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc, Token

__all__ = ["Causative", "Cue", "find_label", "match_cue", "opens_cue", "read_causative", "read_charging"]

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


def _is_word(token: Token, word: str) -> bool:
    return word in (fold_word(token.text), fold_word(token.lemma_))


def opens_cue(token: Token) -> bool:
    """Tell whether a cue can open with this token."""
    return fold_word(token.text) in _cues() or fold_word(token.lemma_) in _cues()


def match_cue(doc: Doc, i: int) -> tuple[Cue, int] | None:
    """Match a cue at a token.

    Returns:
        The cue and the token after it; None where there is none.
    """
    token = doc[i]
    for key in dict.fromkeys((fold_word(token.text), fold_word(token.lemma_))):
        for words, cue in _cues().get(key, ()):
            end = _match_row(doc, i, words)
            if end:
                return cue, end
    return None


def _match_row(doc: Doc, i: int, words: Sequence[str]) -> int:
    """Return the token after a row of words at ``i``, 0 where it does not match."""
    for word in words:
        if word == _GAP:
            if i < len(doc) and doc[i].pos_ in ("ADJ", "DET"):
                i += 1
        elif i < len(doc) and _is_word(doc[i], word):
            i += 1
        else:
            return 0
    return i


@cache
def _causatives() -> Mapping[str, Causative]:
    found = {}
    for lemma, value in load_lexicon("actor-causatives").items():
        cases, *flags = value.split()
        found[lemma] = Causative(frozenset(cases.split(",")), frozenset(flags))
    return MappingProxyType(found)


def read_causative(token: Token) -> Causative | None:
    """Return what is known of a token that hands work on, or None; a full participle or adjective does not."""
    lemma = fold_word(token.lemma_)
    found = _causatives().get(lemma) or _causatives().get(fold_word(token.text))
    if found is None or token.pos_ in ("NOUN", "PROPN", "DET", "ADP"):
        return None
    full = token.pos_ == "ADJ" or "Part" in token.morph.get("VerbForm", [])
    return None if full and token.morph.get("Case", []) else found


def read_charging(token: Token) -> tuple[str, str] | None:
    """Return the preposition and the case with which a verb lays work on somebody, or None."""
    if token.pos_ != "VERB":
        return None
    value = load_lexicon("actor-charging-verbs").get(fold_word(token.lemma_))
    if value is None or ("Part" in token.morph.get("VerbForm", []) and token.morph.get("Case", [])):
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


def find_label(doc: Doc, i: int) -> tuple[str, int] | None:
    """Match the words of a label («Ответственный исполнитель», «Отв.») at a token.

    Returns:
        The role and the token after the label, its dot included and its colon not; None where there is none.
    """
    token = doc[i]
    for key in dict.fromkeys((fold_word(token.text), fold_word(token.lemma_))):
        for words, role in _labels().get(key, ()):
            end = _match_row(doc, i, words)
            if end:
                return role, end + (end < len(doc) and doc[end].text == "." and end == i + 1)
    return None
