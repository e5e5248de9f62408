from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from resextract.writers.jsonl import format_record

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.records.models import TaskRecord

    Run = Callable[..., Any]


@pytest.fixture
def jsonl(resextract: Run, make_record: Callable[..., TaskRecord]) -> bytes:
    """Writes tasks.jsonl; needs `resextract`, which changes the working folder."""
    content = (format_record(make_record()) + format_record(make_record(task_id="a#2"))).encode()
    Path("tasks.jsonl").write_bytes(content)
    return content


@pytest.mark.usefixtures("jsonl")
def test_several_outputs_at_once(resextract: Run) -> None:
    names = ["a.xlsx", "a.csv", "a.parquet", "a.ics", "a.sqlite", "a.jsonl"]
    result = resextract("export", "tasks.jsonl", *(part for name in names for part in ("-o", name)))
    assert (result.code, result.out) == (0, "")
    assert all(Path(name).stat().st_size for name in names)
    assert "resextract: a.csv: 2 tasks\n" in result.err
    assert "resextract: a.ics: 2 × a task without a deadline: not in the calendar: a#op1/1, a#2\n" in result.err


@pytest.mark.usefixtures("jsonl")
def test_a_quiet_run_says_what_is_lost_and_no_more(resextract: Run) -> None:
    result = resextract("export", "tasks.jsonl", "-o", "a.csv", "-o", "a.ics", "-q")
    assert (result.code, result.err.count("\n"), "not in the calendar" in result.err) == (0, 1, True)


def test_through_pipes(resextract: Run, jsonl: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(jsonl)))
    result = resextract("export", "-", "-o", "-", "--format", "jsonl", "-q")
    assert (result.code, result.out.encode(), result.err) == (0, jsonl, "")


@pytest.mark.usefixtures("jsonl")
def test_the_options_of_csv(resextract: Run) -> None:
    resextract("export", "tasks.jsonl", "-o", "a.txt", "--format", "csv", "--csv", "plain", "--table", "mentions")
    assert Path("a.txt").read_bytes().startswith(b"task_id,slot,position,lemma,")
    resextract("export", "tasks.jsonl", "-o", "a.csv")
    assert Path("a.csv").read_bytes().startswith("\ufeffПункт;Задача;".encode())


def test_only_the_selected_tasks(resextract: Run, make_record: Callable[..., TaskRecord]) -> None:
    found = [make_record(), make_record(task_id="a#2", warnings=("no_actor",))]
    Path("tasks.jsonl").write_text("".join(map(format_record, found)), encoding="utf-8")
    result = resextract("export", "tasks.jsonl", "-o", "a.jsonl", "--with-warnings")
    assert (result.code, result.err) == (0, "resextract: a.jsonl: 1 tasks\n")
    assert Path("a.jsonl").read_text(encoding="utf-8") == format_record(found[1])


@pytest.mark.usefixtures("jsonl")
def test_links_to_the_sources_and_to_a_report(resextract: Run) -> None:
    Path("out").mkdir()
    resextract("export", "tasks.jsonl", "-o", "out/a.xlsx", "--root", "texts", "--report", "out/report.html")
    sheet = openpyxl.load_workbook("out/a.xlsx")["Задачи"]
    links = [cell.hyperlink.target for cell in sheet[2] if cell.hyperlink]
    assert links == ["..\\texts\\a.txt", "report.html"]


