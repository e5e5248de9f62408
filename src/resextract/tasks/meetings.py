"""Names of meetings: «августовской конференции», «педагогического совета»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from resextract.adapters.cache_sizes import WORDS
from resextract.adapters.dictionary import parse_word
from resextract.language.lexicons import fold_word, load_lexicon

__all__ = ["Meeting", "find_meetings"]

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Meeting:
    """The noun of a meeting's name, its fixed adjective included: half-open offsets and the folded dictionary form."""

    start: int
    end: int
    lemma: str


def find_meetings(text: str) -> list[Meeting]:
    """Find the nouns of meetings in a text; standing bodies («Законодательное собрание») are none.

    Args:
        text: Clean text.

    Returns:
        The nouns in text order, the longest where two begin at one word; empty where there is none.
    """
    words = list(_WORD.finditer(text))
    found: list[Meeting] = []
    end = 0
    for i, word in enumerate(words):
        rows = _open_rows(word.group())
        if not rows or i < end:
            continue
        row, is_meeting = next(((r, m) for r, m in rows if _matches(r, words[i : i + len(r)])), ((), False))
        end = i + len(row)
        if is_meeting:
            found.append(Meeting(word.start(), words[end - 1].end(), row[-1]))
    return found


@lru_cache(maxsize=WORDS)
def _lemmas(word: str) -> frozenset[str]:
    return frozenset(fold_word(p.lemma) for p in parse_word(word) if p.pos in ("NOUN", "ADJF"))


@lru_cache(maxsize=1)
def _entries() -> dict[str, list[tuple[tuple[str, ...], bool]]]:
    """Names of bodies and meetings as rows of lemmas, by their first lemma; a flag tells the meetings."""
    entries: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for lexicon, is_meeting in (("head-authorities", False), ("head-meetings", True)):
        for entry in load_lexicon(lexicon):
            row = tuple(fold_word(parse_word(word)[0].lemma) for word in entry.split())
            entries.setdefault(row[0], []).append((row, is_meeting))
    return entries


@lru_cache(maxsize=WORDS)
def _open_rows(word: str) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """Rows that may begin with a word form, the longest first, bodies before meetings."""
    rows = [row for lemma in sorted(_lemmas(word)) for row in _entries().get(lemma, [])]
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row[1], row[0])))


def _matches(row: tuple[str, ...], words: list[re.Match[str]]) -> bool:
    return len(words) == len(row) and all(
        lemma in _lemmas(word.group()) for lemma, word in zip(row, words, strict=True)
    )
