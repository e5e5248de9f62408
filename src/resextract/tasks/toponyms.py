"""Names of towns in the nominative: «(города) Заречного» → «Заречный», «Набережных Челнов» → «Набережные Челны»."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from resextract.adapters.cache_sizes import WORDS
from resextract.adapters.dictionary import Parse, inflect_parse, is_known_word, parse_word
from resextract.language.inflection import ALL_CASES, restore_case
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["GENDERS", "agree", "nominate_toponym", "settle_capitals"]

GENDERS = frozenset({"masc", "femn", "neut"})
_NUMBERS = frozenset({"sing", "plur"})
_HYPHEN = re.compile(r"[-‐‑]")
_ADJECTIVES = ("ADJF", "PRTF")


def agree(adjective: Parse, noun: Parse) -> bool:
    """Tell whether a reading of an adjective agrees with one of a noun in case, number and, in the singular, gender."""
    shared = adjective.grammemes & noun.grammemes
    return bool(shared & ALL_CASES and shared & _NUMBERS and ("plur" in shared or shared & GENDERS))


@lru_cache(maxsize=WORDS)
def nominate_toponym(words: tuple[str, ...], gender: str, cases: frozenset[str]) -> str:
    """Put a place's name into the nominative.

    A name in apposition is either declined with the word before it («города Заречного») or left in the nominative
    («города Заречный»); after an abbreviation («г. Заречного») the case is open.

    Args:
        words: The name's words: adjectives, then a noun, or a lone adjective.
        gender: The gender of the kind of place («город»: ``masc``): a lone adjective has it too.
        cases: The cases the name may stand in, beside the nominative.

    Returns:
        The name, capitals as printed; unchanged where no reading fits.
    """
    if len(words) == 1 and _HYPHEN.search(words[0]) and not is_known_word(words[0]):
        return _nominate_hyphenated(words[0], gender, cases)
    chosen = _choose(words, gender, cases)
    if chosen is None:
        return " ".join(words)
    return " ".join(_nominate(word, parse) for word, parse in zip(words, chosen, strict=True))


def _choose(words: Sequence[str], gender: str, cases: frozenset[str]) -> tuple[Parse, ...] | None:
    """Choose the words' readings that agree and rank best; None for none."""
    last = sorted((p for p in parse_word(words[-1]) if _fits(p, gender, cases)), key=lambda p: _rank(p, cases))
    for head in last:
        options = [[p for p in parse_word(w) if p.pos in _ADJECTIVES and agree(p, head)] for w in words[:-1]]
        if all(options):
            return (*(row[0] for row in options), head)
    return None


def _fits(parse: Parse, gender: str, cases: frozenset[str]) -> bool:
    if not parse.grammemes & (cases | {"nomn"}):
        return False
    if not parse.known and parse.has("plur") and not parse.has("nomn"):
        return False  # a guess: «г. Тёмников» is no genitive of a plural that nobody knows
    if parse.pos in _ADJECTIVES:
        return "plur" in parse.grammemes or gender in parse.grammemes
    return parse.pos == "NOUN" and ("anim" not in parse.grammemes or "nomn" in parse.grammemes)


def _rank(parse: Parse, cases: frozenset[str]) -> tuple[bool, bool, bool, bool, bool]:
    """Sort key: names of places, then what no person's name can be, then the case that the text calls for."""
    nominative = "nomn" in parse.grammemes
    wanted = nominative if cases == ALL_CASES else bool(parse.grammemes & cases)
    return (
        "Geox" not in parse.grammemes and parse.pos == "NOUN",
        bool(parse.grammemes & {"Surn", "Name", "Patr"}),
        not parse.known and "Fixd" in parse.grammemes,
        not wanted,
        not nominative,
    )


def _nominate(word: str, parse: Parse) -> str:
    if "nomn" in parse.grammemes:
        return word
    wanted = {"nomn", *(parse.grammemes & _NUMBERS)}
    if parse.pos in _ADJECTIVES and "sing" in wanted:
        wanted |= parse.grammemes & GENDERS
    form = inflect_parse(parse, wanted)
    return restore_case(form, word) if form else word


def _nominate_hyphenated(word: str, gender: str, cases: frozenset[str]) -> str:
    """«Каменска-Уральского»: noun and adjective; «Усть-Белогорска»: a fixed part and a noun; «Славянска-на-Кубани»."""
    *front, last = _HYPHEN.split(word)
    if len(front) == 2 and fold_word(front[1]) in load_lexicon("outline-prepositions"):
        return "-".join([nominate_toponym((front[0],), gender, cases), front[1], last])
    adjectives = [p for p in parse_word(last) if p.pos in _ADJECTIVES]
    if adjectives and len(front) == 1:
        pairs = [
            (noun, adjective)
            for noun, adjective in product(parse_word(front[0]), adjectives)
            if noun.pos == "NOUN" and _fits(noun, gender, cases) and agree(adjective, noun)
        ]
        if pairs:
            noun, adjective = min(pairs, key=lambda pair: _rank(pair[0], cases))
            return f"{_nominate(front[0], noun)}-{_nominate(last, adjective)}"
    return "-".join([*front, nominate_toponym((last,), gender, cases)])


def settle_capitals(name: str) -> str:
    """Turn a name printed in capitals into normal spelling: «РОСТОВ-НА-ДОНУ» → «Ростов-на-Дону»; others unchanged."""
    if not name.isupper() or len(name) < 3:
        return name
    small = load_lexicon("outline-prepositions")
    words = []
    for word in name.split():
        parts = _HYPHEN.split(word)
        words.append("-".join(p.lower() if fold_word(p) in small else p.capitalize() for p in parts))
    return " ".join(words)
