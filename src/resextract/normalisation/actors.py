"""Actors: span → names in the nominative, one for each body that the span names (guidelines, 2.3)."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from resextract.extractors.actor_words import NO_ACTOR, look_up_abbreviation, read_head_forms
from resextract.extractors.noun_phrases import NounPhrase, PhraseReader, read_phrases
from resextract.extractors.spans import PLACE, get_spans
from resextract.language.inflection import UD_CASES, inflect_form, to_nominative
from resextract.language.lexicons import fold_word, load_lexicon
from resextract.normalisation.named_bodies import list_bodies, read_singulars
from resextract.normalisation.persons import name_person
from resextract.normalisation.values import ActorValue

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from spacy.tokens import Span

__all__ = ["normalise_actors"]

_NOTHING: Mapping[int, str] = MappingProxyType({})
_LAST_JOINTS = frozenset({"и", "или"})
_TIGHT_BEFORE = frozenset({",", ".", ")", "»", "”", ":", ";"})
_TIGHT_AFTER = frozenset({"(", "«", "„"})


def normalise_actors(span: Span) -> list[ActorValue]:
    """Name the actors of a span.

    Args:
        span: A mention of the slot ``actors``, in its ``Doc`` with the other mentions: a head without a tail can share
            the tail of its neighbour («музеям и библиотекам округа»).

    Returns:
        One value for a plain phrase; several, in text order, where a plural head stands over named bodies. Offsets are
        those of ``span.doc.text``.
    """
    reader = read_phrases(span.doc)
    if span.id_ == "signatory":
        return [_name_signatory(reader, span)]
    phrase = _read_phrase(reader, span)
    if phrase is None or phrase.entry.type == NO_ACTOR:
        return [_name_unread(reader, span)]
    namer = _Namer(reader, phrase, _rule_cases(span))
    return list(namer.values(span))


def _name_signatory(reader: PhraseReader, span: Span) -> ActorValue:
    """«Председатель коллегии, директор департамента С.С. Шубин»: positions as printed, then who holds them."""
    persons = [p for start, p in reader.persons.items() if span.start <= start < span.end]
    name = name_person(persons[-1], ("nomn",)) if persons else None
    end = persons[-1].start if persons else span.end
    position = clean_name("".join(t.text_with_ws for t in span if t.i < end and t.text.strip("_")))
    kind = "position" if position else "person"
    return ActorValue(position or name or span.text, span.label_, kind, name, span.start_char, span.end_char)


def _name_unread(reader: PhraseReader, span: Span) -> ActorValue:
    """Name what no phrase of the grammar covers: its words in the nominative as far as they agree, persons apart."""
    persons = [p for start, p in reader.persons.items() if span.start < start < span.end]
    named = {i for p in persons for i in range(p.start, p.end)}
    kept = [t for t in span if t.i not in named]
    name = clean_name(to_nominative((t.text, t.tag_, t.whitespace_) for t in kept))
    person = ", ".join(name_person(p, _rule_cases(span)) for p in persons) or None
    return ActorValue(name or span.text, span.label_, "other", person, span.start_char, span.end_char)


def _rule_cases(span: Span) -> tuple[str, ...]:
    """The cases that the span's rule allows, likeliest first; without a rule, those of its place and role.

    What the tagger says comes first for a role whose place leaves it open.
    """
    cases = load_lexicon("actor-rule-cases")
    listed = cases.get(span.id_) or (cases["cell"] if span.doc.user_data.get(PLACE) == "attached" else None)
    if listed is not None:
        return tuple(listed.split())
    tagged = [UD_CASES[c] for token in span for c in token.morph.get("Case", []) if c in UD_CASES]
    return tuple(dict.fromkeys([*tagged[:1], "nomn", "datv", "ablt", "accs", "gent"]))


def _read_phrase(reader: PhraseReader, span: Span) -> NounPhrase | None:
    """Read the phrase again that the span covers; None where no reading covers just it."""
    for any_head in (False, True):
        for case in _rule_cases(span):
            phrases, _ = reader.read_list(span.start, {case}, any_head=any_head, unknown=True)
            if phrases and _covers(phrases[0], span):
                return phrases[0]
    return None


def _covers(phrase: NounPhrase, span: Span) -> bool:
    """Tell whether a phrase is the span's; who marks spans may leave out a bracket at its end."""
    aside = {i for start, end in phrase.dropped for i in range(start, end)}
    return phrase.start == span.start and phrase.end >= span.end and aside.issuperset(range(span.end, phrase.end))


