"""Values of mentions that an annotator has drawn and not filled in: what the normalisers read in the text."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from functools import lru_cache
from typing import TYPE_CHECKING

from resextract.exchange.scheme import FIELDS, SLOTS
from resextract.extractors.registry import build_pipeline
from resextract.extractors.spans import get_spans, make_span
from resextract.normalisation.actions import normalise_action
from resextract.normalisation.actors import normalise_actors
from resextract.normalisation.deadlines import normalise_deadline
from resextract.normalisation.programs import normalise_program
from resextract.normalisation.references import normalise_reference
from resextract.normalisation.targets import normalise_target
from resextract.outline.cleaning import clean_pieces
from resextract.pipeline.config import load_config

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span as TokenSpan

    from resextract.exchange.standoff import Value
    from resextract.normalisation import values as normalised

    _Value = (
        normalised.ActionValue
        | normalised.ActorValue
        | normalised.DeadlineValue
        | normalised.TargetValue
        | normalised.ProgramValue
        | normalised.ReferenceValue
    )

__all__ = ["compute_values"]

_CLASSES = {"actor": "responsible", "deadline": "due", "program": "other"}
"""The class of a mention that no extractor finds; the other labels' normalisers need none or read it off the text."""


def compute_values(
    text: str, label: str, start: int, end: int, reference: dt.date | None
) -> tuple[dict[str, Value], tuple[str, ...]]:
    """Read the values of a mention off its text.

    The lines that it stands in are analysed as extraction does; an extracted mention that shares a character with it
    tells its class (the unit of a target, the kind of an act), a normaliser the rest.

    Args:
        text: The decoded source.
        label: The mention's label.
        start: First character.
        end: After the last character.
        reference: The document's date; None if it states none.

    Returns:
        Attributes of the label, those that are null left out, and warning codes for the task. No attributes if the text
        gives no value.
    """
    opening = text.rfind("\n", 0, start) + 1
    closing = text.find("\n", end)
    clean = clean_pieces(text, [(opening, closing if closing >= 0 else len(text))])
    low, high = clean.clean_offset(start), clean.clean_offset(end)
    if low >= high:
        return {}, ()
    doc = _pipeline()(clean.text)
    found = next((s for s in get_spans(doc, SLOTS[label]) if s.start_char < high and low < s.end_char), None)
    name = found.label_ if found is not None else _CLASSES.get(label, "")
    try:
        value = _normalise(label, make_span(doc, low, high, name, ""), reference)
    except ValueError:
        return {}, ()
    values: dict[str, Value] = {}
    for field in fields(value):
        content = getattr(value, field.name)
        known = FIELDS[label].get(field.name)
        if known is None or content in (None, "") or content is False:
            continue
        if known.choices and content not in known.choices:  # a word that extraction would not have taken
            if "other" not in known.choices:
                continue
            content = "other"
        values[field.name] = content.isoformat() if isinstance(content, dt.date) else content
    return values, getattr(value, "warnings", ())


@lru_cache(maxsize=1)
def _pipeline() -> Language:
    return build_pipeline(load_config().components)


def _normalise(label: str, span: TokenSpan, reference: dt.date | None) -> _Value:
    match label:
        case "action":
            return normalise_action(span)
        case "actor":
            return normalise_actors(span)[0]
        case "deadline":
            return normalise_deadline(span, reference)
        case "target":
            return normalise_target(span)
        case "program":
            return normalise_program(span)
        case "reference":
            return normalise_reference(span)
    raise LookupError(f"no normaliser for the label {label!r}")
