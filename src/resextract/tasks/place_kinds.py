"""Kinds of municipality and settlement in a text: «муниципального района», «г.», «МО»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from resextract.adapters.dictionary import inflect_parse, parse_word
from resextract.language.inflection import ALL_CASES
from resextract.language.lexicons import fold_word, load_lexicon
from resextract.tasks.toponyms import GENDERS

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PlaceKind", "find_place_kinds"]

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class PlaceKind:
    """The word or words for a kind of municipality.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last character.
        kind: The dictionary form: «муниципальный район».
        cases: The cases it may stand in; all of them for an abbreviation.
        gender: Its grammatical gender.
        side: Where the name stands: ``before``, ``after``, ``both``, or ``container`` (after, and undeclined).
        short: Whether it is an abbreviation.
    """

    start: int
    end: int
    kind: str
    cases: frozenset[str]
    gender: str
    side: str
    short: bool


def find_place_kinds(text: str) -> list[PlaceKind]:
    """Find the kinds of municipality that a text names in the singular.

    Args:
        text: Clean text.

    Returns:
        Kinds in text order, none overlapping another; the longest where several begin at one place.
    """
    found = [_make(start, end, text[start:end], short=False) for start, end in _find_full(text)]
    abbreviations = _abbreviations()
    found += [_make(m.start(), m.end(), abbreviations[m.group()], short=True) for m in _short_regex().finditer(text)]
    kept: list[PlaceKind] = []
    for kind in sorted(found, key=lambda k: (k.start, -k.end)):
        if not kept or kind.start >= kept[-1].end:
            kept.append(kind)
    return kept


def _find_full(text: str) -> Iterator[tuple[int, int]]:
    """Find the kinds printed in full: half-open offsets, the longest at each place."""
    words = list(_WORD.finditer(text))
    openers = _openers()
    for i, word in enumerate(words):
        rows = openers.get(fold_word(word.group()))
        if rows is None or (len(rows[0]) == 1 and _is_conjunction(word.group())):
            continue
        for row in rows:
            following = words[i : i + len(row)]
            if tuple(fold_word(w.group()) for w in following) == row:
                yield word.start(), following[-1].end()
                break


def _is_conjunction(printed: str) -> bool:
    """«зато» in small letters is no closed town."""
    return printed.islower() and any(p.pos == "CONJ" for p in parse_word(printed))


def _make(start: int, end: int, words: str, *, short: bool) -> PlaceKind:
    kind, cases = _forms()[fold_word(words)]
    return PlaceKind(
        start,
        end,
        kind,
        ALL_CASES if short else cases,
        _gender(kind),
        load_lexicon("head-place-types")[fold_word(kind)],
        short,
    )


@lru_cache(maxsize=1)
def _forms() -> dict[str, tuple[str, frozenset[str]]]:
    """Every singular form of every kind, folded, to the dictionary form and the form's cases."""
    cases: dict[str, tuple[str, set[str]]] = {}
    for entry in load_lexicon("head-place-types"):
        kind = " ".join(parse_word(word)[0].form for word in entry.split())
        for case, form in _decline(kind):
            cases.setdefault(form, (kind, set()))[1].add(case)
    return {form: (kind, frozenset(found)) for form, (kind, found) in cases.items()}


def _decline(kind: str) -> Iterator[tuple[str, str]]:
    """Decline the noun of a dictionary form and the adjectives before it; what follows the noun stays."""
    words = kind.split()
    end = _head_index(words) + 1
    for case in sorted(ALL_CASES):
        inflected = []
        for word in words[:end]:
            parse = next((p for p in parse_word(word) if p.has("nomn", "sing")), None)
            inflected.append((parse and inflect_parse(parse, {case, "sing"})) or word)
        yield case, fold_word(" ".join([*inflected, *words[end:]]))


def _head_index(words: list[str]) -> int:
    nouns = [i for i, w in enumerate(words) if parse_word(w)[0].pos == "NOUN"]
    return nouns[0] if nouns else len(words) - 1


@lru_cache(maxsize=100)
def _gender(kind: str) -> str:
    words = kind.split()
    head = words[_head_index(words)]
    genders = (p.grammemes & GENDERS for p in parse_word(head) if p.has("NOUN", "nomn", "sing"))
    return next((next(iter(g)) for g in genders if g), "neut")


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, str]:
    small = dict(load_lexicon("head-place-abbreviations"))
    return small | {initials.upper(): kind for initials, kind in load_lexicon("head-place-initials").items()}


@lru_cache(maxsize=1)
def _openers() -> dict[str, list[tuple[str, ...]]]:
    """Forms of the kinds as rows of folded words, by their first word, the longest first."""
    openers: dict[str, list[tuple[str, ...]]] = {}
    for form in sorted(_forms(), key=lambda form: (-form.count(" "), form)):
        row = tuple(form.split())
        openers.setdefault(row[0], []).append(row)
    return openers


@lru_cache(maxsize=1)
def _short_regex() -> re.Pattern[str]:
    short = "|".join(
        re.escape(abbreviation) + ("" if abbreviation.endswith(".") else r"(?![\w-])")
        for abbreviation in sorted(_abbreviations(), key=lambda word: (-len(word), word))
    )
    return re.compile(rf"(?<![\w.-])(?:{short})")
