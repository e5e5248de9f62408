from __future__ import annotations

import builtins
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest

from resextract.digest.selections import Selection
from resextract.writers.columnar.parquet import write_parquet
from resextract.writers.csv_files import write_csv
from resextract.writers.databases.sqlite import write_database
from resextract.writers.exports import FORMATS, choose_format, export_file
from resextract.writers.jsonl import format_record, write_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from resextract.records.models import TaskRecord


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("a.xlsx", "xlsx"), ("A.CSV", "csv"), ("dir.csv/a.parquet", "parquet"), ("a.ics", "ics"), ("a.db", "sqlite"),
        ("a.sqlite3", "sqlite"), ("a.ndjson", "jsonl"), ("a.txt", None), ("-", None), ("a", None), (".csv", None),
    ],
)  # fmt: skip
def test_the_suffix_says_the_format(target: str, name: str | None) -> None:
    assert choose_format(target) == name


@pytest.mark.parametrize("name", FORMATS)
def test_only_the_selected_records_are_written(make_record: Callable[..., Any], tmp_path: Path, name: str) -> None:
    source = tmp_path / "tasks.jsonl"
    found = [make_record(), make_record(task_id="b#1", document={"doc_id": "b"})]
    source.write_text("".join(map(format_record, found)), encoding="utf-8")
    target = tmp_path / f"out.{name}"
    assert export_file(source, str(target), name, selection=Selection(document="b")).tasks == 1
    assert target.stat().st_size > 0


def test_records_are_copied_byte_for_byte(make_record: Callable[..., Any], tmp_path: Path) -> None:
    line = format_record(make_record()).encode()
    odd = line.replace(b'": ', b'":').replace(b"\n", b"")
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + line + b"\n" + line.replace(b"\n", b"\r\n") + odd)
    written = export_file(tmp_path / "a.jsonl", str(tmp_path / "b.jsonl"), "jsonl")
    assert written.tasks == 3
    assert (tmp_path / "b.jsonl").read_bytes() == line + line.replace(b"\n", b"\r\n") + odd + b"\n"


def test_an_unknown_format_is_a_lookup_error(make_record: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(format_record(make_record()), encoding="utf-8")
    with pytest.raises(LookupError, match="docx"):
        export_file(tmp_path / "a.jsonl", str(tmp_path / "b"), "docx")


@pytest.mark.parametrize("name", ["csv", "sqlite", "jsonl"])
def test_what_needs_no_extra_works_without_it(
    make_record: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    real = builtins.__import__

    def refuse(module: str, *arguments: Any) -> Any:
        if module.partition(".")[0] in {"xlsxwriter", "pyarrow", "icalendar", "dateutil"}:
            raise ModuleNotFoundError(f"No module named {module!r}", name=module)
        return real(module, *arguments)

    monkeypatch.setattr(builtins, "__import__", refuse)
    (tmp_path / "a.jsonl").write_text(format_record(make_record()), encoding="utf-8")
    assert export_file(tmp_path / "a.jsonl", str(tmp_path / "b"), name).tasks == 1


def measure_peak(
    write: Callable[[Iterator[TaskRecord], str], object], records: Iterator[TaskRecord], target: str
) -> int:
    tracemalloc.start()
    try:
        write(records, target)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["csv", "parquet", "sqlite", "jsonl"])
def test_memory_does_not_grow_with_the_records(make_record: Callable[..., Any], tmp_path: Path, name: str) -> None:
    writers: dict[str, Callable[[Iterator[TaskRecord], str], object]] = {
        "csv": write_csv,
        "parquet": lambda records, target: write_parquet(records, target, row_group=64),
        "sqlite": write_database,
        "jsonl": lambda records, target: write_lines((format_record(r).encode() for r in records), target),
    }
    target = str(tmp_path / "out")
    measure_peak(writers[name], iter([make_record()]), target)  # what is loaded once does not count
    few, many = (
        measure_peak(writers[name], (make_record(task_id=f"a#{n}", text="а" * 1000) for n in range(number)), target)
        for number in (300, 3000)
    )
    assert many < few + 300_000  # the records themselves are 15 times as much
