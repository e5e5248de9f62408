"""Sentences and parts between semicolons, and what stands aside in them: quoted titles and explaining brackets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.extractors.words import Kind
from resextract.language.lexicons import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from resextract.extractors.words import Word

__all__ = ["Segment", "ends_abbreviated", "find_asides", "split_segments"]

_OPENING = {"«": "»", "(": ")", "“": "”", "„": "“", "[": "]", '"': '"'}
_PAIRED = frozenset(_OPENING) | frozenset(_OPENING.values())
_STOPS = frozenset({".", "!", "?", "…", "..", "...", "?!", "!!!"})


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, or a part of one between semicolons.

    Attributes:
        start: Its first token.
        end: After its last token, the closing mark included.
        after_stop: Whether a sentence ends before it (False: a semicolon, or the text's start).
    """

    start: int
    end: int
    after_stop: bool


def find_asides(words: Sequence[Word]) -> list[bool]:
    """Tell which tokens stand aside: in quotes, or in brackets that explain.

    Brackets that open with an infinitive right after an infinitive do not explain, they name another action:
    «Разработать (усовершенствовать) программы»; only the brackets themselves stand aside there.

    Args:
        words: The text's words.

    Returns:
        One flag a token; marks that are never closed put nothing aside.
    """
    aside = [False] * len(words)
    opened: list[int] = []
    for i, word in enumerate(words):
        if word.kind is not Kind.MARK or word.form not in _PAIRED:
            continue
        partner = next((k for k in range(len(opened) - 1, -1, -1) if _closes(words[opened[k]].form, word.form)), None)
        if partner is not None:
            start = opened[partner]
            del opened[partner:]
            if _names_action(words, start, i):
                aside[start] = aside[i] = True
            else:
                aside[start : i + 1] = [True] * (i + 1 - start)
        elif word.form in _OPENING:
            opened.append(i)
    return aside


def _closes(opening: str, closing: str) -> bool:
    return _OPENING[opening] == closing


def _names_action(words: Sequence[Word], start: int, end: int) -> bool:
    return (
        words[start].form == "("
        and start > 0
        and start + 1 < end
        and words[start - 1].kind is Kind.INFINITIVE
        and words[start + 1].kind is Kind.INFINITIVE
    )


def ends_abbreviated(words: Sequence[Word], stop: int) -> bool:
    """Tell whether the dot at ``stop`` belongs to an abbreviation or an initial."""
    if words[stop].form != "." or stop == 0:
        return False
    form = words[stop - 1].form
    return (len(form) == 1 and form.isalpha()) or form in load_lexicon("outline-abbreviations")


def split_segments(doc: Doc, words: Sequence[Word], aside: Sequence[bool]) -> list[Segment]:
    """Cut a text at its semicolons and sentence ends.

    Args:
        doc: The text.
        words: Its words.
        aside: Which tokens stand aside: no cut is made in them.

    Returns:
        The segments in order; together they cover the text. Empty for an empty text.
    """
    segments: list[Segment] = []
    start, after_stop = 0, False
    for i, word in enumerate(words):
        if aside[i] or i + 1 == len(words):
            continue
        stops = word.form in _STOPS and _stops(doc, words, i)
        if word.form == ";" or stops:
            segments.append(Segment(start, i + 1, after_stop))
            start, after_stop = i + 1, stops
    if start < len(words):
        segments.append(Segment(start, len(words), after_stop))
    return segments


def _stops(doc: Doc, words: Sequence[Word], i: int) -> bool:
    """A stop ends a sentence before a capital; after an abbreviation, only before a verb: «в 2021 г. Создать …»."""
    if not doc[i].whitespace_ or not doc[i + 1].text[:1].isupper():
        return False
    return not ends_abbreviated(words, i) or words[i + 1].kind is Kind.INFINITIVE
