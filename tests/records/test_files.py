from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from resextract.records.files import RecordsError, read_lines, read_records
from resextract.writers.jsonl import format_record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from resextract.records.models import TaskRecord


def test_records_come_with_their_lines(tmp_path: Path, make_record: Callable[..., TaskRecord]) -> None:
    first, second = make_record(), make_record(task_id="a#op1/2")
    file = tmp_path / "tasks.jsonl"
    file.write_text(f"\ufeff{format_record(first)}\n{format_record(second)}", encoding="utf-8")
    assert list(read_records(file)) == [(1, first), (3, second)]


def test_standard_input(monkeypatch: pytest.MonkeyPatch, make_record: Callable[..., TaskRecord]) -> None:
    from pathlib import Path

    record = make_record()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(format_record(record).encode())))
    assert list(read_records(Path("-"))) == [(1, record)]


@pytest.mark.parametrize("line", ["{}", "no json", '{"schema_version": "1.0"'])
def test_a_line_that_is_no_record_is_named(tmp_path: Path, line: str, make_record: Callable[..., TaskRecord]) -> None:
    file = tmp_path / "tasks.jsonl"
    file.write_text(format_record(make_record()) + line, encoding="utf-8")
    with pytest.raises(RecordsError, match=r"tasks\.jsonl, line 2: no task record: "):
        list(read_records(file))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match=r"none\.jsonl: cannot be read: No such file"):
        list(read_records(tmp_path / "none.jsonl"))


def test_an_empty_file_holds_no_record(tmp_path: Path) -> None:
    (tmp_path / "tasks.jsonl").write_bytes(b"")
    assert list(read_records(tmp_path / "tasks.jsonl")) == []


def test_lines_come_with_their_bytes(tmp_path: Path, make_record: Callable[..., TaskRecord]) -> None:
    line = format_record(make_record()).encode()
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + line + b"\n" + line.strip())
    assert list(read_lines(tmp_path / "a.jsonl")) == [(1, make_record(), line), (3, make_record(), line.strip())]
