"""Expressions of quantity: «не менее 70 %», «с 12 до 20 процентов», «в 1,5 раза», «500 тыс. рублей», «120 мест»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from resextract.adapters.dictionary import list_forms
from resextract.language.lexicons import fold_word, load_lexicon
from resextract.language.numbers import Numeral, find_numerals
from resextract.language.rulebooks import Rule, Rulebook, RuleMatch, load_rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["Quantity", "find_quantities", "tells_time"]

REACH = 60
"""Characters on either side of a number that its rules may look at; the longest phrase of a rule is shorter."""

_LETTERS = re.compile(r"[^\W\d_]+")
_FOLLOWING = re.compile(r"(?: ?[-‐‑–—/] ?\d+)? ?([^\W\d_]+)(?: ([^\W\d_]+))?")
# The private characters that stand for numbers of each kind in `resources/rules/targets.toml`.
_MASKS = {"number": "\ue000", "multiple": "\ue001", "share": "\ue002", "percent": "\ue003"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One expression of quantity.

    Attributes:
        start: Offset of its first character, the comparator included.
        end: Offset after the last character of the figure or its unit; a counted noun is not included.
        value: The figure, or the upper one of two. Money is in single units of the currency.
        value_from: The lower figure of a range or change, None for a single figure.
        unit: ``percent``, ``percentage_point``, ``times``, ``money``, ``count``.
        unit_text: The unit as written; empty for a count, whose noun is the caller's business.
        comparator: What the words around the figure say: ``ge``, ``gt``, ``le``, ``lt``, ``to``, ``by``, ``eq``.
        rule: Id of the rule that read it.
        misstated: Whether figures and words («150 (сто)») disagree.
    """

    start: int
    end: int
    value: float
    value_from: float | None
    unit: str
    unit_text: str
    comparator: str
    rule: str
    misstated: bool


def find_quantities(text: str, *, times: bool = False) -> tuple[Quantity, ...]:
    """Find the expressions of quantity in a text, whatever they mean there; dates, ages and terms may be left out.

    Args:
        text: Clean text (single spaces).
        times: Whether to leave out no figure of time.

    Returns:
        The expressions in text order, not overlapping; empty where the text states no number.
    """
    numerals = find_numerals(text)
    found: list[Quantity] = []
    for start, end, group in _group_numerals(text, numerals):
        timed = not times and all(numeral.kind == "number" and tells_time(text, numeral.end) for numeral in group)
        if timed and not _may_measure_time(text, start, end):
            continue
        masked, position = [], start
        for numeral in group:
            masked += [text[position : numeral.start], _MASKS[numeral.kind] * (numeral.end - numeral.start)]
            position = numeral.end
        masked.append(text[position:end])
        starts = {numeral.start - start: numeral for numeral in group}
        rules = _choose_rules(frozenset(numeral.kind for numeral in group))
        found += [_read_match(match, starts, text, start) for match in rules.find("".join(masked))]
    return tuple(found)


def tells_time(text: str, end: int) -> bool:
    """Tell whether a noun of time follows a number: «2021-2022 учебном году», «10 рабочих дней», «35 лет».

    Args:
        text: Clean text.
        end: Offset after the number.
    """
    found = _FOLLOWING.match(text, end)
    if found is None:
        return False
    first, second = fold_word(found.group(1)), found.group(2)
    nouns, adjectives = _time_forms()
    return first in nouns or (second is not None and first in adjectives and fold_word(second) in nouns)


def _may_measure_time(text: str, start: int, end: int) -> bool:
    """Tell whether a noun of length stands in a window: «время», «запас», «не менее чем на 45 суток»."""
    window = fold_word(text[start:end])
    levels = any(phrase in window for phrase in load_lexicon("target-time-levels"))
    return levels or not _measure_forms().isdisjoint(_LETTERS.findall(window))


@cache
def _measure_forms() -> frozenset[str]:
    return frozenset(fold_word(form) for lemma in load_lexicon("target-time-measures") for form in list_forms(lemma))


@cache
def _time_forms() -> tuple[frozenset[str], frozenset[str]]:
    """List the forms of the nouns of time and of their adjectives."""

    def spread(lexicon: str) -> frozenset[str]:
        return frozenset(fold_word(form) for lemma in load_lexicon(lexicon) for form in list_forms(lemma))

    return spread("target-time-nouns"), spread("target-time-adjectives")


def _group_numerals(text: str, numerals: Sequence[Numeral]) -> Iterator[tuple[int, int, list[Numeral]]]:
    """Yield windows of the text around numbers near each other: no rule looks further than `REACH`."""
    group: list[Numeral] = []
    for numeral in numerals:
        if group and numeral.start - group[-1].end > REACH:
            yield *_window(text, group), group
            group = []
        group.append(numeral)
    if group:
        yield *_window(text, group), group


def _window(text: str, group: Sequence[Numeral]) -> tuple[int, int]:
    start, end = max(0, group[0].start - REACH), min(len(text), group[-1].end + REACH)
    if start:
        start = max(text.find(" ", start, group[0].start) + 1, start)
    return start, max(text.rfind(" ", group[-1].end, end), group[-1].end) if end < len(text) else end


@cache
def _choose_rules(kinds: frozenset[str]) -> Rulebook:
    """Return the rules that can match where only numbers of the given kinds stand."""
    book = load_rulebook("targets")

    def fits(rule: Rule) -> bool:
        # A rule with a special kind of number in it needs that one; a plain number beside it may be missing.
        special = {kind for kind, mask in _MASKS.items() if kind != "number" and mask in rule.source}
        return special <= kinds if special else "number" in kinds

    return Rulebook(book.name, tuple(rule for rule in book.rules if fits(rule)), book.words)


def _read_match(match: RuleMatch, numerals: Mapping[int, Numeral], text: str, offset: int) -> Quantity:
    parts = {name: numerals[span[0]] for name, span in match.spans.items() if span[0] in numerals}
    main = next(parts[name] for name in ("value", "share", "times", "whole") if name in parts)
    value, unit, unit_text, begin = main.value, "count", "", match.start
    for name, label in _UNITS.items():
        if name in match.groups:
            unit, (start, end) = label, match.spans[name]
            unit_text = text[offset + start : offset + end].strip()
    if "share" in parts and "value" in parts:
        value = round(parts["value"].value * parts["share"].value, 2)
    low = parts["low"].value if "low" in parts else None
    if low is not None and value >= 1000 > low and unit == "money":
        low = _scale_low(low, value)
    if low is not None and low >= value and match.start == match.spans["low"][0]:
        # «2024 год – охват 2023 – 80 %»: a dash between a year and its figure, no range.
        low, begin = None, match.spans["value"][0]
    misstated = any(part.restated not in (None, part.value) for part in parts.values())
    rule = match.rule
    last = match.spans["glued"][0] if "glued" in match.spans else match.end
    return Quantity(
        offset + begin, offset + last, value, low, unit, unit_text, rule.get("comparator"), rule.id, misstated
    )


_UNITS = {
    "percent": "percent",
    "share": "percent",
    "whole": "percent",
    "points": "percentage_point",
    "times": "times",
    "money": "money",
}


def _scale_low(low: float, value: float) -> float:
    """Give the lower figure the upper one's multiplier: «5–7 млн рублей» says it once."""
    factor = 1.0
    for power in (1e3, 1e6, 1e9):
        if value >= power:
            factor = power
    return low * factor
