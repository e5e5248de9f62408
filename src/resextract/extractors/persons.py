"""Names of persons in a text: surname with initials in either order, and full names with a patronymic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.adapters.dictionary import parse_word

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["PersonName", "find_persons", "read_surname"]

_WORD = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
# A comma can stand for the dot in a copy («Шишкину А,В,»).
_INITIALS = r"[А-ЯЁ][.,] ?[А-ЯЁ]\.?|[А-ЯЁ]\."
_NAME = re.compile(
    rf"(?<![\w«])(?:(?P<first>[А-ЯЁ]\. ?(?:[А-ЯЁ]\. ?)?)(?P<after>{_WORD})"
    rf"|(?P<before>{_WORD}) (?P<last>{_INITIALS})(?!\w))"
)
_INITIAL = re.compile(r"[А-ЯЁ][.,]")


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


def find_persons(doc: Doc) -> dict[int, PersonName]:
    """Find the names of persons.

    Args:
        doc: An annotated text.

    Returns:
        First token to name, in text order; empty where nobody is named.
    """
    names = _find_initialled(doc) if _INITIAL.search(doc.text) else {}
    taken = {i for name in names.values() for i in range(name.start, name.end)}
    for token in doc:
        if token.text[:1].isupper() and _has(token.text, "Patr") and token.i not in taken and not token.text.isupper():
            name = _full_name(doc, token.i)
            if name is not None:
                names[name.start] = name
    return dict(sorted(names.items()))


def _find_initialled(doc: Doc) -> dict[int, PersonName]:
    names: dict[int, PersonName] = {}
    text, position = doc.text, 0
    while match := _NAME.search(text, position):
        position = match.end()
        surname = match["after"] or match["before"]
        if match["before"] and not read_surname(surname):
            # «… России О.В. Синицыну»: the initials belong to the word after them.
            position = match.start("last")
            continue
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is None:
            continue
        initials = re.sub(r"[\s,.]", "", match["first"] or match["last"])
        names[span.start] = PersonName(span.start, span.end, surname, "".join(f"{letter}." for letter in initials))
    return names


def read_surname(word: str) -> bool:
    """Tell whether a capitalised word can be a surname: no place, no dictionary word that is none."""
    if not word[:1].isupper():
        return False
    parses = parse_word(word)
    if any("Surn" in p.grammemes for p in parses):
        return True
    return not any("Geox" in p.grammemes and p.known for p in parses)


def _full_name(doc: Doc, patronymic: int) -> PersonName | None:
    first = patronymic - 1
    if first < 0 or not _has(doc[first].text, "Name"):
        return None
    before = doc[first - 1].text if first else ""
    after = doc[patronymic + 1].text if patronymic + 1 < len(doc) else ""
    given = (doc[first].text, doc[patronymic].text)
    if _is_name_part(before):
        return PersonName(first - 1, patronymic + 1, before, given=given)
    if _is_name_part(after):
        return PersonName(first, patronymic + 2, after, given=given)
    return None


def _is_name_part(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower() and _has(word, "Surn")


def _has(word: str, grammeme: str) -> bool:
    return any(grammeme in p.grammemes for p in parse_word(word))
