"""Numbers in Russian text, in figures and in words: «1 200», «12,5 млн», «сто пятьдесят», «150 (сто пятьдесят)»."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from resextract.adapters.dictionary import list_forms, parse_word
from resextract.language.lexicons import fold_word, load_lexicon

__all__ = ["Numeral", "find_numerals"]

# Figures that label and do not count: behind «№» (lists too), and chains such as dates, phone and point numbers.
_LABELS = re.compile(
    r"№{1,2} ?\d[\w/.\-–]*(?:(?: ?, ?| и )\d[\w/.\-–]*(?! ?%| проц))*"
    r"|(?<!\d)\d+(?:[./\-–]\d+){2,}|(?<!\d)\d+(?:/\d+|(?:[.,]\d+)?\+)"
)
_WORDS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_GAPS = ("", " ", ".", ". ")
_RESTATED = re.compile(r" ?\( ?")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number that a text states.

    Attributes:
        start: Offset of its first character.
        end: Offset after the last one; a restatement in brackets belongs to it.
        value: The number; percent for the kinds `share` and `percent`.
        kind: ``number``, or what one word says: ``multiple`` («вдвое»), ``share`` («треть»), ``percent``
            («стопроцентный»).
        words: Whether it is written in words.
        restated: The number that the restatement gives, None where there is no restatement.
    """

    start: int
    end: int
    value: float
    kind: str = "number"
    words: bool = False
    restated: float | None = None


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    value: float
    kind: str  # figures, word, multiplier, or a Numeral's kind


def find_numerals(text: str) -> tuple[Numeral, ...]:
    """Find the numbers that a text states.

    Figures that label something are left out: behind «№», in dates with dots, phone numbers, ordinals («9-й»,
    «2-го»), letters of a class («5а»), «500+», the parts of compounds («12-местный», but
    «100-процентный» states 100). Ordinals in words are no numbers either.

    Args:
        text: Clean text (single spaces).

    Returns:
        The numbers in text order, not overlapping; empty where there are none. «65–70» gives two.
    """
    atoms = _find_atoms(text)
    numerals: list[Numeral] = []
    i = 0
    while i < len(atoms):
        numeral, i = _read_numeral(text, atoms, i)
        if numeral is not None:
            numerals.append(numeral)
    return tuple(_join_restated(text, numerals))


@cache
def _word_values() -> dict[str, tuple[str, float]]:
    """Map every form of the number lexicons' words to its kind and value."""
    values: dict[str, tuple[str, float]] = {}
    for lexicon, kind in (
        ("number-cardinals", "word"),
        ("number-multipliers", "multiplier"),
        ("number-multiples", "multiple"),
        ("number-shares", "share"),
        ("number-percents", "percent"),
    ):
        for lemma, value in load_lexicon(lexicon).items():
            for form in list_forms(lemma):
                if form == lemma or fold_word(parse_word(form)[0].lemma) == lemma:
                    values.setdefault(fold_word(form), (kind, float(value)))
    return values


@cache
def _figures() -> re.Pattern[str]:
    """Compile what a number in figures looks like: no letter of a class glued to it («5а»), but for units («350км»)."""
    units = "|".join(re.escape(unit) for unit in load_lexicon("number-units"))
    return re.compile(
        r"(?<![\w.,№/])(?<![^\W\d][-‐‑–—−])(?P<figure>(?:\d{1,3}(?: \d{3}){1,4}(?!\d)|\d{1,15}(?!\d))(?:[.,]\d+)?)"
        r"(?:[-‐‑–](?P<ending>[а-яё]{1,2})(?!\w))?"
        rf"(?!\d|[.,]\d|(?!(?:{units})(?!\w))\w{{1,2}}(?!\w)|[-‐‑–](?!процент)[^\W\d_]{{3}})",
        re.IGNORECASE,
    )


