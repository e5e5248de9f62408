"""Who is addressed: datives before a directive, whom a causative names, co-executors.

What stands in the dative after a directive is a beneficiary; so is what a noun or adjective governs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.extractors.actor_cues import Causative, match_cue, opens_cue, read_causative
from resextract.extractors.actor_marks import NAMED, Mark, unite_marks
from resextract.language.inflection import ALL_CASES, read_forms
from resextract.language.lexicons import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from resextract.extractors.noun_phrases import NounPhrase, PhraseReader

__all__ = ["DASHES", "Clause", "Found", "find_addressees"]

DASHES = frozenset("-–—−")

_CONJUNCTIONS = frozenset({"и", "или", "а", "либо"})


@dataclass(frozen=True, slots=True)
class Found:
    """An actor with its role and the id of what found it."""

    phrase: NounPhrase
    role: str
    rule: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of text between semicolons and sentence ends.

    Attributes:
        start: Its first token.
        end: After its last.
        verbs: Its directive verbs, in text order.
        heads: Whether it stands above leaves (a heading or a lead-in).
        taken: Tokens of labels and what they name.
        marks: The marks of all tokens of the text (see `actor_marks`).
        leads: Whether a directive stands in a later clause of the text.
    """

    start: int
    end: int
    verbs: Sequence[int]
    heads: bool
    taken: Collection[int]
    marks: Sequence[int]
    leads: bool


def find_addressees(reader: PhraseReader, clause: Clause) -> list[Found]:
    """Find the addressees and co-executors of a clause.

    Args:
        reader: The text.
        clause: The clause.

    Returns:
        Actors in text order; empty where nobody is addressed.
    """
    return _Scan(reader, clause).run()


