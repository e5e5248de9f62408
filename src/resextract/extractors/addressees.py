"""Who is addressed: datives before a directive, whom a causative names, co-executors, subjects and agents.

What stands in the dative after a directive is a beneficiary; so is what a noun or adjective governs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.extractors.actor_cues import Causative, match_cue, opens_cue, read_causative
from resextract.language.inflection import ALL_CASES, read_forms
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from resextract.extractors.noun_phrases import NounPhrase, PhraseReader

__all__ = ["Clause", "Found", "find_addressees", "find_subjects"]

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
        leads: Whether a directive stands in a later clause of the text.
    """

    start: int
    end: int
    verbs: Sequence[int]
    heads: bool
    taken: Collection[int]
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
    """One walk over a clause. ``open``: an addressee may still come; ``fresh``: nothing but adverbials came before."""

    def __init__(self, reader: PhraseReader, clause: Clause) -> None:
        self.reader = reader
        self.doc = reader.doc
        self.clause = clause
        self.verbs = frozenset(clause.verbs)
        self.found: list[Found] = []
        self.cases: frozenset[str] = frozenset({"datv"})
        self.rule = "addressee.dative"
        self.open = self.fresh = True
        self.outer: int | None = None  # how many were found before the last causative

    def run(self) -> list[Found]:
        i = self.clause.start
        while i < self.clause.end:
            i = self.step(i)
        self.settle()
        return self.found

    def step(self, i: int) -> int:
        """Look at one token; return the next one to look at."""
        reader, token = self.reader, self.doc[i]
        if i in reader.barred:
            return i + 1
        if i in self.clause.taken:
            self.fresh = False
            return i + 1
        if opens_cue(token) and (end := self.cued(i)):
            return end
        causative = read_causative(token)
        if causative is not None and causative.cases != {"nomn"}:
            self.hand_on(causative)
            return i + 1
        if i in self.verbs:
            self.close()
            return i + 1
        if reader.opens(i):
            self.fresh = False
            return max(reader.find_closing(i), i + 1)
        if token.pos_ == "ADP" and self.words_lower(i) not in load_lexicon("actor-acting"):
            return self.skip_adverbial(i)
        end = self.addressed(i) if self.open else self.addressed_later(i)
        if end > i:
            return end
        self.fresh = self.fresh and token.pos_ in ("ADV", "PART", "PUNCT", "SYM")
        return i + 1

    def words_lower(self, i: int) -> str:
        return self.reader.words[i].lower()

    def close(self) -> None:
        """A directive: what follows are its complements."""
        self.settle()
        self.open = self.fresh = False

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
        self.open = self.fresh = True

    def cued(self, i: int) -> int:
        """«Совместно с …» and the like; returns the token after the actors, 0 for none."""
        matched = match_cue(self.doc, i)
        if matched is None:
            return 0
        cue, start = matched
        if not (cue.anywhere or self.open) or self._in_participle(i):
            return 0
        phrases, end = self.reader.read_list(start, cue.cases, any_head=True)
        self.found += [Found(phrase, cue.role, cue.id) for phrase in phrases]
        return end if phrases else 0

    def _in_participle(self, i: int) -> bool:
        """«Мероприятий, проводимых совместно с …»: the participle's agent."""
        before = self.doc[i - 1] if i else None
        return before is not None and any(f.participle for f in read_forms(before.text)) and before.pos_ != "NOUN"

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
        phrases, end = self.reader.read_list(i, self.cases, unknown=self.fresh)
        if not phrases or end > self.clause.end or not self._is_addressee(phrases[0], end):
            return i
        self.found += [Found(p, "responsible", self.rule) for p in phrases if self._can_act(p, end)]
        return end

    def _is_governed(self, i: int) -> bool:
        before = self.doc[i - 1] if i > self.clause.start else None
        return before is not None and fold_word(before.lemma_) in load_lexicon("actor-dative-governors")

    def _may_follow(self, i: int) -> bool:
        """No addressee goes on from «и»: that would be the second half of what stands before."""
        return i == self.clause.start or self.words_lower(i - 1) not in _CONJUNCTIONS - {"а"}

    def _is_addressee(self, first: NounPhrase, end: int) -> bool:
        shows_case = bool(first.case) or first.is_person
        joined = first.start > self.clause.start and self.reader.words[first.start - 1] in (",", ":")
        if not self.fresh and not joined:
            if not shows_case:
                return False
            readings = {f.case for f in read_forms(self.reader.words[first.head])}
            if not readings <= self.cases and self.reader.tagged_case(first.head) not in self.cases:
                return False
        return self._has_work(end)

    def _has_work(self, end: int) -> bool:
        """A directive follows, or leaves do, or the clause is an address before the one that directs."""
        if self.clause.heads or self.outer is not None or any(v >= end for v in self.clause.verbs):
            return True
        rest = [t for t in self.doc[end : self.clause.end] if t.text not in (".", ";")]
        if rest and rest[0].text == ":":
            return True
        if any(read_causative(token) for token in rest):
            return True
        return self.clause.leads and not rest

    def _can_act(self, phrase: NounPhrase, end: int) -> bool:
        """Ambivalent people before a verb of giving are given something; «ответственным … назначить» is a role."""
        if "za" in phrase.entry.flags and self._appoints():
            return False
        if not phrase.entry.flags & {"recipient", "process"} or (
            "process" in phrase.entry.flags and phrase.number != "sing"
        ):
            return True
        verb = next((v for v in self.clause.verbs if v >= end), None)
        return verb is None or fold_word(self.doc[verb].lemma_) not in load_lexicon("actor-giving-verbs")

    def _appoints(self) -> bool:
        verbs = load_lexicon("actor-appointing-verbs")
        return any(fold_word(t.lemma_) in verbs for t in self.doc[self.clause.start : self.clause.end])

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
            token = self.doc[i]
            if i in self.reader.barred or token.pos_ in ("ADV", "PART"):
                i += 1
            elif token.pos_ == "ADP":
                i = max(self.skip_adverbial(i), i + 1)
            else:
                return None
        return None