@pytest.mark.usefixtures("jsonl")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "a.txt"], "a.txt: say the format with --format or one of the suffixes .xlsx, .csv"),
        (["-o", "-"], "-: say the format with --format"),
        (["-o", "a.csv", "--format", "csv"], "--format csv: the suffix of every output says its format already"),
        (["-o", "a", "--format", "docx"], "'docx' is no format; there are xlsx, csv, parquet, ics, sqlite, jsonl"),
        (["-o", "a.csv", "--csv", "tsv"], "--csv tsv: there are excel, plain"),
        (["-o", "a.csv", "--table", "rows"], "--table rows: there are tasks, mentions"),
        (["-o", "./tasks.jsonl"], "tasks.jsonl: is the input; choose another name for the output"),
        (["-o", "a.csv", "-o", "./a.csv"], "an output is named twice"),
        (["-o", "-", "-o", "-", "--format", "csv"], "an output is named twice"),
        (["-o", "none/a.xlsx"], "none/a.xlsx: the folder none does not exist"),
        (["-o", "none/a.sqlite"], "none/a.sqlite: the folder none does not exist"),
        ([], "Missing option"),
    ],
)
def test_wrong_usage(resextract: Run, arguments: list[str], message: str) -> None:
    result = resextract("export", "tasks.jsonl", *arguments)
    assert (result.code, message in result.err) == (2, True)
    assert [path.name for path in Path().iterdir()] == ["tasks.jsonl"]


def test_standard_input_goes_to_one_output(resextract: Run) -> None:
    result = resextract("export", "-", "-o", "a.csv", "-o", "b.csv")
    assert (result.code, "standard input can be read only once" in result.err) == (2, True)


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.parquet", "a.ics", "a.sqlite", "a.jsonl"])
def test_a_line_that_is_no_record_is_named_and_the_old_output_stays(resextract: Run, jsonl: bytes, name: str) -> None:
    Path("tasks.jsonl").write_bytes(jsonl + b'{"task_id": 1}\n')
    Path(name).write_text("old")
    result = resextract("export", "tasks.jsonl", "-o", name)
    assert result.code == 1
    assert "tasks.jsonl, line 3: no task record: " in result.err
    assert f"; {name} was not written" in result.err
    assert Path(name).read_text() == "old"
    assert sorted(path.name for path in Path().iterdir()) == sorted([name, "tasks.jsonl"])


def test_records_that_are_not_there(resextract: Run) -> None:
    result = resextract("export", "none.jsonl", "-o", "a.csv")
    assert (result.code, "none.jsonl: cannot be read: No such file" in result.err) == (1, True)


def test_what_a_format_cannot_hold(resextract: Run, jsonl: bytes) -> None:
    Path("tasks.jsonl").write_bytes(jsonl * 2)
    result = resextract("export", "tasks.jsonl", "-o", "a.sqlite")
    assert (result.code, "a#op1/1: record 3 has the task_id of an earlier one" in result.err) == (1, True)


@pytest.mark.usefixtures("jsonl")
@pytest.mark.parametrize(
    ("name", "module"), [("a.xlsx", "xlsxwriter"), ("a.parquet", "pyarrow"), ("a.ics", "icalendar")]
)
def test_a_missing_library_is_asked_for(
    resextract: Run, monkeypatch: pytest.MonkeyPatch, name: str, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    result = resextract("export", "tasks.jsonl", "-o", name)
    assert result.code == 2
    assert result.err == f"resextract: {name}: {module} is not installed: pip install 'resextract[export]'\n"
    assert [path.name for path in Path().iterdir()] == ["tasks.jsonl"]


def test_the_help_names_the_formats(resextract: Run) -> None:
    result = resextract("export", "--help")
    assert all(suffix in result.out for suffix in (".xlsx", ".csv", ".parquet", ".ics", ".sqlite", ".jsonl"))


@pytest.mark.usefixtures("jsonl")
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--csv", "plain"], "--csv is for CSV"),
        (["--table", "tasks"], "--table is for CSV"),
        (["--report", "r.html"], "--report is for XLSX"),
    ],
)
def test_an_option_that_no_output_asks_for_is_refused(resextract: Run, options: list[str], message: str) -> None:
    outcome = resextract("export", "tasks.jsonl", "-o", "tasks.sqlite", *options)
    assert outcome.code == 2
    assert message in outcome.err


@pytest.mark.usefixtures("jsonl")
def test_filters_that_leave_nothing_say_so(resextract: Run) -> None:
    outcome = resextract("export", "tasks.jsonl", "-o", "none.jsonl", "--actor", "nobody")
    assert outcome.code == 0
    assert "no task is left by these filters" in outcome.err
