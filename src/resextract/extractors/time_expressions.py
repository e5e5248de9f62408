"""Time expressions: words of time (`time.toml`) and the frames around them (`deadlines.toml`).

Two rulebooks instead of one, because a frame such as «с … по …» takes any two of some twenty ways to name a time. The
words of time are found first and masked, each by a run of its rule's mark as long as the match, so that offsets stay;
frames then match the masked text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from resextract.adapters.dictionary import list_forms
from resextract.language.lexicons import fold_word
from resextract.language.rulebooks import Rule, Rulebook, RuleMatch, load_rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FRAMES", "WORDS", "TimeMatch", "find_times", "match_time"]

WORDS, FRAMES = "time", "deadlines"

_FIGURE = "figure"
_STARTS = re.compile(r"[^\W\d_][^\W_]*|(\d)[^\W_]*|([Ⓐ-Ⓩ])\2*|«")
_WORDS = re.compile(r"[^\W\d_]+")
_FIGURES = re.compile(r"\d|\b[тсу] ?\. ?г")
_NUCLEI = ("nucleus", "term", "continuously")
_REACH = 12
"""How many words before the word that a frame needs (a nucleus) it can begin."""


@dataclass(frozen=True, slots=True)
class TimeMatch:
    """A time expression in a text.

    Attributes:
        rule: The frame.
        start: Offset of the first character.
        end: Offset after the last character.
        groups: The frame's captures, as they stand in the text.
        words: Those captures that are words of time, as their own rules read them.
    """

    rule: Rule
    start: int
    end: int
    groups: Mapping[str, str]
    words: Mapping[str, RuleMatch]


@dataclass(frozen=True)
class _Layer:
    """A rulebook whose rules are tried only where one of the words that open them stands."""

    book: Rulebook
    openers: Mapping[str, tuple[Rule, ...]]
    nuclei: frozenset[str]

    def find(self, text: str) -> list[RuleMatch]:
        """Find non-overlapping matches in folded text: leftmost, then longest, then the earlier rule."""
        found: list[RuleMatch] = []
        end = 0
        for position, key in self._starts(text):
            if position < end:
                continue
            best = None
            for rule in self.openers[key]:
                match = rule.match_at(text, position)
                if match and (best is None or match.end > best.end):
                    best = match
            if best:
                found.append(best)
                end = best.end
        return found

    def _starts(self, text: str) -> list[tuple[int, str]]:
        """Where a match can begin, and the opener there."""
        starts: list[tuple[int, int, str]] = []
        kept: list[tuple[int, str]] = []
        for i, word in enumerate(_STARTS.finditer(text)):
            figure, mark = word.groups()
            key = _FIGURE if figure else mark or word.group()
            if key in self.openers:
                starts.append((i, word.start(), key))
            if starts and key in self.nuclei:
                kept += [(position, opener) for at, position, opener in starts if i - at <= _REACH]
                starts = []
        return kept


@cache
def _layer(name: str) -> _Layer:
    book = load_rulebook(name)
    openers: dict[str, list[Rule]] = {}
    for rule in book.rules:
        for key in dict.fromkeys(form for opener in rule.get("opens").split() for form in _opening_words(book, opener)):
            openers.setdefault(key, []).append(rule)
    nuclei = frozenset(form for table in _NUCLEI if table in book.words for form in book.words[table])
    marks = {str(rule.get("mark")) for rule in load_rulebook(WORDS).rules}
    return _Layer(
        book,
        MappingProxyType({key: tuple(rules) for key, rules in openers.items()}),
        nuclei | marks if nuclei else frozenset(openers),
    )


def _opening_words(book: Rulebook, opener: str) -> list[str]:
    if opener in book.words:
        return [form.split()[0] for form in book.words[opener]]
    if opener.startswith("<"):
        return [fold_word(form) for form in list_forms(opener[1:-1])]
    return [opener]


def _mask(folded: str) -> tuple[str, dict[int, RuleMatch]]:
    pieces, position, words = [], 0, {}
    for match in _layer(WORDS).find(folded):
        pieces += [folded[position : match.start], match.rule.get("mark") * (match.end - match.start)]
        words[match.start] = match
        position = match.end
    return "".join([*pieces, folded[position:]]), words


@cache
def _telling_words() -> frozenset[str]:
    words = {*_layer(WORDS).openers, *_layer(FRAMES).nuclei}
    return frozenset(word for word in words if len(word) > 1)  # single letters open abbreviations, see `_FIGURES`


def _fold(text: str) -> str:
    folded = fold_word(text)
    return folded if len(folded) == len(text) else text  # some letters of other scripts grow in lower case


def _may_hold_time(folded: str) -> bool:
    """A quick look that spares most texts the rules."""
    return bool(_FIGURES.search(folded)) or not _telling_words().isdisjoint(_WORDS.findall(folded))


def find_times(text: str) -> list[TimeMatch]:
    """Find time expressions: leftmost first, of those the longest, of those the earlier rule.

    Args:
        text: Clean text (single spaces).

    Returns:
        Non-overlapping matches in text order, whether or not they bound a task.
    """
    folded = _fold(text)
    if not _may_hold_time(folded):
        return []
    masked, words = _mask(folded)
    return [_restore(match, text, words) for match in _layer(FRAMES).find(masked)]


def match_time(text: str) -> TimeMatch | None:
    """Match a text that should be one time expression.

    Args:
        text: A mention's text.

    Returns:
        The first frame that covers the whole text, else the longest one inside it, else None.
    """
    masked, words = _mask(_fold(text))
    whole = _layer(FRAMES).book.match_whole(masked)
    if whole is None:
        whole = max(_layer(FRAMES).find(masked), key=lambda match: match.end - match.start, default=None)
    return _restore(whole, text, words) if whole else None


def _restore(match: RuleMatch, text: str, words: Mapping[int, RuleMatch]) -> TimeMatch:
    groups = {name: text[start:end] for name, (start, end) in match.spans.items()}
    masked = {
        name: words[start] for name, (start, end) in match.spans.items() if start in words and words[start].end == end
    }
    return TimeMatch(match.rule, match.start, match.end, MappingProxyType(groups), MappingProxyType(masked))
