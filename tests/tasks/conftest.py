from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.records.models import TaskRecord


@pytest.fixture(scope="session")
def extract_text() -> Callable[[str], list[TaskRecord]]:
    """Records of a text that stands alone."""
    from resextract.pipeline.documents import extract_source
    from resextract.reading.source import make_source

    return lambda text: extract_source(make_source(text, doc_id="test"))
