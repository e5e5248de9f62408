"""Reference spans → values: kind, issuer, date, number, title of a legal act."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from resextract.extractors.references import read_act, read_source
from resextract.extractors.spans import read_text
from resextract.language.inflection import to_nominative
from resextract.language.lexicons import fold_word, load_lexicon
from resextract.normalisation.values import ReferenceValue

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from resextract.extractors.references import Act

__all__ = ["normalise_reference"]

CENTURY_PIVOT = 50
"""Two-digit years below it are of this century («от 12.03.18»)."""

_DASHES = re.compile(r" ?[-‐‑–—] ?")


def normalise_reference(span: Span) -> ReferenceValue:
    """Read a reference's value.

    Args:
        span: A cited act; ``label_`` is its kind.

    Returns:
        The value: the issuer in the nominative, the title without its outer quotes, the number without «№». What the
        text does not state, and a day that does not exist, is None. A code's title is its own name.
    """
    if span.id_ == "reference.code":
        return ReferenceValue(span.label_, None, None, None, _nominative(span.doc, span.start_char, span.end_char))
    act = _read(span)
    if act is None:
        return ReferenceValue(span.label_, None, None, _clean_number(span.text), None)
    doc = span.doc
    return ReferenceValue(
        kind=span.label_,
        issuer=_nominative(doc, *act.issuer) if act.issuer else None,
        date=_read_date(act.date) if act.date else None,
        number=_clean_number(act.number) if act.number else None,
        title=read_text(doc)[act.title[0] : act.title[1]].strip() if act.title else None,
    )


def _read(span: Span) -> Act | None:
    """Read the act behind the first word of the span from which its details can be read."""
    source = read_source(span.doc)
    if (act := read_act(source, span.start_char)) is not None and span.id_ == "reference.further":
        return act
    for token in span:
        if fold_word(token.lemma_) in load_lexicon("reference-kinds"):
            return read_act(source, token.idx + len(token))
    return None


def _nominative(doc: Doc, start: int, end: int) -> str:
    tokens = doc.char_span(start, end, alignment_mode="expand")
    if tokens is None:
        return read_text(doc)[start:end]
    if fold_word(tokens[0].text) in load_lexicon("reference-indeclinable"):
        return tokens.text
    return to_nominative((token.text, str(token.tag_), token.whitespace_) for token in tokens).strip()


def _read_date(parts: tuple[str, str, str]) -> dt.date | None:
    day, month, year = (int(part) for part in parts)
    if year < 100:
        year += 2000 if year < CENTURY_PIVOT else 1900
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _clean_number(number: str) -> str:
    return _DASHES.sub("-", number).strip(" .")