class _Scan:
    """One walk over a clause; ``open`` while an addressee may still come."""

    def __init__(self, reader: PhraseReader, clause: Clause) -> None:
        self.reader = reader
        self.clause = clause
        self.verbs = frozenset(clause.verbs)
        self.found: list[Found] = []
        self.cases: frozenset[str] = frozenset({"datv"})
        self.rule = "addressee.dative"
        self.open = True
        self.outer: int | None = None  # how many were found before the last causative

    def run(self) -> list[Found]:
        i, stop = self.clause.start, self._stop()
        while i < stop:
            i = self.step(i)
        self.settle()
        return self.found

    def _stop(self) -> int:
        """Where nothing more can be found: at the last directive or the last name, if no cue or causative follows."""
        clause = self.clause
        stop = clause.verbs[-1] if clause.verbs else clause.end
        marks = clause.marks
        if unite_marks(marks[stop : clause.end]) & (Mark.CUE | Mark.CAUSATIVE):
            return clause.end
        return next(
            (i + 1 for i in range(stop - 1, clause.start - 1, -1) if marks[i] & (NAMED | Mark.CUE)), clause.start
        )

    def step(self, i: int) -> int:
        """Look at one token; return the next one to look at."""
        reader = self.reader
        if i in reader.barred:
            return i + 1
        if i in self.clause.taken:
            return i + 1
        if opens_cue(reader, i) and (end := self.cued(i)):
            return end
        causative = read_causative(reader, i)
        if causative is not None and causative.cases != {"nomn"}:
            self.hand_on(causative)
            return i + 1
        if i in self.verbs:
            self.close()
            return i + 1
        if reader.opens(i):
            return max(reader.find_closing(i), i + 1)
        if reader.pos(i) == "ADP" and self.words_lower(i) not in load_lexicon("actor-acting"):
            return self.skip_adverbial(i)
        end = self.addressed(i) if self.open else self.addressed_later(i)
        return end if end > i else i + 1

    def words_lower(self, i: int) -> str:
        return self.reader.words[i].lower()

    def close(self) -> None:
        """A directive: what follows are its complements."""
        self.settle()
        self.open = False

    def settle(self) -> None:
        """Where a causative named its own addressee, the outer ones only pass the work on."""
        if self.outer is not None and any(f.role == "responsible" for f in self.found[self.outer :]):
            inner = [f for f in self.found[: self.outer] if f.role != "responsible"]
            self.found = [*inner, *self.found[self.outer :]]
        self.outer = None

    def hand_on(self, causative: Causative) -> None:
        self.settle()
        self.outer = len(self.found) if "person" in causative.flags else None
        self.cases, self.rule = causative.cases, "addressee.causative"
        self.open = True

    def cued(self, i: int) -> int:
        """«Совместно с …» and the like; returns the token after the actors, 0 for none."""
        matched = match_cue(self.reader, i)
        if matched is None:
            return 0
        cue, start = matched
        before = self.open and (self.clause.heads or any(verb > i for verb in self.clause.verbs))
        if not (cue.anywhere or before) or self._in_participle(i):
            return 0
        phrases, end = self.reader.read_list(start, cue.cases, any_head=True)
        self.found += [Found(phrase, cue.role, cue.id) for phrase in phrases]
        return end if phrases else 0

    def _in_participle(self, i: int) -> bool:
        """«Мероприятий, проводимых совместно с …»: the participle's agent."""
        if i == 0 or self.reader.pos(i - 1) == "NOUN":
            return False
        return any(form.participle for form in read_forms(self.reader.words[i - 1]))

    def skip_adverbial(self, i: int) -> int:
        """Pass a preposition with its noun, coordinated ones included."""
        group = self.reader.read_group(i + 1, ALL_CASES, any_head=True)
        if group is None:
            return i + 1
        end = group.end
        while end + 1 < self.clause.end and self.words_lower(end) in _CONJUNCTIONS and group.case:
            following = self.reader.read_group(end + 1, {group.case}, any_head=True)
            if following is None:
                break
            end = following.end
        return end

    # --- datives before the verb ------------------------------------------------------------------------------------

    def addressed(self, i: int) -> int:
        """An addressee at ``i``; returns the token after the list, ``i`` for none."""
        if self._is_governed(i) or not self._may_follow(i):
            return i
        phrases, end = self.reader.read_list(i, self.cases, unknown=self._at_edge(i))
        if not phrases or end > self.clause.end or not self._is_addressee(phrases[0], end):
            return i
        phrases, end = self._read_holders(phrases, end)
        self.found += [Found(p, "responsible", self.rule) for p in phrases if self._can_act(p, end)]
        return end

    def _read_holders(self, phrases: list[NounPhrase], end: int) -> tuple[list[NounPhrase], int]:
        """«Исполнителям программы – отделу культуры, отделу спорта – …»: who plays the role, and the closing dash."""
        words, first = self.reader.words, phrases[0]
        role = len(phrases) == 1 and self.reader.lemma(first.head) in load_lexicon("actor-roles")
        if not role or end + 1 >= self.clause.end or words[end] not in DASHES:
            return phrases, end
        holders, stop = self.reader.read_list(end + 1, self.cases)
        return (holders, stop) if holders else (phrases, end)

    def _is_governed(self, i: int) -> bool:
        if i == self.clause.start or self.reader.lemma(i - 1) not in load_lexicon("actor-dative-governors"):
            return False
        return read_causative(self.reader, i - 1) is None  # «дать поручение отделу»

    def _may_follow(self, i: int) -> bool:
        """No addressee goes on from «и»: that would be the second half of what stands before."""
        return i == self.clause.start or self.words_lower(i - 1) not in _CONJUNCTIONS - {"а"}

    def _at_edge(self, i: int) -> bool:
        """Whether nothing stands before that a noun could depend on: the start, a mark, a time, what hands work on."""
        if i == self.clause.start or i - 1 in self.reader.barred:
            return True
        before = self.reader.pos(i - 1)
        return before in ("PUNCT", "ADV", "PART", "SYM") or read_causative(self.reader, i - 1) is not None

    def _is_addressee(self, first: NounPhrase, end: int) -> bool:
        if not self._at_edge(first.start):
            if not first.case and not first.is_person:
                return False
            readings = {f.case for f in read_forms(self.reader.words[first.head])}
            if not readings <= self.cases and self.reader.tagged_case(first.head) not in self.cases:
                return False
        return self._has_work(end)

    def _has_work(self, end: int) -> bool:
        """A directive follows, or leaves do, or the clause is an address before the one that directs."""
        if self.clause.heads or self.outer is not None or any(v >= end for v in self.clause.verbs):
            return True
        words = self.reader.words
        rest = [k for k in range(end, self.clause.end) if words[k] not in (".", ";") and k not in self.reader.barred]
        if rest and words[rest[0]] == ":":
            return True
        if any(read_causative(self.reader, k) for k in rest):
            return True
        return self.clause.leads and not rest

    def _can_act(self, phrase: NounPhrase, end: int) -> bool:
        """Ambivalent people before a verb of giving are given something; «ответственным … назначить» is a role."""
        if "za" in phrase.entry.flags and self._appoints():
            return False
        process = "process" in phrase.entry.flags and phrase.number == "sing" and len(phrase.agreeing) == 1
        if not process and "recipient" not in phrase.entry.flags:
            return True
        verb = next((v for v in self.clause.verbs if v >= end), None)
        return verb is None or self.reader.lemma(verb) not in load_lexicon("actor-giving-verbs")

    def _appoints(self) -> bool:
        verbs = load_lexicon("actor-appointing-verbs")
        return any(self.reader.lemma(i) in verbs for i in range(self.clause.start, self.clause.end))

    def addressed_later(self, i: int) -> int:
        """A second addressee in a clause: after a joint, right before its own directive."""
        joint = self.words_lower(i - 1) if i else ""
        if joint not in _CONJUNCTIONS | {","} or i - 1 <= self.clause.start:
            return i
        previous = i - 2
        if self.reader.tagged_case(previous) == "datv" and previous not in self.reader.barred:
            return i
        phrases, end = self.reader.read_list(i, {"datv"})
        if not phrases or (phrases[0].is_person and not phrases[0].case):
            return i
        verb = self.next_verb(end)
        if verb is None:
            return i
        self.found += [Found(p, "responsible", "addressee.later") for p in phrases if self._can_act(p, end)]
        return end

    def next_verb(self, i: int) -> int | None:
        """The directive that follows with only adverbials between, or None."""
        while i < self.clause.end:
            if i in self.verbs:
                return i
            if i in self.reader.barred or self.reader.pos(i) in ("ADV", "PART"):
                i += 1
            elif self.reader.pos(i) == "ADP":
                i = max(self.skip_adverbial(i), i + 1)
            else:
                return None
        return None
