"""Heads of programs: the noun that makes a title a program, and the search for it in front of a title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from resextract.adapters.cache_sizes import WORDS
from resextract.adapters.dictionary import list_forms
from resextract.extractors.program_words import (
    DASHES,
    QuotedTokens,
    is_adjectival,
    is_conjunction,
    is_nominal,
    is_owner,
    is_title_case,
    look_up_pair,
    read_cases,
)
from resextract.extractors.spans import read_text
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc, Span, Token

__all__ = ["Head", "find_governor", "find_heads", "find_kind", "read_head"]

MAX_DISTANCE = 16
"""Most tokens between a head and the title that it governs."""
_ROMAN = frozenset({"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"})
MIN_COMPOUND_PART = 4
"""Shortest kind noun that counts as the last part of a longer word («фото-» + «конкурс»)."""


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that makes what it governs a program.

    Attributes:
        token: Index of the noun.
        first: Index of its first adjective; the noun's own where it has none.
        type: The program's type.
        level: The level that the word itself states («нацпроект»), or None.
        plural: Whether it stands in the plural.
        abbreviated: Whether it is an abbreviation («ФП»).
    """

    token: int
    first: int
    type: str
    level: str | None
    plural: bool
    abbreviated: bool


@cache
def _head_stems() -> tuple[str, ...]:
    """List the letters that all forms of a head begin with: «проект», «программ» and so on."""
    nouns = {entry.split()[-1] for entry in load_lexicon("program-heads")}
    return tuple(sorted({_common_start([fold_word(form) for form in list_forms(noun)]) for noun in nouns}))


def _common_start(words: list[str]) -> str:
    low, high = min(words), max(words)
    same = takewhile(lambda pair: pair[0] == pair[1], zip(low, high, strict=False))
    return "".join(letter for letter, _ in same)


@cache
def _abbreviations() -> re.Pattern[str]:
    words = "|".join(sorted(load_lexicon("program-abbreviations"))).upper()
    return re.compile(rf"\b(?:{words})\b")


@lru_cache(maxsize=WORDS)
def _may_be_head(word: str) -> bool:
    folded = fold_word(word)
    return any(stem in folded for stem in _head_stems()) or _abbreviations().fullmatch(word) is not None


def find_heads(doc: Doc) -> list[Head]:
    """Find the heads of programs in a text, whether or not they govern a title.

    Returns:
        The heads in text order; empty, and quickly so, where the text holds no such word.
    """
    text = read_text(doc)
    folded = text.lower()
    if not any(stem in folded for stem in _head_stems()) and _abbreviations().search(text) is None:
        return []
    heads = [read_head(doc, i) for i, token in enumerate(doc) if _may_be_head(token.text)]
    return [head for head in heads if head is not None]


def read_head(doc: Doc, i: int) -> Head | None:
    """Read a token as the head of a program.

    Args:
        doc: The annotated text.
        i: The token's index.

    Returns:
        The head with its adjectives, or None where the token is none, or where an adjective makes it something else
        («рабочая программа», «игровая программа»).
    """
    text = doc[i].text
    if text.isupper() and (value := load_lexicon("program-abbreviations").get(fold_word(text))):
        return _make_head(doc, i, value, abbreviated=True)
    value = look_up_pair(load_lexicon("program-heads"), doc, i) or _read_compound(fold_word(doc[i].lemma_))
    if value is None:
        return None
    head = _make_head(doc, i, value, abbreviated=False)
    others = load_lexicon("program-not-adjectives")
    return None if any(fold_word(token.lemma_) in others for token in doc[head.first : i]) else head


def _make_head(doc: Doc, i: int, value: str, *, abbreviated: bool) -> Head:
    kind, _, level = value.partition("/")
    plural = not abbreviated and "Number=Plur" in doc[i].tag_
    return Head(i, _first_adjective(doc, i), kind, level or None, plural, abbreviated)


def _read_compound(lemma: str) -> str | None:
    if lemma in load_lexicon("program-not-heads"):
        return None
    for part in load_lexicon("program-compounds"):
        if lemma.endswith(part) and lemma != part:
            return load_lexicon("program-heads")[part]
    return None


