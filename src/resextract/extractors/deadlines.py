"""Deadlines: time expressions that bound when a task is to be done (guidelines, 2.4).

A span's label is the deadline's kind, its id the frame's id in `deadlines.toml`. The text of a span holds the label
(«Срок – 15 мая») only where nothing else makes a term of the time: «Срок представления – до 1 мая» gives «до 1 мая».

A day or month that no preposition introduces («провести 15 мая собрание») is a deadline where an adverbial of the
directive stands: beside its verb, after its object, or set off by dashes, brackets and the ends of the text. Above the
tasks it is one only when it is the whole heading («Июнь 2025 г.»): a date in a lead-in is as a rule the meeting's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from resextract.extractors.deadline_contexts import Candidate, find_barrier, heads_tasks
from resextract.extractors.deadline_words import is_break, is_participle, is_verb
from resextract.extractors.spans import PLACE, covered, get_spans, make_span, read_text, set_spans
from resextract.extractors.time_expressions import find_times
from resextract.language.lexicons import fold_word

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["find_deadlines", "mark_deadlines"]

_OBJECT_REACH = 6
"""How many tokens of an object may stand between the directive's verb and a day without a preposition."""


def find_deadlines(doc: Doc) -> list[Span]:
    """Find the deadlines in a text.

    Args:
        doc: An annotated text (morphology); its programs and references, where they have been found, hold no deadlines.

    Returns:
        Spans in text order that do not overlap; empty where the text bounds nothing.
    """
    text = read_text(doc)
    times = find_times(text)
    if not times:
        return []
    others = [*get_spans(doc, "programs"), *get_spans(doc, "references")]
    place = str(doc.user_data.get(PLACE, "leaf"))
    found: list[Span] = []
    for time in times:
        if covered(time.start, time.end, others) or _is_quoted(text, time.start):
            continue
        span = make_span(doc, time.start, time.end, time.rule.get("kind"), time.rule.id)
        candidate = Candidate(time, doc, span.start, span.end, place)
        if find_barrier(candidate) or (time.rule.fields.get("bare") and not _is_adverbial(candidate, found)):
            continue
        found.append(span)
    return found


@Language.component("resextract_deadlines")
def mark_deadlines(doc: Doc) -> Doc:
    """Write the deadlines of a text to its slot."""
    set_spans(doc, "deadlines", find_deadlines(doc))
    return doc


def _is_quoted(text: str, position: int) -> bool:
    return text.count("«", 0, position) > text.count("»", 0, position)


def _is_adverbial(candidate: Candidate, found: list[Span]) -> bool:
    """Whether a time without a preposition stands where a term does."""
    if candidate.place == "lead_in":
        before, after = candidate.before, candidate.after
        bracketed = before is not None and after is not None and (before.text, after.text) == ("(", ")")
        return (candidate.start == 0 and len(candidate.doc) - candidate.end <= 1) or (
            bracketed and heads_tasks(candidate)
        )
    kind = candidate.rule.get("kind")
    if candidate.place == "attached":
        return _is_set_off(candidate) or (kind == "due" and not _is_dated_act(candidate))
    if kind not in ("due", "period") or candidate.rule.id == "period.bareyear":
        return False
    if _continues(candidate, found) or (_is_set_off(candidate) and not _names_year(candidate)):
        return True
    return candidate.rule.id in _DAY_RULES and _follows_verb(candidate)


_DAY_RULES = frozenset({"due.bare", "period.baredays", "period.barerange"})


def _is_set_off(candidate: Candidate) -> bool:
    before, after = candidate.before, candidate.after
    opened = before is None or is_break(candidate.doc, before.i) or before.text in ("-", "и", ".")
    return opened and (after is None or is_break(candidate.doc, after.i) or after.text in (".", "и"))


def _is_dated_act(candidate: Candidate) -> bool:
    return candidate.before is not None and fold_word(candidate.before.text) == "от"


def _names_year(candidate: Candidate) -> bool:
    word = candidate.time.words.get("at")
    return word is not None and word.rule.get("unit") in ("year", "years")


def _continues(candidate: Candidate, found: list[Span]) -> bool:
    """«до 15 апреля, 15 июля и 15 октября»: the next of several terms."""
    before = candidate.before
    return bool(found) and before is not None and before.text in (",", "и") and found[-1].end == before.i


def _follows_verb(candidate: Candidate) -> bool:
    """«провести 15 мая собрание», «15 мая провести собрание», «провести собрание 15 мая»."""
    after = candidate.after
    if candidate.before is None or is_break(candidate.doc, candidate.before.i):
        return after is not None and is_verb(after)
    for i in range(candidate.start - 1, max(candidate.start - _OBJECT_REACH, 0) - 1, -1):
        token = candidate.doc[i]
        if is_verb(token):
            return True
        if is_break(candidate.doc, i) or token.pos_ == "ADP" or is_participle(token):
            return False
    return False
