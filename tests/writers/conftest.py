from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from resextract.records.files import read_records

if TYPE_CHECKING:
    from resextract.records.models import TaskRecord

ANNOTATED = Path(__file__).parents[2] / "data" / "annotated"


@pytest.fixture(scope="session")
def annotated() -> list[TaskRecord]:
    """The records of all annotated documents."""
    return [record for path in sorted(ANNOTATED.glob("*.jsonl")) for _, record in read_records(path)]
