"""Named bodies under one plural head: which words each one has.

They have names of their own («директорам МБОУ «А», МБОУ «Б»»), numbers («школам № 5, 7»), or adjectives of places
before a shared noun («главам Каменского и Лугового районов»).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.adapters.dictionary import inflect_parse
from resextract.extractors.actor_words import is_initialism
from resextract.extractors.tail_names import QUOTES
from resextract.language.inflection import read_forms, restore_case

if TYPE_CHECKING:
    from resextract.extractors.noun_phrases import NounPhrase, PhraseReader

__all__ = ["NamedBody", "list_bodies", "read_singulars"]

_SIGN = "№"
_ONE_A_PLACE = ("authority", "position")
_JOINTS = frozenset({",", "и", "или", "а", "также"})


@dataclass(frozen=True, slots=True)
class NamedBody:
    """One of the bodies.

    Attributes:
        start: Its first token.
        end: The token after its last.
        shared: Tokens before it that belong to its name too: the head, and the type that it leaves out.
        after: Tokens behind it that do: the noun that it shares.
    """

    start: int
    end: int
    shared: tuple[int, ...]
    after: tuple[int, ...] = ()


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
    if not phrase.members and (placed := find_placed(reader, phrase)):
        return placed
    parts = phrase.members or _find_numbered(reader, phrase)
    ranges = [part for start, end in parts for part in _split_numbers(reader, start, end)]
    if len(ranges) < 2:
        return []
    return [NamedBody(start, end, tuple(_share(reader, phrase, ranges, k))) for k, (start, end) in enumerate(ranges)]


def find_placed(reader: PhraseReader, phrase: NounPhrase) -> list[NamedBody]:
    """List the bodies that adjectives of places tell apart: «главам Каменского и Лугового районов».

    The adjectives are in the singular and the noun behind them is in the plural: it counts once for each. What there is
    one of in a place is told apart: who heads it, and its authorities; of schools and their directors there are many
    («директорам школ Каменского и Лугового районов»). «Главам сельских поселений» speaks of a kind: no capital letter.

    Args:
        reader: The text.
        phrase: A phrase with a plural head.

    Returns:
        The bodies, two at least; empty where there are no such adjectives.
    """
    if phrase.entry.type not in _ONE_A_PLACE:
        return []
    aside = {i: end for start, end in phrase.dropped for i in range(start, end)}
    adjectives: list[tuple[int, int]] = []
    i = phrase.tail
    while i < phrase.end and not (adjectives and reader.words[i] not in _JOINTS and not _names_place(reader, i)):
        if _names_place(reader, i):
            adjectives.append((i, aside.get(i + 1, i + 1)))
            i = adjectives[-1][1]
        else:
            i = aside.get(i, i + 1)
    group = reader.read_group(i, {"gent"}, any_head=True) if len(adjectives) > 1 and i < phrase.end else None
    if group is None or group.number != "plur" or not _heads_authority(reader, phrase, adjectives[0][0]):
        return []
    between, behind = range(phrase.tail, adjectives[0][0]), range(group.end, phrase.end)
    if any(reader.words[k] in _JOINTS for k in (*between, *behind) if k not in aside):
        return []  # another list begins or ends there: «главам А, Б районов и В округа»
    shared, after = tuple(range(phrase.start, adjectives[0][0])), tuple(range(i, phrase.end))
    return [
        NamedBody(
            start, end if k + 1 < len(adjectives) else phrase.end, shared, after if k + 1 < len(adjectives) else ()
        )
        for k, (start, end) in enumerate(adjectives)
    ]


def _heads_authority(reader: PhraseReader, phrase: NounPhrase, end: int) -> bool:
    """Tell whether every body in the plural between head and first place is an authority; so where there is none."""
    i = phrase.tail
    while i < end:
        group = reader.read_group(i, {"gent"}, any_head=True)
        if group is None or group.end > end:
            i += 1
            continue
        if group.number == "plur" and group.entry.type != "authority":
            return False
        i = group.end
    return True


def _names_place(reader: PhraseReader, i: int) -> bool:
    """Tell whether a token is a capitalised adjective in the genitive singular."""
    word = reader.words[i]
    return word[:1].isupper() and any(
        not form.noun and form.case == "gent" and form.number == "sing" for form in read_forms(word)
    )


def read_singulars(reader: PhraseReader, phrase: NounPhrase, start: int, end: int) -> dict[int, str]:
    """Put the types of bodies into the singular («директорам школ № 5, № 7»).

    Args:
        reader: The text.
        phrase: A phrase with named bodies.
        start: Where to begin; the head itself is left out.
        end: Where to end: where the first name starts.

    Returns:
        Token to form; empty where no type stands there.
    """
    singulars: dict[int, str] = {}
    i = max(start, phrase.tail)
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