# --- subjects and agents --------------------------------------------------------------------------------------------


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
        passive = _is_passive(reader, finite) or _is_passive(reader, verb)
        case, rule = ("ablt", "agent") if passive else ("nomn", "subject")
        phrases = _before(reader, clause, finite, case) or _after(reader, clause, verb, case)
        if phrases:
            return [Found(phrase, "responsible", rule) for phrase in phrases]
    return []


def _finite_before(reader: PhraseReader, clause: Clause, verb: int) -> int | None:
    """The verb itself if it is finite; of «должны пройти» the word that is."""
    if not reader.is_infinitive(verb):
        return verb if reader.doc[verb].pos_ in ("VERB", "AUX", "ADJ") else None
    for i in range(verb - 1, max(clause.start, verb - 4) - 1, -1):
        causative = read_causative(reader.doc[i])
        if causative is not None:
            return i if causative.cases == {"nomn"} else None
        if reader.doc[i].pos_ == "AUX":
            return i
    return None


def _is_passive(reader: PhraseReader, verb: int) -> bool:
    return "Pass" in reader.doc[verb].morph.get("Voice", [])


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
        token = reader.doc[i]
        if token.pos_ == "ADP":
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
        token = reader.doc[i]
        if token.pos_ == "ADP":
            group = reader.read_group(i + 1, ALL_CASES, any_head=True)
            i = group.end if group else i + 1
        elif (
            i in reader.barred
            or token.pos_ in ("ADV", "PART", "PUNCT", "AUX", "ADJ", "VERB")
            or reader.tagged_case(i) in ("gent", "loct", "accs")
        ):
            i += 1
        else:
            return False
    return True


def _agrees(reader: PhraseReader, phrases: Sequence[NounPhrase], verb: int, case: str) -> bool:
    if case != "nomn" or len(phrases) > 1 or not phrases[0].number:
        return True
    number = reader.doc[verb].morph.get("Number", [])
    return not number or number[0] == {"sing": "Sing", "plur": "Plur"}[phrases[0].number]


def _after(reader: PhraseReader, clause: Clause, verb: int, case: str) -> list[NounPhrase]:
    """An agent, or an inverted subject, after the verb; what a participle or a preposition governs is neither."""
    i = verb + 1
    while i < clause.end and reader.words[i] not in (",", ":"):
        token = reader.doc[i]
        if reader.opens(i):
            i = max(reader.find_closing(i), i + 1)
            continue
        if token.pos_ == "ADP":
            group = reader.read_group(i + 1, ALL_CASES, any_head=True)
            i = group.end if group else i + 1
            continue
        if i not in reader.barred and reader.tagged_case(i) in (case, ""):
            phrases, _ = reader.read_list(i, {case})
            shows = bool(phrases) and (bool(phrases[0].case) or (case == "nomn" and i == verb + 1))
            if shows and (case == "ablt" or _agrees(reader, phrases, verb, case)):
                return phrases
        participle = any(f.participle for f in read_forms(token.text))
        if participle or (case == "nomn" and token.pos_ not in ("ADV", "PART") and i not in reader.barred):
            return []
        i += 1
    return []
