"""The title of a document's first resolution, and the event it reports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.language.lexicons import load_lexicon
from resextract.language.quotes import Quote, find_quotes
from resextract.outline.cues import lemma_of
from resextract.tasks.fronts import Role, read_kind
from resextract.tasks.meetings import find_meetings
from resextract.tasks.places import find_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.tasks.fronts import Front, Line

__all__ = ["Title", "find_theme", "read_title"]

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_TRAILING = " .,:;"
_THEME_REACH = 10
_ABBREVIATION = 6


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed, spaces collapsed.

    Attributes:
        text: The title, the quoted theme included, without the full stop.
        of_meeting: Whether the document records a meeting rather than an authority's act.
        theme: The quoted theme without quotes, None for none.
    """

    text: str
    of_meeting: bool
    theme: str | None


def read_title(front: Front) -> Title | None:
    """Read the title: from the document's kind up to and including the quoted theme or the subject («О …»).

    Lines of date, number and place that stand between the parts of a title are left out; what is printed on the title's
    own lines stays.

    Args:
        front: What stands around the operative part.

    Returns:
        The title; None where the first resolution has none.
    """
    start = _find_start(front.lines)
    if start is None:
        return None
    text = _join_lines(front.lines[start:])
    kind = read_kind(text)
    theme = find_theme(text)
    of_meeting = kind == "meeting" or (kind == "either" and bool(find_meetings(text[: theme.start if theme else None])))
    if theme is None or not of_meeting:
        return Title(text.rstrip(_TRAILING), of_meeting, None)
    inner = text[theme.inner_start : theme.inner_end].strip(_TRAILING)
    return Title(text[: theme.end].rstrip(_TRAILING), of_meeting, inner)


def _find_start(lines: Sequence[Line]) -> int | None:
    """Choose the line that opens the title: a document's kind, else a subject («Об утверждении …»); None for none.

    «Протокол № 1 от …» above a resolution only says where it was adopted; a kind printed twice opens the title below
    the letterhead.
    """
    rows = [i for i, line in enumerate(lines) if line.role is Role.KIND]
    subjects = [i for i, line in enumerate(lines) if line.role is Role.SUBJECT]
    before = [i for i in rows if not subjects or i < subjects[0]] or rows
    full = [i for i in before if not lines[i].bare]
    titular = [i for i in full if lines[i].titular]
    if titular:
        kind = _kind_word(lines[titular[0]].text)
        return [i for i in titular if _kind_word(lines[i].text) == kind][-1]
    return next(iter(full[-1:] or before or subjects), None)


def _kind_word(text: str) -> str:
    return lemma_of(_WORD.findall(text)[0], "NOUN")


def _join_lines(lines: Sequence[Line]) -> str:
    """Join the lines of a title: the line of the kind and what goes on with it."""
    parts = [lines[0].text]
    pending: list[str] = []  # a place that may turn out a part of the meeting's name, when a theme follows
    subject_node = lines[0].node if lines[0].role is Role.SUBJECT else -1
    for line in lines[1:]:
        if subject_node >= 0 and line.node != subject_node:
            break
        if _is_whole(" ".join(parts)) or line.role in (Role.LABEL, Role.KIND):
            break
        if line.role is Role.REQUISITES:
            if find_places(line.text) and not any(c.isdigit() for c in line.text):
                pending.append(line.text)
            continue
        if line.role is Role.SUBJECT:
            subject_node = line.node
            pending = []
        elif not (line.titular or _goes_on(line.text)):
            break
        parts += [*pending, line.text]
        pending = []
    return " ".join(parts)


def _goes_on(text: str) -> bool:
    """A line that the outline took for no title carries on with it: a theme, or a phrase in small letters."""
    return text[:1].islower() or text.startswith(("«", "„", "“", '"'))


def _is_whole(text: str) -> bool:
    theme = find_theme(text)
    return theme is not None and theme.closed and theme.end >= len(text.rstrip(_TRAILING))


def find_theme(text: str, *, announced: bool = False) -> Quote | None:
    """Find the quoted theme of a meeting: the last quotation that is no name of an organisation, program or place.

    Args:
        text: A title, or a sentence of the preamble.
        announced: Whether a meeting or «тема» must stand before it, as in running text.

    Returns:
        The quotation, or None.
    """
    places = find_places(text)
    themes = [
        q
        for q in find_quotes(text)
        if q.depth == 0
        and _WORD.search(text, q.inner_start, q.inner_end)
        and not any(p.start < q.start < p.end for p in places)
        and _names_theme(text[: q.start], announced=announced)
    ]
    if not themes:
        return None
    return themes[0] if announced else themes[-1]


def _names_theme(before: str, *, announced: bool) -> bool:
    """Read the words before a quotation backwards to the first noun that tells what it names."""
    topics, names = load_lexicon("head-topic-nouns"), load_lexicon("head-naming-nouns")
    for distance, word in enumerate(reversed(_WORD.findall(before)[-_THEME_REACH:])):
        lemma = lemma_of(word, "NOUN")
        if lemma in topics or find_meetings(word):
            return True
        if lemma in names or (distance == 0 and _is_abbreviation(word, before)):
            return False
    meetings = find_meetings(before)
    return bool(meetings) or not announced


def _is_abbreviation(word: str, before: str) -> bool:
    """«МБОУ», «ГАУ ДПО» in a text that is not all in capitals."""
    return word.isupper() and 1 < len(word) <= _ABBREVIATION and not before.isupper()
