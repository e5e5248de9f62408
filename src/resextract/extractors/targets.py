"""Targets: figures that the task must reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from resextract.extractors.counted import Counted, read_counted
from resextract.extractors.spans import covered, get_spans, make_span, read_text, set_spans
from resextract.extractors.target_contexts import Place, find_word, is_action, read_row, rejects
from resextract.extractors.target_objects import is_object
from resextract.extractors.target_times import measures_time
from resextract.language.lexicons import fold_word, load_lexicon
from resextract.language.quantities import Quantity, find_quantities, tells_time
from resextract.language.quotes import find_quotes

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from resextract.extractors.target_contexts import Row

__all__ = ["find_targets", "locate_quantity"]

_DECIDED = ("references", "programs", "deadlines")
_FEW = 9
_LIMITS = ("ge", "gt", "le", "lt")


def find_targets(doc: Doc) -> list[Span]:
    """Find the targets of a text.

    Args:
        doc: An annotated text; the slots `references`, `programs` and `deadlines` are looked at where they are filled.

    Returns:
        Spans in text order from the comparator to the unit or counted noun, labelled with the unit: ``percent``,
        ``percentage_point``, ``times``, ``count``, ``money``; empty where there are none.
    """
    text = read_text(doc)  # spaCy builds it anew each time
    quantities = tuple(q for q in find_quantities(text) if not _is_date(text, q))
    if not quantities:  # the usual case, before anything costly
        return []
    taken = [(span.start_char, span.end_char) for slot in _DECIDED for span in get_spans(doc, slot)]
    taken += [(quote.start, quote.end) for quote in find_quotes(text) if quote.closed]
    quantities = tuple(q for q in quantities if not any(_is_taken(q, *span) for span in taken))
    if not quantities:
        return []
    row = read_row(doc)
    found: list[Span] = []
    for quantity in quantities:
        rivals = _has_rival(text, quantity, quantities)
        previous = found[-1].end if found else 0
        span = _read_target(doc, quantity, locate_quantity(row, quantity, rivals=rivals, previous=previous))
        if span is not None and not covered(span.start_char, span.end_char, found) and not _is_base(quantity, found):
            found.append(span)
    return found


@Language.component("resextract_targets")
def extract_targets(doc: Doc) -> Doc:
    """Write the slot `targets`."""
    set_spans(doc, "targets", find_targets(doc))
    return doc


def _is_date(text: str, quantity: Quantity) -> bool:
    """Tell whether a figure without a comparator counts time: «2024 года», «10 рабочих дней»."""
    return quantity.unit == "count" and quantity.comparator == "eq" and tells_time(text, quantity.end)


def _is_taken(quantity: Quantity, start: int, end: int) -> bool:
    """Tell whether a mention takes a figure away; one between two figures does not: «с 61 % в 2023 году до 70 %»."""
    between = quantity.start < start and end < quantity.end
    return start < quantity.end and quantity.start < end and not between


def _is_base(quantity: Quantity, found: list[Span]) -> bool:
    """Tell whether a figure is what a count before it relates to: «до 120 случаев на 10 тыс. населения»."""
    beside = bool(found) and found[-1].label_ == "count" and found[-1].end_char + 1 == quantity.start
    return beside and quantity.rule == "target.change"


def locate_quantity(row: Row, quantity: Quantity, *, rivals: bool = False, previous: int = 0) -> Place:
    """Locate a quantity among the tokens and sentences of its text."""
    start, end = row.locate(quantity.start, quantity.end)
    return Place(row, start, end, row.sentence(start, end), quantity.comparator, rivals, previous)


def _read_target(doc: Doc, quantity: Quantity, place: Place) -> Span | None:
    context = rejects(place)
    if context and not (context == "payment" and quantity.unit == "count"):  # «выплатить стипендии 30 студентам»
        return None
    end = quantity.end
    if quantity.unit == "count":
        counted = _read_counted(doc, place, quantity)
        if not _accepts_count(place, quantity, counted):
            return None
        if counted is not None:
            last = doc[counted.end - 1]
            end = last.idx + len(last)
    elif quantity.unit == "money" and not _accepts_money(place, quantity):
        return None
    return make_span(doc, quantity.start, end, quantity.unit, quantity.rule)


def _has_rival(text: str, quantity: Quantity, quantities: tuple[Quantity, ...]) -> bool:
    """Tell whether another quantity of the same unit stands right beside the bracket that opens with this one."""
    if text[quantity.start - 1 : quantity.start] != "(" or text[quantity.end : quantity.end + 1] != ")":
        return False
    return any(
        other.unit == quantity.unit and (other.end + 2 == quantity.start or 0 <= other.start - quantity.end <= 2)
        for other in quantities
        if other is not quantity
    )


def _read_counted(doc: Doc, place: Place, quantity: Quantity) -> Counted | None:
    last = doc[place.end - 1]
    numeral = last if last.is_alpha and quantity.rule != "target.least-after" else None
    return read_counted(doc, place.end, quantity.value, numeral)


def _accepts_count(place: Place, quantity: Quantity, counted: Counted | None) -> bool:
    comparator = quantity.comparator
    if counted is None:
        return _accepts_bare_figure(place, quantity)
    if counted.lemma in load_lexicon("target-time-nouns"):
        return measures_time(place, quantity, counted.lemma)
    if _is_uncounted(place, quantity, counted):
        return False
    if counted.lemma in load_lexicon("target-ordinal-nouns") and _is_ordinal(place, quantity, counted):
        return False
    if place.is_result:
        return not counted.named and not _is_label(place) and quantity.rule != "target.change"
    if quantity.rule.startswith("target.change") or quantity.rule in ("target.up-to", "target.from-to"):
        return find_word(place, "target-change-words", "target-reach-words") is not None
    if quantity.rule == "target.from":
        return place.start > 0 and is_action(place.doc[place.start - 1])
    if comparator in _LIMITS:
        return True
    idle = find_word(place, "target-idle-verbs")
    if idle is not None and is_action(idle):
        return False
    return not counted.named and not _is_label(place) and is_object(place, counted)


def _is_uncounted(place: Place, quantity: Quantity, counted: Counted) -> bool:
    """See a noun whose number is no result: «2 экземпляра», «пункта 3»."""
    match load_lexicon("target-uncounted-nouns").get(counted.lemma):
        case "":
            return True
        case "few":
            return quantity.value <= _FEW
        case "bare":
            return counted.head == place.end
    return False


def _accepts_bare_figure(place: Place, quantity: Quantity) -> bool:
    """Accept a figure without a noun where a limit or a change of a measure is spoken of."""
    following = place.doc[place.end] if place.end < len(place.doc) else None
    if (quantity.rule == "target.from" and not place.is_result) or (
        following is not None and following.is_alpha and _joins(following)
    ):
        return False
    if 1900 <= quantity.value <= 2100 and quantity.comparator not in _LIMITS:
        return False
    measured = find_word(place, "target-measures") is not None
    changed = find_word(place, "target-change-words", "target-reach-words") is not None
    if quantity.comparator in _LIMITS or place.is_result:
        return measured or changed
    return measured and changed and quantity.comparator in ("to", "by")


def _is_ordinal(place: Place, quantity: Quantity, counted: Counted) -> bool:
    """See a figure that names («9 классов», «8-11 классов», «1 место», «не ниже 3 места»)."""
    figures = not place.doc[place.end - 1].is_alpha
    ranked = quantity.rule in ("target.floor", "target.ceiling")
    return counted.named or quantity.value_from is not None or ranked or (figures and quantity.value == 1)


def _is_label(place: Place) -> bool:
    """See a number that belongs to the noun before it: «пункта 2 перечня»."""
    before = place.doc[place.start - 1] if place.start > place.sentence[0] else None
    return before is not None and fold_word(before.lemma_) in load_lexicon("target-labelled-nouns")


def _accepts_money(place: Place, quantity: Quantity) -> bool:
    if quantity.comparator in _LIMITS:
        return quantity.rule != "target.from"
    if quantity.comparator == "eq":
        return is_object(place, None)
    return find_word(place, "target-change-words", "target-reach-words") is not None


def _joins(token: Token) -> bool:
    """Tell whether a word ties the figure to what follows: «8 из 10», «5 x 10»."""
    return token.lower_ == "из" or token.pos_ in ("NUM", "X")
