"""Short names that a text defines, and a key under which the spellings of one actor are equal."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from resextract.adapters.cache_sizes import WORDS
from resextract.adapters.dictionary import parse_word
from resextract.language.inflection import to_nominative
from resextract.language.lexicons import fold_word, load_lexicon
from resextract.language.quotes import find_quotes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["collect_definitions", "same_actor_key"]

# «(далее – X)», «(далее именуется – X)», «(далее по тексту X)», «(далее Выставка)».
_DEFINITION = re.compile(
    r"\(\s*(?:в дальнейшем|далее)(?:\s+(?:именуе\w+|по тексту|также|соответственно))*\s*[-–—:]?\s*"
    r"(?P<short>[^()]{2,80}?)\s*\)",
    re.IGNORECASE,
)
_BRACKETED_INITIALS = re.compile(r"\((?P<short>[А-ЯЁ][А-ЯЁа-яё]{1,9})\)")
_INITIALISM = re.compile(r"(?<!\w)[А-ЯЁ][а-яё]?[А-ЯЁ][А-ЯЁа-яё]{0,8}(?!\w)")
_WORD = re.compile(r"\w+(?:-\w+)*")
_MARKS = re.compile(r"[«»„“”\"‟'’()]")
_DASHES = re.compile(r"\s*[-‐‑–—−]\s*")
_REACH = 160
"""How far back from the bracket the defined phrase is looked for, in characters."""


def collect_definitions(text: str) -> dict[str, str]:
    """Collect the abbreviations and short names that a text defines.

    Three ways of defining are known: «(далее – школы с НОР)»; an abbreviation in brackets after the words whose
    initials it has; and a quoted name beside a quoted or bare abbreviation with the same initials anywhere in the text.

    Args:
        text: The whole text; white space does not matter.

    Returns:
        Short name to full name in the nominative, in the order of definition; empty where nothing is defined.
    """
    clean = " ".join(text.split())
    found: dict[str, str] = {}
    for match in _DEFINITION.finditer(clean):
        short = match["short"].strip(' «»"„“”.,')
        full = _find_defined(clean[max(0, match.start() - _REACH) : match.start()], short)
        if full and fold_word(full) != fold_word(short):
            found.setdefault(short, full)
    for match in _BRACKETED_INITIALS.finditer(clean):
        full = _find_by_initials(clean[max(0, match.start() - _REACH) : match.start()], match["short"])
        if full:
            found.setdefault(match["short"], full)
    return {**found, **_match_quoted_names(clean, found)}


def _find_defined(before: str, short: str) -> str:
    """The phrase before the bracket that the short name stands for: from the word that they share, or by initials."""
    if by_initials := _find_by_initials(before, short):
        return by_initials
    words = list(_WORD.finditer(before))
    first = _WORD.search(short)
    if first is None:
        return ""
    lemma = _lemma(first.group())
    for word in reversed(words):
        if _lemma(word.group()) == lemma:
            return _nominative(before[word.start() :])
    return ""


def _find_by_initials(before: str, short: str) -> str:
    """The last words of a text whose initials spell an abbreviation; empty where they do not."""
    letters = [letter.lower() for letter in short if letter.isupper()]
    if len(letters) < 2 or not short.isalpha():
        return ""
    words = list(_WORD.finditer(before))
    for start in range(len(words) - 1, max(-1, len(words) - 3 * len(letters)), -1):
        if spell_initials([w.group() for w in words[start:]]) == letters:
            return _nominative(before[words[start].start() :])
    return ""


def spell_initials(words: Sequence[str]) -> list[str]:
    """Return the initials of content words, lower case, each part of a hyphenated word for itself."""
    skipped = load_lexicon("actor-small-words")
    return [part[0].lower() for w in words if w.lower() not in skipped for part in w.split("-") if part]


def _match_quoted_names(text: str, known: Mapping[str, str]) -> dict[str, str]:
    names = [text[q.inner_start : q.inner_end] for q in find_quotes(text) if q.closed]
    shorts = dict.fromkeys(m.group() for m in _INITIALISM.finditer(text) if sum(c.isupper() for c in m.group()) > 2)
    found = {}
    for short in shorts:
        letters = [letter.lower() for letter in short if letter.isupper()]
        full = next((n for n in names if len(n) > 2 * len(short) and _spells(n, letters)), "")
        if full and short not in known:
            found[short] = full
    return found


def _spells(name: str, letters: list[str]) -> bool:
    words = [m.group() for m in _WORD.finditer(name)]
    whole = [w[0].lower() for w in words if w.lower() not in load_lexicon("actor-small-words")]
    return len(words) > 1 and letters in (whole, spell_initials(words))


def _nominative(phrase: str) -> str:
    tokens = phrase.strip(" ,.;:").split()
    return to_nominative((word, "", " ") for word in tokens).strip()


def same_actor_key(normal: str, definitions: Mapping[str, str]) -> str:
    """Return a key that is equal for the spellings of one actor.

    Args:
        normal: An actor's name in the nominative.
        definitions: What the text defines, see `collect_definitions`.

    Returns:
        The name folded: small letters, «ё» as «е», no quotation marks, defined short names and legal forms written the
        same way. Empty for an empty name.
    """
    folded = _fold(normal)
    whole = {_fold(short): _fold(full) for short, full in definitions.items()}
    if folded in whole:
        folded = whole[folded]
    initialisms = {
        _fold(s): _fold(f) for s, f in definitions.items() if s.isalpha() and sum(c.isupper() for c in s) > 1
    }
    words = [initialisms.get(word, word) for word in folded.split()]
    return _shorten_legal_form(" ".join(words))


def _fold(name: str) -> str:
    bare = _DASHES.sub("-", _MARKS.sub(" ", fold_word(name)))
    return " ".join(bare.replace("№", " № ").split())


@lru_cache(maxsize=1)
def _legal_forms() -> tuple[tuple[str, str], ...]:
    forms = load_lexicon("actor-legal-forms").items()
    return tuple(sorted(((long, fold_word(short)) for long, short in forms), key=lambda pair: (-len(pair[0]), pair)))


def _shorten_legal_form(folded: str) -> str:
    for long, short in _legal_forms():
        if folded == long or folded.startswith(long + " "):
            return short + folded[len(long) :]
    return folded


@lru_cache(maxsize=WORDS)
def _lemma(word: str) -> str:
    return fold_word(parse_word(word)[0].lemma)
