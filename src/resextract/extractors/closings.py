"""Executors that close a clause without a label: «…, секретарь Фирсова Е.Н.», «… – Иванов И.И.», «… (Иванов И.И.)»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.extractors.actor_cues import is_verb
from resextract.extractors.actor_marks import Mark
from resextract.extractors.actor_words import read_head_forms
from resextract.extractors.addressees import DASHES, Clause, Found
from resextract.language.lexicons import load_lexicon

if TYPE_CHECKING:
    from resextract.extractors.noun_phrases import NounPhrase, PhraseReader

__all__ = ["find_closing"]

_STOPS = frozenset(".;")


def find_closing(reader: PhraseReader, clause: Clause) -> list[Found]:
    """Find who stands in the nominative at the end of a clause whose directive addresses nobody.

    Args:
        reader: The text.
        clause: The clause.

    Returns:
        The executors, each a person with a name; empty where the end names none or the clause lists or appoints people.
    """
    if not clause.verbs or clause.heads or any(_lists(reader, clause, i) for i in range(clause.start, clause.end)):
        return []
    for i in range(clause.verbs[-1] + 2, clause.end - 1):
        phrases = _read_after(reader, clause, i)
        if phrases:
            return [Found(phrase, "responsible", "closing") for phrase in phrases]
    return []


def _lists(reader: PhraseReader, clause: Clause, i: int) -> bool:
    """A colon, a label or a verb that makes somebody something: the names are no executors."""
    appoints = reader.lemma(i) in load_lexicon("actor-appointing-verbs") and is_verb(reader, i)
    return appoints or i in clause.taken or reader.words[i] == ":"


def _read_after(reader: PhraseReader, clause: Clause, i: int) -> list[NounPhrase]:
    """The executors after a sign; empty where the token is no sign or something else follows."""
    sign = reader.words[i]
    if sign not in DASHES and sign not in (",", "("):
        return []
    phrases, stop = reader.read_list(i + 1, {"nomn"})
    if not phrases or not all(phrase.persons for phrase in phrases):
        return []
    if sign == "(":
        # «Ознакомить директора школы (Иванов И.И.)» says who the director is.
        bodies = any(clause.marks[k] & Mark.HEAD for k in range(clause.verbs[-1] + 1, i))
        end = reader.find_closing(i)
        inside = all(k in reader.barred or reader.words[k] == "," for k in range(stop, end - 1))
        return phrases if inside and not bodies and _closes(reader, end, clause.end) else []
    if not _closes(reader, stop, clause.end):
        return []
    if sign == ",":
        return phrases if len(phrases) == 1 and phrases[0].case and i - 1 not in _person_ends(reader) else []
    held = any(form.case == "nomn" and entry.type == "position" for form, entry in read_head_forms(reader.words[i - 1]))
    return [] if held or not reader.is_spaced(i) else phrases


def _closes(reader: PhraseReader, i: int, end: int) -> bool:
    """Whether nothing but times and marks is left of a clause."""
    return all(k in reader.barred or reader.words[k] in _STOPS for k in range(i, end))


def _person_ends(reader: PhraseReader) -> set[int]:
    return {name.end - 1 for name in reader.persons.values()}