def _first_adjective(doc: Doc, i: int) -> int:
    first = i
    while first > 0:
        if is_adjectival(doc[first - 1]):
            first -= 1
        elif first > 1 and first < i and is_conjunction(doc[first - 1]) and is_adjectival(doc[first - 2]):
            first -= 2
        else:
            break
    return first


def find_kind(doc: Doc, i: int, place: int) -> bool:
    """Tell whether a noun takes the proper name behind it for itself («курс», «центр», «МБОУ»).

    Args:
        doc: The annotated text.
        i: The noun's index.
        place: Index of the name's first token.
    """
    token = doc[i]
    if i == place - 1 and token.text.isupper() and len(token.text) > 1 and not read_text(doc).isupper():
        return load_lexicon("program-owners").get(fold_word(token.text), "institution") == "institution"
    marks = look_up_pair(load_lexicon("quote-kinds"), doc, i)
    if marks is None:
        marks = _read_kind_part(fold_word(token.lemma_))
    if marks is None:
        return False
    if "singular" in marks and "Number=Plur" in token.tag_:
        return False
    return "adjacent" not in marks or i == place - 1


@lru_cache(maxsize=WORDS)
def _read_kind_part(lemma: str) -> str | None:
    kinds = load_lexicon("quote-kinds")
    for start in range(2, len(lemma) - MIN_COMPOUND_PART + 1):
        if (marks := kinds.get(lemma[start:])) is not None:
            return marks
    return None


def find_governor(
    doc: Doc, place: int, quoted: Sequence[QuotedTokens], known: Mapping[int, Head | None]
) -> Head | None:
    """Find the head in front of a title.

    Between the head and the title there may be only the head's own complements. A title that is coordinated with
    others shares the head of the one before it; the name of the program's owner may stand in quotes before it.

    Args:
        doc: The annotated text.
        place: Index of the title's first token, its opening mark included.
        quoted: All quotes of the document.
        known: The heads of the quotes before ``place``, by their first token.

    Returns:
        The head, or None where another noun, a verb or a clause boundary comes first.
    """
    floor = max((q.start + 1 for q in quoted if q.start < place < q.end), default=0)
    ends = {q.end: (q.start, known.get(q.start)) for q in quoted if floor <= q.start and q.end <= place}
    i = _skip_bracket(doc, place - 1, floor)
    joined = i
    while joined >= floor and (is_conjunction(doc[joined]) or doc[joined].text == ";"):
        joined = _skip_bracket(doc, joined - 1, floor)
    owner_named = False
    if joined + 1 in ends:
        start, head = ends[joined + 1]
        if head is not None:
            return head if head.plural or _may_open_title(doc, place) else None
        if joined != i:
            return None
        if (term := read_head(doc, joined - 1)) is not None and term.first == start + 1:
            return term  # a head in quotes: «дорожная карта» «Развитие библиотек»
        i, owner_named = start - 1, True
    elif joined != i:
        return None
    if i >= floor and (doc[i].text in DASHES or doc[i].text in (":", "(")):
        i -= 1
    i = _skip_number(doc, i)
    head = _walk_left(doc, i, place, floor, ends, owner_named)
    return _resolve_plural(doc, head, place, quoted) if head is not None and head.plural else head


def _walk_left(
    doc: Doc, i: int, place: int, floor: int, ends: Mapping[int, tuple[int, Head | None]], owner_named: bool
) -> Head | None:
    last = i
    while i >= floor and last - i < MAX_DISTANCE:
        if i + 1 in ends:
            start, governor = ends[i + 1]
            if governor is not None:
                return None
            i, owner_named = start - 1, True
            continue
        if doc[i].text == ")":
            skipped = _skip_bracket(doc, i, floor)
            if skipped == i:
                return None
            i = skipped
            continue
        if (head := read_head(doc, i)) is not None:
            return head if _governs(doc, head, last + 1) else None
        if find_kind(doc, i, place):
            if not owner_named:
                return None
            owner_named = False
        elif not _may_complement(doc, i, last):
            return None
        i -= 1
    return None


