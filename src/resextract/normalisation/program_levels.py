"""The level of a program: its head's adjective, else its owner or approver, else its title (guidelines, 2.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.adapters.dictionary import parse_word
from resextract.extractors.program_heads import Head, read_head
from resextract.extractors.program_words import is_adjectival, is_nominal, look_up_pair
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Span

    from resextract.extractors.program_words import QuotedTokens

__all__ = ["find_owner_level", "read_level"]

MAX_OWNER = 8
"""Most tokens of an owner behind a quoted title."""
MAX_APPROVAL = 24
"""Most tokens of a participial clause that names the approver."""


def read_level(span: Span, head: Head | None, quoted: Sequence[QuotedTokens]) -> str | None:
    """Read a program's level from the text.

    Args:
        span: The mention.
        head: The noun that makes it a program, before or inside the span; None where there is none.
        quoted: All quotes of the document.

    Returns:
        ``national``, ``federal``, ``regional``, ``municipal``, ``institution``, or None when the text does not say.
        Only a project is national; any other program that calls itself so is federal.
    """
    doc, outside = span.doc, head is not None and head.token < span.start
    if head is not None:
        if level := _read_adjectives(doc, head):
            return level
        if outside and (level := find_owner_level(doc, head.token + 1, span.start, quoted)):
            return level
    clause = _find_clause(doc, span.end)
    if clause is None and outside and (level := _read_owner_behind(doc, span.end, quoted)):
        return level
    if clause is not None and clause[0] and (level := find_owner_level(doc, clause[1], clause[2], quoted)):
        return level
    if level := _read_title(span, head, quoted, outside=outside):
        return level
    return find_owner_level(doc, clause[1], clause[2], quoted) if clause is not None else None


def _read_adjectives(doc: Doc, head: Head) -> str | None:
    levels = load_lexicon("program-levels")
    words = [fold_word(token.lemma_) for token in doc[head.first : head.token]]
    found = [levels[word] for word in words if word in levels]
    nouns = load_lexicon("program-level-nouns")
    behind = head.token + 1
    if behind + 1 < len(doc) and fold_word(doc[behind + 1].lemma_) in nouns:
        found += [levels[word] for word in [fold_word(doc[behind].lemma_)] if word in levels]
    level = found[0] if found else head.level
    return "federal" if level == "national" and head.type != "project" else level


def find_owner_level(
    doc: Doc, start: int, end: int, quoted: Sequence[QuotedTokens], *, strict: bool = False
) -> str | None:
    """Find the level of the first territory or authority that a stretch of text names.

    Args:
        doc: The annotated text.
        start: First token.
        end: Index after the last token.
        quoted: All quotes of the document; what stands in a quote inside the stretch does not count.
        strict: Whether the stretch is a quoted title, where a common noun («школа», «город») names nobody and the
            country is told of («граждан Российской Федерации») unless it is where («в Российской Федерации»).

    Returns:
        The level, or None. A territory wins over the authority that it belongs to.
    """
    weak: str | None = None
    first: str | None = None
    inner = {i for quote in quoted if start <= quote.start < end for i in range(quote.start, quote.end)}
    for i in range(start, end):
        value = _look_up_owner(doc, i) if i not in inner else None
        if value is None:
            continue
        level, _, marks = value.partition(" ")
        floor = start + 1 if strict else 0  # the capital of a title's first word makes no name
        if ("?" in marks and not _has_proper_name(doc, i, floor, end)) or (
            "1" in marks and "Number=Plur" in doc[i].tag_
        ):
            continue
        if strict and "~" not in marks and not _counts_in_title(doc, i, start, end, level):
            continue
        if "!" in marks:
            return level
        if "~" in marks:
            weak = weak or level
        else:
            first = first or level
    return first or weak


def _look_up_owner(doc: Doc, i: int) -> str | None:
    owners = load_lexicon("program-owners")
    if not (is_nominal(doc[i]) or doc[i].pos_ == "X" or doc[i].text.isupper()):
        return None
    return look_up_pair(owners, doc, i) or owners.get(fold_word(doc[i].text))


def _has_proper_name(doc: Doc, i: int, floor: int, end: int) -> bool:
    """Tell whether a common noun of territory stands beside its name: «Саратовской области», «г. Кемерово»."""
    after = i + 1
    while after < end and doc[after].text == ".":
        after += 1
    if after < end and doc[after].text[0].isupper() and is_nominal(doc[after]):
        return True
    before = i - 1
    while before >= floor and is_adjectival(doc[before]) and doc[before].text[0].islower():
        before -= 1
    if before < floor:
        return False
    if is_adjectival(doc[before]) and doc[before].text[0].isupper():
        return True
    value = _look_up_owner(doc, before)
    return (value is not None and "~" in value) or fold_word(doc[before].lemma_) in load_lexicon("program-authorities")


def _counts_in_title(doc: Doc, i: int, start: int, end: int, level: str) -> bool:
    if level == "institution":
        return False
    if level != "federal":
        return _has_proper_name(doc, i, start + 1, end) or doc[i].text[0].isupper()
    before = i - 1
    while before > start and is_adjectival(doc[before]):
        before -= 1
    return doc[before].pos_ == "ADP"


def _describes_people(doc: Doc, i: int, start: int) -> bool:
    """Tell whether a country stands behind people («граждан Российской Федерации»): it says who, not whose."""
    before = i - 1
    while before >= start and is_adjectival(doc[before]):
        before -= 1
    return before >= start and any(p.has("anim") for p in parse_word(doc[before].text))


def _read_title(span: Span, head: Head | None, quoted: Sequence[QuotedTokens], *, outside: bool) -> str | None:
    doc = span.doc
    if outside or head is None:
        marked = any(quote.start == span.start for quote in quoted)
        return find_owner_level(doc, span.start + int(marked), span.end, quoted, strict=True)
    end = next((i for i in range(head.token + 1, span.end) if doc[i].text[0].isupper() and read_head(doc, i)), span.end)
    level = find_owner_level(doc, head.token + 1, end, quoted)
    if level == "federal":
        places = [i for i in range(head.token + 1, end) if (_look_up_owner(doc, i) or "").startswith("federal")]
        if places and all(_describes_people(doc, i, head.token) for i in places):
            return None
    return level


def _find_clause(doc: Doc, end: int) -> tuple[bool, int, int] | None:
    """Find the participial clause behind a title: whether it tells of approval, its first token and its end."""
    i = end
    if i < len(doc) and doc[i].text in (",", "("):
        i += 1
    if i >= len(doc) or "VerbForm=Part" not in doc[i].tag_:
        return None
    approves = fold_word(doc[i].lemma_) in load_lexicon("program-approvals")
    stop = i + 1
    while stop < min(len(doc), i + MAX_APPROVAL) and doc[stop].text not in (",", ";", ")", "«", "»"):
        if doc[stop].text[0].isupper() and read_head(doc, stop) is not None:
            break
        stop += 1
    return approves, i + 1, stop


def _read_owner_behind(doc: Doc, end: int, quoted: Sequence[QuotedTokens]) -> str | None:
    """Read the owner that stands in the genitive behind a quoted title: «программы «…» Саратовской области»."""
    stop = end
    while stop < min(len(doc), end + MAX_OWNER) and (is_nominal(doc[stop]) or is_adjectival(doc[stop])):
        if read_head(doc, stop) is not None or "gent" not in _cases(doc[stop].text):
            return None
        stop += 1
    return find_owner_level(doc, end, stop, quoted)


def _cases(word: str) -> set[str]:
    return {g for parse in parse_word(word) for g in parse.grammemes}
