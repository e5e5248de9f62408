"""Normalised values of mentions, as plain frozen data: what a record carries beside text and offsets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["ActionValue", "ActorValue", "DeadlineValue", "ProgramValue", "ReferenceValue", "TargetValue"]


@dataclass(frozen=True, slots=True)
class ActionValue:
    """A directive: the verb's infinitive, negation included."""

    lemma: str


@dataclass(frozen=True, slots=True)
class ActorValue:
    """Who must do it. ``start``/``end`` are offsets in the span's ``Doc`` text: one span can name several actors."""

    normal: str
    role: str
    type: str
    person: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DeadlineValue:
    """When. ``recurrence`` is an RFC 5545 RRULE without the prefix, ``duration`` an ISO 8601 duration."""

    kind: str
    start_date: dt.date | None = None
    end_date: dt.date | None = None
    recurrence: str | None = None
    duration: str | None = None
    business_days: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetValue:
    """To what figure."""

    value: float
    value_from: float | None
    unit: str
    unit_text: str
    comparator: str
    indicator: str | None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgramValue:
    """Under which program. ``program_id`` is the registry's id, or a stable one made from the name."""

    name: str
    program_id: str
    type: str
    level: str | None


@dataclass(frozen=True, slots=True)
class ReferenceValue:
    """A legal act cited. Keys are None where the text does not say."""

    kind: str
    issuer: str | None
    date: dt.date | None
    number: str | None
    title: str | None
