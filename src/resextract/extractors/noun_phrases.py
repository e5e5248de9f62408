"""Noun phrases that name actors: how far one reaches, which of its words agree, which persons it names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from resextract.extractors.actor_words import HeadEntry
from resextract.extractors.noun_groups import Group, GroupReader
from resextract.extractors.persons import PersonName, is_surname
from resextract.extractors.phrase_tails import read_tail
from resextract.extractors.spans import once_per_doc
from resextract.language.lexicons import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Collection

    from spacy.tokens import Doc

    from resextract.language.inflection import Form

__all__ = ["NounPhrase", "PhraseReader", "read_phrases"]

_PERSON = HeadEntry("person")
_LONGEST_ACTING = 6


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A phrase that names one actor, or several under a shared plural head.

    Attributes:
        start: Its first token.
        end: The token after its last, brackets and persons included.
        head: The head's token; the first token of a bare person's name.
        entry: What the lexicons say of the head.
        case: The case of the head; empty where it has none (abbreviations).
        number: ``sing``, ``plur``, or empty.
        agreeing: Tokens that are inflected together, with their readings in text order.
        tail: The first token after the head.
        dropped: Token ranges inside it that are no part of its name.
        persons: Persons named beside it or in brackets.
        members: Token ranges of the named bodies under a shared plural head; empty for a phrase that names one actor.
    """

    start: int
    end: int
    head: int
    entry: HeadEntry
    case: str
    number: str
    agreeing: tuple[tuple[int, Form], ...]
    tail: int
    dropped: tuple[tuple[int, int], ...] = ()
    persons: tuple[PersonName, ...] = ()
    members: tuple[tuple[int, int], ...] = ()

    @property
    def is_person(self) -> bool:
        """A bare name."""
        return self.entry is _PERSON


class PhraseReader(GroupReader):
    """Reads whole phrases and coordinated lists of them."""

    def read_list(
        self, i: int, cases: Collection[str], *, any_head: bool = False, unknown: bool = False
    ) -> tuple[list[NounPhrase], int]:
        """Read a coordinated list of actors.

        Args:
            i: The token where it starts.
            cases: The cases allowed; the first member that shows its case decides.
            any_head: Every noun can be a head, not only those of the lexicon.
            unknown: So can nouns for people that the lexicon lacks.

        Returns:
            The members and the token after the last one; no members where no list starts here.
        """
        found: list[NounPhrase] = []
        allowed = frozenset(cases)
        position = i
        while position < self.limit:
            phrase = self.read(position, allowed, any_head=any_head, unknown=unknown)
            if phrase is None:
                break
            if phrase.case:
                allowed = frozenset({phrase.case})
            found = self._append(found, phrase)
            position = self.skip_joint(phrase.end)
            if not self.is_joint(phrase.end, position) and not self._continues(found[-1], position, allowed):
                break
        return found, (found[-1].end if found else i)

    def _continues(self, last: NounPhrase, i: int, cases: Collection[str]) -> bool:
        """Whether a list goes on without a comma: a name after a name or a position, a position after a name."""
        if i in self.persons:
            return True
        return last.is_person and i < self.limit and self.read_group(i, cases) is not None

    def _append(self, found: list[NounPhrase], phrase: NounPhrase) -> list[NounPhrase]:
        """Add a member, or merge a name with the position beside it («Лобанову Е.С., учителя химии»)."""
        if not found:
            return [phrase]
        last = found[-1]
        joint = self.words[last.end : phrase.start]
        beside = joint in ([], [","]) and phrase.entry.type == "position" and not phrase.persons
        if beside and last.is_person and phrase.number in ("sing", ""):
            dropped = ((last.start, phrase.start), *phrase.dropped)
            return [*found[:-1], replace(phrase, start=last.start, dropped=dropped, persons=last.persons)]
        if phrase.is_person and self._shares_position(last, joint):
            dropped = (*last.dropped, (last.end, phrase.end))
            persons = (*last.persons, *phrase.persons)
            return [*found[:-1], replace(last, end=phrase.end, dropped=dropped, persons=persons)]
        if not joint and phrase.is_person and last.entry.type == "position" and not last.persons:
            dropped = (*last.dropped, (phrase.start, phrase.end))
            return [*found[:-1], replace(last, end=phrase.end, dropped=dropped, persons=phrase.persons)]
        return [*found, phrase]

    def _shares_position(self, last: NounPhrase, joint: list[str]) -> bool:
        """Whether a plural position before a name goes with the next too («поварам Рябовой Н.Н., Тулиной С.С.»)."""
        beside = bool(last.persons) and last.persons[-1].end == last.end
        return beside and bool(joint) and last.number == "plur" and last.entry.type == "position"

    def read(
        self, i: int, cases: Collection[str], *, any_head: bool = False, unknown: bool = False
    ) -> NounPhrase | None:
        """Read one phrase that starts at token ``i``; None where none does (arguments as in `read_list`)."""
        name = self.persons.get(i)
        if name is None and any_head and is_surname(self.words[i], "nomn"):
            name = PersonName(i, i + 1, self.words[i])
        if name is not None:
            return NounPhrase(i, name.end, i, _PERSON, "", "sing", (), name.end, persons=(name,))
        group = self._acting(i) or self.read_group(i, cases, any_head=any_head, unknown=unknown)
        if group is None:
            return None
        tail = read_tail(self, group, frozenset(cases))
        agreeing = (*group.agreeing, *tail.agreeing)
        return NounPhrase(
            group.start,
            tail.end,
            group.head,
            group.entry,
            group.case,
            group.number,
            agreeing,
            group.end,
            tail.dropped,
            tail.persons,
            tail.members,
        )

    def _acting(self, i: int) -> Group | None:
        """«И.о. директора», «врио главы»: no case of its own."""
        if self.words[i][:1].lower() not in _acting_letters():
            return None
        text = "".join(self.words[i : i + _LONGEST_ACTING]).lower()
        opener = next((o for o in load_lexicon("actor-acting") if text.startswith(o)), None)
        if opener is None:
            return None
        end, length = i, 0
        while length < len(opener):
            length += len(self.words[end])
            end += 1
        if length > len(opener) or self.read_group(end, {"gent"}) is None:
            return None
        return Group(i, end, i, HeadEntry("position"), "", "sing", ())


@cache
def _acting_letters() -> frozenset[str]:
    return frozenset(opener[0] for opener in load_lexicon("actor-acting"))


@once_per_doc
def read_phrases(doc: Doc) -> PhraseReader:
    """Return the reader of a text, made when first asked for; time expressions must have been found before."""
    return PhraseReader(doc)
