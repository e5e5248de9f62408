"""The tables for programs: the contract's own names and values, flat; made from the models, so they cannot differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from resextract.records.models import (
    SLOTS,
    Action,
    Actor,
    Deadline,
    DocumentRecord,
    Program,
    Reference,
    Target,
    TaskRecord,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["list_plain_columns", "list_plain_rows"]

_MODELS = (Action, Actor, Deadline, Target, Program, Reference)
_PLACE = ("text", "start", "end", "inherited")


def list_plain_columns(table: str) -> list[str]:
    """List the names of the columns.

    Args:
        table: ``tasks``: the fields of a record, those of its document as ``document.doc_id`` (the names that
            ``pandas.json_normalize`` gives); or ``mentions``: ``task_id``, ``slot``, ``position``, then every field
            that a mention of any slot has.
    """
    if table == "mentions":
        own = dict.fromkeys(name for model in _MODELS for name in model.model_fields if name not in _PLACE)
        return ["task_id", "slot", "position", *own, *_PLACE]
    columns = []
    for name in TaskRecord.model_fields:
        columns += [f"{name}.{part}" for part in DocumentRecord.model_fields] if name == "document" else [name]
    return columns


def list_plain_rows(record: TaskRecord, table: str) -> Iterator[dict[str, Any]]:
    """List the rows of a record.

    Args:
        record: The record.
        table: ``tasks`` or ``mentions``.

    Yields:
        Column to value: a text, a number, a truth value, None, or a list as JSON has it. One row for ``tasks``; for
        ``mentions`` one a mention, in the order of the contract, with None in the columns of other slots.
    """
    fields = record.model_dump()
    if table == "mentions":
        columns = list_plain_columns(table)
        for slot in SLOTS:
            for position, mention in enumerate(fields[slot], 1):
                head = {"task_id": record.task_id, "slot": slot, "position": position}
                yield {name: (head | mention).get(name) for name in columns}
        return
    document = {f"document.{name}": value for name, value in fields.pop("document").items()}
    yield document | fields
