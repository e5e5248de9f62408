"""Who does it by grammar: the subject of a finite directive («школы проведут»), the agent of a passive one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.extractors.actor_cues import read_causative
from resextract.extractors.actor_words import is_initialism
from resextract.extractors.addressees import Clause, Found
from resextract.language.inflection import ALL_CASES, read_forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from resextract.extractors.noun_phrases import NounPhrase, PhraseReader

__all__ = ["find_subjects"]


def find_subjects(reader: PhraseReader, clause: Clause) -> list[Found]:
    """Find who does it in a clause with a finite directive: «школы проведут», «проводится педагогами».

    Args:
        reader: The text.
        clause: The clause.

    Returns:
        Subjects of active and agents of passive verbs; empty without a finite directive.
    """
    for verb in clause.verbs:
        finite = _finite_before(reader, clause, verb)
        if finite is None:
            continue
        for case, rule in _roles(reader, finite, verb):
            phrases = _before(reader, clause, finite, case) or _after(reader, clause, verb, case)
            if phrases:
                return [Found(phrase, "responsible", rule) for phrase in phrases]
    return []


def _roles(reader: PhraseReader, finite: int, verb: int) -> list[tuple[str, str]]:
    """Where to look: the subject of an active verb, the agent of a passive one; a middle form can be either."""
    voices = {reader.feature(finite, "Voice"), reader.feature(verb, "Voice")}
    agent, subject = ("ablt", "agent"), ("nomn", "subject")
    if "Pass" in voices and read_causative(reader, finite) is None:
        return [agent]
    return [subject, agent] if "Mid" in voices or "Pass" in voices else [subject]


def _finite_before(reader: PhraseReader, clause: Clause, verb: int) -> int | None:
    """The verb itself if it is finite; of «должны пройти» the word that is."""
    if not reader.is_infinitive(verb):
        return verb if reader.pos(verb) in ("VERB", "AUX", "ADJ") else None
    for i in range(verb - 1, max(clause.start, verb - 4) - 1, -1):
        causative = read_causative(reader, i)
        if causative is not None:
            return i if causative.cases == {"nomn"} else None
        if reader.pos(i) == "AUX":
            return i
    return None


def _before(reader: PhraseReader, clause: Clause, verb: int, case: str) -> list[NounPhrase]:
    for i in _fresh_places(reader, clause, verb):
        phrases, end = reader.read_list(i, {case})
        if phrases and end <= verb and _only_adverbials(reader, end, verb) and _agrees(reader, phrases, verb, case):
            return phrases
    return []


def _fresh_places(reader: PhraseReader, clause: Clause, verb: int) -> Iterator[int]:
    """Where a subject can start: at the clause's start, after adverbials, after a comma."""
    i = clause.start
    while i < verb:
        if reader.pos(i) == "ADP":
            group = reader.read_group(i + 1, ALL_CASES, any_head=True)
            i = group.end if group else i + 1
            continue
        if (
            i == clause.start
            or i - 1 in reader.barred
            or reader.words[i - 1] in (",", ":")
            or reader.tagged_case(i) == "nomn"
            or reader.tagged_case(i) == "ablt"
        ):
            yield i
        i += 1


def _only_adverbials(reader: PhraseReader, start: int, verb: int) -> bool:
    i = start
    while i < verb:
        if reader.pos(i) == "ADP":
            group = reader.read_group(i + 1, ALL_CASES, any_head=True)
            i = group.end if group else i + 1
        elif (
            i in reader.barred
            or reader.pos(i) in ("ADV", "PART", "PUNCT", "AUX", "ADJ", "VERB")
            or reader.tagged_case(i) in ("gent", "loct", "accs")
        ):
            i += 1
        else:
            return False
    return True


def _agrees(reader: PhraseReader, phrases: Sequence[NounPhrase], verb: int, case: str) -> bool:
    if case != "nomn" or len(phrases) > 1 or not phrases[0].number:
        return True
    number = reader.feature(verb, "Number")
    return not number or number == {"sing": "Sing", "plur": "Plur"}[phrases[0].number]


def _after(reader: PhraseReader, clause: Clause, verb: int, case: str) -> list[NounPhrase]:
    """An agent, or an inverted subject, after the verb; what a participle or a preposition governs is neither."""
    i = verb + 1
    while i < clause.end and reader.words[i] not in (",", ":"):
        if reader.opens(i):
            i = max(reader.find_closing(i), i + 1)
            continue
        if reader.pos(i) == "ADP":
            group = reader.read_group(i + 1, ALL_CASES, any_head=True)
            i = group.end if group else i + 1
            continue
        cased = reader.tagged_case(i) in (case, "") or is_initialism(reader.words[i])
        if i not in reader.barred and cased:
            phrases, _ = reader.read_list(i, {case})
            shows = bool(phrases) and (bool(phrases[0].case) or (case == "nomn" and i == verb + 1))
            if shows and (case == "ablt" or _agrees(reader, phrases, verb, case)):
                return phrases
        participle = any(f.participle for f in read_forms(reader.words[i]))
        if participle or (case == "nomn" and reader.pos(i) not in ("ADV", "PART") and i not in reader.barred):
            return []
        i += 1
    return []
