"""The task record, schema version 1.0: typed, frozen, every key always there, in the order of the contract.

The fields mean what docs/task-record.md and the annotation guidelines say. A model refuses values that the contract
rules out (an impossible date, a span that ends before it starts, mentions out of order), so a record that exists is one
that may be written.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "SCHEMA_VERSION",
    "Action",
    "Actor",
    "Controller",
    "Deadline",
    "DocumentRecord",
    "Program",
    "Reference",
    "Target",
    "TaskRecord",
]

SCHEMA_VERSION = "1.0"

SLOTS = ("actions", "actors", "deadlines", "targets", "programs", "references")
"""The lists of mentions of a record, in the contract's order."""

UNDATED = frozenset({"year_unknown", "not_a_calendar_date", "invalid_date"})
"""Warnings that explain why a deadline has none of the values that its kind asks for."""

_NEEDS = {
    "due": ("end_date",),
    "start": ("start_date",),
    "period": ("start_date", "end_date"),
    "recurring": ("recurrence",),
    "relative": ("duration",),
    "continuous": (),
}

# Regular expressions that mean the same in Python and in ECMA 262, which JSON Schema asks for.
_DATE = r"^\d{4}-\d{2}-\d{2}$"
_RRULE = r"^FREQ=(YEARLY|MONTHLY|WEEKLY|DAILY)(;[A-Z]+=[-+A-Z0-9,]+)*$"
_DURATION = r"^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?)?$"
_CLEAN = r"^\S+( \S+)*$"


def _check_date(value: str) -> str:
    if not re.fullmatch(_DATE, value):
        raise ValueError("not a date of the form YYYY-MM-DD")
    dt.date.fromisoformat(value)
    return value


def _check_recurrence(value: str) -> str:
    if not re.fullmatch(_RRULE, value):
        raise ValueError("not a recurrence rule of RFC 5545")
    return value


def _check_duration(value: str) -> str:
    if not re.fullmatch(_DURATION, value):
        raise ValueError("not a duration of ISO 8601")
    return value


def _check_clean(value: str) -> str:
    if not value or value != " ".join(value.split()):
        raise ValueError("not clean: blank, or white space other than single spaces")
    return value


