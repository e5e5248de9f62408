"""Actors: who must do it (guidelines, 2.3). The component fills the slot «actors»."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Span

from resextract.extractors.actor_cues import match_cue, read_causative
from resextract.extractors.actor_labels import find_in_cell, find_labelled
from resextract.extractors.actor_marks import NAMES, Mark, read_marks, unite_marks
from resextract.extractors.addressees import Clause, Found, find_addressees
from resextract.extractors.charges import controls_execution, find_appointed, find_charged, find_listed
from resextract.extractors.closings import find_closing
from resextract.extractors.noun_phrases import PhraseReader, read_phrases
from resextract.extractors.segments import find_asides, split_segments
from resextract.extractors.spans import KIND, PLACE, get_spans, set_spans
from resextract.extractors.subjects import find_subjects
from resextract.extractors.words import read_words
from resextract.language.lexicons import fold_word, load_lexicon
from resextract.outline import NodeKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from spacy.tokens import Doc

__all__ = ["SLOT", "extract_actors", "find_actors"]

SLOT = "actors"
STOPS = frozenset(";.!?…")


@Language.component("resextract_actors")
def extract_actors(doc: Doc) -> Doc:
    """Write the actors of a text to their slot."""
    set_spans(doc, SLOT, find_actors(doc))
    return doc


def find_actors(doc: Doc) -> list[Span]:
    """Find who must do the work of a text.

    Args:
        doc: An annotated text; ``doc.user_data`` says what part it plays. Directives and time expressions found before
            are used; without them infinitives count as directives.

    Returns:
        One span for each member of a coordinated list, in text order: ``label_`` is the role, ``id_`` the rule. Empty
        where nobody is named.
    """
    reader = read_phrases(doc)
    marks = [read_marks(word) for word in reader.words]
    present = unite_marks(marks)
    if not present & NAMES:
        return []
    place = doc.user_data.get(PLACE, "leaf")
    found, taken = find_labelled(reader) if present & Mark.LABEL else ([], set())
    if place == "attached":
        found += find_in_cell(reader, taken)
    else:
        for clause in _split_clauses(reader, taken, marks, heads=place == "lead_in"):
            found += _find_in_clause(reader, clause)
    return _make_spans(doc, found)


def _make_spans(doc: Doc, found: Sequence[Found]) -> list[Span]:
    """Make the spans; of overlapping phrases the first found stays."""
    spans: list[Span] = []
    used: set[int] = set()
    for item in found:
        tokens = range(item.phrase.start, item.phrase.end)
        if used.isdisjoint(tokens):
            used.update(tokens)
            spans.append(Span(doc, tokens.start, tokens.stop, label=item.role, span_id=item.rule))
    return sorted(spans, key=lambda span: span.start)


def _find_in_clause(reader: PhraseReader, clause: Clause) -> list[Found]:
    present = unite_marks(clause.marks[clause.start : clause.end])
    if not present & NAMES:
        return []
    if clause.heads and (named := _find_named(reader, clause)):
        return named
    found = find_addressees(reader, clause)
    if any(item.role == "responsible" for item in found):
        controls = present & Mark.CONTROL and controls_execution(reader, clause)
        return [replace(item, role="controller") if controls else item for item in found]
    if clause.heads and (bodies := _find_nominative(reader, clause)):
        return bodies
    charged = find_charged(reader, clause) if present & (Mark.CHARGE | Mark.CONTROL) else []
    if not charged and present & Mark.ROLE:
        charged = find_appointed(reader, clause)
    charged = charged or find_listed(reader, clause) or find_subjects(reader, clause)
    if not charged and present & Mark.NAME:
        charged = find_closing(reader, clause)
    return [*found, *charged]


def _split_clauses(
    reader: PhraseReader, taken: Collection[int], marks: Sequence[int], *, heads: bool
) -> Iterator[Clause]:
    """Cut the text at semicolons and sentence ends."""
    verbs = _directive_verbs(reader)
    for start, end in _ranges(reader):
        inside = tuple(v for v in verbs if start <= v < end and v not in taken)
        leads = any(v >= end for v in verbs) or any(
            marks[i] & Mark.CAUSATIVE and read_causative(reader, i) for i in range(end, len(marks))
        )
        yield Clause(start, end, inside, heads, taken, marks, leads)


def _ranges(reader: PhraseReader) -> list[tuple[int, int]]:
    words = reader.words
    if STOPS.isdisjoint(words[:-1]):
        return [(0, len(words))]
    parsed = read_words(reader.doc)
    return [(s.start, s.end) for s in split_segments(reader.doc, parsed, find_asides(parsed))]


def _directive_verbs(reader: PhraseReader) -> list[int]:
    """The directive verbs: those of the actions where there are any, else infinitives that no noun governs."""
    doc = reader.doc
    actions = get_spans(doc, "actions")
    if actions:
        verbs = {_verb_of(reader, span) for span in actions}
        return sorted(verbs)
    return [
        i
        for i in range(len(doc))
        if reader.is_infinitive(i)
        and read_causative(reader, i) is None
        and not (i and reader.lemma(i - 1) in load_lexicon("noun-governing"))
    ]


def _verb_of(reader: PhraseReader, span: Span) -> int:
    """The verb of an action: the one whose lemma the span carries, else the first verb form."""
    first = -1
    lemma = fold_word(span.kb_id_).split(" ")[-1]
    for i in range(span.start, span.end):
        if reader.is_infinitive(i) or reader.feature(i, "VerbForm") == "Fin":
            if reader.lemma(i) == lemma:
                return i
            first = i if first < 0 else first
    return first if first >= 0 else span.start


# --- headings ---------------------------------------------------------------------------------------------------------


def _find_named(reader: PhraseReader, clause: Clause) -> list[Found]:
    """«Задачи управления образования:», «Предложения в адрес школ:», «Для педагогов:»."""
    nouns = load_lexicon("actor-heading-nouns")
    i, cases = clause.start, frozenset[str]()
    while i < min(clause.end, clause.start + 4):
        value = nouns.get(reader.lemma(i))
        if value is not None:
            cases = frozenset(value.split())
        elif reader.pos(i) != "ADP":
            break
        i += 1
    if not cases:
        return []
    phrases, end = reader.read_list(i, cases)
    return [Found(p, "responsible", "heading.named") for p in phrases] if _closes(reader, end, clause) else []


def _find_nominative(reader: PhraseReader, clause: Clause) -> list[Found]:
    """A body in the nominative that is all the heading has, co-executors and times aside.

    A text that only names a body says so by its colon, or by standing in the outline as a heading.
    """
    words = reader.words
    marked = ":" in words[clause.end - 1] or ":" in words[max(clause.end - 2, 0)]
    if not marked and reader.doc.user_data.get(KIND) != NodeKind.HEADING:
        return []
    phrases, end = reader.read_list(clause.start, {"nomn"})
    phrases = [p for p in phrases if p.entry.type != "other" and "recipient" not in p.entry.flags]
    found = [Found(p, "responsible", "heading.nominative") for p in phrases]
    if not found:
        return []
    matched = match_cue(reader, end + (words[end] == ",")) if end < clause.end else None
    if matched is not None:
        partners, end = reader.read_list(matched[1], matched[0].cases, any_head=True)
        found += [Found(p, matched[0].role, matched[0].id) for p in partners]
    return found if _closes(reader, end, clause) else []


def _closes(reader: PhraseReader, i: int, clause: Clause) -> bool:
    """Whether nothing but times and marks is left of a heading."""
    for k in range(i, clause.end):
        if k in reader.barred or reader.pos(k) in ("PUNCT", "SYM"):
            continue
        if reader.pos(k) in ("ADP", "NUM") or reader.words[k][:1].isdigit() or _is_time(reader, k):
            continue
        return False
    return True


def _is_time(reader: PhraseReader, i: int) -> bool:
    return reader.lemma(i) in load_lexicon("actor-time-words")
