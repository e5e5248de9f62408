"""Counted phrases: the noun that a figure counts («120 дополнительных мест») and what its form tells about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.adapters.dictionary import parse_word
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Counted", "read_counted", "read_nouns"]

MAX_MODIFIERS = 5
_MODIFIERS = {"ADJ", "DET"}


@dataclass(frozen=True, slots=True)
class Counted:
    """A noun phrase behind a figure.

    Attributes:
        head: Token index of the noun.
        end: Token index after the phrase.
        lemma: The head noun's dictionary form, «ё» as «е».
        case: How the phrase stands to its figure: ``direct`` (nominative or accusative: «3 автобуса», «две секции»),
            ``oblique`` («трёх автобусов», «3 автобусам»), ``open`` (the form allows both: «5 автобусов»).
        named: Whether the noun's form shows that the figure names and does not count («9 класс», «2 смену»).
    """

    head: int
    end: int
    lemma: str
    case: str
    named: bool


def read_counted(doc: Doc, first: int, value: float, numeral: Token | None) -> Counted | None:
    """Read the noun phrase that a figure counts.

    Args:
        doc: The annotated text.
        first: Index of the token after the figure.
        value: The figure.
        numeral: The figure's last token if it is written in words, whose own case decides.

    Returns:
        The phrase: modifiers, noun, a coordinated noun of the same case, an abbreviation behind it. None where no noun
        follows.
    """
    head = _find_head(doc, first)
    if head is None:
        return None
    noun = doc[head]
    end = _extend_measure(doc, head) if _lemma(noun) in load_lexicon("target-units") else _extend(doc, head)
    case = _numeral_case(numeral) if numeral is not None else _noun_case(noun, value)
    return Counted(head, end, _lemma(noun), case, _is_named(noun, value, numeral))


def read_nouns(token: Token) -> bool:
    """Tell whether a token can be a noun phrase's head: a noun, or an abbreviation in capitals."""
    return token.pos_ in ("NOUN", "PROPN") or (len(token.text) > 1 and token.text.isupper() and token.is_alpha)


def _find_head(doc: Doc, first: int) -> int | None:
    last = None
    for i in range(first, min(first + MAX_MODIFIERS, len(doc))):
        token = doc[i]
        if read_nouns(token):
            return i
        participle = token.morph.get("VerbForm", []) == ["Part"] and token.morph.get("Variant", []) != ["Short"]
        if token.morph.get("Case", []) == ["Gen"] and (token.pos_ == "ADJ" or participle):
            last = i
        if token.pos_ in _MODIFIERS or participle or (token.pos_ == "ADV" and i + 1 < len(doc)):
            continue
        parse = parse_word(token.text)[0]
        return i if parse.pos == "NOUN" and token.is_alpha else last
    return last  # an adjective used as a noun: «назначить 3 ответственных»


def _extend(doc: Doc, head: int) -> int:
    end = head + 1
    case = doc[head].morph.get("Case", [])
    if end + 1 < len(doc) and fold_word(doc[end].text) == "и":
        other = _find_head(doc, end + 1)
        if other is not None and doc[other].pos_ == "NOUN" and case and doc[other].morph.get("Case", []) == case:
            end = other + 1
    if end < len(doc) and (_is_abbreviation(doc[end].text) or _has_dot(doc, end)):
        end += 1
    return end


def _extend_measure(doc: Doc, head: int) -> int:
    """Take in what a unit measures: «км региональных дорог», «тыс. кв. м жилья»."""
    units = load_lexicon("target-units")
    end = head + 1
    while end < len(doc) and (_has_dot(doc, end) or fold_word(doc[end].lemma_) in units):
        end += 1
    i = end
    while i < len(doc) and doc[i].morph.get("Case", []) == ["Gen"] and doc[i].pos_ in ("ADJ", "NOUN"):
        if doc[i].pos_ == "NOUN":
            return i + 1
        i += 1
    return end


def _has_dot(doc: Doc, end: int) -> bool:
    """Tell whether the dot at `end` belongs to the abbreviated noun before it: «5 чел.»."""
    return doc[end].text == "." and fold_word(doc[end - 1].text) in load_lexicon("target-abbreviations")


def _is_abbreviation(word: str) -> bool:
    return word.isalpha() and sum(char.isupper() for char in word) > 1


def _lemma(noun: Token) -> str:
    return fold_word(noun.lemma_)


def _numeral_case(numeral: Token) -> str:
    case = numeral.morph.get("Case", [])
    return "open" if not case else "direct" if case[0] in ("Nom", "Acc") else "oblique"


def _noun_case(noun: Token, value: float) -> str:
    """Read from the noun's case and number in what case the phrase with a figure in digits stands."""
    case, number = noun.morph.get("Case", []), noun.morph.get("Number", [])
    if not case or not noun.text.islower() or parse_word(noun.text)[0].has("Fixd"):
        return "open"
    governed = case[0] == "Gen"
    if value != int(value):
        return "open" if governed else "oblique"
    last, tens = int(value) % 10, int(value) % 100
    if last == 1 and tens != 11:
        return "direct" if case[0] in ("Nom", "Acc") else "oblique"
    if not governed:
        return "direct" if case[0] in ("Nom", "Acc") and _may_be_genitive(noun.text) else "oblique"
    if last in (2, 3, 4) and tens not in (12, 13, 14):
        if number == ["Sing"]:
            return "direct"
        return "open" if noun.morph.get("Animacy", []) == ["Anim"] or _is_adjectival(noun.text) else "oblique"
    return "open" if number == ["Plur"] else "oblique"


def _is_adjectival(word: str) -> bool:
    """Tell whether a noun is declined like an adjective: «2 дежурных» is its accusative and nominative."""
    return any(parse.pos in ("ADJF", "PRTF") or parse.has("Subx") for parse in parse_word(word))


def _may_be_genitive(word: str) -> bool:
    return any(parse.has("gent") for parse in parse_word(word))


def _is_named(noun: Token, value: float, numeral: Token | None) -> bool:
    if numeral is not None or not noun.text.islower() or (value % 10 == 1 and value % 100 != 11):
        return False
    readings = parse_word(noun.text)
    if not any(parse.has("gent") for parse in readings):
        return not any(parse.has("plur") and not parse.has("nomn") for parse in readings)
    few = int(value) % 10 in (2, 3, 4) and int(value) % 100 not in (12, 13, 14)
    return not few and all(parse.has("sing") for parse in readings if parse.has("gent"))
