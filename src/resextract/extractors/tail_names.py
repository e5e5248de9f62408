"""Steps of a tail that are names: quotes, numbers, brackets, persons and their ranks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.extractors.actor_words import is_initialism
from resextract.extractors.persons import PersonName, is_surname, read_surname
from resextract.language.inflection import read_forms
from resextract.language.lexicons import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Collection

    from resextract.extractors.noun_groups import Group, GroupReader
    from resextract.language.inflection import Form

__all__ = ["QUOTES", "NameSteps"]

QUOTES = frozenset('«„“"')


class NameSteps:
    """A walk over a tail: where it stands, what it has read, and the steps over names.

    A step looks at the token ``at``; it moves on and returns True, or returns False.
    """

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

    def word(self, offset: int = 0) -> str:
        """The word at a distance from where the walk stands; empty past the end."""
        i = self.at + offset
        return self.words[i] if i < self.reader.limit else ""

    def advance(self, end: int, chain: Collection[str] = ()) -> bool:
        """Go on to a token; ``chain`` are the cases in which a coordinated part would stand."""
        self.at = end
        self.chain = frozenset(chain)
        return True

    def quoted(self) -> bool:
        """«…»: a name in quotes."""
        if self.word() not in QUOTES:  # a bracket is another step's
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
        """«№ 5», «№ 5, 7 и 9»; without the sign only after an abbreviation."""
        sign = self.word() == "№"
        if not sign and not (self.word().isdigit() and is_initialism(self.words[self.at - 1])):
            return False
        start, end = self._named_start(), self.at + sign
        while end < self.reader.limit:
            word = self.words[end]
            following = self.words[end + 1] if end + 1 < self.reader.limit else ""
            listed = word in (",", "и", "-", "–") and (following[:1].isdigit() or following == "№")
            if word[:1].isdigit() or word == "№" or listed:
                end += 1
            else:
                break
        if end in self.reader.barred or end == self.at + sign:
            return False
        if not self.starts:
            self.starts.append(start)
        return self.advance(end, {"quote"})

    def bracketed(self) -> bool:
        """Brackets: a person, an exception, a repetition in the same case; anything else is left out."""
        if self.word() != "(":
            return False
        end = self.reader.find_closing(self.at)
        inside = range(self.at + 1, end - 1)
        if end <= self.at + 2 or any(i in self.reader.barred for i in inside):
            return False
        lemmas = [self.reader.lemma(i) for i in inside]
        if lemmas[0] in load_lexicon("actor-labels") or self.words[inside[0]].lower() in load_lexicon("actor-labels"):
            return False
        openers = load_lexicon("actor-bracket-openers")
        kind = next((openers[lemma] for lemma in lemmas[:2] if lemma in openers), "")
        names = [self.reader.persons[i] for i in inside if i in self.reader.persons]
        surname = self.words[inside[0]]
        if kind == "keep" or (not kind and not names and self._lists_bodies(inside)):
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

    def _lists_bodies(self, inside: range) -> bool:
        """«Главам поселений (Ракитянское, Луговое)»: which of them, by their proper names; people are no places."""
        places = load_lexicon("actor-place-words")
        nouns = [f for f in read_forms(self.words[self.last]) if f.noun]
        genders = {f.gender for f in nouns}
        place = bool(nouns) and nouns[0].lemma in places
        for i in inside:
            word = self.words[i]
            if word in (",", ";") or word.lower() == "и":
                continue
            forms = read_forms(word)
            if not word[:1].isupper() or is_initialism(word) or any("Surn" in f.parse.grammemes for f in forms):
                return False
            adjective = any(
                not f.noun and f.case == "nomn" and f.number == "sing" and f.gender in genders for f in forms
            )
            if not adjective and not (place and len(inside) > 1):
                return False
        return True

    def person(self) -> bool:
        """A name beside a position, or one after «имени»."""
        name = self.reader.persons.get(self.at)
        if name is None:
            return False
        if self.reader.lemma(self.at - 1) == "имя" or (
            self.words[self.at - 2].lower() == "им" and self.words[self.at - 1] == "."
        ):
            return self.advance(name.end)
        if self.group.entry.type != "position" or self.persons:
            return False
        self.persons.append(name)
        self.dropped.append((name.start, name.end))
        self.named = True
        return self.advance(name.end)

    def surname(self) -> bool:
        """«Системному администратору Петрову»: a surname alone, in the case of the position."""
        if self.group.entry.type != "position" or self.persons or not self.group.case or self.group.number != "sing":
            return False
        if self.at in self.reader.barred or not is_surname(self.word(), self.group.case):
            return False
        self.persons.append(PersonName(self.at, self.at + 1, self.word()))
        self.dropped.append((self.at, self.at + 1))
        self.named = True
        return self.advance(self.at + 1)

    def rank(self) -> bool:
        """«Начальнику отдела полковнику полиции Сидорову А.А.»: the rank belongs to the name."""
        if self.group.entry.type != "position" or self.persons:
            return False
        group = self.reader.read_group(self.at, self.cases, any_head=True)
        if group is None or self.reader.lemma(group.head) not in load_lexicon("actor-ranks"):
            return False
        service = self.reader.read_group(group.end, {"gent"}, any_head=True)
        end = service.end if service is not None else group.end
        if end not in self.reader.persons:
            return False
        self.dropped.append((self.at, end))
        return self.advance(end)

    def abbreviation(self) -> bool:
        """«Директорам МБОУ СОШ …»."""
        if not is_initialism(self.word()) or self.at in self.reader.persons:
            return False
        self.last = self.at
        return self.advance(self.at + 1, {"abbreviation", "gent"})

    def noun(self, cases: Collection[str]) -> bool:
        """Take a group in one of the cases."""
        if self.at in self.reader.persons or self.reader.is_infinitive(self.at):
            return False
        group = self.reader.read_group(self.at, cases, any_head=True)
        if group is None or not group.case:
            return False
        self.last, self.last_number = group.head, group.number
        # Inside «по делам несовершеннолетних и защите …» a coordinated part can go on from either noun.
        return self.advance(group.end, {*cases, *(self.chain & {"datv", "ablt", "loct"})})
