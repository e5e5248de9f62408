"""The seam between «find mentions» and «normalise and link them».

An extractor is a spaCy component that reads a ``Doc`` and writes ``doc.spans[SLOT]``: spans in text order whose
``label_`` is the mention's class and whose ``id_`` is the id of the rule, lexicon entry or model that found it.
Nothing else crosses the seam: a normaliser gets the span and its ``Doc``, whoever made the span. So a trained model
can take the place of any extractor.

==============  =======================================================================================
slot            ``label_``
==============  =======================================================================================
``references``  the act's kind in the dictionary form: ``постановление``
``programs``    ``project``, ``program``, ``strategy``, ``concept``, ``plan``, ``model``, ``other``
``deadlines``   ``due``, ``start``, ``period``, ``recurring``, ``continuous``, ``relative``
``targets``     ``percent``, ``percentage_point``, ``times``, ``count``, ``money``
``actions``     ``directive``, ``recommendation`` (the leaf's own verb recommends)
``actors``      ``responsible``, ``co_executor``, ``controller``
==============  =======================================================================================

Extractors run in the order of this table and may look at the slots before theirs (a date inside a program's name is no
deadline). What they may know of the document stands in ``doc.user_data``: `PLACE`, the part that the text plays.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar, cast

from spacy.tokens import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.tokens import Doc

__all__ = [
    "COLUMN",
    "KIND",
    "PLACE",
    "RESULT",
    "SLOTS",
    "covered",
    "get_spans",
    "make_span",
    "once_per_doc",
    "read_text",
    "set_spans",
]

T = TypeVar("T")

SLOTS = ("references", "programs", "deadlines", "targets", "actions", "actors")

PLACE = "place"
"""Key in ``doc.user_data``; its values: ``leaf`` (an item's own text, the default), ``lead_in`` (what stands above
leaves: a heading or an item with sub-items), ``attached`` (a line «Срок: …», «Ответственный: …», a table cell)."""


COLUMN = "column"
"""Key in ``doc.user_data``: for a cell of a plan the column it stood in (``term``, ``executor`` …), else None."""

KIND = "kind"
"""Key in ``doc.user_data``: what the text's node is in the outline (``item``, ``lead_in``, ``control`` …), if known."""

RESULT = "result"
"""The column of a plan that says what its measures are to bring."""


def make_span(doc: Doc, start: int, end: int, label: str, rule_id: str) -> Span:
    """Make a mention from character offsets, widened to whole tokens.

    Args:
        doc: The annotated text.
        start: Offset of the first character in ``doc.text``.
        end: Offset after the last character.
        label: The mention's class, see the module's table.
        rule_id: What found it.

    Raises:
        ValueError: The offsets hold no token.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        raise ValueError(f"no token at {start}:{end} of {doc.text[:40]!r}")
    return Span(doc, span.start, span.end, label=label, span_id=rule_id)


def once_per_doc(function: Callable[[Doc], T]) -> Callable[[Doc], T]:
    """Decorate a reading of a ``Doc`` that several extractors need: it is made once and kept with the ``Doc``.

    Only for what depends on tokens, tags and the spans of earlier slots; the result must not be changed.
    """
    key = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def read(doc: Doc) -> T:
        if key not in doc.user_data:
            doc.user_data[key] = function(doc)
        return cast("T", doc.user_data[key])

    return read


@once_per_doc
def read_text(doc: Doc) -> str:
    """Return ``doc.text``, which spaCy builds anew from the tokens at each access."""
    return doc.text


def get_spans(doc: Doc, slot: str) -> list[Span]:
    """Return a slot's mentions in text order; empty where its extractor has not run or found nothing."""
    return list(doc.spans[slot]) if slot in doc.spans else []


def set_spans(doc: Doc, slot: str, spans: Iterable[Span]) -> None:
    """Store a slot's mentions in text order, replacing what was there."""
    doc.spans[slot] = sorted(spans, key=lambda span: (span.start, span.end))


def covered(start: int, end: int, spans: Iterable[Span]) -> bool:
    """Tell whether the characters ``start:end`` share a character with any of the spans."""
    return any(span.start_char < end and start < span.end_char for span in spans)
