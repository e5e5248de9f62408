"""Mentions → values: the one place that knows which normaliser serves which slot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from resextract.language.lexicons import fold_word
from resextract.normalisation.actions import normalise_action
from resextract.normalisation.actors import normalise_actors
from resextract.normalisation.deadlines import normalise_deadline
from resextract.normalisation.programs import normalise_program
from resextract.normalisation.references import normalise_reference
from resextract.normalisation.targets import normalise_target
from resextract.normalisation.values import ActionValue, ActorValue
from resextract.tagging.mentions import LOW_CONFIDENCE, is_doubtful

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from resextract.normalisation.spelling import DocumentSpelling
    from resextract.normalisation.values import DeadlineValue, ProgramValue, ReferenceValue, TargetValue
    from resextract.tasks.model import Mention

    Value = ActionValue | ActorValue | DeadlineValue | ProgramValue | ReferenceValue | TargetValue

__all__ = ["LinkedMention", "link_mentions"]


@dataclass(frozen=True, slots=True)
class LinkedMention:
    """A mention with its value and its place in the decoded file.

    Attributes:
        mention: The mention.
        value: Its normalised value.
        start: First character in the decoded file.
        end: After the last character.
    """

    mention: Mention
    value: Value
    start: int
    end: int


def link_mentions(
    mentions: Iterable[Mention], reference: dt.date | None, spelling: DocumentSpelling | None = None
) -> tuple[list[LinkedMention], list[str]]:
    """Normalise mentions.

    Args:
        mentions: Mentions of one task, or controllers of a document.
        reference: The document's own date, for relative and incomplete dates; None if it states none.
        spelling: How the document spells names, to mend slips in the names of actors; None to leave them.

    Returns:
        One entry per value, by slot, then in text order. An actor's span can give several; a lemma, and an actor in
        one role, is listed once: own mentions come before inherited ones. And warning codes: ``mention_without_value``
        for a mention that no value could be read from; it is left out; ``low_confidence`` for one of a trained tagger
        that is not sure of it.
    """
    warnings: list[str] = []
    linked: list[LinkedMention] = []
    seen: set[tuple[str, ...]] = set()
    for mention in mentions:
        try:
            values = _values(mention, reference)
        except ValueError:
            warnings.append("mention_without_value")
            continue
        if is_doubtful(mention.span, mention.slot):
            warnings.append(LOW_CONFIDENCE)
        for found, start, end in values:
            value = _mend(found, spelling)
            identity = _identity(value)
            if identity in seen:
                continue
            if identity:
                seen.add(identity)
            clean, shift = mention.home.node.clean, mention.home.shift
            raw_start, raw_end = clean.raw_span(shift + start, shift + end)
            linked.append(LinkedMention(mention, value, raw_start, raw_end))
    return sorted(linked, key=lambda item: (item.mention.slot, item.start, item.end)), warnings


def _mend(value: Value, spelling: DocumentSpelling | None) -> Value:
    if spelling is None or not isinstance(value, ActorValue):
        return value
    return replace(value, normal=spelling.mend_name(value.normal))


def _check_order(deadline: DeadlineValue) -> DeadlineValue:
    """A period that is printed as ending before it starts has no value that could be trusted."""
    if deadline.start_date and deadline.end_date and deadline.start_date > deadline.end_date:
        warnings = (*deadline.warnings, "invalid_date")
        return replace(deadline, start_date=None, end_date=None, warnings=warnings)
    return deadline


def _identity(value: Value) -> tuple[str, ...]:
    """What a task names once only; empty for a value that may stand twice."""
    match value:
        case ActionValue():
            return ("action", value.lemma)
        case ActorValue():
            return ("actor", fold_word(value.normal), value.role, value.person or "")
    return ()


def _values(mention: Mention, reference: dt.date | None) -> list[tuple[Value, int, int]]:
    span = mention.span
    place = (span.start_char, span.end_char)
    match mention.slot:
        case "actions":
            return [(normalise_action(span), *place)]
        case "actors":
            return [(value, value.start, value.end) for value in normalise_actors(span)]
        case "deadlines":
            return [(_check_order(normalise_deadline(span, reference)), *place)]
        case "targets":
            return [(normalise_target(span), *place)]
        case "programs":
            return [(normalise_program(span), *place)]
        case "references":
            return [(normalise_reference(span), *place)]
    raise LookupError(f"no normaliser for the slot {mention.slot!r}")
