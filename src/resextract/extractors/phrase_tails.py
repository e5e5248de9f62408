"""What follows the head in the name of a body: genitives, names in quotes, numbers, complements, brackets, clauses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from resextract.extractors.actor_cues import opens_cue
from resextract.extractors.actor_words import (
    is_initialism,
    look_up_head,
    read_complements,
    read_head_forms,
)
from resextract.extractors.tail_joints import JointSteps
from resextract.language.inflection import read_forms
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Collection

    from resextract.extractors.noun_groups import Group, GroupReader
    from resextract.extractors.persons import PersonName
    from resextract.language.inflection import Form

__all__ = ["Tail", "read_tail"]

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


class _Walk(JointSteps):
    """One walk over a tail, step by step until no step goes further."""

    def run(self) -> Tail:
        steps = (
            self.quoted, self.numbered, self.bracketed, self.person, self.surname, self.rank, self.apposition,
            self.place, self.counted, self.measured, self.instrumental, self.genitive, self.abbreviation,
            self.complement, self.clause, self.joined,
        )  # fmt: skip
        while self.at < self.reader.limit and self.at not in self.reader.barred:
            if not any(step() for step in ((self.bracketed, self.clause) if self.named else steps)):
                break
        members: tuple[tuple[int, int], ...] = ()
        if len(self.starts) > 1:
            members = tuple(zip(self.starts, [*self.breaks, self.at], strict=True))
        return Tail(self.at, tuple(self.agreeing), tuple(self.dropped), tuple(self.persons), members)

    # --- nouns ------------------------------------------------------------------------------------------------------

    def apposition(self) -> bool:
        """«Заместителю главы – начальнику управления»: one person, two positions."""
        if self.word() not in _DASHES or self.at + 1 >= self.reader.limit or not self.group.number:
            return False
        if not self.reader.is_spaced(self.at - 1) or self.reader.lemma(self.group.head) in load_lexicon("actor-roles"):
            return False
        group = self.reader.read_group(self.at + 1, self.cases)
        if group is None or group.number != self.group.number:
            return "gent" in self.chain and self._apposed_to_tail()
        self.agreeing += group.agreeing
        self.last = group.head
        return self.advance(group.end)

    def _apposed_to_tail(self) -> bool:
        """«Директорам школ – участниц проекта»."""
        group = self.reader.read_group(self.at + 1, {"gent"})
        return group is not None and group.number == self.last_number and self.advance(group.end, {"gent"})

    def place(self) -> bool:
        """«Города Ртищево», «г. Ртищево», «админ. района»: abbreviations with a dot and names of places."""
        abbreviations = load_lexicon("actor-place-abbreviations")
        low = fold_word(self.word())
        if low in abbreviations and self.word(1) == "." and not self.word().isupper():
            end = self.at + 2
            if abbreviations[low] == "place" and end < self.reader.limit and end not in self.reader.persons:
                while end < self.reader.limit and self.words[end][:1].isupper():
                    end += 1
            return self.advance(end, {"gent", *self.chain})
        if self._names_place():
            return self.advance(self.at + 2, {"gent", *self.chain})
        before = self.reader.lemma(self.at - 1)
        if before not in load_lexicon("actor-place-words") or self.at - 1 == self.group.head:
            return False
        if not self.word()[:1].isupper() or self.at in self.reader.persons or is_initialism(self.word()):
            return False
        if read_head_forms(self.word()):  # the next actor of a cell that has lost its commas
            return False
        return self.advance(self.at + 1, {"gent", *self.chain})

    def _names_place(self) -> bool:
        """«Муниципальному образованию город Новотроицк»: the place's name stays in the nominative."""
        if self.reader.lemma(self.at) not in load_lexicon("actor-place-words") or not self.word(1)[:1].isupper():
            return False
        if self.at + 1 in self.reader.persons:  # «заместителя главы округа Орлову Т.М.»
            return False
        return any(form.case == "nomn" and form.number == "sing" for form in read_forms(self.word()))

    def counted(self) -> bool:
        """«Учителям 5–9 классов»."""
        if not self.word()[:1].isdigit():
            return False
        end = self.at
        while end < self.reader.limit and (self.words[end][:1].isdigit() or self.words[end] in (",", "и", "-", "–")):
            end += 1
        counted = load_lexicon("actor-counted-nouns")
        if end >= self.reader.limit or self.reader.lemma(end) not in counted:
            return False
        return self.advance(end + 1, {"gent"})

    def measured(self) -> bool:
        """«Вместимостью до 50 мест», «со стажем до трёх лет», «старше 60 лет»: a figure that narrows the name."""
        bounds, start = load_lexicon("actor-bounds"), self.at
        if self._is_figure(start) or fold_word(self.word()) in bounds:
            if not bounds.get(fold_word(self.word())) and not self._measures():
                return False
        else:
            if self.reader.lemma(start) not in load_lexicon("actor-measures"):
                return False
            size = self.reader.read_group(start, {"ablt"}, any_head=True)
            if size is None:
                return False
            start = self._genitives_end(size.end)
        end = self._figure_end(start)
        return end > start and self.advance(end)

    def _measures(self) -> bool:
        """Whether a figure can follow: the tail read so far holds a noun of size («с численностью работников»)."""
        measures = load_lexicon("actor-measures")
        return any(self.reader.lemma(i) in measures for i in range(self.group.end, self.at))

    def _is_figure(self, i: int) -> bool:
        return self.words[i][:1].isdigit() or self.reader.pos(i) == "NUM"

    def _figure_end(self, i: int) -> int:
        """The end of «не менее 50 мест», «от 14 до 35 лет»; ``i`` where no figure follows."""
        reader, end, figure = self.reader, i, False
        while i < reader.limit and i not in reader.barred:
            if self._is_figure(i):
                end, figure = i + 1, True
            elif figure and fold_word(self.words[i]) in load_lexicon("number-multipliers"):
                end = i + 1 + (self.words[i + 1 : i + 2] == ["."])  # «3 тыс. человек»
            elif figure and end == i:
                end = self._genitives_end(i)
            elif fold_word(self.words[i]) not in load_lexicon("actor-bounds"):
                break
            i = max(end, i + 1)
        return end

    def _genitives_end(self, i: int) -> int:
        group = self.reader.read_group(i, {"gent"}, any_head=True) if i < self.reader.limit else None
        return i if group is None or not group.case else group.end

    def instrumental(self) -> bool:
        entry = look_up_head(self.reader.lemma(self.last))
        forms = [e for _, e in read_head_forms(self.words[self.last])] + ([entry] if entry else [])
        if not any("ablt" in e.flags for e in forms) or self.at != self.last + 1:
            return False
        return self.noun({"ablt"})

    def genitive(self) -> bool:
        if fold_word(self.word()) in load_lexicon("actor-possessives"):
            following = self.reader.read_group(self.at + 1, {"gent"}, any_head=True)
            return following is not None and self.advance(following.end, {"gent"})
        return self.noun({"gent"})

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
        if preposition == "по" and self.words[start].lower() in load_lexicon("actor-place-abbreviations"):
            return self._abbreviated_place(start)
        group = self.reader.read_group(start, complement.cases, any_head=True)
        if group is None or start in self.reader.barred:
            return False
        if self.reader.lemma(start) in load_lexicon("actor-circumstance-words"):
            return False  # «депутатам Думы в своих округах провести встречи»
        head = self.reader.lemma(group.head)
        if not complement.allows(head) and not (complement.only and self._nested(preposition)):
            return False
        if complement.allows(head):
            self.last, self.last_number = group.head, group.number
            return self.advance(group.end, {group.case or "abbreviation"})
        return True

    def _abbreviated_place(self, start: int) -> bool:
        """«По г. Санкт-Петербургу и Ленинградской области»."""
        before, self.at = self.at, start
        if not self.place():
            self.at = before
            return False
        self.last = start
        return self.advance(self.at, {"datv"})

    def _nested(self, preposition: str) -> bool:
        """A complement of a noun inside the name: «работе с населением»."""
        governed = load_lexicon("actor-complement-nouns").get(self.reader.lemma(self.last), "")
        cases = dict(item.split(":") for item in governed.split()).get(preposition)
        return cases is not None and self.last != self.group.head and self._take(self.at + 1, {cases})

    def _take(self, start: int, cases: Collection[str]) -> bool:
        group = self.reader.read_group(start, cases, any_head=True) if start < self.reader.limit else None
        if group is None:
            return False
        self.last, self.last_number = group.head, group.number
        return self.advance(group.end, {group.case or "abbreviation"})

    # --- clauses -----------------------------------------------------------------------------------

    def clause(self) -> bool:
        """A participle or relative clause after a comma, up to the comma that closes it."""
        if self.word() != "," or self.at + 2 >= self.reader.limit:
            return False
        start = self.at + 1
        modifiers = [f for f in read_forms(self.words[start]) if not f.noun]
        shows = any(f.participle for f in modifiers) or (
            self.reader.lemma(start) in load_lexicon("actor-clause-adjectives")
        )
        agrees = [f for f in modifiers if f.case in self.cases and f.number == self.group.number and self.group.case]
        if shows and (agrees or any(f.case == "gent" and f.number in self._tail_numbers() for f in modifiers)):
            apart = self._is_clause(start) or (agrees and self._is_enclosed(start))
            if self.reader.read_group(start, self.cases) is not None and not apart:
                return False
            if agrees:
                self.agreeing.append((start, agrees[0]))
            return self.advance(self._clause_end(start))
        window = range(start, min(start + _RELATIVE_WINDOW, self.reader.limit))
        if any(self.reader.lemma(i) == _RELATIVE for i in window):
            return self.advance(self._clause_end(start))
        return False

    def _tail_numbers(self) -> set[str]:
        """The numbers of the nouns that a clause in the genitive can describe («владельцам объектов спорта, …»)."""
        nouns = [f for i in range(self.group.end, self.at) for f in read_forms(self.words[i]) if f.noun]
        return {self.last_number, *(f.number for f in nouns if f.case == "gent")}

    def _is_clause(self, start: int) -> bool:
        """Whether a participle after a comma has no head of its own right after it («…, заведующим садами»)."""
        return not read_head_forms(self.words[start])

    def _is_enclosed(self, start: int) -> bool:
        """Whether a comma and a verb close what follows («лицам, ответственным за …, проверить»): no list of actors."""
        end = self._clause_end(start)
        return self.words[end : end + 1] == [","] and end + 1 < self.reader.limit and self.reader.is_infinitive(end + 1)

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
        if i in reader.barred or reader.is_infinitive(i) or reader.pos(i) == "ADP":
            return True
        first = self.words[i].lower()
        return first == "а" or opens_cue(reader, i) or reader.read_group(i, self.cases) is not None
