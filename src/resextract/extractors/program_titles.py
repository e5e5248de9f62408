"""Titles of programs without quotes, marked by a capital letter where the sentence asks for none.

«Программы развития воспитания в Южной области на 2020–2025 годы», «Регионального плана мероприятий …»: where such a
title begins, where it ends, and whether it is a title at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.extractors.program_heads import Head, find_kind, read_head
from resextract.extractors.program_words import (
    QuotedTokens,
    find_noun,
    is_adjectival,
    is_nominal,
    is_owner,
    is_proper,
    is_title_case,
    is_verbal,
    opens_sentence,
    read_cases,
)
from resextract.extractors.spans import read_text
from resextract.language.lexicons import fold_word, load_lexicon
from resextract.language.rulebooks import load_rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc

__all__ = ["find_title_end", "find_title_start", "has_title"]

MAX_TITLE = 80
"""Most tokens of an unquoted title."""
MAX_ENUMERATION = 14
"""Tokens within which an enumeration inside a title must come to its «и»."""


def find_title_start(doc: Doc, head: Head) -> int | None:
    """Find the first word of a title that holds its own head.

    Returns:
        Index of the capitalised head or adjective before it; None where no capital marks a title.
    """
    for i in range(head.first, head.token + 1):
        if is_title_case(doc[i]) and not opens_sentence(doc, i) and all(map(is_adjectival, doc[i : head.token])):
            return i
    return None


def has_title(doc: Doc, head: Head, end: int, *, dated: bool = False) -> bool:
    """Tell whether what follows a head is a title and not only its owner, its period or «мероприятий».

    Args:
        doc: The annotated text.
        head: The head.
        end: End of what follows it, exclusive.
        dated: Whether a period and a noun that says what it is about are asked for, as where no capital marks a title.
    """
    last = _find_period(doc, head.token + 1, end)
    nouns = [token for token in doc[head.token + 1 : last] if is_nominal(token) and token.text.isalpha()]
    words = [token for token in nouns if not is_owner(doc, token.i)]
    fillers = load_lexicon("program-fillers")
    about = any(fold_word(token.lemma_) not in fillers for token in words)
    if dated:
        return about and last < end
    return about or len(words) > 1 or (len(words) == 1 and (last < end or len(nouns) > 1))


def _find_period(doc: Doc, start: int, end: int) -> int:
    """Return the index where the period that closes a title begins, ``end`` where there is none."""
    text = read_text(doc)
    for i in range(start, end):
        found = _match_rule(doc, text, i)
        if found is not None and found[0] == "title" and found[1] >= end:
            return i
    return end


def find_title_end(
    doc: Doc, head: int, limit: int, quoted: Sequence[QuotedTokens], governed: Mapping[int, object]
) -> int:
    """Find where an unquoted title ends.

    A title runs on through its noun's complements and its period; it ends at a verb, a participial clause, a bracket,
    a dash, words that say when or how, and where a coordinated noun is another document.

    Args:
        doc: The annotated text.
        head: Index of the title's first noun.
        limit: Index where it must end.
        quoted: All quotes of the document.
        governed: First tokens of quotes to their heads, None for those that are no programs.

    Returns:
        Index after the title's last token; ``head + 1`` where nothing follows.
    """
    text = read_text(doc)
    spans = {q.start: q for q in quoted if q.start > head}
    end = i = head + 1
    limit = min(limit, head + MAX_TITLE)
    free = False  # a preposition or conjunction allows any case
    while i < limit:
        if i in spans:
            if not _continues_with_quote(doc, i, governed):
                break
            end = i = min(spans[i].end, limit)
            continue
        if (matched := _match_rule(doc, text, i)) is not None:
            kind, after = matched
            if kind == "title" and after <= limit:
                end = i = after
                continue
            if kind == "open" and after < limit and _opens_title(doc, after):
                i, free = after, True
                continue
            break
        step = _read_step(doc, i, head, free, limit)
        if step is None:
            break
        i, ends, free = step
        if ends:
            end = i
    return end


def _read_step(doc: Doc, i: int, head: int, free: bool, limit: int) -> tuple[int, bool, bool] | None:
    """Read one word of a title: the next index, whether the title may end there, whether any case may follow."""
    token = doc[i]
    if is_adjectival(token):
        follows = i + 1 < limit and (is_nominal(doc[i + 1]) or is_adjectival(doc[i + 1]))
        return i + 1, not follows, free
    if is_nominal(token) or token.pos_ == "X":
        return (i + 1, True, False) if _fits_case(doc, i, head, free) else None
    if token.pos_ == "ADP":
        return i + 1, False, True
    if token.pos_ == "CCONJ":
        return (i + 1, False, True) if _continues_after(doc, i + 1, head, limit) else None
    if token.text == ",":
        return (i + 1, False, True) if _continues_list(doc, i, head, limit) else None
    if token.pos_ == "NUM" or token.text[0].isdigit() or token.text == "№":
        return i + 1, True, free
    if token.pos_ == "ADV" and i + 1 < limit and is_adjectival(doc[i + 1]):
        return i + 1, False, free
    if token.text == "." and i + 1 < limit and doc[i - 1].text.islower() and len(doc[i - 1].text) < 4:
        return i + 1, False, free
    return None


def _match_rule(doc: Doc, text: str, i: int) -> tuple[str, int] | None:
    """Match the rules at a token: kind and index after the longest match, None where none matches."""
    found = [
        (match.end(), rule.get("kind"))
        for rule in load_rulebook("programs").rules
        if (match := rule.regex.match(text, doc[i].idx))
    ]
    if not found:
        return None
    offset, kind = max(found)
    return kind, _token_at(doc, offset)


def _token_at(doc: Doc, offset: int) -> int:
    span = doc.char_span(offset - 1, offset, alignment_mode="expand")
    return len(doc) if span is None else span.end


def _opens_title(doc: Doc, i: int) -> bool:
    """Tell whether another title with a capital starts at a token."""
    noun = i
    while noun < len(doc) - 1 and is_adjectival(doc[noun]):
        noun += 1
    return is_title_case(doc[i]) and read_head(doc, noun) is not None


def _continues_with_quote(doc: Doc, i: int, governed: Mapping[int, object]) -> bool:
    """A quote belongs to the title when it names an institution in it or another program behind its own head."""
    return governed.get(i) is not None or find_kind(doc, i - 1, i)


def _fits_case(doc: Doc, i: int, head: int, free: bool) -> bool:
    if free:
        return True
    cases = read_cases(doc[i].text)
    if "gent" in cases or (is_title_case(doc[i]) and is_owner(doc, i - 1)):
        return True
    before = i - 1
    while before > head and is_adjectival(doc[before]):
        before -= 1
    if before == head or not is_nominal(doc[before]) or cases <= {"nomn", "accs"}:
        return False
    return fold_word(doc[i].lemma_) not in load_lexicon("program-outsiders")


def _continues_after(doc: Doc, i: int, head: int, limit: int) -> bool:
    """Tell whether what follows «и» still belongs to the title."""
    if i >= limit:
        return False
    if doc[i].pos_ == "ADP":
        return _match_rule(doc, read_text(doc), i) is None
    noun = find_noun(doc, i, limit)
    if noun is None:
        return i < limit and is_adjectival(doc[i]) and not is_title_case(doc[i])
    return _coordinates(doc, noun, i, head)


def _coordinates(doc: Doc, noun: int, first: int, head: int) -> bool:
    if read_head(doc, noun) is not None or is_verbal(doc[first]):
        return False
    if noun == first and is_title_case(doc[noun]) and not is_proper(doc[noun]):
        return False  # another document: «Генерального плана и Правил землепользования»
    if load_lexicon("program-outsiders").get(fold_word(doc[noun].lemma_)) == "":
        return False
    cases = read_cases(doc[noun].text)
    return any(is_nominal(token) and cases & read_cases(token.text) for token in doc[head + 1 : first])


def _continues_list(doc: Doc, i: int, head: int, limit: int) -> bool:
    """Tell whether a comma stands inside an enumeration of complements that comes to its «и»."""
    noun = find_noun(doc, i + 1, limit)
    if noun is None or any("VerbForm=Part" in token.tag_ for token in doc[i + 1 : noun]):
        return False
    if not _coordinates(doc, noun, i + 1, head):
        return False
    for token in doc[noun + 1 : min(limit, i + MAX_ENUMERATION)]:
        if token.pos_ == "CCONJ":
            return _continues_after(doc, token.i + 1, head, limit)
        if is_verbal(token) or token.text in ";:." or token.pos_ == "SCONJ":
            return False
    return False
