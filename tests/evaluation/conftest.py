from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.records.models import TaskRecord

DEFAULTS: dict[str, dict[str, Any]] = {
    "actions": {"lemma": "провести"},
    "actors": {"normal": "отдел", "role": "responsible", "type": "authority", "person": None},
    "deadlines": {
        "kind": "due", "start_date": None, "end_date": "2024-05-01", "recurrence": None, "duration": None,
        "business_days": False,
    },
    "targets": {
        "value": 5.0, "value_from": None, "unit": "percent", "unit_text": "%", "comparator": "ge", "indicator": None,
    },
    "programs": {"name": "Образование", "program_id": "obrazovanie", "type": "project", "level": None},
    "references": {"kind": "приказ", "issuer": None, "date": None, "number": "5", "title": None},
}  # fmt: skip


def build_mention(slot: str, start: int = 0, end: int = 1, **changes: Any) -> dict[str, Any]:
    inherited = changes.pop("inherited", True)
    return DEFAULTS[slot] | {"text": "х", "start": start, "end": end, "inherited": inherited} | changes


@pytest.fixture
def mention() -> Callable[..., dict[str, Any]]:
    """A mention of a slot: `mention("actions", 0, 5, lemma="создать")`; inherited unless told otherwise."""
    return build_mention


@pytest.fixture
def make_task(make_record: Callable[..., TaskRecord]) -> Callable[..., TaskRecord]:
    """A task by its span: `make_task(0, 10, doc="b", actions=[…])`."""

    def make(start: int, end: int, doc: str = "a", sha: str = "0" * 64, **changes: Any) -> TaskRecord:
        changes.setdefault("task_id", f"{doc}#op1/{start}-{end}")
        return make_record(start=start, end=end, document={"doc_id": doc, "sha256": sha}, **changes)

    return make
