from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import build_record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from resextract.records.models import TaskRecord


@pytest.fixture
def write_task(tmp_path: Path) -> Callable[..., TaskRecord]:
    """Writes a source and gives the record of a task in it: `write_task(text, "the task's own text", ...)`."""

    def write(text: str, passage: str, *, doc_id: str = "a", encoding: str = "utf-8", **changes: Any) -> TaskRecord:
        data = text.encode(encoding)
        (tmp_path / f"{doc_id}.txt").write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        document = {"doc_id": doc_id, "source": f"{doc_id}.txt", "sha256": digest, "encoding": encoding}
        start = text.index(passage)
        place = {"text": " ".join(passage.split()), "start": start, "end": start + len(passage)}
        return build_record(document=document, **{"task_id": f"{doc_id}#op1/1", **place, **changes})

    return write