def _skip_bracket(doc: Doc, i: int, floor: int) -> int:
    if i < floor or doc[i].text != ")":
        return i
    for j in range(i - 1, max(floor, i - MAX_DISTANCE) - 1, -1):
        if doc[j].text == "(":
            return j - 1
    return i


def _skip_number(doc: Doc, i: int) -> int:
    """Skip the number of a numbered head: «подпрограммы 1 «…»», «проекта № 5 «…»»."""
    before = i - 1
    if i > 0 and (doc[i].text.isdigit() or doc[i].text in _ROMAN):
        if doc[before].text == "№":
            before -= 1
        if before >= 0 and read_head(doc, before) is not None:
            return before
    return i


def _may_open_title(doc: Doc, place: int) -> bool:
    """Tell whether a quoted stretch begins like a title and not like an inflected word of the sentence."""
    word = doc[place + 1] if place + 1 < len(doc) else None
    return word is None or not word.text[0].isalpha() or "nomn" in read_cases(word.text) or word.pos_ == "ADP"


def _may_complement(doc: Doc, i: int, last: int) -> bool:
    token = doc[i]
    if is_nominal(token) or is_adjectival(token):
        return True
    if token.text == ",":
        return i != last
    if token.text == ".":  # an abbreviation's: «г. Черногорска»
        return i > 0 and i != last and doc[i - 1].text.islower() and len(doc[i - 1].text) < 4
    if token.pos_ in ("NUM", "SYM") or token.text[0].isdigit():
        return i != last
    return token.pos_ in ("ADP", "CCONJ", "ADV", "X")


def _governs(doc: Doc, head: Head, place: int) -> bool:
    """Tell whether the words between a head and its title are the head's complements."""
    first, free = True, False
    between = doc[head.token + 1 : place]
    if head.abbreviated and len(between):
        return all(is_nominal(t) or is_adjectival(t) for t in between) and _names_owner(doc, between)
    for token in between:
        if token.pos_ == "ADP":
            free = True
        elif is_nominal(token):
            if head.type == "plan" and first and (free or not _names_plan(doc, token)):
                return False
            cases = read_cases(token.text)
            named = is_title_case(token) and is_owner(doc, token.i - 1)  # «Республики Татарстан»
            if not free and not named and "gent" not in cases and (first or cases <= {"nomn", "accs"}):
                return False
            first = free = False
        elif token.text == "," or token.pos_ == "CCONJ":
            free = free or not first
    return True


def _names_plan(doc: Doc, token: Token) -> bool:
    """Plans are full of things in quotes («план работы «…»»): only behind measures do they carry titles."""
    return (
        fold_word(token.lemma_) in load_lexicon("program-plan-nouns")
        or look_up_pair(load_lexicon("program-owners"), doc, token.i) is not None
    )


def _names_owner(doc: Doc, span: Span) -> bool:
    owners = load_lexicon("program-owners")
    return any(look_up_pair(owners, doc, token.i) is not None for token in span)


def _resolve_plural(doc: Doc, head: Head, place: int, quoted: Sequence[QuotedTokens]) -> Head | None:
    """Find whose name one title behind a plural head is.

    Coordinated titles are the projects'. One title alone is the host's («конкурс проектов «Мой край»», no program), or
    that of the program which the projects belong to («программа поддержки инициатив «Твой бюджет»»), else theirs.
    """
    after = next((q.end for q in quoted if q.start == place), len(doc))
    if after + 1 < len(doc) and is_conjunction(doc[after]) and any(q.start == after + 1 for q in quoted):
        return head
    hosts = load_lexicon("quote-hosts")
    for i in range(head.first - 1, max(0, head.first - MAX_DISTANCE) - 1, -1):
        if fold_word(doc[i].lemma_) in hosts:
            return None
        outer = read_head(doc, i)
        if outer is not None and outer.type in ("project", "program") and not outer.plural:
            return outer
        if not (is_nominal(doc[i]) or is_adjectival(doc[i]) or is_conjunction(doc[i])):
            break
    return head
