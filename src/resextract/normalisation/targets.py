"""Target spans → values: the figure, its unit, how it is compared, and what it measures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from resextract.extractors.counted import read_counted
from resextract.extractors.spans import get_spans
from resextract.extractors.target_contexts import find_word, is_action, read_row
from resextract.extractors.targets import locate_quantity
from resextract.language.inflection import to_nominative
from resextract.language.lexicons import fold_word, load_lexicon
from resextract.language.quantities import find_quantities
from resextract.normalisation.values import TargetValue

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from resextract.extractors.target_contexts import Place
    from resextract.language.quantities import Quantity

__all__ = ["normalise_target"]

_LEVELS = {
    "target.change": "eq",
    "target.change.least": "ge",
    "target.change.least-after": "ge",
    "target.change.most": "le",
    "target.change.more": "gt",
    "target.change.less": "lt",
}
"""What «на N %» compares where it names a level («заполнить не менее чем на 95 %»), by the rule that read it."""

_STOPS = frozenset({",", ";", ".", "(", ")", ":", "–", "—", "-"})


def normalise_target(span: Span) -> TargetValue:
    """Read a target's value.

    Args:
        span: A target with its comparator and unit; ``label_``, if set, names the unit. The rest of its `Doc` tells
            what is measured, and whether «на N» is a change («увеличить на 5 %») or a level («заполнить на 100 %»).

    Returns:
        The value; `indicator` is None where it cannot be told. The warning `figure_and_words_differ` marks
        «150 (сто)».

    Raises:
        ValueError: The span states no figure.
    """
    quantity = next(iter(find_quantities(span.text, times=True)), None)
    if quantity is None:
        raise ValueError(f"no figure in {span.text!r}")
    unit = span.label_ or quantity.unit
    place = locate_quantity(read_row(span.doc), _shift(quantity, span.start_char))
    indicator = _find_indicator(place, span, unit)
    return TargetValue(
        value=quantity.value,
        value_from=quantity.value_from,
        unit=unit,
        unit_text=_read_unit(span, quantity, unit) or _counted_noun(indicator),
        comparator=_read_comparator(place, quantity, span),
        indicator=indicator,
        warnings=("figure_and_words_differ",) if quantity.misstated else (),
    )


def _shift(quantity: Quantity, offset: int) -> Quantity:
    return replace(quantity, start=quantity.start + offset, end=quantity.end + offset)


def _read_unit(span: Span, quantity: Quantity, unit: str) -> str:
    if unit == "count":
        return span.text[quantity.end :].strip(" ") if quantity.unit == "count" else quantity.unit_text
    in_adjective = quantity.rule == "target.percent-word" or not quantity.unit_text[:1].isalpha()
    return "%" if unit == "percent" and in_adjective else quantity.unit_text


def _counted_noun(indicator: str | None) -> str:
    """Read what is counted from what is measured: «число мест» counts «мест»."""
    first, _, rest = (indicator or "").partition(" ")
    return rest if fold_word(first) in load_lexicon("target-counters") else ""


def _read_comparator(place: Place, quantity: Quantity, span: Span) -> str:
    """Read «на N %» as a level where nothing speaks of change; else trust the words around the figure."""
    level = _LEVELS.get(quantity.rule) if quantity.unit in ("percent", "count") else None
    if level is not None and not find_word(place, "target-change-words"):
        return level
    return (_shared_comparator(place, quantity, span) if quantity.comparator == "eq" else "") or quantity.comparator


def _shared_comparator(place: Place, quantity: Quantity, span: Span) -> str:
    """Read the comparator that a bare figure shares with the target before it: «не менее 6 ед. в 2024 году и 9 ед.»."""
    before = next((s for s in reversed(get_spans(span.doc, "targets")) if s.end <= span.start), None)
    if before is None or before.start < place.sentence[0] or before.label_ != span.label_:
        return ""
    shared = next(iter(find_quantities(before.text, times=True)), None)
    dated = {token.i for deadline in get_spans(span.doc, "deadlines") for token in deadline}
    gap = [token for token in span.doc[before.end : span.start] if token.i not in dated]
    if shared is None or not gap or fold_word(gap[-1].text) not in ("и", ","):
        return ""
    counted = read_counted(span.doc, place.end, quantity.value, None) if span.label_ == "count" else None
    if counted is not None and counted.case == "direct":  # «не менее 5 школ и 3 сада»: no genitive, so no limit
        return ""
    limit = shared.comparator in ("ge", "gt", "le", "lt")
    nominal = all(token.pos_ in ("NOUN", "ADJ") for token in gap[:-1])
    series = len(gap) == 1 and span.start - before.end > 1  # of years: «до 70 % в 2024 году и 80 % в 2025 году»
    return shared.comparator if (limit and nominal) or series else ""


def _find_indicator(place: Place, span: Span, unit: str) -> str | None:
    """Find the phrase that says what is measured: before the figure, else behind it."""
    phrase = _phrase_before(place)
    if phrase and unit in ("count", "money") and place.comparator == "eq" and _is_prepositional(phrase[0]):
        return None  # «привести в нормативное состояние 12 км»
    if unit != "count" and (not phrase or (len(phrase) == 1 and phrase[0].i + 1 < place.start)):
        # «вовлечение в 2021 году не менее 70 % педагогов»: the noun alone says less than what follows the figure.
        phrase = _phrase_after(place.doc, span.end, place.sentence[1]) or phrase
    if not phrase:
        return None
    text = to_nominative((token.text, str(token.tag_), token.whitespace_) for token in phrase).strip()
    return text or None


def _is_prepositional(first: Token) -> bool:
    """Tell whether a noun phrase is governed by a preposition, which names no work («работу по созданию …»)."""
    before = first.nbor(-1) if first.i else None
    return before is not None and before.pos_ == "ADP" and fold_word(before.text) != "по"


def _phrase_before(place: Place) -> list[Token]:
    """Read the noun phrase between the word that governs it and the figure."""
    phrase: list[Token] = []
    openers = [load_lexicon(name) for name in ("target-change-words", "target-reach-words", "target-openers")]
    others = {token.i for target in get_spans(place.doc, "targets") for token in target if target.end <= place.start}
    for token in place.leftwards():
        if token.i in others:
            phrase = []  # what the target before is of, both are of
            continue
        if is_action(token) or any(fold_word(token.lemma_) in lexicon for lexicon in openers):
            phrase = phrase or _inverted_object(place, token)
            break
        phrase.insert(0, token)
    else:
        if phrase and place.sentence[0] > 0:
            return []
    kept = _trim(phrase, get_spans(place.doc, "deadlines"))
    return kept[: next((i for i, token in enumerate(kept) if i and _opens_place(token)), len(kept))]


def _inverted_object(place: Place, verb: Token) -> list[Token]:
    """Read the object that stands before its verb: «раскрываемость преступлений довести до 65 %»."""
    phrase: list[Token] = []
    for token in reversed(place.doc[place.sentence[0] : verb.i]):
        if token.text in _STOPS or is_action(token) or token.pos_ == "ADP":
            break
        phrase.insert(0, token)
    whole = bool(phrase) and (phrase[0].i == place.sentence[0] or place.doc[phrase[0].i - 1].text in _STOPS)
    return phrase if whole and phrase[0].morph.get("Case", []) in (["Nom"], ["Acc"]) else []


def _opens_place(token: Token) -> bool:
    """See a preposition of place, which does not say what is measured: «качество образования в школах города»."""
    if token.pos_ != "ADP" or token.i + 1 == len(token.doc):
        return False
    following = token.nbor().morph.get("Case", [])
    return following in (["Loc"], []) and fold_word(token.lemma_) in ("в", "во", "на") and token.nbor().pos_ != "NUM"


def _phrase_after(doc: Doc, start: int, end: int) -> list[Token]:
    phrase: list[Token] = []
    if start < end and fold_word(doc[start].text) in ("от", "из"):
        return []  # what the figure is a part of: «5 % от общего числа работников»
    for token in doc[start:end]:
        if token.text in _STOPS or is_action(token):
            break
        phrase.append(token)
    return _trim(phrase, get_spans(doc, "deadlines"))


def _trim(phrase: list[Token], deadlines: list[Span]) -> list[Token]:
    """Cut a phrase down to its noun phrase: no carrier («работу по»), no deadline, no clause behind it."""
    dated = {token.i for span in deadlines for token in span}
    carriers, stops = load_lexicon("target-carriers"), load_lexicon("target-indicator-stops")
    kept: list[Token] = []
    for token in phrase:
        lemma = fold_word(token.lemma_)
        if not kept and (token.pos_ in ("ADP", "ADV", "PART", "PUNCT", "PRON", "CCONJ") or token.i in dated):
            continue
        if lemma in carriers and (not kept or kept[-1].pos_ == "ADJ"):
            kept = []
            continue
        if token.i in dated or token.text in _STOPS or lemma in stops:
            break
        kept.append(token)
    while kept and (kept[-1].pos_ in ("ADP", "CCONJ", "PUNCT", "PART", "ADV")):
        kept.pop()
    return kept if any(token.pos_ in ("NOUN", "PROPN") for token in kept) else []
