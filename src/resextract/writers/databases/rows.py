"""Records as rows of the tables of ``resources/database.sql``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from resextract.records.models import SLOTS, DocumentRecord, TaskRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["SLOT_TABLES", "list_document_rows", "list_task_rows"]

SLOT_TABLES = {slot: "refs" if slot == "references" else slot for slot in SLOTS}
"""The table of each list of mentions; ``references`` is a keyword of SQL."""

Row = tuple[str, tuple[Any, ...]]
"""A table and the values of one of its rows, in the order of its columns."""


def list_document_rows(document: DocumentRecord) -> Iterator[Row]:
    """List the rows of a document: its own, and one a controller."""
    fields = document.model_dump()
    controllers = fields.pop("controllers")
    yield "documents", tuple(fields.values())
    for position, controller in enumerate(controllers, 1):
        yield "controllers", (document.doc_id, position, *controller.values())


def list_task_rows(record: TaskRecord, row: int) -> Iterator[Row]:
    """List the rows of a task: its own, and one a mention, section and warning.

    Args:
        record: The task.
        row: Its place in the file, from 1.
    """
    task_id = record.task_id
    own = (record.number, record.level, record.modality, record.text, record.start, record.end)
    yield "tasks", (task_id, row, record.document.doc_id, *own)
    for position, text in enumerate(record.section, 1):
        yield "sections", (task_id, position, text)
    for position, code in enumerate(record.warnings, 1):
        yield "warnings", (task_id, position, code)
    for slot, table in SLOT_TABLES.items():
        for position, mention in enumerate(getattr(record, slot), 1):
            yield table, (task_id, position, *mention.model_dump().values())
