"""The Arrow schema of a record, made from the models."""

from __future__ import annotations

import datetime as dt
import types
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from resextract.records.models import SCHEMA_VERSION, IsoDate, TaskRecord

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa

__all__ = ["build_schema", "prepare_record"]


def build_schema() -> pa.Schema:
    """Build the schema of a file of records.

    Returns:
        A field a field of the record, in the contract's order: models as structs, lists as lists of structs, days as
        ``date32``, offsets as ``int64``, figures as ``double``, codes out of a closed list as dictionaries, the rest as
        strings. What may be null is nullable, and nothing else. The metadata say ``resextract.schema_version``.
    """
    import pyarrow as pa

    return pa.schema(_list_fields(TaskRecord), metadata={"resextract.schema_version": SCHEMA_VERSION})


def prepare_record(record: TaskRecord) -> dict[str, Any]:
    """Turn a record into what Arrow takes: as `TaskRecord.model_dump`, with dates for the texts of dates."""
    prepared: dict[str, Any] = _find_converter(TaskRecord)(record.model_dump())
    return prepared


def _list_fields(model: type[BaseModel]) -> list[pa.Field]:
    import pyarrow as pa

    hints = get_type_hints(model, include_extras=True)
    return [
        pa.field(name, _choose_type(hints[name]), nullable=_strip_null(hints[name])[1]) for name in model.model_fields
    ]


def _strip_null(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in {Union, types.UnionType}:
        rest = [part for part in get_args(hint) if part is not type(None)]
        if len(rest) == 1:
            return rest[0], True
    return hint, False


def _choose_type(hint: Any) -> pa.DataType:
    import pyarrow as pa

    hint, _ = _strip_null(hint)
    if hint == IsoDate:
        return pa.date32()
    plain = get_args(hint)[0] if hasattr(hint, "__metadata__") else hint
    if get_origin(plain) is Literal:
        return pa.dictionary(pa.int32(), pa.string())
    if get_origin(plain) is tuple:
        return pa.list_(pa.field("element", _choose_type(get_args(plain)[0]), nullable=False))
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        return pa.struct(_list_fields(plain))
    return {str: pa.string(), bool: pa.bool_(), int: pa.int64(), float: pa.float64()}[plain]


@cache
def _find_converter(model: type[BaseModel]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    # Only the fields that hold a date somewhere are touched: most of a record's time goes into texts otherwise.
    hints = get_type_hints(model, include_extras=True)
    steps: list[tuple[str, Callable[[Any], Any]]] = []
    for name in model.model_fields:
        hint, _ = _strip_null(hints[name])
        if hint == IsoDate:
            steps.append((name, dt.date.fromisoformat))
        elif isinstance(hint, type) and issubclass(hint, BaseModel):
            steps.append((name, _find_converter(hint)))
        elif get_origin(hint) is tuple and isinstance(item := get_args(hint)[0], type) and issubclass(item, BaseModel):
            steps.append((name, _each(_find_converter(item))))

    def convert(values: dict[str, Any]) -> dict[str, Any]:
        for name, step in steps:
            if values[name] is not None:
                values[name] = step(values[name])
        return values

    return convert


def _each(step: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda values: [step(value) for value in values]
