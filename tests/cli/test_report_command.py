from __future__ import annotations

import datetime as dt
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.report_records import write_documents

from resextract.digest.selections import Selection
from resextract.writers.jsonl import write_records

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def tasks(resextract: Callable[..., Any]) -> Path:
    """Seven tasks in three documents, with two of the sources, in the working folder."""
    path = Path("tasks.jsonl")
    write_records(write_documents(Path()), path)
    return path


def test_a_report_is_written_and_what_is_missing_is_named(resextract: Callable[..., Any], tasks: Path) -> None:
    outcome = resextract("report", "tasks.jsonl", "-o", "report.html", "--today", "2024-03-01")
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.splitlines() == [
        "resextract: pismo.txt: not found (see --root): the report shows its tasks without the text",
        "resextract: report.html: 3 documents, 7 tasks",
    ]
    assert "по состоянию на <b>01.03.2024</b>" in Path("report.html").read_text(encoding="utf-8")


def test_the_same_day_gives_the_same_bytes_wherever_it_goes(resextract: Callable[..., Any], tasks: Path) -> None:
    resextract("report", "tasks.jsonl", "-o", "report.html", "--today", "2024-03-01")
    outcome = resextract("report", "tasks.jsonl", "-o", "-", "--today", "2024-03-01")
    assert outcome.out.encode() == Path("report.html").read_bytes()


def test_the_day_is_todays_unless_it_is_named(resextract: Callable[..., Any], tasks: Path) -> None:
    before = dt.date.today()  # noqa: DTZ011 - the user's own day is meant
    resextract("report", "tasks.jsonl", "-o", "report.html")
    days = {before, dt.date.today()}  # noqa: DTZ011
    page = Path("report.html").read_text(encoding="utf-8")
    assert any(f"на <b>{day:%d.%m.%Y}</b>" in page for day in days)
    assert resextract("report", "tasks.jsonl", "-o", "report.html", "--today", "1 марта").code == 2


def test_sources_are_looked_for_below_a_root(resextract: Callable[..., Any], tasks: Path) -> None:
    Path("archive").mkdir()
    for source in Path().glob("*.txt"):
        source.rename(Path("archive") / source)
    assert resextract("report", "tasks.jsonl", "-o", "a.html").err.count("not found") == 3
    assert resextract("report", "tasks.jsonl", "-o", "a.html", "--root", "archive").err.count("not found") == 1


def test_a_changed_source_is_named(resextract: Callable[..., Any], tasks: Path) -> None:
    Path("sovet.txt").write_text("РЕЗОЛЮЦИЯ", encoding="utf-8")
    outcome = resextract("report", "tasks.jsonl", "-o", "report.html")
    assert outcome.code == 0
    assert "sovet.txt: is not the file that the records were made from (sha256)" in outcome.err


def test_the_heading_is_a_choice(resextract: Callable[..., Any], tasks: Path) -> None:
    resextract("report", "tasks.jsonl", "-o", "report.html", "--title", "Обзор <2024>")
    assert "<h1>Обзор &lt;2024&gt;</h1>" in Path("report.html").read_text(encoding="utf-8")


def test_records_may_come_from_standard_input(
    resextract: Callable[..., Any], tasks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(tasks.read_bytes())))
    assert "3 documents, 7 tasks" in resextract("report", "-", "-o", "report.html").err


def test_an_empty_file_gives_a_page_that_says_so(resextract: Callable[..., Any]) -> None:
    Path("tasks.jsonl").touch()
    outcome = resextract("report", "tasks.jsonl", "-o", "report.html")
    assert (outcome.code, outcome.err) == (
        0,
        "resextract: report.html: 0 documents, 0 tasks\nresextract: the file holds no task\n",
    )
    assert "Задач нет." in Path("report.html").read_text(encoding="utf-8")


def test_what_is_no_record_is_named_and_the_old_report_stays(resextract: Callable[..., Any], tasks: Path) -> None:
    Path("report.html").write_text("old")
    with tasks.open("a") as stream:
        stream.write('{"task_id": 1}\n')
    outcome = resextract("report", "tasks.jsonl", "-o", "report.html")
    assert outcome.code == 1
    assert outcome.err.startswith("resextract: tasks.jsonl, line 8: no task record: ")
    assert Path("report.html").read_text() == "old"
    assert resextract("report", "missing.jsonl", "-o", "report.html").code == 1


def test_an_output_that_cannot_be_written_is_wrong_usage(resextract: Callable[..., Any], tasks: Path) -> None:
    before = tasks.read_bytes()
    assert resextract("report", "tasks.jsonl", "-o", "nowhere/report.html").code == 2
    assert resextract("report", "tasks.jsonl", "-o", "./tasks.jsonl").code == 2
    assert tasks.read_bytes() == before


def test_a_selection_leaves_out_what_it_does_not_match(tasks: Path) -> None:
    from resextract.cli.reporting import write_report

    selection = Selection(document="prikaz")
    write_report(tasks, "report.html", None, today=dt.date(2024, 3, 1), title=None, selection=selection)
    page = Path("report.html").read_text(encoding="utf-8")
    assert "1 документ, 3 задачи" in page
    assert "РЕЗОЛЮЦИЯ" not in page


def test_the_help_shows_how_it_is_called(resextract: Callable[..., Any]) -> None:
    outcome = resextract("report", "--help")
    assert outcome.code == 0
    assert "\n    resextract report tasks.jsonl -o report.html\n" in outcome.out
    assert "  report " in resextract("--help").out
