"""Clean text with an exact map back to the decoded file.

What is mended: white space and line wraps, soft and line-break hyphens, Latin look-alikes inside Cyrillic words,
letter-spaced words, words glued at a line join. Every clean character knows the place it came from; a character that
was put in (a space between glued words) has the place of the character after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from resextract.adapters.cache_sizes import WORDS
from resextract.adapters.dictionary import is_known_word, parse_word
from resextract.language.lexicons import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["CleanText", "clean_pieces", "collapse_span"]

INVISIBLE = {"\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"}
_HYPHENS = "-‐‑"
_LATIN_TO_CYRILLIC = str.maketrans("ABCEHKMOPTXaceopxyiI", "АВСЕНКМОРТХасеорхуіІ")
_LOOKALIKES = frozenset("ABCEHKMOPTXaceopxy")
_ROMAN = re.compile(r"[IVXХLCСМM]+")
_LETTER_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_] ){3,}[^\W\d_](?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_MENDED = re.compile(rf"[{''.join(sorted(INVISIBLE))}]|[{_HYPHENS}]\s")
_BROKEN_HYPHEN = re.compile(rf"(?<=[\w%])([{_HYPHENS}])(\s+)(?=[^\W_])")


@dataclass(frozen=True, slots=True)
class CleanText:
    """Clean text and, for each of its characters, the offset of the raw character it stands for."""

    text: str
    offsets: tuple[int, ...]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Translate a half-open range of the clean text to the decoded file.

        Args:
            start: First clean character.
            end: After the last clean character; greater than ``start``.

        Returns:
            The smallest half-open raw range that holds all of them.
        """
        return self.offsets[start], self.offsets[end - 1] + 1

    def clean_offset(self, raw: int) -> int:
        """Return the first clean offset whose raw offset is at least ``raw`` (the text's length if there is none)."""
        low, high = 0, len(self.offsets)
        while low < high:
            middle = (low + high) // 2
            if self.offsets[middle] < raw:
                low = middle + 1
            else:
                high = middle
        return low

    def cut(self, start: int, end: int) -> CleanText:
        """Return a part of the text, without white space at its ends."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return CleanText(self.text[start:end], self.offsets[start:end])


def clean_pieces(raw: str, pieces: Iterable[tuple[int, int]]) -> CleanText:
    """Clean the text of some ranges of the decoded file, joined in order.

    Args:
        raw: The decoded file.
        pieces: Half-open ranges, lines as a rule; each join counts as a line break.

    Returns:
        The clean text, single-spaced, without white space at its ends.
    """
    chars: list[str] = []
    offsets: list[int] = []
    for start, end in pieces:
        if chars:
            chars.append("\n")
            offsets.append(start)
        for i in range(start, end):
            if raw[i] not in INVISIBLE:
                chars.append("\n" if raw[i] in "\n\r\f\v\x85\u2028\u2029" else raw[i])
                offsets.append(i)
    if not chars:
        return CleanText("", ())
    chars, offsets = _join_letter_spaced(chars, offsets)
    chars, offsets = _mend_line_hyphens(chars, offsets)
    chars, offsets = _collapse_space(chars, offsets)
    _mend_lookalikes(chars)
    chars, offsets = _part_glued_words(chars, offsets)
    return CleanText("".join(chars), tuple(offsets))


def _join_letter_spaced(chars: list[str], offsets: list[int]) -> tuple[list[str], list[int]]:
    text = "".join(chars)
    drop: set[int] = set()
    for match in _LETTER_SPACED.finditer(text):
        word = match.group().replace(" ", "")
        if is_known_word(word):
            drop.update(range(match.start() + 1, match.end(), 2))
    return _without(chars, offsets, drop)


def _mend_line_hyphens(chars: list[str], offsets: list[int]) -> tuple[list[str], list[int]]:
    text = "".join(chars)
    drop: set[int] = set()
    for match in _BROKEN_HYPHEN.finditer(text):
        left = re.search(r"[\w%]+$", text[max(0, match.start() - 40) : match.start()])
        right = re.match(r"[^\W_]+", text[match.end() : match.end() + 40])
        if left is None or right is None:
            continue
        broken_line = "\n" in match.group(2)
        before, after = left.group(), right.group()
        if not broken_line and not (before.isalpha() and after.islower() and _is_compound(before, after)):
            continue
        drop.update(range(match.start(2), match.end(2)))
        if before.isalpha() and after.isalpha() and not keeps_hyphen(before, after):
            drop.add(match.start(1))
    return _without(chars, offsets, drop)


def _is_compound(before: str, after: str) -> bool:
    return before[-1:].lower() in "оеё" and any(p.pos in ("ADJF", "NOUN") for p in parse_word(after))


@lru_cache(maxsize=WORDS)
def keeps_hyphen(before: str, after: str) -> bool:
    """Tell whether a hyphen at a line's end belongs to the word («социально-/педагогический») or to the wrap.

    The wrap's hyphen goes when the joined word stands in the dictionary, or when neither half does.
    """
    if is_known_word(before + after):
        return False
    return is_known_word(before) or is_known_word(f"{before}-{after}") or not after.islower()


def _collapse_space(chars: list[str], offsets: list[int]) -> tuple[list[str], list[int]]:
    out_chars: list[str] = []
    out_offsets: list[int] = []
    for char, offset in zip(chars, offsets, strict=True):
        if char.isspace():
            if out_chars and out_chars[-1] != " ":
                out_chars.append(" ")
                out_offsets.append(offset)
        else:
            out_chars.append("е" if char == "ѐ" else char)
            out_offsets.append(offset)
    if out_chars and out_chars[-1] == " ":
        out_chars.pop()
        out_offsets.pop()
    return out_chars, out_offsets


def _mend_lookalikes(chars: list[str]) -> None:
    for match in _WORD.finditer("".join(chars)):
        word = match.group()
        if word.isascii():
            continue
        latin = {c for c in word if c.isascii()}
        if not latin or not latin <= _LOOKALIKES:
            if latin and _ROMAN.fullmatch(word):
                chars[match.start() : match.end()] = list(word.replace("Х", "X").replace("С", "C").replace("М", "M"))
            continue
        chars[match.start() : match.end()] = list(word.translate(_LATIN_TO_CYRILLIC))


def _part_glued_words(chars: list[str], offsets: list[int]) -> tuple[list[str], list[int]]:
    text = "".join(chars)
    cuts = []
    for match in _WORD.finditer(text):
        opens = match.start() == 0 or text[max(0, match.start() - 2) : match.start()] in (". ", "; ", ": ")
        if (opens or match.group()[0].islower()) and (cut := _find_glue(match.group())):
            cuts.append(match.start() + cut)
    cuts += [m.start() + 1 for m in re.finditer(r"\d(?=[а-яё]{4,})", text)]
    for cut in sorted(set(cuts), reverse=True):
        chars.insert(cut, " ")
        offsets.insert(cut, offsets[cut])
    return chars, offsets


@lru_cache(maxsize=WORDS)
def _find_glue(word: str) -> int:
    """Return where two words were glued together, 0 where they were not (or where it cannot be told)."""
    if len(word) < 6 or word.isupper() or is_known_word(word) or not word[0].isalpha() or word.isascii():
        return 0
    prepositions = load_lexicon("outline-prepositions")
    found = []
    for cut in range(1, len(word) - 3):
        left, right = word[:cut], word[cut:]
        if not is_known_word(right) or parse_word(right)[0].grammemes & {"Geox", "Name", "Surn", "Patr"}:
            continue
        governed = set(prepositions.get(left.lower(), "").split())
        opens_noun = any(p.pos in ("NOUN", "ADJF") and governed & p.grammemes for p in parse_word(right))
        opens_verb = cut >= 4 and is_known_word(left) and any(p.pos == "INFN" for p in parse_word(right))
        if opens_noun or opens_verb:
            found.append(cut)
    return found[0] if len(found) == 1 else 0


def _without(chars: list[str], offsets: list[int], drop: set[int]) -> tuple[list[str], list[int]]:
    if not drop:
        return chars, offsets
    keep = [i for i in range(len(chars)) if i not in drop]
    return [chars[i] for i in keep], [offsets[i] for i in keep]


def collapse_span(raw: str, clean: CleanText, start: int, end: int) -> str:
    """Return the record's text of a raw range: white space collapsed, line-break hyphenation undone, nothing else.

    Args:
        raw: The decoded file.
        clean: The clean text of the node the range lies in; it knows which hyphens the line breaks put in.
        start: First raw character.
        end: After the last raw character.

    Returns:
        The text as the record's contract asks for it. What cleaning left out but the range holds (a page number, the
        next cell of a table) stays in, so that the text always equals the source.
    """
    if not _MENDED.search(raw, start, end):
        return " ".join(raw[start:end].split())
    out: list[str] = []
    position = start
    low, high = clean.clean_offset(start), clean.clean_offset(end)
    for i in range(low, high):
        offset = clean.offsets[i]
        if offset < position:  # put in by cleaning
            continue
        out += _gap(raw[position:offset])
        if clean.text[i] == " " and i + 1 < high and clean.offsets[i + 1] == offset:
            out.append(" " if raw[offset - 1].isspace() else "")  # a line's end, or a space between glued words
            position = offset
            continue
        out.append(" " if raw[offset].isspace() else raw[offset])
        position = offset + 1
    out += _gap(raw[position:end])
    return " ".join("".join(out).split())


def _gap(text: str) -> Sequence[str]:
    visible = "".join(c for c in text if c not in INVISIBLE)
    content = visible.strip()
    if not content or all(c in _HYPHENS for c in content):
        return ""
    return f" {content} " if visible != content or "\n" in text else content
