"""Titles in the nominative: «Регионального плана мероприятий …» → «Региональный план мероприятий …».

Only the head noun and the adjectives that agree with it change; what depends on the head keeps its case. Quoted
titles stand in the nominative already, unless the text inflects them by mistake («национального проекта
«Образования»»).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.adapters.dictionary import inflect_parse, parse_word
from resextract.language.registries import fold_name, load_registry

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from resextract.adapters.dictionary import Parse

__all__ = ["mend_quoted_title", "put_title_in_nominative"]

_ADJECTIVAL = frozenset({"ADJF", "PRTF"})
_CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
_GENDERS = ("masc", "femn", "neut")


def put_title_in_nominative(span: Span) -> str:
    """Put an unquoted title into the nominative.

    Args:
        span: The title, from its first adjective or its head noun on.

    Returns:
        The title with its first noun and the adjectives before it in the nominative, number and capitals kept; as
        printed where it does not begin with such a phrase.
    """
    noun = _find_noun(span.doc, span.start, span.end)
    if noun is None:
        return span.text
    parse = _choose_noun(span.doc[noun], singular=_is_singular(span.doc, span.start, noun))
    if parse is None:
        return span.text
    return _inflect(span.doc, span.start, noun, span.end, parse).strip()


def mend_quoted_title(doc: Doc, start: int, end: int) -> str | None:
    """Put a quoted title into the nominative that the text inflects by mistake.

    A title is mended when the registry knows its nominative and not its printed form, or when its first phrase can be
    nothing but a genitive.

    Args:
        doc: The annotated text.
        start: Index of the title's first token, marks excluded.
        end: Index after its last token.

    Returns:
        The mended title, or None where it stands well as printed.
    """
    noun = _find_noun(doc, start, end)
    if noun is None:
        return None
    parses = [p for p in parse_word(doc[noun].text) if p.pos == "NOUN" and p.has("gent")]
    if not parses:
        return None
    parse = next((p for p in parses if p.has("sing")), parses[0])
    mended = _inflect(doc, start, noun, end, parse)
    registry = load_registry("programs")
    printed = doc[start:end].text
    if fold_name(mended) in registry and fold_name(printed) not in registry:
        return mended
    certain = parse.known and not _agrees(doc, start, noun, "nomn") and _agrees(doc, start, noun, "gent")
    return mended if certain else None


def _agrees(doc: Doc, start: int, noun: int, case: str) -> bool:
    """Tell whether a noun and the adjectives before it can stand together in a case."""
    for parse in parse_word(doc[noun].text):
        if parse.pos != "NOUN" or not parse.has(case):
            continue
        wanted = {"plur"} if parse.has("plur") else {"sing", *(g for g in _GENDERS if parse.has(g))}
        if all(any(p.has(case, *wanted) for p in parse_word(doc[i].text)) for i in range(start, noun)):
            return True
    return False


def _find_noun(doc: Doc, start: int, end: int) -> int | None:
    """Return the first noun of a phrase that opens with adjectives only, None for any other opening."""
    for i in range(start, end):
        parses = parse_word(doc[i].text)
        if any(p.pos in _ADJECTIVAL for p in parses) and doc[i].pos_ not in ("NOUN", "PROPN"):
            continue
        return i if any(p.pos == "NOUN" for p in parses) and doc[i].text.isalpha() else None
    return None


def _is_singular(doc: Doc, start: int, noun: int) -> bool:
    """Tell whether a title may be one thing: no adjective before its noun can only be plural."""
    return all(any(p.has("sing") for p in parse_word(doc[i].text) if p.pos in _ADJECTIVAL) for i in range(start, noun))


def _choose_noun(token: Token, *, singular: bool) -> Parse | None:
    """Choose a noun's reading: titles are singular where they can be («Концепции» is one concept)."""
    case = _CASES.get(next(iter(token.morph.get("Case", [])), ""), "")
    parses = [p for p in parse_word(token.text) if p.pos == "NOUN"]

    def rank(parse: Parse) -> tuple[bool, bool]:
        return (parse.has("sing") == singular, bool(case) and parse.has(case))

    return max(parses, key=rank, default=None)


def _inflect(doc: Doc, start: int, noun: int, end: int, parse: Parse) -> str:
    number = "plur" if parse.has("plur") else "sing"
    wanted = {"nomn", number}
    if number == "sing":
        wanted |= {g for g in _GENDERS if parse.has(g)}
    words = []
    for i in range(start, noun):
        chosen = next((p for p in parse_word(doc[i].text) if p.pos in _ADJECTIVAL and p.grammemes & wanted), None)
        words.append(_restore(doc[i], inflect_parse(chosen, wanted) if chosen is not None else None))
    words.append(_restore(doc[noun], inflect_parse(parse, {"nomn", number})))
    return "".join(words) + doc[noun + 1 : end].text


def _restore(token: Token, word: str | None) -> str:
    """Give an inflected word the capitals and the «е» of the printed one, and the space behind it."""
    if word is None:
        return token.text_with_ws
    if "ё" not in token.text.lower():
        word = word.replace("ё", "е")
    if token.text.isupper() and len(token.text) > 1:
        word = word.upper()
    elif token.text[0].isupper():
        word = word[0].upper() + word[1:]
    return word + token.whitespace_
