"""How much a text looks like Russian, by its pairs of letters.

One number separates readable Russian from text decoded with the wrong code page, from OCR garbage and from double
encoding: the mean surprise of a letter after the letter before it, in bits. Russian prose has about 4, in capitals too,
other languages written in Cyrillic 4.5 to 6.5, a list of nothing but abbreviations below 7, a wrong code page 7.8 to 9.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from resextract.language.lexicons import fold_word, read_resource

__all__ = ["BOUNDARY", "LETTERS", "UNREADABLE", "Readability", "judge_text", "measure_surprise"]

LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
BOUNDARY = "_"

UNREADABLE = 7.2
"""Bits a letter from which on a text is no Russian: between lists of abbreviations and wrong code pages."""

_CASE_COST = 6.0
"""Bits for a capital after a small letter: rare in words, usual where a code page swaps the cases."""
_FOREIGN_COST = 9.0
"""Bits for a symbol that Russian texts do not use."""

_WINDOW = 500
"""Characters judged together: one page of garbage holds several such windows whole and must show in a long text."""
_MOST_WINDOWS = 2000
_LEAST_SIGNS = 40
"""Letters and foreign symbols below which a window of a long text says nothing."""
_LEAST_SIGNS_ALONE = 12
"""The same for a text that is one window: there is nothing else to go by."""

_NOT_LETTERS = re.compile(f"[^{LETTERS}]")
_CASE_SWAP = re.compile("[а-яё][А-ЯЁ]")
_LETTER_SPACE = re.compile(r"(?<=\b[а-яёА-ЯЁ])[ \u00a0](?=[а-яёА-ЯЁ]\b)")
# Not ASCII, no Russian letter, and none of the signs that typeset Russian text is full of.
_FOREIGN = re.compile(
    "[^\\x00-\\x7fа-яёА-ЯЁ\u0085\u00a0\u00ad\u200b\u2028\u2029\ufeff«»—–―−‑‐№…“”„‘’•·▪●§°©®±½¼¾│─┌┐└┘├┤┬┴┼║═]"
)


@dataclass(frozen=True, slots=True)
class Readability:
    """The verdict on a text: signs judged, and the share of them in windows that are no Russian."""

    signs: int
    garbled: float


@cache
def _load_pairs() -> dict[tuple[str, str], float]:
    lines = [line for line in read_resource("letters/russian-pairs.tsv").splitlines() if not line.startswith("#")]
    columns = lines[0].split("\t")[1:]
    pairs: dict[tuple[str, str], float] = {}
    for line in lines[1:]:
        first, *costs = line.split("\t")
        pairs |= {(first, second): int(cost) / 10 for second, cost in zip(columns, costs, strict=True)}
    pairs[BOUNDARY, BOUNDARY] = 0.0
    return pairs


def measure_surprise(text: str) -> tuple[float, int]:
    """Measure how surprising a text is as Russian.

    Args:
        text: Any text; white space, digits, ASCII and typographic signs neither help nor harm.

    Returns:
        The mean surprise of a letter in bits, and how many letters and foreign symbols it was measured on; (0.0, 0) for
        a text without any.
    """
    pairs = _load_pairs()
    text = _LETTER_SPACE.sub("", text)
    word_text = BOUNDARY + _NOT_LETTERS.sub(BOUNDARY, fold_word(text)) + BOUNDARY
    letters = len(word_text) - word_text.count(BOUNDARY)
    foreign = len(_FOREIGN.findall(text))
    signs = letters + foreign
    if not signs:
        return 0.0, 0
    bits = sum(pairs[pair] * count for pair, count in Counter(itertools.pairwise(word_text)).items())
    bits += _CASE_COST * len(_CASE_SWAP.findall(text)) + _FOREIGN_COST * foreign
    return bits / signs, signs


def judge_text(text: str) -> Readability:
    """Judge which share of a text is readable Russian, a few lines at a time.

    Args:
        text: Any text. Of a long one at most `_MOST_WINDOWS` windows are read, evenly spread.

    Returns:
        The verdict; no signs and nothing garbled where no window holds enough to tell.
    """
    starts = range(0, len(text), _WINDOW)
    least = _LEAST_SIGNS if len(starts) > 1 else _LEAST_SIGNS_ALONE
    total = garbled = 0
    for start in starts[:: max(1, -(-len(starts) // _MOST_WINDOWS))]:
        surprise, signs = measure_surprise(text[start : start + _WINDOW])
        if signs >= least:
            total += signs
            garbled += signs if surprise >= UNREADABLE else 0
    return Readability(total, garbled / total if total else 0.0)
