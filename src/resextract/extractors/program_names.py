"""Names of programs without quotes behind a head that is no part of them.

A bare name («нацпроект Профессионалитет», «проекта 500+») or an apposition behind a dash («единой моделью
профориентации – Профессиональным минимумом»).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.extractors.program_heads import Head, find_kind
from resextract.extractors.program_words import (
    DASHES,
    find_noun,
    is_adjectival,
    is_nominal,
    is_owner,
    is_proper,
    is_title_case,
    opens_sentence,
    read_cases,
)
from resextract.language.registries import fold_name, load_registry

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_apposition", "find_bare_name"]

MAX_BARE_NAME = 8
"""Most tokens of a known name without quotes."""


def find_bare_name(doc: Doc, head: Head, limit: int) -> tuple[int, int] | None:
    """Find a name without quotes behind a head: «нацпроект Профессионалитет», «проекта 500+».

    Args:
        doc: The annotated text.
        head: The head.
        limit: Index where the name must end.

    Returns:
        Token range of the name; None where what follows is no name in the nominative with a capital.
    """
    start = head.token + 1
    if start >= limit or head.type == "plan":
        return None
    if known := _match_registry(doc, start, limit):
        return start, known
    token = doc[start]
    if not is_title_case(token) or opens_sentence(doc, start) or not token.text.isalpha():
        return None
    noun = find_noun(doc, start, limit)
    if noun is None or "gent" in read_cases(token.text) or "nomn" not in read_cases(token.text):
        return None
    if find_kind(doc, noun, noun + 1) or is_owner(doc, noun) or is_proper(token):
        return None
    end = noun + 1
    while end < limit and (is_nominal(doc[end]) or is_adjectival(doc[end])):
        if read_cases(doc[end].text).isdisjoint({"gent"}):
            break
        end += 1
    return start, end


def _match_registry(doc: Doc, start: int, limit: int) -> int | None:
    """Return the end of the longest known name that starts with a capital or a digit at a token."""
    if doc[start].text[0].islower() or not doc[start].text[0].isalnum():
        return None
    registry = load_registry("programs")
    for end in range(min(limit, start + MAX_BARE_NAME), start, -1):
        if fold_name(doc[start:end].text) in registry and doc[end - 1].text not in (".", ","):
            return end
    return None


def find_apposition(doc: Doc, head: Head, limit: int) -> int | None:
    """Find a title in apposition to a lower-case head: «единой моделью … – Профессиональным минимумом».

    Returns:
        Index of the title's first word, which agrees in case with the head; None where there is none.
    """
    case = doc[head.token].morph.get("Case", [])
    i = head.token + 1
    while i < limit and doc[i].text not in DASHES:
        if not (is_adjectival(doc[i]) or is_nominal(doc[i])) or "gent" not in read_cases(doc[i].text):
            return None
        i += 1
    start = i + 1
    if start >= limit or not is_title_case(doc[start]) or doc[start].morph.get("Case", []) != case:
        return None
    noun = find_noun(doc, start, limit)
    if noun is None or find_kind(doc, noun, noun + 1) or is_owner(doc, noun) or doc[noun].morph.get("Case", []) != case:
        return None
    return None if is_proper(doc[noun]) else start
