"""Words and quotes of a document as the search for programs reads them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from resextract.adapters.cache_sizes import WORDS
from resextract.adapters.dictionary import parse_word
from resextract.extractors.spans import once_per_doc, read_text
from resextract.language.lexicons import fold_word, load_lexicon
from resextract.language.quotes import find_quotes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Doc, Token

__all__ = [
    "DASHES",
    "QuotedTokens",
    "find_noun",
    "is_adjectival",
    "is_conjunction",
    "is_nominal",
    "is_owner",
    "is_proper",
    "is_title_case",
    "is_verbal",
    "locate_quotes",
    "look_up_pair",
    "opens_sentence",
    "read_cases",
]

DASHES = frozenset("-‐‑–—−")
CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})
_PROPER = frozenset({"Surn", "Name", "Patr", "Geox", "Orgn"})
_VARIANTS = {"gen1": "gent", "gen2": "gent", "loc2": "loct", "acc2": "accs"}


@dataclass(frozen=True, slots=True)
class QuotedTokens:
    """A quoted stretch in tokens: marks included from ``start`` to ``end``, and the offsets of its content."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    closed: bool


@once_per_doc
def locate_quotes(doc: Doc) -> list[QuotedTokens]:
    """Find the quoted stretches of a document.

    Returns:
        The quotes ordered by start, outer before inner.
    """
    quotes = find_quotes(read_text(doc))
    if not quotes:
        return []
    starts = [token.idx for token in doc]
    return [
        QuotedTokens(
            bisect_right(starts, q.start) - 1,
            bisect_left(starts, q.end),
            q.inner_start,
            q.inner_end,
            q.depth,
            q.closed,
        )
        for q in quotes
    ]


def read_cases(word: str) -> frozenset[str]:
    """List the cases that the dictionary allows for a word form; all of them for what does not inflect."""
    return _read_cases(word.lower())


@lru_cache(maxsize=WORDS)
def _read_cases(word: str) -> frozenset[str]:
    found = {_VARIANTS.get(g, g) for parse in parse_word(word) for g in parse.grammemes}
    return frozenset(found & CASES) or CASES


def is_adjectival(token: Token) -> bool:
    """Tell whether a token is an adjective, an adjectival pronoun or a participle."""
    if not token.text[0].isalpha():
        return False
    return token.pos_ in ("ADJ", "DET") or "VerbForm=Part" in token.tag_


def is_nominal(token: Token) -> bool:
    """Tell whether a token is a noun or a proper name."""
    return token.pos_ in ("NOUN", "PROPN")


def is_verbal(token: Token) -> bool:
    """Tell whether a token is a finite verb, an infinitive or a converb."""
    return token.pos_ in ("VERB", "AUX") and "VerbForm=Part" not in token.tag_ and "VerbForm" in token.tag_


def is_conjunction(token: Token) -> bool:
    """Tell whether a token joins equals: a comma or a coordinating conjunction."""
    return token.text == "," or token.pos_ == "CCONJ"


def look_up_pair(lexicon: Mapping[str, str], doc: Doc, i: int) -> str | None:
    """Look up a noun's dictionary form, alone or behind that of the word before it; None where neither is there."""
    lemma = fold_word(doc[i].lemma_)
    if i and (value := lexicon.get(f"{fold_word(doc[i - 1].lemma_)} {lemma}")) is not None:
        return value
    return lexicon.get(lemma)


def is_title_case(token: Token) -> bool:
    """Tell whether a word is written with a capital and is no abbreviation or upper-case heading."""
    text = token.text
    return text[0].isupper() and not (len(text) > 1 and text.isupper())


def opens_sentence(doc: Doc, i: int) -> bool:
    """Tell whether a capital at a token may be due to its place: a sentence, quote or item that begins."""
    if i == 0:
        return True
    before = doc[i - 1]
    if before.text in ".!?…":
        return not (i > 1 and doc[i - 2].text.islower() and len(doc[i - 2].text) < 4)
    return before.text in "«\"“„'‘(•·*" or (before.text in DASHES and i == 1)


def find_noun(doc: Doc, i: int, limit: int) -> int | None:
    """Find the noun that a token or the adjectives from it on belong to; None where something else comes first."""
    while i < limit and is_adjectival(doc[i]):
        i += 1
    return i if i < limit and is_nominal(doc[i]) else None


def is_owner(doc: Doc, i: int) -> bool:
    """Tell whether a noun names a territory or an authority: whose a program is, not what it is called."""
    owners = load_lexicon("program-owners")
    return (
        look_up_pair(owners, doc, i) is not None
        or fold_word(doc[i].text) in owners
        or fold_word(doc[i].lemma_) in load_lexicon("program-authorities")
    )


def is_proper(token: Token) -> bool:
    """Tell whether the dictionary knows a word as the name of a person, a place or an organisation."""
    return any(_PROPER & parse.grammemes for parse in parse_word(token.text))
