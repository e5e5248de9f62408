"""References: legal acts cited by date, number or title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from spacy.language import Language

from resextract.adapters.dictionary import list_forms
from resextract.extractors.spans import make_span, read_text, set_spans
from resextract.language.lexicons import fold_word, load_lexicon
from resextract.language.quotes import find_quotes
from resextract.language.rulebooks import load_rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Doc, Span, Token

    from resextract.language.quotes import Quote
    from resextract.language.rulebooks import RuleMatch

__all__ = ["Act", "Source", "find_references", "read_act", "read_source"]

MAX_ISSUER = 24
"""Longest issuer in tokens; «Федеральной службы по надзору в сфере защиты прав … человека» has 13."""

_SIGNS = re.compile(r"[№N«»\"“”„]|\bот \d|\d ?[-–] ?ФК?З|кодекс|Конституц", re.IGNORECASE)
_LAW = re.compile(r"(?<![\w№])(?<!№ )\d+ ?[-‐‑–—] ?ФК?З(?!\w)")
_GAP = re.compile(r" ?,? ?")
_LINK = re.compile(r",? (?:и|а также) |, ")
_TITLE_WORDS = frozenset({"о", "об", "обо"})
_ISSUER_POS = frozenset({"NOUN", "PROPN", "ADJ", "DET", "X", "CCONJ", "NUM"})


@dataclass(frozen=True, slots=True)
class Source:
    """A text to read acts from: its `Doc`, its characters, its quotes by their first character."""

    doc: Doc
    text: str
    quotes: Mapping[int, Quote]

    def token_at(self, position: int) -> Token | None:
        """Return the token that holds a character, None behind the text's end and in a space."""
        span = self.doc.char_span(position, position + 1, alignment_mode="expand")
        return span[0] if span is not None and len(span) else None


@dataclass(frozen=True, slots=True)
class Act:
    """A citation of an act: half-open character offsets of the whole and its parts.

    Attributes:
        start: Its first character.
        end: After its last character.
        issuer: Offsets of the issuer, None where it is not named.
        date: Day, month and year as written (the month by its number), None where not stated.
        number: The number as written, None where not stated.
        title: Offsets of the title inside its quotes, None where it has none.
    """

    start: int
    end: int
    issuer: tuple[int, int] | None = None
    date: tuple[str, str, str] | None = None
    number: str | None = None
    title: tuple[int, int] | None = None


def find_references(doc: Doc) -> list[Span]:
    """Find the legal acts that a text cites.

    Args:
        doc: An annotated text.

    Returns:
        Spans in text order from the act's head noun to its last detail, labelled with the act's kind in the dictionary
        form («постановление»); empty where none is cited. A head without date, number or title cites nothing.
    """
    text = read_text(doc)  # spaCy builds it anew each time
    if not _SIGNS.search(text):
        return []
    source = read_source(doc)
    found: list[Span] = []
    for token in doc:
        kind = _kind_forms().get(fold_word(token.text))
        if kind is None or (found and token.idx < found[-1].end_char):
            continue
        act = read_act(source, token.idx + len(token))
        if act is None or not _is_cited(doc, token, act):
            continue
        first = _first_token(doc, token.i)
        found.append(make_span(doc, doc[first].idx, act.end, kind, "reference.act"))
        found += _read_further(source, act, kind)
    found += [span for span in _find_named(source) if not any(span.start < o.end and o.start < span.end for o in found)]
    return sorted(found, key=lambda span: span.start)


@Language.component("resextract_references")
def extract_references(doc: Doc) -> Doc:
    """Write the slot `references`."""
    set_spans(doc, "references", find_references(doc))
    return doc


def read_source(doc: Doc) -> Source:
    """Prepare a text for `read_act`."""
    text = read_text(doc)
    return Source(doc, text, {quote.start: quote for quote in find_quotes(text)})


def read_act(source: Source, start: int) -> Act | None:
    """Read the issuer and the details of an act behind its head noun.

    Args:
        source: The text.
        start: Offset after the head noun.

    Returns:
        The act, `start` being the given one, or None where neither date nor number nor title follows.
    """
    text = source.text
    act = Act(start, start)
    position = _skip_gap(text, start)
    while True:
        further = _read_detail(text, position, act, source.quotes)
        if further is None and act.issuer is None:
            issuer = _read_issuer(source, position, late=act.end > start)
            if issuer is not None:
                position = _skip_gap(text, issuer[1])
                act = Act(act.start, issuer[1] if act.end > start else act.end, issuer, act.date, act.number, act.title)
                continue
        if further is None:
            break
        act = further
        position = _skip_gap(text, act.end)
    return act if act.date or act.number or act.title else None


@cache
def _kind_forms() -> Mapping[str, str]:
    """Map every form of the acts' head nouns to the kind."""
    entries = load_lexicon("reference-kinds").items()
    return {fold_word(form): kind or lemma for lemma, kind in entries for form in list_forms(lemma)}


def _skip_gap(text: str, position: int) -> int:
    gap = _GAP.match(text, position)
    return gap.end() if gap else position


