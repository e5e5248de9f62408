"""Program mentions → name in the nominative, identifier, type, level (guidelines, section 2.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.extractors.program_heads import Head, find_governor, read_head
from resextract.extractors.program_words import QuotedTokens, is_adjectival, locate_quotes
from resextract.extractors.programs import govern_quotes
from resextract.extractors.spans import read_text
from resextract.normalisation.program_levels import read_level
from resextract.normalisation.registry import make_program_id
from resextract.normalisation.titles import mend_quoted_title, put_title_in_nominative
from resextract.normalisation.values import ProgramValue

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["normalise_program"]


def normalise_program(span: Span) -> ProgramValue:
    """Normalise a program mention.

    Args:
        span: The mention: a quoted title with its quotes, or a title without; its label is the type. The head, its
            adjective, the owner and the approver are read from the text around it.

    Returns:
        The name as printed, in the nominative, without head and quotes; the registry gives only the identifier.
    """
    doc = span.doc
    quoted = locate_quotes(doc)
    quote = next((q for q in quoted if q.start == span.start and q.end == span.end), None)
    own = _read_own_head(doc, span.start + int(quote is not None), span.end)
    head = _find_head(doc, span, quoted, quote, own)
    if quote is None:
        name = span.text if own is None and head is not None and _stands_bare(span) else put_title_in_nominative(span)
    else:
        name = _name_quoted(doc, quote, own if head is own else None)
    return ProgramValue(name, make_program_id(name, span.label_), span.label_, read_level(span, head, quoted))


def _read_own_head(doc: Doc, start: int, end: int) -> Head | None:
    """Read the head inside a title that begins with it, adjectives before it allowed."""
    noun = start
    while noun < end - 1 and is_adjectival(doc[noun]):
        noun += 1
    return read_head(doc, noun) if noun < end else None


def _find_head(
    doc: Doc, span: Span, quoted: list[QuotedTokens], quote: QuotedTokens | None, own: Head | None
) -> Head | None:
    governed = govern_quotes(doc)
    if quote is not None:
        return governed.get(quote.start) or own
    return own or find_governor(doc, span.start, quoted, governed)


def _stands_bare(span: Span) -> bool:
    """Tell whether a title without quotes stands in the nominative already, whatever the case of its head."""
    return span.id_ == "bare"


def _name_quoted(doc: Doc, quote: QuotedTokens, own: Head | None) -> str:
    end = quote.end - int(quote.closed and doc[quote.end - 1].idx >= quote.inner_end)
    if own is not None:
        return put_title_in_nominative(doc[quote.start + 1 : end])
    printed = read_text(doc)[quote.inner_start : quote.inner_end].strip().rstrip(",;").rstrip()
    return mend_quoted_title(doc, quote.start + 1, end) or printed
