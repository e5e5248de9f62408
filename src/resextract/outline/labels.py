"""Labels of attached lines: «Срок: …», «Ответственный: …», «Контроль: …», «Доклад – …»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from resextract.language.lexicons import fold_word, load_lexicon

__all__ = ["Label", "find_labels", "read_label"]


@dataclass(frozen=True, slots=True)
class Label:
    """A label: the slot it speaks of, and its half-open place in the text, sign included."""

    slot: str
    name: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _regex() -> re.Pattern[str]:
    names = sorted(load_lexicon("outline-attached-labels"), key=lambda n: (-len(n), n))
    alternatives = "|".join(re.escape(name).replace("е", "[её]").replace(r"\ ", r"\s+") for name in names)
    # A label opens a line or follows the end of a sentence, and a colon or a spaced dash follows it.
    return re.compile(
        rf"(?:^|(?<=[.;)]\s))\(?(?P<name>{alternatives})(?:\s*\([^()]*\))?(?P<sign>\s*:\s*|\s*[–—-]\s+|\s+[–—-]\s*|(?<=\.)\s+)",
        re.IGNORECASE | re.MULTILINE,
    )


def read_label(text: str) -> Label | None:
    """Read the label that opens a text, or None."""
    found = _regex().match(text)
    return _label(found) if found and not text.startswith("(") else None


def find_labels(text: str) -> list[Label]:
    """Find every label in a text that opens it or follows a sentence's end, outside brackets, in order."""
    return [_label(m) for m in _regex().finditer(text) if text[m.start()] != "(" and _depth(text, m.start()) == 0]


def _depth(text: str, position: int) -> int:
    return text.count("(", 0, position) - text.count(")", 0, position)


def _label(found: re.Match[str]) -> Label:
    name = " ".join(fold_word(found["name"]).split())
    return Label(load_lexicon("outline-attached-labels")[name], name, found.start(), found.end())
