"""What follows the head in the name of a body: genitives, names in quotes, numbers, complements, brackets, clauses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from resextract.extractors.actor_cues import opens_cue
from resextract.extractors.actor_words import (
    is_initialism,
    look_up_abbreviation,
    look_up_head,
    read_complements,
    read_head_forms,
)
from resextract.extractors.persons import PersonName, read_surname
from resextract.language.inflection import read_forms
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Collection

    from resextract.extractors.noun_groups import Group, GroupReader
    from resextract.language.inflection import Form

__all__ = ["Tail", "read_tail"]

_QUOTES = frozenset('«„“"')
_DASHES = frozenset("-–—−")
_RELATIVE = "который"
_RELATIVE_WINDOW = 3


@dataclass(slots=True)
class Tail:
    """What follows a head.

    Attributes:
        end: The token after it.
        agreeing: Tokens in it that are inflected with the head (participles after a comma, appositions).
        dropped: Token ranges that are no part of the name.
        persons: Persons it names.
        members: Token ranges of named bodies under a shared plural head; empty for fewer than two.
    """

    end: int
    agreeing: tuple[tuple[int, Form], ...] = ()
    dropped: tuple[tuple[int, int], ...] = ()
    persons: tuple[PersonName, ...] = ()
    members: tuple[tuple[int, int], ...] = field(default=())


def read_tail(reader: GroupReader, group: Group, cases: frozenset[str]) -> Tail:
    """Read what follows a head.

    Args:
        reader: The text.
        group: The head with its modifiers.
        cases: The cases in which a neighbour of the head would stand.

    Returns:
        The tail, empty (``end`` is the group's) where nothing follows.
    """
    return _Walk(reader, group, cases).run()


class _Walk:
    """One walk over a tail, step by step until no step goes further."""

    def __init__(self, reader: GroupReader, group: Group, cases: frozenset[str]) -> None:
        self.reader = reader
        self.words = reader.words
        self.group = group
        self.cases = frozenset({group.case}) if group.case else cases
        self.at = group.end
        self.last = group.head  # the last noun read
        self.last_number = group.number
        self.chain: frozenset[str] = frozenset()  # cases in which a coordinated part of the tail would stand
        self.starts: list[int] = []  # where named bodies start
        self.breaks: list[int] = []  # where the one before each of them ends
        self.agreeing: list[tuple[int, Form]] = []
        self.dropped: list[tuple[int, int]] = []
        self.persons: list[PersonName] = []
        self.named = False  # a person has been named: only brackets and clauses can follow

    def run(self) -> Tail:
        steps = (
            self.quoted, self.numbered, self.bracketed, self.person, self.apposition, self.place, self.counted,
            self.instrumental, self.genitive, self.abbreviation, self.complement, self.clause, self.joined,
        )  # fmt: skip
        while self.at < self.reader.limit and self.at not in self.reader.barred:
            if not any(step() for step in ((self.bracketed, self.clause) if self.named else steps)):
                break
        members: tuple[tuple[int, int], ...] = ()
        if len(self.starts) > 1:
            members = tuple(zip(self.starts, [*self.breaks, self.at], strict=True))
        return Tail(self.at, tuple(self.agreeing), tuple(self.dropped), tuple(self.persons), members)

    def word(self, offset: int = 0) -> str:
        i = self.at + offset
        return self.words[i] if i < self.reader.limit else ""

    def advance(self, end: int, chain: Collection[str] = ()) -> bool:
        self.at = end
        self.chain = frozenset(chain)
        return True

    # --- names, numbers, brackets -----------------------------------------------------------------------------------

    def quoted(self) -> bool:
        if self.word() not in _QUOTES:  # a bracket is another step's
            return False
        end = self.reader.find_closing(self.at)
        if end == self.at:
            return False
        if not self.starts:
            self.starts.append(self._named_start())
        return self.advance(end, {"quote"})

    def _named_start(self) -> int:
        """Where the body that is named here starts: at the abbreviations before the quote or number, else at it."""
        start = self.at
        while start - 1 >= self.group.end and is_initialism(self.words[start - 1]):
            start -= 1
        return start

    def numbered(self) -> bool:
        sign = self.word() == "№"
        if not sign and not (self.word().isdigit() and is_initialism(self.words[self.at - 1])):
            return False
        start, end = self._named_start(), self.at + sign
        while end < self.reader.limit:
            word = self.words[end]
            following = self.words[end + 1] if end + 1 < self.reader.limit else ""
            if word[:1].isdigit() or word == "№" or (word in (",", "и", "-", "–") and following[:1].isdigit()):
                end += 1
            else:
                break
        if end in self.reader.barred or end == self.at + sign:
            return False
        if not self.starts:
            self.starts.append(start)
        return self.advance(end, {"quote"})

    def bracketed(self) -> bool:
        if self.word() != "(":
            return False
        end = self.reader.find_closing(self.at)
        inside = range(self.at + 1, end - 1)
        if end <= self.at + 2 or any(i in self.reader.barred for i in inside):
            return False
        lemmas = [fold_word(self.reader.doc[i].lemma_) for i in inside]
        if lemmas[0] in load_lexicon("actor-labels") or self.words[inside[0]].lower() in load_lexicon("actor-labels"):
            return False
        openers = load_lexicon("actor-bracket-openers")
        kind = next((openers[lemma] for lemma in lemmas[:2] if lemma in openers), "")
        names = [self.reader.persons[i] for i in inside if i in self.reader.persons]
        surname = self.words[inside[0]]
        if kind == "keep":
            return self.advance(end, self.chain)
        if not kind and not names and len(inside) == 1 and read_surname(surname) and not is_initialism(surname):
            names = [PersonName(inside[0], end - 1, surname)]
        if not kind and not names:
            group = self.reader.read_group(inside[0], self.cases)
            if group is not None and group.end == end - 1 and group.number == self.group.number:
                self.agreeing += group.agreeing
                return self.advance(end, self.chain)
        self.persons += names
        self.dropped.append((self.at, end))
        return self.advance(end, self.chain)

    def person(self) -> bool:
        name = self.reader.persons.get(self.at)
        if name is None:
            return False
        before = self.reader.doc[self.at - 1]
        if fold_word(before.lemma_) == "имя" or (self.words[self.at - 2].lower() == "им" and before.text == "."):
            return self.advance(name.end)
        if self.group.entry.type != "position" or self.persons:
            return False
        self.persons.append(name)
        self.dropped.append((name.start, name.end))
        self.named = True
        return self.advance(name.end)

    # --- nouns ------------------------------------------------------------------------------------------------------

    def apposition(self) -> bool:
        """«Заместителю главы – начальнику управления»: one person, two positions."""
        if self.word() not in _DASHES or self.at + 1 >= self.reader.limit or not self.group.number:
            return False
        if not self.reader.doc[self.at - 1].whitespace_:
            return False
        group = self.reader.read_group(self.at + 1, self.cases)
        if group is None or group.number != self.group.number:
            return False
        self.agreeing += group.agreeing
        self.last = group.head
        return self.advance(group.end)

    def place(self) -> bool:
        """«Города Ртищево», «г. Ртищево», «админ. района»: abbreviations with a dot and names of places."""
        abbreviations = load_lexicon("actor-place-abbreviations")
        low = fold_word(self.word())
        if low in abbreviations and self.word(1) == "." and not self.word().isupper():
            end = self.at + 2
            if abbreviations[low] == "place" and end < self.reader.limit and end not in self.reader.persons:
                while end < self.reader.limit and self.words[end][:1].isupper():
                    end += 1
            return self.advance(end, {"gent"})
        before = fold_word(self.reader.doc[self.at - 1].lemma_)
        if before not in load_lexicon("actor-place-words") or self.at - 1 == self.group.head:
            return False
        if not self.word()[:1].isupper() or self.at in self.reader.persons or is_initialism(self.word()):
            return False
        return self.advance(self.at + 1, {"gent"})

    def counted(self) -> bool:
        """«Учителям 5–9 классов»."""
        if not self.word()[:1].isdigit():
            return False
        end = self.at
        while end < self.reader.limit and (self.words[end][:1].isdigit() or self.words[end] in (",", "и", "-", "–")):
            end += 1
        counted = load_lexicon("actor-counted-nouns")
        if end >= self.reader.limit or fold_word(self.reader.doc[end].lemma_) not in counted:
            return False
        return self.advance(end + 1, {"gent"})

    def instrumental(self) -> bool:
        entry = look_up_head(self.reader.doc[self.last].lemma_)
        forms = [e for _, e in read_head_forms(self.words[self.last])] + ([entry] if entry else [])
        if not any("ablt" in e.flags for e in forms) or self.at != self.last + 1:
            return False
        return self.noun({"ablt"})

    def genitive(self) -> bool:
        if fold_word(self.word()) in load_lexicon("actor-possessives"):
            following = self.reader.read_group(self.at + 1, {"gent"}, any_head=True)
            return following is not None and self.advance(following.end, {"gent"})
        return self.noun({"gent"})

    def noun(self, cases: Collection[str]) -> bool:
        """Take a group in one of the cases."""
        if self.at in self.reader.persons or self.reader.is_infinitive(self.at):
            return False
        group = self.reader.read_group(self.at, cases, any_head=True)
        if group is None or not group.case:
            return False
        self.last, self.last_number = group.head, group.number
        return self.advance(group.end, cases)

    def abbreviation(self) -> bool:
        if not is_initialism(self.word()) or self.at in self.reader.persons:
            return False
        self.last = self.at
        return self.advance(self.at + 1, {"abbreviation"})

    def complement(self) -> bool:
        """«По связям с общественностью», «в сфере культуры», «при главе района»."""
        preposition = self.word().lower()
        complement = read_complements().get(preposition)
        if complement is None or self.at + 1 >= self.reader.limit:
            return self._nested(preposition)
        start = self.at + 1
        if preposition == "независимо":
            start += 1
        if "za" in self.group.entry.flags and preposition == "за":
            return self._take(start, {"accs", "ablt"})
        group = self.reader.read_group(start, complement.cases, any_head=True)
        if group is None or start in self.reader.barred:
            return False
        head = self.reader.doc[group.head].lemma_
        if not complement.allows(head) and not (complement.only and self._nested(preposition)):
            return False
        if complement.allows(head):
            self.last, self.last_number = group.head, group.number
            return self.advance(group.end, {group.case or "abbreviation"})
        return True

    def _nested(self, preposition: str) -> bool:
        """A complement of a noun inside the name: «работе с населением»."""
        governed = load_lexicon("actor-complement-nouns").get(fold_word(self.reader.doc[self.last].lemma_), "")
        cases = dict(item.split(":") for item in governed.split()).get(preposition)
        return cases is not None and self.last != self.group.head and self._take(self.at + 1, {cases})

    def _take(self, start: int, cases: Collection[str]) -> bool:
        group = self.reader.read_group(start, cases, any_head=True) if start < self.reader.limit else None
        if group is None:
            return False
        self.last, self.last_number = group.head, group.number
        return self.advance(group.end, {group.case or "abbreviation"})

    # --- clauses and coordination -----------------------------------------------------------------------------------

    def clause(self) -> bool:
        """A participle or relative clause after a comma, up to the comma that closes it."""
        if self.word() != "," or self.at + 2 >= self.reader.limit:
            return False
        start = self.at + 1
        modifiers = [f for f in read_forms(self.words[start]) if not f.noun]
        shows = any(f.participle for f in modifiers) or (
            fold_word(self.reader.doc[start].lemma_) in load_lexicon("actor-clause-adjectives")
        )
        agrees = [f for f in modifiers if f.case in self.cases and f.number == self.group.number and self.group.case]
        if shows and (agrees or any(f.case == "gent" and f.number == self.last_number for f in modifiers)):
            if self.reader.read_group(start, self.cases) is not None and not self._is_clause(start):
                return False
            if agrees:
                self.agreeing.append((start, agrees[0]))
            return self.advance(self._clause_end(start))
        window = range(start, min(start + _RELATIVE_WINDOW, self.reader.limit))
        if any(fold_word(self.reader.doc[i].lemma_) == _RELATIVE for i in window):
            return self.advance(self._clause_end(start))
        return False

    def _is_clause(self, start: int) -> bool:
        """Whether a participle after a comma has no head of its own right after it («…, заведующим садами»)."""
        return not read_head_forms(self.words[start])

    def _clause_end(self, start: int) -> int:
        reader = self.reader
        i = start + 1
        while i < reader.limit:
            if reader.opens(i):
                i = max(reader.find_closing(i), i + 1)
                continue
            if self.words[i] in (":", ";") or (reader.is_infinitive(i) and i > start + 1):
                return i
            if self.words[i] == "," and self._resumes(i + 1):
                return i
            i += 1
        return reader.limit

    def _resumes(self, i: int) -> bool:
        """Whether the main clause goes on at a token after a comma."""
        reader = self.reader
        if i >= reader.limit:
            return True
        token = reader.doc[i]
        if i in reader.barred or reader.is_infinitive(i) or token.pos_ == "ADP":
            return True
        first = self.words[i].lower()
        return first == "а" or opens_cue(token) or reader.read_group(i, self.cases) is not None

    def joined(self) -> bool:
        """A conjunction or comma: another part of the tail, another named body, or the next actor (then it ends)."""
        start = self.reader.skip_joint(self.at)
        if start == self.at or start >= self.reader.limit or start in self.reader.persons:
            return False
        entry = look_up_abbreviation(self.words[start])
        if entry is not None and "tail" in entry.flags and is_initialism(self.words[self.at - 1]):
            return self.advance(start + 1, {"abbreviation"})  # «КДН и ЗП»
        if self._names_body(start):
            self.breaks.append(self.at)
            self.starts.append(start)
            self.at = start
            return self.abbreviation() or self.quoted()
        continuation = self.chain & {"gent", "datv", "ablt", "accs", "loct"}
        group = self.reader.read_group(start, continuation, any_head=True) if continuation else None
        if group is None or not group.case or self._opens_actor(start, group):
            return False
        if self.words[self.at] == "," and not self._is_list(group.end):
            return False
        self.last, self.last_number = group.head, group.number
        return self.advance(group.end, continuation)

    def _names_body(self, i: int) -> bool:
        """Whether a named body follows under the plural head: «директорам МБОУ «А», МБОУ «Б»»."""
        if self.group.number != "plur" or "quote" not in self.chain or not self.starts:
            return False
        if self.words[i] in _QUOTES:
            return self.words[self.starts[0]] in _QUOTES
        return is_initialism(self.words[i]) and is_initialism(self.words[self.starts[0]])

    def _opens_actor(self, i: int, tail: Group) -> bool:
        """Decide by case and lexicon whether a noun after «и» is the next actor or part of this one's name."""
        actor = self.reader.read_group(i, self.cases)
        if actor is None:
            return False
        if not actor.case or actor.head != tail.head:
            return True
        if actor.number != tail.number:
            return tail.number != self.last_number
        tagged = self.reader.tagged_case(tail.head)
        if tagged == actor.case and tagged != tail.case:
            return True
        return look_up_head(self.reader.doc[self.last].lemma_) is None

    def _is_list(self, end: int) -> bool:
        """Whether what a comma added is one of a row: another joint or the end follows, no other words."""
        return (
            end >= self.reader.limit
            or self.words[end] in (",", "и", ":", ";", ".", "(")
            or (
                self.reader.is_infinitive(end)
                or end in self.reader.barred
                or self.reader.doc[end].pos_ in ("NOUN", "ADP")
            )
        )
