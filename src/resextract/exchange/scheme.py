"""The label scheme: what can be marked in a text and what each mark carries. It is read off the records' models.

Labels are nouns in the singular: ``task`` and the six slots. A link leads from a task to a mention and is called
``own`` or ``inherited``. The attributes of a label are the fields of its model under their own names; the fields that
the place in the text tells (``text``, ``start``, ``end``, ``inherited``) are none.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from resextract.records.models import Action, Actor, Deadline, Program, Reference, Target, TaskRecord

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["FIELDS", "INHERITED", "LABELS", "LINKS", "MODELS", "OWN", "PRINTED", "SLOTS", "TASK", "Field"]

TASK = "task"
OWN, INHERITED = "own", "inherited"
LINKS = (OWN, INHERITED)

MODELS: dict[str, type[BaseModel]] = {
    "action": Action,
    "actor": Actor,
    "deadline": Deadline,
    "target": Target,
    "program": Program,
    "reference": Reference,
}
"""The model of each mention, by label."""

LABELS = (TASK, *MODELS)

SLOTS = {label: f"{label}s" for label in MODELS}
"""The list of the record that the mentions of a label stand in."""

PRINTED = "printed"
"""Attribute for a text that is not the plain one of its place: a hyphen of a line's end was undone. It names the place
it was printed at (``120:151 Управлению образования``) and counts for no other."""

_TASK_FIELDS = ("task_id", "number", "section", "level", "modality", "warnings")
_PLACE_FIELDS = ("text", "start", "end", "inherited")


@dataclass(frozen=True, slots=True)
class Field:
    """An attribute.

    Attributes:
        name: Its name in the record.
        kind: ``choice`` is one of a few values, ``flag`` a truth value, ``list`` several texts.
        choices: The values of a choice.
        required: Whether a record cannot do without; such a value is never null.
        empty: What the record holds where the attribute is absent.
    """

    name: str
    kind: Literal["text", "number", "flag", "choice", "list"]
    choices: tuple[str, ...] = ()
    required: bool = False
    empty: str | bool | tuple[str, ...] | None = None


def _read_field(model: type[BaseModel], name: str, hint: Any) -> Field:
    options = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    nullable = NoneType in options
    (kept,) = [option for option in options if option is not NoneType]
    if get_origin(kept) is Literal:
        return Field(name, "choice", get_args(kept), required=not nullable)
    if kept is bool:
        return Field(name, "flag", empty=False)
    if kept is float:
        return Field(name, "number", required=not nullable)
    if kept is not str:
        return Field(name, "list", empty=())
    # A text that may be empty is empty where nothing is said; one with a constraint must be said.
    required = not nullable and bool(model.model_fields[name].metadata)
    return Field(name, "text", required=required, empty=None if nullable or required else "")


def _read_fields(model: type[BaseModel], names: list[str]) -> dict[str, Field]:
    hints = get_type_hints(model)
    fields = {name: _read_field(model, name, hints[name]) for name in names}
    return fields | {PRINTED: Field(PRINTED, "text")}


FIELDS: dict[str, dict[str, Field]] = {
    TASK: _read_fields(TaskRecord, list(_TASK_FIELDS)),
    **{
        label: _read_fields(model, [name for name in model.model_fields if name not in _PLACE_FIELDS])
        for label, model in MODELS.items()
    },
}
"""The attributes of each label, by name, in the order of the record."""
