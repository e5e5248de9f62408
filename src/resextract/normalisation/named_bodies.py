"""Named bodies under one plural head («директорам МБОУ «А», МБОУ «Б»», «школам № 5, 7»): which words each one has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.adapters.dictionary import inflect_parse
from resextract.extractors.actor_words import is_initialism
from resextract.extractors.tail_names import QUOTES
from resextract.language.inflection import restore_case

if TYPE_CHECKING:
    from resextract.extractors.noun_phrases import NounPhrase, PhraseReader

__all__ = ["NamedBody", "list_bodies", "read_singulars"]

_SIGN = "№"


@dataclass(frozen=True, slots=True)
class NamedBody:
    """One of the bodies.

    Attributes:
        start: Its first token.
        end: The token after its last.
        shared: Tokens before it that belong to its name too: the head, and the type that it leaves out.
    """

    start: int
    end: int
    shared: tuple[int, ...]


def list_bodies(reader: PhraseReader, phrase: NounPhrase) -> list[NamedBody]:
    """List the bodies that a phrase names under its plural head.

    Args:
        reader: The text.
        phrase: A phrase of it.

    Returns:
        Two bodies or more, in text order; empty where the phrase names one actor.
    """
    if phrase.number != "plur":
        return []
    parts = phrase.members or _find_numbered(reader, phrase)
    ranges = [part for start, end in parts for part in _split_numbers(reader, start, end)]
    if len(ranges) < 2:
        return []
    return [NamedBody(start, end, tuple(_share(reader, phrase, ranges, k))) for k, (start, end) in enumerate(ranges)]


def read_singulars(reader: PhraseReader, phrase: NounPhrase, end: int) -> dict[int, str]:
    """Put the types of the bodies between head and first name into the singular («директорам школ № 5, № 7»).

    Args:
        reader: The text.
        phrase: A phrase with named bodies.
        end: Where the first of them starts.

    Returns:
        Token to form; empty where no type stands there.
    """
    singulars: dict[int, str] = {}
    i = phrase.tail
    while i < end:
        group = reader.read_group(i, {"gent"})
        if group is None or group.end > end:
            i += 1
            continue
        i = group.end
        gender = group.agreeing[-1][1].gender if group.agreeing else ""
        for token, form in group.agreeing if group.number == "plur" else ():
            wanted = {"gent", "sing"} if form.noun else {"gent", "sing", gender} - {""}
            singular = inflect_parse(form.parse, wanted)
            if singular is not None:
                singulars[token] = restore_case(singular, reader.words[token])
    return singulars


def _find_numbered(reader: PhraseReader, phrase: NounPhrase) -> tuple[tuple[int, int], ...]:
    """The one named part of a phrase that can hold several numbers, from its abbreviations on."""
    start = next((i for i in range(phrase.tail, phrase.end) if reader.words[i] == _SIGN), None)
    if start is None:
        return ()
    while start > phrase.tail and is_initialism(reader.words[start - 1]):
        start -= 1
    return ((start, phrase.end),)


def _split_numbers(reader: PhraseReader, start: int, end: int) -> list[tuple[int, int]]:
    """«№ 5, 7 и 9»: one body a number; the first keeps what stands before it."""
    words = reader.words
    sign = next((i for i in range(start, end) if words[i] == _SIGN), end)
    numbers = [i for i in range(sign, end) if words[i][:1].isdigit()]
    plain = all(words[i].rstrip(",").isdigit() or words[i] in (_SIGN, ",", "и") for i in range(sign, end))
    if not plain or len(numbers) < 2:
        return [(start, end)]
    return [(start if k == 0 else i - (words[i - 1] == _SIGN), i + 1) for k, i in enumerate(numbers)]


def _share(reader: PhraseReader, phrase: NounPhrase, ranges: list[tuple[int, int]], k: int) -> list[int]:
    words = reader.words
    head, start = list(range(phrase.start, phrase.tail)), ranges[k][0]
    if not _is_name(words[start]):
        # A type of its own: «директорам школы «А» и лицея «Б»».
        return list(range(phrase.start, ranges[0][0])) if is_initialism(words[start]) else head
    typed = next((part for part in reversed(ranges[:k]) if not _is_name(words[part[0]])), None)
    if typed is None:
        shared = list(range(phrase.start, ranges[0][0]))
    else:  # «председателям СПК «А», «Б»»
        before = range(phrase.start, ranges[0][0]) if is_initialism(words[typed[0]]) else head
        name = next(i for i in range(*typed) if _is_name(words[i]) or i == typed[1] - 1)
        shared = [*before, *range(typed[0], name)]
    if words[start][:1].isdigit():
        shared.append(next(i for i in range(start, phrase.start, -1) if words[i] == _SIGN))
    return shared


def _is_name(word: str) -> bool:
    return word in QUOTES or word == _SIGN or word[:1].isdigit()