def _find_atoms(text: str) -> list[_Atom]:
    atoms: list[_Atom] = []
    if _DIGIT.search(text):
        labels = [found.span() for found in _LABELS.finditer(text)]
        endings = load_lexicon("number-endings")
        for found in _figures().finditer(text):
            while labels and labels[0][1] <= found.start():
                labels.pop(0)
            ending = found.group("ending")
            if (labels and labels[0][0] < found.end()) or (ending and fold_word(ending) not in endings):
                continue
            figure = found.group("figure").replace(" ", "").replace(",", ".")
            atoms.append(_Atom(found.start(), found.end(), float(figure), "figures"))
    values = _word_values()
    if values.keys().isdisjoint(_WORDS.findall(fold_word(text))):
        return atoms
    for found in _WORDS.finditer(text):
        entry = values.get(fold_word(found.group()))
        if entry is not None:
            atoms.append(_Atom(found.start(), found.end(), entry[1], entry[0]))
    return sorted(atoms, key=lambda atom: atom.start)


def _read_numeral(text: str, atoms: list[_Atom], i: int) -> tuple[Numeral | None, int]:
    """Read one number from the atoms at `i`; return it and the index after it."""
    first = atoms[i]
    if first.kind == "multiplier":
        return None, i + 1
    if first.kind not in ("figures", "word"):
        return Numeral(first.start, first.end, first.value, first.kind, words=True), i + 1
    total, group, ceiling = 0.0, first.value, _ceiling(first)
    scale = float("inf")
    j = i + 1
    while j < len(atoms) and text[atoms[j - 1].end : atoms[j].start] in _GAPS:
        atom = atoms[j]
        if atom.kind == "multiplier" and group and atom.value < scale:
            total, group, scale, ceiling = total + group * atom.value, 0.0, atom.value, atom.value
        elif atom.kind in ("word", "figures") and atom.value < ceiling and text[atom.start - 1] == " ":
            group, ceiling = group + atom.value, _ceiling(atom)
        else:
            break
        j += 1
    last = atoms[j - 1]
    end = last.end + (last.kind == "multiplier" and text[last.end : last.end + 1] == "." and _is_short(text, last))
    return Numeral(first.start, end, round(total + group, 6), words=first.kind == "word"), j


def _ceiling(atom: _Atom) -> float:
    """Return below which value the next word may join: «двадцать» + «пять», not «пять» + «два»."""
    if atom.kind == "figures":
        return 0
    return 100 if atom.value >= 100 else 10 if atom.value >= 20 else 0


def _is_short(text: str, atom: _Atom) -> bool:
    """Tell whether the multiplier is an abbreviation, whose dot belongs to it."""
    return "Abbr" in parse_word(text[atom.start : atom.end])[0].grammemes


def _multiply(text: str, numeral: Numeral) -> Numeral:
    """Take in a multiplier behind the bracket: «100 (сто) тыс. рублей»."""
    word = _WORDS.match(text, numeral.end + 1) if text[numeral.end : numeral.end + 1] == " " else None
    kind, value = _word_values().get(fold_word(word.group()), ("", 0.0)) if word else ("", 0.0)
    if word is None or kind != "multiplier":
        return numeral
    atom = _Atom(word.start(), word.end(), value, kind)
    end = atom.end + (text[atom.end : atom.end + 1] == "." and _is_short(text, atom))
    restated = None if numeral.restated is None else numeral.restated * value
    return replace(numeral, end=end, value=numeral.value * value, restated=restated)


def _join_restated(text: str, numerals: list[Numeral]) -> list[Numeral]:
    """Join «150» and «(сто пятьдесят)»: one number, said twice."""
    joined: list[Numeral] = []
    for numeral in numerals:
        before = joined[-1] if joined else None
        if before is not None and before.kind == numeral.kind == "number" and before.words != numeral.words:
            gap = _RESTATED.fullmatch(text, before.end, numeral.start)
            close = numeral.end + (text[numeral.end : numeral.end + 1] == " ")
            if gap and text[close : close + 1] == ")":
                joined[-1] = _multiply(text, replace(before, end=close + 1, restated=numeral.value))
                continue
        joined.append(numeral)
    return joined
