"""Figures of time that are results («сократить время доезда до 20 минут»); as a rule they are terms, ages and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.extractors.target_contexts import find_word, is_action
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

    from resextract.extractors.target_contexts import Place
    from resextract.language.quantities import Quantity

__all__ = ["measures_time"]

_LONGEST = 1000
"""Above this a number before «года» is a year."""
_LENGTHS = "length"


def measures_time(place: Place, quantity: Quantity, unit: str) -> bool:
    """Tell whether a number of minutes, days or years is a level that the task must reach.

    Args:
        place: Where the quantity stands.
        quantity: The quantity.
        unit: Lemma of the noun of time behind it.
    """
    if load_lexicon("target-time-nouns").get(unit) != _LENGTHS or quantity.value >= _LONGEST:
        return False
    measure = _find_measure(place)
    if measure is None:
        # «в котельных – не менее чем на 45 суток»: what lasts is named in the lead-in, and no term is put like this.
        return quantity.rule == "target.change.least" and not any(is_action(token) for token in place.before)
    changed = find_word(place, "target-change-words", "target-reach-words") is not None
    if load_lexicon("target-time-measures")[fold_word(measure.lemma_)] and not _is_object(measure, place, changed):
        return False
    if quantity.comparator in ("to", "by") and quantity.rule != "target.change.least":
        return changed or quantity.rule == "target.change"
    return quantity.comparator != "eq"


def _find_measure(place: Place) -> Token | None:
    """Find the measured noun: behind the nearest verb, or right before it («запас топлива довести до 45 суток»)."""
    measures, verbs = load_lexicon("target-time-measures"), 0
    for token in place.leftwards():
        if fold_word(token.lemma_) in measures:
            return token
        verbs += is_action(token)
        if verbs > 1 or (verbs and token.text == ","):
            break
    return None


def _is_object(noun: Token, place: Place, changed: bool) -> bool:
    """Tell whether a noun is the object of a verb or of a noun of change: no «в срок …», no «Срок – …»."""
    for token in place.leftwards():
        if token.i >= noun.i or token.pos_ in ("ADJ", "DET"):
            continue
        return token.pos_ != "ADP" and (changed or is_action(token))
    return False
