from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from resextract.records.files import RecordsError, read_lines, read_records
from resextract.writers.jsonl import format_record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_lines_come_with_their_numbers_records_and_bytes(make_record: Callable[..., Any], tmp_path: Path) -> None:
    line = format_record(make_record()).encode()
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + line + b"\n" + line.strip())
    assert list(read_lines(tmp_path / "a.jsonl")) == [(1, make_record(), line), (3, make_record(), line.strip())]
    assert list(read_records(tmp_path / "a.jsonl")) == [(1, make_record()), (3, make_record())]


def test_a_line_that_is_no_record_is_named(make_record: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(format_record(make_record()) + "{}\n", encoding="utf-8")
    with pytest.raises(RecordsError, match=r"a\.jsonl, line 2: no task record: schema_version: Field required"):
        list(read_lines(tmp_path / "a.jsonl"))
