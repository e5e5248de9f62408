"""Steps of a tail over conjunctions and commas: another part of a name, another named body, or the next actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.extractors.actor_words import is_initialism, look_up_abbreviation, look_up_head
from resextract.extractors.tail_names import QUOTES, NameSteps
from resextract.language.lexicons import load_lexicon

if TYPE_CHECKING:
    from resextract.extractors.noun_groups import Group

__all__ = ["JointSteps"]


class JointSteps(NameSteps):
    """A walk over a tail with its steps over joints."""

    def joined(self) -> bool:
        """A conjunction or comma: another part of the tail, another named body, or the next actor (then it ends)."""
        start = self.reader.skip_joint(self.at)
        if not self.reader.is_joint(self.at, start) or start >= self.reader.limit or start in self.reader.persons:
            return False
        entry = look_up_abbreviation(self.words[start])
        if entry is not None and "tail" in entry.flags and is_initialism(self.words[self.at - 1]):
            return self.advance(start + 1, {"abbreviation"})  # «КДН и ЗП»
        if entry is not None and "form" in entry.flags and "abbreviation" in self.chain and self._lists_kinds(start):
            return self.advance(start + 1, {"abbreviation"})  # «руководителям ОУ, ДОУ»
        if self._names_body(start):
            self._start_member(start)
            return self.abbreviation() or self.quoted() or self.numbered()
        if self._opens_body(start):
            self._start_member(start)
            return self.noun({"gent"})
        continuation = self.chain & {"gent", "datv", "ablt", "accs", "loct"}
        group = self.reader.read_group(start, continuation, any_head=True) if continuation else None
        if group is None or not group.case or self._opens_actor(start, group):
            return False
        if "," in self.words[self.at] and not self._is_list(group.end):
            return False
        self.last, self.last_number = group.head, group.number
        return self.advance(group.end, {group.case, *(continuation - {"gent"})})

    def _lists_kinds(self, i: int) -> bool:
        """Whether an abbreviation after «руководителям ОУ,» is one more kind of institution, not a body of its own."""
        before = look_up_abbreviation(self.words[self.last])
        named = i + 1 < self.reader.limit and (self.words[i + 1] in QUOTES or self.words[i + 1] == "№")
        return self.group.entry.type == "position" and before is not None and "form" in before.flags and not named

    def _names_body(self, i: int) -> bool:
        """Whether a named body follows under the plural head: «директорам МБОУ «А», МБОУ «Б»»."""
        if self.group.number != "plur" or "quote" not in self.chain or not self.starts:
            return False
        if self.words[i] in QUOTES or self.words[i] == "№":
            return True
        return is_initialism(self.words[i]) and is_initialism(self.words[self.starts[0]])

    def _opens_body(self, i: int) -> bool:
        """«Председателям СПК «Заря» и колхоза имени Чапаева»: the next body has a type of its own, in the genitive."""
        if self.group.number != "plur" or self.group.entry.type != "position" or not self.starts:
            return False
        if "quote" not in self.chain and len(self.starts) < 2:
            return False
        body = self.reader.read_group(i, {"gent"})
        if body is None or body.number != "sing" or not body.case:
            return False
        # «…, администрации района» is the next addressee rather than the next body of those directors.
        return self.reader.read_group(i, self.cases) is None or body.entry.type in ("institution", "public")

    def _start_member(self, i: int) -> None:
        self.breaks.append(self.at)
        self.starts.append(i)
        self.at = i

    def _opens_actor(self, i: int, tail: Group) -> bool:
        """Decide by case and lexicon whether a noun after «и» is the next actor or part of this one's name."""
        actor = self.reader.read_group(i, self.cases)
        if actor is None:
            return False
        if not actor.case or actor.head != tail.head:
            return True
        places = load_lexicon("actor-place-words")
        last = self.reader.lemma(self.last)
        if self.reader.lemma(tail.head) in places and (
            last in places or last in load_lexicon("actor-place-abbreviations")
        ):
            return False  # «по городу Омску и Омскому району»
        if actor.case == tail.case or self._is_proper_body(i, actor):
            return True
        if self.reader.tagged_case(tail.head) == actor.case:
            return True
        if actor.number != tail.number:
            return tail.number != self.last_number
        entry = look_up_head(last)
        return entry is None or actor.entry.type == self.group.entry.type != entry.type

    def _is_proper_body(self, i: int, actor: Group) -> bool:
        """«Советам при больницах и Южнодольской ассоциации»: a proper name after a common one in a locative."""
        complemented = not self.chain & {"gent", "abbreviation"}
        common = self.words[self.last][:1].islower() and self.words[actor.head][:1].isalpha()
        return complemented and common and self.words[i][:1].isupper() and actor.number != self.last_number

    def _is_list(self, end: int) -> bool:
        """Whether what a comma added is one of a row: another joint or the end follows, no other words."""
        return (
            end >= self.reader.limit
            or self.words[end] in (",", "и", ":", ";", ".", "(")
            or (self.reader.is_infinitive(end) or end in self.reader.barred or self.reader.pos(end) in ("NOUN", "ADP"))
        )