IsoDate = Annotated[str, AfterValidator(_check_date), Field(json_schema_extra={"format": "date", "pattern": _DATE})]
Recurrence = Annotated[str, AfterValidator(_check_recurrence), Field(json_schema_extra={"pattern": _RRULE})]
Duration = Annotated[str, AfterValidator(_check_duration), Field(json_schema_extra={"pattern": _DURATION})]
CleanText = Annotated[str, AfterValidator(_check_clean), Field(json_schema_extra={"pattern": _CLEAN})]
Offset = Annotated[int, Field(ge=0)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Level = Literal["federal", "regional", "municipal", "institution"]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Mention(_Record):
    # The fields that all mentions share come last in the contract, so each model lists them after its own.
    @model_validator(mode="after")
    def _check_span(self) -> Self:
        check_span(getattr(self, "start"), getattr(self, "end"))  # noqa: B009 - declared by the models below
        return self


class Action(_Mention):
    """A directive verb: its infinitive, negation included."""

    lemma: str = Field(min_length=1)
    text: CleanText
    start: Offset
    end: Offset
    inherited: bool


class Actor(_Mention):
    """Who must do it: the noun phrase in the nominative."""

    normal: str = Field(min_length=1)
    role: Literal["responsible", "co_executor", "controller"]
    type: Literal["authority", "institution", "position", "person", "public", "other"]
    person: str | None
    text: CleanText
    start: Offset
    end: Offset
    inherited: bool


class Deadline(_Mention):
    """When: days of ISO 8601, both inclusive, or an RRULE, or a duration."""

    kind: Literal["due", "start", "period", "recurring", "continuous", "relative"]
    start_date: IsoDate | None
    end_date: IsoDate | None
    recurrence: Recurrence | None
    duration: Duration | None
    business_days: bool
    text: CleanText
    start: Offset
    end: Offset
    inherited: bool

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.start_date and self.end_date and self.start_date > self.end_date:
            raise ValueError(f"the deadline ends on {self.end_date}, before it starts on {self.start_date}")
        return self

    def list_missing(self) -> list[str]:
        """Return the fields that its kind asks for and that are null."""
        return [name for name in _NEEDS[self.kind] if getattr(self, name) is None]


class Target(_Mention):
    """To what figure; percent as 83.0, money in single units of its currency."""

    value: Number
    value_from: Number | None
    unit: Literal["percent", "percentage_point", "times", "count", "money"]
    unit_text: str
    comparator: Literal["ge", "gt", "le", "lt", "to", "by", "eq"]
    indicator: str | None
    text: CleanText
    start: Offset
    end: Offset
    inherited: bool


class Program(_Mention):
    """Under which program, project, strategy, concept, plan or model."""

    name: str = Field(min_length=1)
    program_id: str = Field(min_length=1)
    type: Literal["project", "program", "strategy", "concept", "plan", "model", "other"]
    level: Literal["national", "federal", "regional", "municipal", "institution"] | None
    text: CleanText
    start: Offset
    end: Offset
    inherited: bool


class Reference(_Mention):
    """A legal act cited in the task."""

    kind: str = Field(min_length=1)
    issuer: str | None
    date: IsoDate | None
    number: str | None
    title: str | None
    text: CleanText
    start: Offset
    end: Offset
    inherited: bool


class Controller(_Record):
    """Who watches over the whole document, from its control clause."""

    normal: str = Field(min_length=1)
    person: str | None


class DocumentRecord(_Record):
    """The document a task stands in; the same in every record of it."""

    doc_id: str = Field(min_length=1)
    source: str = Field(min_length=1)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    encoding: str = Field(min_length=1)
    title: str | None
    event: str | None
    date: IsoDate | None
    place: str | None
    controllers: tuple[Controller, ...]


class TaskRecord(_Record):
    """One task: one line of the output."""

    schema_version: Literal["1.0"]
    task_id: str = Field(min_length=1)
    document: DocumentRecord
    number: str | None
    section: tuple[str, ...]
    level: Level | None
    modality: Literal["directive", "recommendation"]
    text: CleanText
    start: Offset
    end: Offset
    actions: tuple[Action, ...]
    actors: tuple[Actor, ...]
    deadlines: tuple[Deadline, ...]
    targets: tuple[Target, ...]
    programs: tuple[Program, ...]
    references: tuple[Reference, ...]
    warnings: tuple[str, ...]

    @model_validator(mode="after")
    def _check_task(self) -> Self:
        check_span(self.start, self.end)
        if not self.task_id.startswith(f"{self.document.doc_id}#"):
            raise ValueError(f"task_id does not start with {self.document.doc_id}#")
        for slot in SLOTS:
            self._check_mentions(slot, getattr(self, slot))
        for deadline in self.deadlines:
            if (missing := deadline.list_missing()) and not UNDATED & set(self.warnings):
                raise ValueError(f"deadlines: {deadline.kind} without {' and '.join(missing)}: {deadline.text}")
        return self

    def _check_mentions(self, slot: str, mentions: Sequence[Action]) -> None:
        starts = [mention.start for mention in mentions]
        if starts != sorted(starts):
            raise ValueError(f"{slot}: not in the order of start")
        for mention in mentions:
            if not mention.inherited and not self.start <= mention.start < mention.end <= self.end:
                raise ValueError(f"{slot}: own mention outside the task: {mention.text}")


def check_span(start: int, end: int) -> None:
    """Raise ValueError unless a half-open span holds at least one character."""
    if start >= end:
        raise ValueError(f"the span {start}:{end} holds nothing")
