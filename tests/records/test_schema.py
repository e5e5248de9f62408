from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resextract.records.schema import export_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

EXPORTED = Path(__file__).parents[2] / "docs" / "task-record.schema.json"


def walk_objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from walk_objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from walk_objects(value)


def test_the_exported_schema_is_that_of_the_models() -> None:
    assert json.loads(EXPORTED.read_text(encoding="utf-8")) == export_schema(), (
        "run: resextract schema -o docs/task-record.schema.json"
    )


def test_every_key_is_required_and_no_other_allowed() -> None:
    objects = list(walk_objects(export_schema()))
    assert len(objects) == 9
    for schema in objects:
        assert schema["required"] == list(schema["properties"])
        assert schema["additionalProperties"] is False


def test_the_schema_names_its_draft() -> None:
    assert export_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
