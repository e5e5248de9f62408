"""Actors that a label names: «Ответственный: …», «(отв. – …)», «Контроль: …», and bare cells, partners too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.extractors.actor_cues import find_label, match_cue, opens_cue
from resextract.extractors.addressees import Found
from resextract.language.inflection import read_forms

if TYPE_CHECKING:
    from collections.abc import Collection

    from resextract.extractors.noun_phrases import NounPhrase, PhraseReader

__all__ = ["find_in_cell", "find_labelled"]

_COLONS = frozenset(":–—-−")
_SEPARATORS = frozenset({",", ";", ".", "/"})
_CASES = ("nomn", "datv", "accs", "ablt", "gent")
"""In this order: what a label names stands in the nominative as a rule."""


def find_labelled(reader: PhraseReader) -> tuple[list[Found], set[int]]:
    """Find what labels name, anywhere in a text.

    Args:
        reader: The text.

    Returns:
        The actors in text order, and the tokens of the labels and of what they name; both empty without a label.
    """
    found: list[Found] = []
    taken: set[int] = set()
    i = 0
    while i < reader.limit:
        label = find_label(reader, i) if _is_label_form(reader.words[i]) else None
        start = _content_start(reader, i, label[1]) if label else 0
        if label is None or not start:
            i += 1
            continue
        phrases, end = _read_content(reader, start, any_head=True)
        found += [Found(phrase, label[0], f"label.{label[0]}") for phrase in phrases]
        partners, end = _read_partners(reader, end) if phrases else ([], end)
        found += partners
        taken |= set(range(i, max(end, start)))
        i = max(end, start)
    return found, taken


def _read_partners(reader: PhraseReader, i: int) -> tuple[list[Found], int]:
    """«…, совместно с волонтерами колледжа»: after a list of executors every cue counts."""
    start = i + 1 if i < reader.limit and reader.words[i] == "," else i
    matched = match_cue(reader, start) if start < reader.limit and opens_cue(reader, start) else None
    if matched is None:
        return [], i
    cue, start = matched
    phrases, end = reader.read_list(start, cue.cases, any_head=True)
    return [Found(phrase, cue.role, cue.id) for phrase in phrases], end if phrases else i


def _is_label_form(word: str) -> bool:
    """A label stands in the nominative; «назначить ответственными: …» has none."""
    forms = read_forms(word)
    return not forms or any(form.case == "nomn" for form in forms)


def _content_start(reader: PhraseReader, start: int, i: int) -> int:
    """The token after the label's colon or dash; 0 where the words are no label.

    In brackets and at the end of a label's dot the colon may be missing: «(отв. Лисина О.В.)».
    """
    if i >= reader.limit:
        return 0
    bare = reader.words[i - 1] == "." or (start > 0 and reader.words[start - 1] == "(")
    if reader.words[i].lower() == "за":
        phrase = reader.read(i + 1, {"accs", "ablt"}, any_head=True) if i + 1 < reader.limit else None
        i = phrase.end if phrase else i + 1
        if i >= reader.limit:
            return 0
    if reader.words[i] in _COLONS:
        return i + 1
    return i if bare and reader.words[i][:1].isalpha() else 0


def find_in_cell(reader: PhraseReader, taken: Collection[int]) -> list[Found]:
    """Find the actors of an attached line that has no label: a table's cell «МУО, директора ОУ».

    Args:
        reader: The text.
        taken: Tokens that labels have claimed.
    """
    found: list[Found] = []
    i = 0
    while i < reader.limit:
        if i in taken or i in reader.barred or not reader.words[i][:1].isalpha():
            i += 1
            continue
        phrases, end = _read_content(reader, i, any_head=False)
        found += [Found(phrase, "responsible", "cell") for phrase in phrases]
        partners, end = _read_partners(reader, max(end, i))
        found += partners
        if end == i:
            return found
        i = end
    return found


def _read_content(reader: PhraseReader, start: int, *, any_head: bool) -> tuple[list[NounPhrase], int]:
    """Read a row of lists in whatever case, parted by commas, semicolons or dots."""
    found: list[NounPhrase] = []
    end = i = start
    while i < reader.limit:
        phrases = _read_any_case(reader, i, any_head=any_head and not found)
        if not phrases:
            break
        found += phrases
        end = i = phrases[-1].end
        while i < reader.limit and reader.words[i] in _SEPARATORS:
            i += 1
        i = reader.skip_joint(i)
        if i == end:
            break
    return found, end


def _read_any_case(reader: PhraseReader, i: int, *, any_head: bool) -> list[NounPhrase]:
    for heads in (False, True) if any_head else (False,):
        for case in _CASES:
            phrases, _ = reader.read_list(i, {case}, any_head=heads, unknown=True)
            if phrases:
                return phrases
    return []
