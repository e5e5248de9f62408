"""Programs: named projects, programs, strategies, concepts, plans and models (guidelines, section 2.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from resextract.extractors.program_heads import Head, find_governor, find_heads, find_kind, read_head
from resextract.extractors.program_names import find_apposition, find_bare_name
from resextract.extractors.program_titles import find_title_end, find_title_start, has_title
from resextract.extractors.program_words import (
    QuotedTokens,
    find_noun,
    is_adjectival,
    is_verbal,
    locate_quotes,
    opens_sentence,
)
from resextract.extractors.spans import covered, get_spans, make_span, once_per_doc, read_text, set_spans
from resextract.language.lexicons import fold_word, load_lexicon
from resextract.language.registries import fold_name, load_registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Span

__all__ = ["find_programs", "govern_quotes", "mark_programs"]


def find_programs(doc: Doc) -> list[Span]:
    """Find the programs that a text names.

    Args:
        doc: The annotated text of one node; titles of the acts in its slot ``references`` are left alone.

    Returns:
        One span per mention in text order: a quoted title with its quotes, another from its first word to its last.
        Nested titles overlap. Labels are the program's types; ids: ``quoted`` (a title in quotes behind a head),
        ``quoted.own_head`` («Концепция …» in quotes), ``title`` (a capital), ``title.dated`` (a title that opens a
        sentence and has a period), ``bare`` (a name without quotes), ``apposition``.
    """
    heads = find_heads(doc)
    if not heads:
        return []
    quoted = locate_quotes(doc)
    governed = govern_quotes(doc)
    found = [*_find_quoted(doc, quoted, governed), *_find_unquoted(doc, heads, quoted, governed)]
    acts = get_spans(doc, "references")
    kept = {(s.start, s.end): s for s in found if not covered(s.start_char, s.end_char, acts)}
    return [kept[place] for place in sorted(kept)]


@Language.component("resextract_programs")
def mark_programs(doc: Doc) -> Doc:
    """Write the slot ``programs``."""
    set_spans(doc, "programs", find_programs(doc))
    return doc


@once_per_doc
def govern_quotes(doc: Doc) -> dict[int, Head | None]:
    """Find the head of every quoted title.

    Args:
        doc: The annotated text.

    Returns:
        First token of each quote to the head that governs it; None for what is no program.
    """
    governed: dict[int, Head | None] = {}
    quoted = locate_quotes(doc)
    for quote in quoted:
        head = find_governor(doc, quote.start, quoted, governed)
        governed[quote.start] = head if head is not None and _may_be_title(doc, quote, head) else None
    return governed


def _may_be_title(doc: Doc, quote: QuotedTokens, head: Head) -> bool:
    """Tell whether a quoted stretch looks like a title.

    A title begins with a capital or a digit; one in lower case («дорожной карты») must be known. Behind «НП» it is not
    an organisation's («НП «Союз садоводов»»: a partnership).
    """
    inner = read_text(doc)[quote.inner_start : quote.inner_end].strip()
    if not any(char.isalnum() for char in inner):
        return False
    if head.abbreviated and head.level == "national":
        noun = find_noun(doc, quote.start + 1, quote.end)
        if noun is not None and find_kind(doc, noun, noun + 1):
            return False
    return not inner.split()[0].islower() or fold_name(inner) in load_registry("programs")


def _find_quoted(doc: Doc, quoted: Sequence[QuotedTokens], governed: Mapping[int, Head | None]) -> Iterator[Span]:
    for quote in quoted:
        start, end = doc[quote.start].idx, doc[quote.end - 1].idx + len(doc[quote.end - 1])
        head = governed[quote.start]
        if head is not None:
            yield make_span(doc, start, end, head.type, "quoted")
        elif (own := _read_own_head(doc, quote, quoted, governed)) is not None:
            yield make_span(doc, start, end, own.type, "quoted.own_head")


def _read_own_head(
    doc: Doc, quote: QuotedTokens, quoted: Sequence[QuotedTokens], governed: Mapping[int, Head | None]
) -> Head | None:
    """Read a quoted title that begins with its head and is the object of a verb, a preposition or «реализация»."""
    before, inner = quote.start - 1, quote.start + 1
    if before < 0 or inner >= len(doc) or not doc[inner].text[0].isupper():
        return None
    governor = doc[before]
    used = fold_word(governor.lemma_) in load_lexicon("program-uses")
    if not (used or is_verbal(governor) or governor.pos_ == "ADP"):
        return None
    noun = inner
    while noun < quote.end - 1 and is_adjectival(doc[noun]):
        noun += 1
    head = read_head(doc, noun)
    if head is None:
        return None
    end = find_title_end(doc, noun, quote.end - int(quote.closed), quoted, governed)
    return head if has_title(doc, head, end) else None


def _find_unquoted(
    doc: Doc, heads: Sequence[Head], quoted: Sequence[QuotedTokens], governed: Mapping[int, Head | None]
) -> Iterator[Span]:
    titled = {head.token for head in governed.values() if head is not None}
    for head in heads:
        limit = _find_limit(head.token, len(doc), quoted, governed)
        if limit is None or head.token in titled:
            continue
        if (bare := find_bare_name(doc, head, limit)) is not None:
            yield _span(doc, *bare, head.type, "bare")
        elif not head.abbreviated:
            yield from _find_own_title(doc, head, limit, quoted, governed)


def _find_own_title(
    doc: Doc, head: Head, limit: int, quoted: Sequence[QuotedTokens], governed: Mapping[int, Head | None]
) -> Iterator[Span]:
    start, rule = find_title_start(doc, head), "title"
    if start is None and (apposition := find_apposition(doc, head, limit)) is not None:
        noun = next(i for i in range(apposition, limit) if not is_adjectival(doc[i]))
        end = find_title_end(doc, noun, limit, quoted, governed)
        yield _span(doc, apposition, end, head.type, "apposition")
        return
    if start is None and head.type != "plan" and opens_sentence(doc, head.first):
        start, rule = head.first, "title.dated"
    if start is None or not doc[start].text[0].isupper() or doc[start].text.isupper():
        return
    end = find_title_end(doc, head.token, limit, quoted, governed)
    if has_title(doc, head, end, dated=rule == "title.dated") and not _is_draft(doc, head):
        yield _span(doc, start, end, head.type, rule)


def _is_draft(doc: Doc, head: Head) -> bool:
    """Tell whether a head is the draft of an act or the plan of an event («проект закона», «программа форума»)."""
    kinds = load_lexicon("quote-kinds")
    noun = head.token + 1
    while noun < len(doc) and is_adjectival(doc[noun]):
        noun += 1
    return noun < len(doc) and kinds.get(fold_word(doc[noun].lemma_)) == ""


def _find_limit(i: int, length: int, quoted: Sequence[QuotedTokens], governed: Mapping[int, Head | None]) -> int | None:
    """Return where a title at a token must end; None inside a quote that is no program."""
    around = [quote for quote in quoted if quote.start < i < quote.end]
    if any(governed[quote.start] is None for quote in around):
        return None
    return min((quote.end - int(quote.closed) for quote in around), default=length)


def _span(doc: Doc, start: int, end: int, label: str, rule_id: str) -> Span:
    return make_span(doc, doc[start].idx, doc[end - 1].idx + len(doc[end - 1]), label, rule_id)
