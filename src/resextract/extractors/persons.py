"""Names of persons in a text: surname with initials in either order, and full names with a patronymic."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from resextract.adapters.cache_sizes import WORDS
from resextract.adapters.dictionary import is_known_word, parse_word
from resextract.extractors.spans import read_text
from resextract.language.inflection import ALL_CASES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.extractors.tagged_words import TaggedWords

__all__ = ["PersonName", "find_persons", "is_surname", "read_surname"]

_WORD = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
# A comma can stand for the dot in a copy («Шишкину А,В,»).
_INITIALS = r"[А-ЯЁ][.,] ?[А-ЯЁ]\.?|[А-ЯЁ]\."
_NAME = re.compile(
    rf"(?<![\w«])(?:(?P<first>[А-ЯЁ]\. ?(?:[А-ЯЁ]\. ?)?)(?P<after>{_WORD}|[А-ЯЁ]{{3,}}(?!\w))"
    rf"|(?P<before>{_WORD}) (?P<last>{_INITIALS})(?!\w))"
)
_NEXT_SURNAME = re.compile(rf" ?({_WORD}|[А-ЯЁ]{{3,}})(?!\w)(?! ?[А-ЯЁ]\.)")
"""A word after initials that has none of its own."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name.

    Attributes:
        start: Its first token.
        end: The token after its last.
        surname: The surname as printed.
        initials: Initials without spaces («О.В.»); empty with a full name.
        given: Name and patronymic as printed; empty with initials.
    """

    start: int
    end: int
    surname: str
    initials: str = ""
    given: tuple[str, ...] = ()


def find_persons(tokens: TaggedWords) -> dict[int, PersonName]:
    """Find the names of persons.

    Args:
        tokens: The text.

    Returns:
        First token to name, in text order; empty where nobody is named.
    """
    words = tokens.words
    names = _find_initialled(tokens) if any(len(word) == 1 and word.isupper() for word in words) else {}
    for i in range(1, len(words)):
        if _is_patronymic(words[i]) and not any(name.start <= i < name.end for name in names.values()):
            name = _full_name(words, i)
            if name is not None:
                names[name.start] = name
    return dict(sorted(names.items()))


@lru_cache(maxsize=WORDS)
def _is_patronymic(word: str) -> bool:
    return word[:1].isupper() and not word.isupper() and _has(word, "Patr")


def _find_initialled(tokens: TaggedWords) -> dict[int, PersonName]:
    names: dict[int, PersonName] = {}
    text, starts, position = read_text(tokens.doc), tokens.starts, 0
    while match := _NAME.search(text, position):
        position = match.end()
        surname = match["after"] or match["before"]
        if match["before"] and _belongs_after(text, match):
            # «… России О.В. Синицыну»: the initials belong to the word after them.
            position = match.start("last")
            continue
        start = bisect_right(starts, match.start()) - 1
        end = bisect_right(starts, match.end() - 1)
        initials = re.sub(r"[\s,.]", "", match["first"] or match["last"])
        names[start] = PersonName(start, end, surname, "".join(f"{letter}." for letter in initials))
    return names


def _belongs_after(text: str, match: re.Match[str]) -> bool:
    """Whether initials belong to the word after them: «России О.В. Синицыну», «Начальник Т.В. Кобелева»."""
    before, following = match["before"], _NEXT_SURNAME.match(text, match.end())
    if following is None:  # «Кашина Н.В.»: two initials make a name even of a place's
        return not read_surname(before) and sum(letter.isalpha() for letter in match["last"]) < 2
    if not read_surname(before):
        return True
    common = is_known_word(before) and not _has(before, "Surn")
    return common and (_has(following[1], "Surn") or not is_known_word(following[1]))


def read_surname(word: str) -> bool:
    """Tell whether a capitalised word can be a surname: no place, no dictionary word that is none."""
    if not word[:1].isupper():
        return False
    parses = parse_word(word)
    if any("Surn" in p.grammemes for p in parses):
        return True
    return not any("Geox" in p.grammemes and p.known for p in parses)


def is_surname(word: str, case: str) -> bool:
    """Tell whether a capitalised word is first of all a surname of the dictionary, in the given case."""
    if not word[:1].isupper() or not word[1:].islower():
        return False
    parses = [p for p in parse_word(word) if p.score >= 0.1]
    return all(p.known and p.grammemes & {"Surn", "Poss"} for p in parses) and any(
        p.grammemes >= {"Surn", case} for p in parses
    )


def _full_name(words: Sequence[str], patronymic: int) -> PersonName | None:
    first = patronymic - 1
    if not _has(words[first], "Name"):
        return None
    before = words[first - 1] if first else ""
    after = words[patronymic + 1] if patronymic + 1 < len(words) else ""
    given = (words[first], words[patronymic])
    if _is_name_part(before) or (first > 1 and words[first - 2].islower() and _agrees(before, words[first])):
        return PersonName(first - 1, patronymic + 1, before, given=given)
    if _is_name_part(after):
        return PersonName(first, patronymic + 2, after, given=given)
    return None


def _is_name_part(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower() and (_has(word, "Surn") or not is_known_word(word))


def _agrees(word: str, given: str) -> bool:
    """Tell whether a common noun in capitals can be the surname of a first name («Ткачу Ивану», «Мороз Анне»)."""
    if not word[:1].isupper() or not word[1:].islower():
        return False
    nouns = [p.grammemes for p in parse_word(word) if p.grammemes >= {"NOUN", "masc", "sing"}]
    for name in (p.grammemes for p in parse_word(given) if "Name" in p.grammemes):
        # A woman's surname of this kind is not declined.
        if any("nomn" in noun if "femn" in name else noun & name & ALL_CASES for noun in nouns):
            return True
    return False


def _has(word: str, grammeme: str) -> bool:
    return any(grammeme in p.grammemes for p in parse_word(word))
