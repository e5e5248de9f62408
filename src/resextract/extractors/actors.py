"""Actors: who must do it (guidelines, 2.3). The component fills the slot «actors»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Span

from resextract.extractors.actor_cues import match_cue, read_causative
from resextract.extractors.actor_labels import find_in_cell, find_labelled
from resextract.extractors.addressees import Clause, Found, find_addressees, find_subjects
from resextract.extractors.charges import find_appointed, find_charged
from resextract.extractors.noun_phrases import PhraseReader
from resextract.extractors.segments import find_asides, split_segments
from resextract.extractors.spans import PLACE, get_spans, set_spans
from resextract.extractors.words import read_words
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from spacy.tokens import Doc

__all__ = ["SLOT", "extract_actors", "find_actors"]

SLOT = "actors"


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
    if not len(doc):
        return []
    reader = PhraseReader(doc)
    place = doc.user_data.get(PLACE, "leaf")
    found, taken = find_labelled(reader)
    if place == "attached":
        found += find_in_cell(reader, taken)
    else:
        for clause in _split_clauses(reader, taken, heads=place == "lead_in"):
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
    found = (_find_in_heading(reader, clause) if clause.heads else []) or find_addressees(reader, clause)
    if any(item.role == "responsible" for item in found):
        return found
    return [
        *found,
        *(find_charged(reader, clause) or find_appointed(reader, clause) or find_subjects(reader, clause)),
    ]


def _split_clauses(reader: PhraseReader, taken: Collection[int], *, heads: bool) -> Iterator[Clause]:
    doc = reader.doc
    words = read_words(doc)
    segments = split_segments(doc, words, find_asides(words))
    verbs = _directive_verbs(reader)
    for segment in segments:
        inside = tuple(v for v in verbs if segment.start <= v < segment.end and v not in taken)
        leads = any(v >= segment.end for v in verbs) or any(read_causative(t) for t in doc[segment.end :])
        yield Clause(segment.start, segment.end, inside, heads, taken, leads)


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
        and read_causative(doc[i]) is None
        and not (i and doc[i - 1].pos_ == "NOUN" and reader.tagged_case(i - 1) in ("nomn", "accs", "gent"))
    ]


def _verb_of(reader: PhraseReader, span: Span) -> int:
    """The verb of an action: the one whose lemma the span carries, else the first verb form."""
    verbs = [t.i for t in span if reader.is_infinitive(t.i) or "Fin" in t.morph.get("VerbForm", [])]
    lemma = fold_word(span.kb_id_).split(" ")[-1]
    return next((i for i in verbs if fold_word(reader.doc[i].lemma_) == lemma), verbs[0] if verbs else span.start)


# --- headings ---------------------------------------------------------------------------------------------------------


def _find_in_heading(reader: PhraseReader, clause: Clause) -> list[Found]:
    """«Задачи управления образования:», «Предложения в адрес школ:», «МКУ «Центр» совместно с …:»."""
    return _find_named(reader, clause) or _find_nominative(reader, clause)


def _find_named(reader: PhraseReader, clause: Clause) -> list[Found]:
    """After a noun that opens such a heading, or after «в адрес», «для» alone."""
    nouns = load_lexicon("actor-heading-nouns")
    i, cases = clause.start, frozenset[str]()
    while i < min(clause.end, clause.start + 4):
        token = reader.doc[i]
        value = nouns.get(fold_word(token.lemma_))
        if value is not None:
            cases = frozenset(value.split())
        elif token.pos_ != "ADP":
            break
        i += 1
    if not cases:
        return []
    phrases, end = reader.read_list(i, cases)
    return [Found(p, "responsible", "heading.named") for p in phrases] if _closes(reader, end, clause) else []


def _find_nominative(reader: PhraseReader, clause: Clause) -> list[Found]:
    """A body in the nominative that, with co-executors and times, is all the heading has before its colon."""
    words = reader.words
    if ":" not in words[clause.end - 1] and ":" not in words[max(clause.end - 2, 0)]:
        return []
    phrases, end = reader.read_list(clause.start, {"nomn"})
    phrases = [p for p in phrases if p.entry.type != "other" and "recipient" not in p.entry.flags]
    found = [Found(p, "responsible", "heading.nominative") for p in phrases]
    if not found:
        return []
    matched = match_cue(reader.doc, end + (words[end] == ",")) if end < clause.end else None
    if matched is not None:
        partners, end = reader.read_list(matched[1], matched[0].cases, any_head=True)
        found += [Found(p, matched[0].role, matched[0].id) for p in partners]
    return found if _closes(reader, end, clause) else []


def _closes(reader: PhraseReader, i: int, clause: Clause) -> bool:
    """Whether nothing but times and marks is left of a heading."""
    for k in range(i, clause.end):
        token = reader.doc[k]
        if k in reader.barred or token.pos_ in ("PUNCT", "SYM"):
            continue
        if token.pos_ in ("ADP", "NUM") or token.text[:1].isdigit() or _is_time(reader, k):
            continue
        return False
    return True


def _is_time(reader: PhraseReader, i: int) -> bool:
    return fold_word(reader.doc[i].lemma_) in load_lexicon("actor-time-words")
