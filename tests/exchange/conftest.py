from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest

from resextract.exchange.standoff import StandoffDocument, flatten_records
from resextract.records.models import TaskRecord
from resextract.writers.jsonl import format_record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = (
    "РЕЗОЛЮЦИЯ 😀\r\n"
    "Управлению образо-\r\nвания до 1 мая 2025 года:\r\n"
    "1. выявить и обобщить опыт\r\nшкол не менее 80 %;\r\n"
    "2. провести смотр в рамках проекта «Успех» (приказ № 5).\r\n"
)

VALUES: dict[str, dict[str, Any]] = {
    "actions": {"lemma": "провести"},
    "actors": {"normal": "отдел", "role": "responsible", "type": "authority", "person": None},
    "deadlines": {
        "kind": "due", "start_date": None, "end_date": "2025-05-01", "recurrence": None, "duration": None,
        "business_days": False,
    },
    "targets": {
        "value": 80.0, "value_from": None, "unit": "percent", "unit_text": "%", "comparator": "ge", "indicator": None,
    },
    "programs": {"name": "Успех", "program_id": "uspekh", "type": "project", "level": None},
    "references": {"kind": "приказ", "issuer": None, "date": None, "number": "5", "title": None},
}  # fmt: skip


def place(text: str) -> tuple[int, int]:
    start = TEXT.index(text)
    return start, start + len(text)


def mention(slot: str, raw: str, *, inherited: bool = False, **changes: Any) -> dict[str, Any]:
    start, end = place(raw)
    tail = {"text": " ".join(raw.split()), "start": start, "end": end, "inherited": inherited}
    return VALUES[slot] | tail | changes


def task(number: str, raw: str, **changes: Any) -> TaskRecord:
    start, end = place(raw)
    document = {
        "doc_id": "a", "source": "a.txt", "sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "encoding": "utf-8",
        "title": "РЕЗОЛЮЦИЯ 😀", "event": None, "date": "2024-08-27", "place": None,
        "controllers": [{"normal": "Глава", "person": None}],
    }  # fmt: skip
    fields = {
        "schema_version": "1.0", "task_id": f"a#op1/{number}", "document": document, "number": number,
        "section": ["Управлению образования"], "level": "municipal", "modality": "directive",
        "text": " ".join(raw.split()), "start": start, "end": end, "warnings": [],
    }  # fmt: skip
    return TaskRecord.model_validate(dict.fromkeys(VALUES, ()) | fields | changes)


def build_records() -> list[TaskRecord]:
    shared = {
        "actors": [
            mention("actors", "Управлению образо-\r\nвания", inherited=True, text="Управлению образования"),
            mention(
                "actors", "Управлению образо-\r\nвания", inherited=True, text="Управлению образования", normal="УО"
            ),
        ],
        "deadlines": [mention("deadlines", "до 1 мая 2025 года", inherited=True, business_days=True)],
    }
    first = {
        "actions": [
            mention("actions", "выявить и обобщить опыт", lemma="выявить"),
            mention("actions", "выявить и обобщить опыт", lemma="обобщить"),
        ],
        "targets": [mention("targets", "не менее 80 %", value_from=0.1)],
    }
    second = {
        "actions": [mention("actions", "провести смотр")],
        "programs": [mention("programs", "«Успех»", level="federal")],
        "references": [mention("references", "приказ № 5", date="2019-08-02", issuer="")],
        "warnings": ["no_actor", "a\nb"],
        "modality": "recommendation",
        "level": None,
    }
    return [
        task("1", "выявить и обобщить опыт\r\nшкол не менее 80 %", **shared, **first),
        task("2", "провести смотр в рамках проекта «Успех» (приказ № 5)", **shared, **second),
    ]


@pytest.fixture
def records() -> list[TaskRecord]:
    """Two tasks of one text with all slots, shared mentions, two values of one place, a mended hyphen, CRLF."""
    return build_records()


@pytest.fixture
def document(records: list[TaskRecord]) -> StandoffDocument:
    return flatten_records(records, TEXT, 0, "tasks.jsonl")


@pytest.fixture
def jsonl(records: list[TaskRecord]) -> bytes:
    return "".join(map(format_record, records)).encode()


@pytest.fixture
def write_source(tmp_path: Path, jsonl: bytes) -> Callable[[], Path]:
    """Writes a.txt and tasks.jsonl."""

    def write() -> Path:
        (tmp_path / "a.txt").write_bytes(TEXT.encode())
        (tmp_path / "tasks.jsonl").write_bytes(jsonl)
        return tmp_path / "tasks.jsonl"

    return write
