"""Expressions of quantity: «не менее 70 %», «с 12 до 20 процентов», «в 1,5 раза», «500 тыс. рублей», «120 мест»."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.language.numbers import Numeral, find_numerals
from resextract.language.rulebooks import RuleMatch, load_rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Quantity", "find_quantities"]

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


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Find the expressions of quantity in a text, whatever they mean there.

    Args:
        text: Clean text (single spaces).

    Returns:
        The expressions in text order, not overlapping; empty where the text states no number.
    """
    numerals = {numeral.start: numeral for numeral in find_numerals(text)}
    if not numerals:
        return ()
    masked, position = [], 0
    for numeral in numerals.values():
        masked += [text[position : numeral.start], _MASKS[numeral.kind] * (numeral.end - numeral.start)]
        position = numeral.end
    matches = load_rulebook("targets").find("".join([*masked, text[position:]]))
    return tuple(_read_match(match, numerals, text) for match in matches)


def _read_match(match: RuleMatch, numerals: Mapping[int, Numeral], text: str) -> Quantity:
    parts = {name: numerals[span[0]] for name, span in match.spans.items() if span[0] in numerals}
    main = next(parts[name] for name in ("value", "share", "times", "whole") if name in parts)
    value, unit, unit_text = main.value, "count", ""
    for name, label in _UNITS.items():
        if name in match.groups:
            unit, (start, end) = label, match.spans[name]
            unit_text = text[start:end].strip()
    if "share" in parts and "value" in parts:
        value = round(parts["value"].value * parts["share"].value, 2)
    low = parts["low"].value if "low" in parts else None
    if low is not None and value >= 1000 > low and unit == "money":
        low = _scale_low(low, value)
    misstated = any(part.restated not in (None, part.value) for part in parts.values())
    return Quantity(
        match.start, match.end, value, low, unit, unit_text, match.rule.get("comparator"), match.rule.id, misstated
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
