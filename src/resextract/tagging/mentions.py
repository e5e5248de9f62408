"""Mentions that a trained tagger found: how they travel on a ``Doc``, and their classes where the text tells these.

A tagger is a spaCy component that writes ``doc.spans[FOUND]``: spans in text order whose ``label_`` is one of
`labels.LABELS`, with their calibrated probabilities in ``attrs["scores"]``, the place spaCy's own ``spancat`` uses.
``doc.user_data[OUTSIDE_KEY]`` holds for each token the probability that it belongs to no mention.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Span, SpanGroup

from resextract.extractors.government import DIRECTIVE, RECOMMENDATION
from resextract.extractors.time_expressions import match_time
from resextract.extractors.words import read_words
from resextract.language.lexicons import fold_word, load_lexicon
from resextract.language.quantities import find_quantities
from resextract.outline.cues import read_modality
from resextract.tagging.labels import split_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

__all__ = [
    "CONFIDENCE",
    "FOUND",
    "LOW_CONFIDENCE",
    "Found",
    "get_found",
    "get_outside",
    "is_doubtful",
    "read_class",
    "read_confidence",
    "set_confidence",
    "set_found",
]

FOUND = "found"
"""Key in ``doc.spans``."""

OUTSIDE_KEY = "outside"
CONFIDENCE = "confidence"
"""Key in ``doc.user_data``: probability of each mention of a trained tagger that was taken, by slot, first token and
``kb_id_`` (of verbs that share their complements, each has its lemma there)."""

LOW_CONFIDENCE = "low_confidence"
"""Warning of a record with a mention that its tagger is not sure of."""


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A mention that a tagger found.

    Attributes:
        start: First token.
        end: After the last token; for an action, the verb alone.
        label: One of `labels.LABELS`.
        probability: How likely it is right, from 0 to 1.
    """

    start: int
    end: int
    label: str
    probability: float

    @property
    def slot(self) -> str:
        """The slot of its label."""
        return split_label(self.label)[0]


def set_found(doc: Doc, found: Sequence[Found], outside: Sequence[float]) -> None:
    """Store what a tagger found in a text."""
    ordered = sorted(found)
    spans = [Span(doc, item.start, item.end, label=item.label, span_id="model") for item in ordered]
    scores = [item.probability for item in ordered]
    doc.spans[FOUND] = SpanGroup(doc, name=FOUND, spans=spans, attrs={"scores": scores})
    doc.user_data[OUTSIDE_KEY] = list(outside)


def get_found(doc: Doc, slot: str | None = None) -> list[Found]:
    """Return what a tagger found, of one slot or of all; empty where none has run."""
    if FOUND not in doc.spans:
        return []
    group = doc.spans[FOUND]
    found = [Found(s.start, s.end, s.label_, p) for s, p in zip(group, group.attrs["scores"], strict=True)]
    return [item for item in found if slot is None or item.slot == slot]


def get_outside(doc: Doc) -> list[float]:
    """Return the probability of each token to belong to no mention; empty where no tagger has run."""
    return list(doc.user_data.get(OUTSIDE_KEY, ()))


def set_confidence(span: Span, slot: str, probability: float | None, warn_below: float) -> None:
    """Note how sure a tagger is of a mention that was taken from it."""
    known = span.doc.user_data.setdefault(CONFIDENCE, {})
    if probability is not None:
        known[slot, span.start, span.kb_id_] = (probability, probability < warn_below)


def read_confidence(span: Span, slot: str) -> float | None:
    """Return the probability of a mention that was taken from a tagger; None for a rule's."""
    probability: float | None = span.doc.user_data.get(CONFIDENCE, {}).get((slot, span.start, span.kb_id_), (None,))[0]
    return probability


def is_doubtful(span: Span, slot: str) -> bool:
    """Tell whether a mention was taken from a tagger that is not sure of it."""
    return bool(span.doc.user_data.get(CONFIDENCE, {}).get((slot, span.start, span.kb_id_), (None, False))[1])


def read_class(span: Span) -> str | None:
    """Read the class of a found mention.

    Args:
        span: A span whose ``label_`` is one of `labels.LABELS`.

    Returns:
        The class that extractors write (see `resextract.extractors.spans`): the label's own, or what the words say:
        the kind of a time, the unit of a figure, the kind of an act. None where they say nothing of the sort, so that
        no value can be read either.
    """
    slot, name = split_label(span.label_)
    match slot:
        case "deadlines":
            time = match_time(span.text)
            return time.rule.get("kind") if time is not None else None
        case "targets":
            quantity = next(iter(find_quantities(span.text, times=True)), None)
            return quantity.unit if quantity is not None else None
        case "references":
            kinds = load_lexicon("reference-kinds")
            lemma = next((lemma for token in span if (lemma := fold_word(token.lemma_)) in kinds), None)
            return (kinds[lemma] or lemma) if lemma is not None else None
        case "actions":
            return _read_modality(span)
    return name or None


def _read_modality(verb: Span) -> str:
    """Whether the verb or one before it recommends («рекомендовать школам провести»), up to the last full stop."""
    words = read_words(verb.doc)
    for i in range(verb.start, -1, -1):
        if words[i].form in (".", ";"):
            break
        if read_modality(words[i].lemma) == RECOMMENDATION:
            return RECOMMENDATION
    return DIRECTIVE