def _read_detail(text: str, position: int, act: Act, titles: Mapping[int, Quote]) -> Act | None:
    """Read one more detail at a place; None where there is none that the act does not have yet."""
    quote = titles.get(position)
    if quote is not None and act.title is None and (act.date or act.number or _is_title(text, quote)):
        return Act(act.start, quote.end, act.issuer, act.date, act.number, (quote.inner_start, quote.inner_end))
    match = _match_detail(text, position)
    if match is None:
        return None
    groups = match.groups
    if match.rule.get("detail") == "date" and act.date is None:
        month = load_rulebook("references").value("month_name", groups["month"]) or groups["month"]
        return Act(
            act.start, match.end, act.issuer, (groups["day"], month, groups["year"]), act.number, act.title
        )  # fmt: skip
    if match.rule.get("detail") == "number" and act.number is None:
        return Act(act.start, match.end, act.issuer, act.date, groups["number"], act.title)
    return None


def _match_detail(text: str, position: int) -> RuleMatch | None:
    rules = load_rulebook("references").rules
    return next((match for rule in rules if (match := rule.match_at(text, position)) is not None), None)


def _is_title(text: str, quote: Quote) -> bool:
    first = text[quote.inner_start : quote.inner_end].split(" ", 1)[0]
    return fold_word(first.lstrip('«"“„')) in _TITLE_WORDS


def _read_issuer(source: Source, position: int, *, late: bool) -> tuple[int, int] | None:
    """Read the body that issued the act: a genitive phrase between the head noun and a detail, or behind the details.

    A quote that is no title («приказ МКУ «Центр» от …») belongs to the issuer.
    """
    doc, text, titles = source.doc, source.text, source.quotes
    token = source.token_at(position)
    if token is None or not _opens_issuer(token, late=late):
        return None
    i, last = token.i, token.i
    while i < len(doc) and i - token.i < MAX_ISSUER:
        current = doc[i]
        quote = titles.get(current.idx)
        if i > token.i and not late and (_match_detail(text, current.idx) or (quote and _is_title(text, quote))):
            break
        if quote is not None:
            while i < len(doc) and doc[i].idx < quote.end:
                i += 1
            last = i - 1
            continue
        if not _continues_issuer(current, doc, late=late):
            break
        if current.pos_ not in ("ADP", "CCONJ"):
            last = i
        i += 1
    if not late and (i >= len(doc) or not (_match_detail(text, doc[i].idx) or titles.get(doc[i].idx))):
        return None
    return token.idx, doc[last].idx + len(doc[last])


def _opens_issuer(token: Token, *, late: bool) -> bool:
    if late:
        return fold_word(token.lemma_) in load_lexicon("reference-issuers") and token.morph.get("Case", []) == ["Gen"]
    return token.pos_ in ("NOUN", "PROPN", "ADJ", "X") and token.morph.get("Case", []) in (["Gen"], [])


def _continues_issuer(token: Token, doc: Doc, *, late: bool) -> bool:
    if token.pos_ == "ADP":
        return not late and token.i + 1 < len(doc)
    if late:
        return token.pos_ in ("NOUN", "PROPN", "ADJ") and token.morph.get("Case", []) in (["Gen"], [])
    return token.pos_ in _ISSUER_POS or token.text in (".", "-", ",")


def _is_cited(doc: Doc, head: Token, act: Act) -> bool:
    """Tell a citation from an act that is yet to be made: «разработать приказ «Об …»»."""
    if act.date or act.number:
        return True
    i = _first_token(doc, head.i) - 1
    return i < 0 or fold_word(doc[i].lemma_) not in load_lexicon("reference-making-verbs")


def _first_token(doc: Doc, head: int) -> int:
    """Go left over the adjectives of the kind's name: «Федеральный закон»."""
    adjectives = load_lexicon("reference-adjectives")
    while head > 0 and fold_word(doc[head - 1].lemma_) in adjectives and doc[head - 1].pos_ in ("ADJ", "PROPN"):
        head -= 1
    return head


def _read_further(source: Source, act: Act, kind: str) -> list[Span]:
    """Read the acts that share a head: «постановлений … от … № 5 и от … № 6»."""
    spans: list[Span] = []
    while link := _LINK.match(source.text, act.end):
        if _match_detail(source.text, link.end()) is None:
            break
        further = read_act(source, link.end())
        if further is None:
            break
        act = further
        spans.append(make_span(source.doc, act.start, act.end, kind, "reference.further"))
    return spans


def _find_named(source: Source) -> list[Span]:
    """Find acts cited without a head or without details: «273-ФЗ», «Трудовой кодекс РФ»."""
    doc = source.doc
    spans = [make_span(doc, m.start(), m.end(), "закон", "reference.law-number") for m in _LAW.finditer(source.text)]
    codes = load_lexicon("reference-codes")
    for token in doc[1:]:
        if fold_word(token.lemma_) == "кодекс" and fold_word(doc[token.i - 1].lemma_) in codes:
            end = token.i + 1
            while end < len(doc) and end < token.i + 3 and doc[end].pos_ in ("PROPN", "ADJ") and doc[end].is_title:
                end += 1
            if end < len(doc) and end == token.i + 1 and doc[end].text == "РФ":
                end += 1
            last = doc[end - 1]
            spans.append(make_span(doc, doc[token.i - 1].idx, last.idx + len(last), "кодекс", "reference.code"))
    return sorted(spans, key=lambda span: span.start)