@dataclass(frozen=True, slots=True)
class _Namer:
    """Makes the names of one phrase."""

    reader: PhraseReader
    phrase: NounPhrase
    cases: tuple[str, ...]

    def values(self, span: Span) -> Iterator[ActorValue]:
        phrase, kind = self.phrase, self.phrase.entry.type
        if phrase.is_person:
            name = name_person(phrase.persons[0], (*self.cases, "nomn"))
            yield ActorValue(name, span.label_, "person", name, span.start_char, span.end_char)
            return
        if self._is_shared():
            yield from self._shared_position(span)
            return
        bodies = list_bodies(self.reader, phrase)
        if not bodies:
            end = self._visible_end()
            yield ActorValue(
                self._name() + self._shared_tail(span),
                span.label_,
                kind,
                self._person(0, phrase.end),
                span.start_char,
                end,
            )
            return
        doc, first = self.reader.doc, bodies[0]
        singulars = read_singulars(self.reader, phrase, phrase.tail, first.start)
        if first.after:
            singulars |= read_singulars(self.reader, phrase, first.after[0], phrase.end)
        for body in bodies:
            name = self._join([*body.shared, *range(body.start, body.end), *body.after], "sing", singulars)
            opening = phrase.start if body is first else body.start
            person, last = self._person(body.start, body.end), doc[body.end - 1]
            yield ActorValue(name, span.label_, kind, person, doc[opening].idx, last.idx + len(last))

    def _is_shared(self) -> bool:
        """A plural position with several names after it, none in brackets."""
        phrase = self.phrase
        beside = bool(phrase.persons) and phrase.persons[-1].end == phrase.end
        return beside and len(phrase.persons) > 1 and phrase.number == "plur"

    def _shared_position(self, span: Span) -> Iterator[ActorValue]:
        """«Поварам Рябовой Н.Н., Тулиной С.С.»: each person holds the position."""
        phrase, doc = self.phrase, self.reader.doc
        name = self._join(range(phrase.start, phrase.end), number="sing")
        for k, person in enumerate(phrase.persons):
            opening = phrase.start if k == 0 else person.start
            last = doc[person.end - 1]
            named = self._person(person.start, person.end)
            yield ActorValue(name, span.label_, phrase.entry.type, named, doc[opening].idx, last.idx + len(last))

    def _name(self) -> str:
        return self._join(range(self.phrase.start, self.phrase.end))

    def _join(self, tokens: Collection[int], number: str = "", given: Mapping[int, str] = _NOTHING) -> str:
        """Write tokens: those that agree with the head in the nominative, given forms as given, dropped ones not."""
        phrase, doc = self.phrase, self.reader.doc
        forms = dict(phrase.agreeing)
        head = forms.get(phrase.head)
        dropped = {i for start, end in phrase.dropped for i in range(start, end)}
        parts: list[str] = []
        kept = [i for i in tokens if i not in dropped]
        for k, i in enumerate(kept):
            word = self.reader.words[i]
            if i in forms:
                word = inflect_form(word, forms[i], number, head.gender if head is not None else "")
            else:
                word = given.get(i, word)
            glued = k + 1 < len(kept) and kept[k + 1] == i + 1 and not doc[i].whitespace_
            parts.append(word + ("" if glued and not self._lacks_space(i) else " "))
        return clean_name("".join(parts))

    def _lacks_space(self, i: int) -> bool:
        """«г.Ртищево»: a slip of conversion."""
        words = self.reader.words
        return (
            words[i] == "."
            and load_lexicon("actor-place-abbreviations").get(fold_word(words[i - 1])) == "place"
            and i + 1 < len(words)
            and words[i + 1][:1].isupper()
        )

    def _person(self, start: int, end: int) -> str | None:
        names = [p for p in self.phrase.persons if start <= p.start < end]
        if not names:
            return None
        case = (self.phrase.case,) if self.phrase.case else self.cases
        at = names[0].start
        inside = any(a <= at < b and self.reader.words[a] == "(" for a, b in self.phrase.dropped)
        order = ("nomn", *case) if inside else (*case, "nomn")
        return ", ".join(name_person(name, order) for name in names)

    def _visible_end(self) -> int:
        """The end of the phrase without a bracket at its end that names nobody («(по согласованию)»)."""
        doc, end = self.reader.doc, self.phrase.end
        for start, stop in self.phrase.dropped:
            if stop == end and not any(start <= p.start < stop for p in self.phrase.persons):
                end = start
        last = doc[end - 1]
        return last.idx + len(last)

    # --- tails shared with a neighbour ------------------------------------------------------------------------------

    def _shared_tail(self, span: Span) -> str:
        """The tail of the next member that this head shares, with a space before it; empty for none."""
        phrase = self.phrase
        if phrase.tail != phrase.end or not phrase.case or phrase.is_person:
            return ""
        neighbour = self._neighbour(span)
        if neighbour is None or neighbour.tail == neighbour.end or neighbour.number != phrase.number:
            return ""
        start = self._shared_from(neighbour)
        if start is None or start >= neighbour.end:
            return ""
        other = _Namer(self.reader, neighbour, self.cases)
        return " " + other._join(range(start, neighbour.end))

    def _neighbour(self, span: Span) -> NounPhrase | None:
        """The member of the same list, joined on by «и», whose tail could be shared."""
        words = self.reader.words
        following = [s for s in get_spans(span.doc, "actors") if s.start >= span.end and s.label_ == span.label_]
        at = span.end
        for other in following:
            joint = [w.lower() for w in words[at : other.start]]
            if not joint or not set(joint) <= {",", *_LAST_JOINTS}:
                return None
            phrase = _read_phrase(self.reader, other)
            if phrase is None:
                return None
            if phrase.tail != phrase.end or phrase.is_person:
                return phrase if set(joint) & _LAST_JOINTS else None
            at = other.end
        return None

    def _shared_from(self, neighbour: NounPhrase) -> int | None:
        """Where in the neighbour's tail the shared part starts; None where the tail is the neighbour's own."""
        doc, mine = self.reader.doc, self._head_lemma(self.phrase)
        if fold_word(doc[neighbour.tail].lemma_) == mine:
            return neighbour.tail + 1
        if self.phrase.entry.type == "position" or neighbour.entry.type == "position":
            both = self.phrase.entry.type == neighbour.entry.type == "position"
            bodies = any(kind in ("authority", "institution") for kind in self._types_in_tail(neighbour))
            return neighbour.tail if both and bodies and "whole" not in self.phrase.entry.flags else None
        if "whole" in self.phrase.entry.flags or self.phrase.entry.type == "other":
            return None
        places = load_lexicon("actor-place-words")
        place = next((t.i for t in doc[neighbour.tail : neighbour.end] if fold_word(t.lemma_) in places), None)
        if place is None or mine in load_lexicon("actor-generic-heads"):
            return None if place is None else neighbour.tail
        # «Школам и домам культуры города»: a school is not one of culture.
        while place > neighbour.tail and doc[place - 1].pos_ == "ADJ":
            place -= 1
        return place

    def _head_lemma(self, phrase: NounPhrase) -> str:
        return next((fold_word(form.lemma) for i, form in phrase.agreeing if i == phrase.head), "")

    def _types_in_tail(self, phrase: NounPhrase) -> list[str]:
        words = self.reader.words[phrase.tail : phrase.end]
        nouns = [entry.type for word in words for form, entry in read_head_forms(word) if form.case == "gent"]
        return nouns + [entry.type for word in words if (entry := look_up_abbreviation(word)) is not None]


def clean_name(name: str) -> str:
    """Collapse white space, and close the gaps that dropped words leave before commas and inside quotes."""
    words = name.split()
    out: list[str] = []
    for word in words:
        if out and (word[0] in _TIGHT_BEFORE or out[-1][-1] in _TIGHT_AFTER):
            out[-1] += word
        else:
            out.append(word)
    return " ".join(out).strip(" ,;:")
