"""The event a document reports: the meeting's theme, or its name in the nominative."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resextract.adapters.dictionary import parse_word
from resextract.language.inflection import restore_case, to_nominative
from resextract.language.lexicons import fold_word, load_lexicon
from resextract.outline.cues import lemma_of
from resextract.tasks.document_dates import ACT_NUMBER, find_dates
from resextract.tasks.meetings import find_meetings
from resextract.tasks.places import find_places
from resextract.tasks.titles import find_theme
from resextract.tasks.toponyms import settle_capitals

if TYPE_CHECKING:
    from resextract.tasks.fronts import Front
    from resextract.tasks.places import Place
    from resextract.tasks.titles import Title

__all__ = ["read_event"]

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_TRAILING = " .,:;–—-"
_ROMAN = re.compile(r"[IVXLCХ]+", re.IGNORECASE)
_NUMERAL = re.compile(r"[IVXLCХ]+|\d+(?:-?[^\W\d_]{1,3})?", re.IGNORECASE)
_RUNNING_TEXTS = 3
_AFTER_KIND = "NOUN|Case=Gen"
"""What governs the meeting's name: «резолюция конференции». Other cases are taken where the genitive does not fit."""


def read_event(front: Front, title: Title | None) -> str | None:
    """Read the event: the theme quoted in the title, or announced in the preamble, else the meeting's name.

    Args:
        front: What stands around the operative part.
        title: The document's title, if it has one.

    Returns:
        The theme without quotes, or the meeting's name in the nominative with a capital («Августовский городской
        педагогический совет»); None for an authority's act and where no meeting is named.
    """
    if title is not None and (not title.of_meeting or title.theme):
        return title.theme
    name = _read_name(title.text) if title is not None else None
    return _read_announced(front, name) or name


def _read_announced(front: Front, name: str | None) -> str | None:
    """Read a theme from «Тема: …» or from the preamble, of the same kind of meeting as the title's."""
    for line in front.lines:
        if line.label == "theme":
            return re.split(r" ?[:–—-] ?", line.text, maxsplit=1)[1].strip(_TRAILING + '«»"“”')
    wanted = {meeting.lemma for meeting in find_meetings(name or "")}
    for text in front.running[:_RUNNING_TEXTS]:
        theme = find_theme(text, announced=True)
        if theme is None:
            continue
        said = {meeting.lemma for meeting in find_meetings(text[: theme.start])}
        if not wanted or wanted & said:
            return text[theme.inner_start : theme.inner_end].strip(_TRAILING)
    return None


def _read_name(title: str) -> str | None:
    phrase = _strip_ends(title)
    if not find_meetings(phrase):
        return None
    name = _nominate(_lower_capitals(phrase))
    return name[:1].upper() + name[1:]


def _strip_ends(title: str) -> str:
    """Cut the document's kind, its number and date, and what links it to the meeting off the meeting's name."""
    kinds, openers = load_lexicon("head-document-kinds"), load_lexicon("head-title-openers")
    start = 0
    for word in _WORD.finditer(title):
        lemma = lemma_of(word.group(), "NOUN")
        if lemma not in kinds and lemma not in openers and lemma_of(word.group(), "ADJF") not in openers:
            break
        start = word.end()
    spans = sorted([(d.start, d.end) for d in find_dates(title)] + [m.span() for m in ACT_NUMBER.finditer(title)])
    end = len(title)
    for a, b in spans:
        if not _WORD.sub("", title[start:a]).strip(_TRAILING) and len(_WORD.findall(title[start:a])) <= 1:
            start = b
        else:
            end = min(end, a)
    words = title[start:end].strip(_TRAILING).split()
    while end < len(title) and words and fold_word(words[-1].strip(".")) in ("от", "г", "года"):
        words.pop()
    if words and fold_word(words[0].strip(".")) in ("г", "года"):
        words = words[1:]
    return _strip_links(" ".join(words))


def _strip_links(phrase: str) -> str:
    links = sorted(load_lexicon("head-title-links"), key=len, reverse=True)
    while link := next((x for x in links if fold_word(phrase).startswith(x + " ")), None):
        phrase = phrase[len(link) :].strip(_TRAILING)
    return phrase


def _lower_capitals(phrase: str) -> str:
    """Turn a name printed in capitals into small letters, names of places, abbreviations and numbers excepted."""
    if not phrase.isupper():
        return phrase

    names = {start for place in find_places(phrase) for start in _name_starts(phrase, place)}

    def lower(match: re.Match[str]) -> str:
        word = match.group()
        if match.start() in names:
            return settle_capitals(word)
        first = parse_word(word)[0]
        if _ROMAN.fullmatch(word) or (not first.known and len(word) < 6):
            return word
        return restore_case(word.lower(), word.capitalize()) if "Geox" in first.grammemes else word.lower()

    return _WORD.sub(lower, phrase)


def _name_starts(phrase: str, place: Place) -> list[int]:
    """Offsets of the words of a place's name, those of its kind left out."""
    words = [w.start() for w in _WORD.finditer(phrase, place.start, place.end)]
    return words[:1] if place.before else words[-len(place.name.split()) :]


def _nominate(phrase: str) -> str:
    """Put the head noun and the adjectives before it into the nominative; a number in front («V форума») stays."""
    words = phrase.split(" ")
    start = next((i for i, word in enumerate(words) if not _NUMERAL.fullmatch(word)), 0)
    name = to_nominative((word, _AFTER_KIND, " ") for word in words[start:])
    return " ".join([*words[:start], name]).strip()
