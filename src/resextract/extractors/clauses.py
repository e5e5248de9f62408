"""Tasks in one leaf: where a new one starts (guidelines, split rule 1.5 and 1.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.extractors.actions import find_actions
from resextract.extractors.clause_marks import is_actor
from resextract.extractors.segments import ends_abbreviated, find_asides, split_segments
from resextract.extractors.spans import get_spans
from resextract.extractors.words import Kind, Word, read_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

__all__ = ["split_tasks"]


def split_tasks(doc: Doc, *, inherits: bool = True) -> list[tuple[int, int]]:
    """Cut a leaf into its tasks.

    A task starts after «;» or a sentence end when what follows has a directive of its own. What has none belongs to the
    task before it; at the start of the leaf, to the task after it («в срок до 1 октября; ввести …»), unless it names an
    object of the action that the leaf inherits («совершенствованию технологий …; осуществлять развитие …»).

    Args:
        doc: The leaf's annotated text; its actions are found here if they are not yet.
        inherits: Whether a lead-in above the leaf hands down an action.

    Returns:
        Half-open character ranges in text order, the final «;» or «.» left out (an abbreviation keeps its dot); empty
        for an empty text.
    """
    words = read_words(doc)
    segments = split_segments(doc, words, find_asides(words))
    if not segments:
        return []
    actions = get_spans(doc, "actions") if "actions" in doc.spans else find_actions(doc)
    starts = {span.start for span in actions}
    first: list[int] = []
    complete = False
    for segment in segments:
        directs = any(segment.start <= start < segment.end for start in starts)
        if not first or (directs and complete):
            first.append(segment.start)
            complete = False
        complete = complete or directs or (inherits and _names_object(doc, words, segment.start, segment.end))
    return [
        (doc[start].idx, _end(doc, words, start, end)) for start, end in zip(first, [*first[1:], len(doc)], strict=True)
    ]


def _names_object(doc: Doc, words: Sequence[Word], start: int, end: int) -> bool:
    """Tell whether a segment opens with a noun that is no addressee: by no preposition, or by «по» and its like."""
    dated = {i for span in get_spans(doc, "deadlines") for i in range(span.start, span.end)}
    opens = True
    for i in range(start, end):
        word = words[i]
        if i in dated or word.kind in (Kind.ADJECTIVE, Kind.PARTICIPLE, Kind.ADVERB, Kind.MARK):
            continue
        if word.kind is Kind.PREPOSITION:
            if not (opens and word.form == "по"):
                return False
        elif word.kind is Kind.NOUN:
            return not (is_actor(word) and "datv" in word.grammemes)
        else:
            return False
        opens = False
    return False


def _end(doc: Doc, words: Sequence[Word], start: int, end: int) -> int:
    while end - 1 > start and words[end - 1].form in (";", ".") and not ends_abbreviated(words, end - 1):
        end -= 1
    return doc[end - 1].idx + len(doc[end - 1])
