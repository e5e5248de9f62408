"""Words as the contexts of deadlines see them: the tagger's readings, checked against the dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.adapters.dictionary import parse_word

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["is_break", "is_participle", "is_verb", "may_be", "read_feature"]

_BREAKS = frozenset(",;:()–—!?")


def is_verb(token: Token) -> bool:
    """Tell whether a token is an infinitive or a finite verb (short participles count as finite)."""
    form = read_feature(token, "VerbForm")
    if not form:  # the tagger takes many a capitalised infinitive for a name
        return token.text[0].isupper() and parse_word(token.text)[0].pos == "INFN"
    verbal = form in ("Inf", "Fin") or (form == "Part" and read_feature(token, "Variant") == "Short")
    return verbal and may_be(token, "INFN", "VERB", "PRTS", "PRED")


def is_participle(token: Token) -> bool:
    """Tell whether a token is a full participle."""
    full = read_feature(token, "VerbForm") == "Part" and read_feature(token, "Variant") != "Short"
    return full and may_be(token, "PRTF", "ADJF")


def may_be(token: Token, *parts: str) -> bool:
    """Tell whether the dictionary allows what the tagger says, which takes rare nouns for verbs («кратность»)."""
    return any(parse.pos in parts for parse in parse_word(token.text))


def read_feature(token: Token, name: str) -> str:
    """Return the value of a morphological feature, empty where the token has none."""
    values = token.morph.get(name, [])
    return values[0] if values else ""


def is_break(doc: Doc, i: int) -> bool:
    """Tell whether no phrase runs over a token: a comma, bracket, dash, colon, the end of a sentence."""
    text = doc[i].text
    return text in _BREAKS or (text == "." and i > 0 and len(doc[i - 1].text) > 2)
