"""The record's JSON Schema, made from the models."""

from __future__ import annotations

from typing import Any

from resextract.records.models import SCHEMA_VERSION, TaskRecord

__all__ = ["export_schema"]


def export_schema() -> dict[str, Any]:
    """Export the JSON Schema (draft 2020-12) of one line of the output.

    Returns:
        The schema, every key required, none beside them allowed. What a schema cannot say (the order of mentions, spans
        inside the task, unique ids, offsets that fit the source) is checked by `validate_file`.
    """
    schema = TaskRecord.model_json_schema(mode="serialization")
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:resextract:task-record:{SCHEMA_VERSION}",
    }
    return head | schema
