from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from openpyxl.utils.escape import unescape
from tests.writers.expected_rows import expect_mentions, expect_task
from tests.writers.hostile_records import records

from resextract.digest.wording import list_words
from resextract.writers.jsonl import format_record
from resextract.writers.tables.mentions import MENTION_COLUMNS
from resextract.writers.tables.tasks import TASK_COLUMNS
from resextract.writers.workbooks.limits import CUT_MARK, Limits
from resextract.writers.workbooks.xlsx import write_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from resextract.records.models import TaskRecord

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
SHARED = re.compile("_x[0-9a-fA-F]{4}(_x[0-9a-fA-F]{4}_|[\x00-\x08\x0b-\x1f\ufffe\uffff])")
ANY_PLACE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)


class Text(str):
    """A text as openpyxl reads it: escapes of control characters are not undone, and runs of rich text are joined."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return str(self) == other or unescape(str(self)) == other


def read_strictly(path: Path, sheet: str, cell: str) -> str:
    """Reads a text as ECMA-376 says: escapes are undone in each run for itself."""
    root = etree.fromstring(read_parts(path)[f"xl/worksheets/{sheet}.xml"])
    runs = root.findall(f".//{{*}}c[@r='{cell}']//{{*}}t")
    return "".join(unescape(run.text or "") for run in runs)


def read_cell(cell: Cell) -> Any:
    if isinstance(cell.value, dt.datetime):
        assert (cell.number_format, cell.value.time()) == ("dd.mm.yyyy", dt.time())
        return cell.value.date()
    assert cell.data_type != "f", cell.value
    return Text(cell.value) if isinstance(cell.value, str) else cell.value


def read_rows(sheet: Worksheet, columns: Any) -> list[dict[str, Any]]:
    head, *rows = sheet.iter_rows(max_col=len(columns))
    assert [cell.value for cell in head] == [column.header for column in columns]
    return [{column.key: read_cell(cell) for column, cell in zip(columns, row, strict=True)} for row in rows]


def as_cell(value: Any) -> Any:
    if value == "":
        return None
    if isinstance(value, dt.date) and value < dt.date(1900, 3, 1):  # Excel's calendar is wrong before that day
        return f"{value.day:02}.{value.month:02}.{value.year:04}"
    if isinstance(value, float):
        if value and not 2.3e-308 <= abs(value) <= 9.99e307:
            return repr(value).replace(".", ",")
        return float(f"{value:.16G}")
    if isinstance(value, str) and (re.fullmatch("<r>.*</r>", value, re.DOTALL) or SHARED.search(value)):
        return CONTROL.sub("\ufffd", value)
    return value


def check(found: list[TaskRecord], path: Path) -> tuple[str, ...]:
    written = write_xlsx(found, str(path))
    assert written.tasks == len(found)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Задачи", "Упоминания", "О файле"]
    tables: list[tuple[str, Any, list[dict[str, Any]]]] = [
        ("Задачи", TASK_COLUMNS, [expect_task(record) for record in found]),
        ("Упоминания", MENTION_COLUMNS, [row for record in found for row in expect_mentions(record)]),
    ]
    for name, columns, expected in tables:
        rows = read_rows(book[name], columns)
        cells = [{key: as_cell(value) for key, value in row.items()} for row in expected]
        assert rows == cells
    return tuple(remark for remark in written.remarks if "where its link leads" not in remark)


def test_all_values_of_the_annotated_texts_stand_in_the_workbook(annotated: list[TaskRecord], tmp_path: Path) -> None:
    assert check(annotated, tmp_path / "a.xlsx") == ()


@ANY_PLACE
@given(found=records())
def test_hostile_values_stand_in_the_workbook(found: list[TaskRecord], tmp_path: Path) -> None:
    check(found, tmp_path / "a.xlsx")


def test_texts_that_look_like_markup_or_escapes_come_back(make_record: Callable[..., Any], tmp_path: Path) -> None:
    texts = [
        "<r>a</r>",
        "<r></t></r>",
        "_x005F_x0041_",
        "_x0041_x0042_x0043_",
        "<r>_x0041_</r>",
        "_x0041_",
        "<r>=1</r>",
        "x\x01y",
    ]
    path = tmp_path / "a.xlsx"
    assert check([make_record(task_id=f"a#{n}", text=text) for n, text in enumerate(texts)], path) == ()
    assert [read_strictly(path, "sheet1", f"B{row}") for row in range(2, len(texts) + 2)] == texts
    remarks = check([make_record(text="<r>\x01</r>"), make_record(text="_x0041\x02")], tmp_path / "a.xlsx")
    assert remarks == ("2 × a text with its control characters shown as �: a#op1/1",)


def test_texts_that_start_like_a_formula_carry_excels_own_mark(make_record: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    check([make_record(number="=1", text="+1 место"), make_record(number="1", text="провести")], path)
    sheet = openpyxl.load_workbook(path)["Задачи"]
    assert [[cell.quotePrefix for cell in row] for row in sheet["A2:B3"]] == [[True, True], [False, False]]
    assert b"<f>" not in b"".join(read_parts(path).values())


def read_parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_item_numbers_are_texts_and_figures_are_numbers(make_record: Callable[..., Any], tmp_path: Path) -> None:
    target = {
        "value": 1_200_000.0, "value_from": None, "unit": "money", "unit_text": "рублей", "comparator": "eq",
        "indicator": None, "text": "1,2 млн рублей", "start": 1, "end": 5, "inherited": False,
    }  # fmt: skip
    write_xlsx([make_record(number="1.10", targets=(target,))], str(tmp_path / "a.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Задачи"]
    keys = [column.key for column in TASK_COLUMNS]
    number, value = sheet.cell(2, 1), sheet.cell(2, keys.index("target_value") + 1)
    assert (number.value, number.data_type, number.number_format) == ("1.10", "s", "@")
    assert (value.value, value.data_type, value.number_format) == (1_200_000, "n", "#,##0")


def test_links_lead_to_the_mentions_and_back_to_the_source_and_to_the_report(
    annotated: list[TaskRecord], tmp_path: Path
) -> None:
    annotated = annotated[::7]
    (tmp_path / "out").mkdir()
    path = tmp_path / "out" / "a.xlsx"
    write_xlsx(annotated, str(path), root=tmp_path, report=tmp_path / "out" / "report.html")
    book = openpyxl.load_workbook(path)
    tasks, mentions = book["Задачи"], book["Упоминания"]
    columns = {cell.value: cell.column for cell in tasks[1]}
    for row, record in enumerate(annotated, 2):
        source = tasks.cell(row, columns["Файл"]).hyperlink.target.replace("\\", "/")
        assert (path.parent / source).resolve() == (tmp_path / record.document.source).resolve()
        report = tasks.cell(row, columns["Отчёт"]).hyperlink
        assert (report.target, unquote(report.location)) == ("report.html", f"task={record.task_id}")
        assert "#" not in report.location
        count = tasks.cell(row, columns["Упоминаний"])
        rows = len(expect_mentions(record))
        assert count.value == rows
        if not rows:
            assert count.hyperlink is None
            continue
        sheet, _, area = count.hyperlink.location.partition("!")
        cells = mentions[area]
        assert (sheet, len(cells), {row[0].value for row in cells}) == ("'Упоминания'", rows, {record.task_id})
        assert {row[0].hyperlink.location for row in cells} == {f"'Задачи'!A{row}:AG{row}"}


def test_a_text_that_no_cell_holds_is_cut_with_a_mark_and_said(make_record: Callable[..., Any], tmp_path: Path) -> None:
    long = "😀" * 20_000  # two units each, as Excel counts
    written = write_xlsx([make_record(text=long), make_record(text="а" * 32_767)], str(tmp_path / "a.xlsx"))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    first, second = (book["Задачи"].cell(row, 2).value for row in (2, 3))
    assert (first.endswith(CUT_MARK), set(first.removesuffix(CUT_MARK))) == (True, {"😀"})
    assert 32_760 < len(first.encode("utf-16-le")) // 2 <= 32_767
    assert second == "а" * 32_767
    assert written.remarks[:-1] == (
        "1 × a text cut to the characters of an Excel cell, with a mark in the cell: a#op1/1",
    )
    about = [cell.value for cell in book["О файле"]["A"]]
    assert "Внимание: 1 × текст обрезан до размера ячейки Excel, в ячейке стоит пометка: a#op1/1" in about


def test_rows_and_links_beyond_the_limits_are_not_lost(annotated: list[TaskRecord], tmp_path: Path) -> None:
    found = annotated[:40]
    written = write_xlsx(found, str(tmp_path / "a.xlsx"), limits=Limits(rows=30, links=25))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    rows = [row for name in book.sheetnames if name.startswith("Зад") for row in read_rows(book[name], TASK_COLUMNS)]
    assert [row["task_id"] for row in rows] == [record.task_id for record in found]
    names = [name for name in book.sheetnames if name.startswith("Упо")]
    assert names[:2] == ["Упоминания", "Упоминания 2"]
    rows = [row for name in names for row in read_rows(book[name], MENTION_COLUMNS)]
    assert rows == [row for record in found for row in expect_mentions(record)]
    assert all(sheet.max_row <= 30 and len(sheet._hyperlinks) <= 25 for sheet in book if sheet.title != "О файле")
    assert any(" × a cell without its link: Excel holds no more links on a sheet: " in text for text in written.remarks)
    assert any(
        " × a further sheet: Excel holds no more rows on one: «Упоминания 2», «Упоминания 3», «Задачи 2»" in text
        for text in written.remarks
    )
    for name in [name for name in book.sheetnames if name.startswith("Зад")]:
        for cell in book[name]["AE"][1:]:
            if cell.hyperlink:
                sheet, _, area = cell.hyperlink.location.partition("!")
                task_id = book[name].cell(cell.row, len(TASK_COLUMNS)).value
                assert {row[0].value for row in book[sheet.strip("'")][area]} == {task_id}


def test_an_address_that_is_too_long_is_left_out_and_said(make_record: Callable[..., Any], tmp_path: Path) -> None:
    document = {"source": "папка/" * 60 + "a.txt"}
    written = write_xlsx([make_record(document=document)], str(tmp_path / "a.xlsx"), root=tmp_path)
    assert written.remarks[:-1] == ("1 × a cell without its link: the address is longer than Excel takes: a#op1/1",)


def test_the_workbook_prints_well_and_can_be_filtered(annotated: list[TaskRecord], tmp_path: Path) -> None:
    write_xlsx(annotated[:3], str(tmp_path / "a.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Задачи"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:AF4")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight, sheet.print_title_rows) == (
        "landscape",
        0,
        "$1:$1",
    )
    assert sheet.print_area == "'Задачи'!$A$1:$I$4"
    assert all(sheet.column_dimensions[letter].width > 5 for letter in "ABCDEFGHI")
    assert sheet["B2"].alignment.wrap_text


def test_the_sheet_about_the_file_explains_every_column_and_warning(
    make_record: Callable[..., Any], tmp_path: Path
) -> None:
    write_xlsx([make_record()], str(tmp_path / "a.xlsx"))
    rows = list(openpyxl.load_workbook(tmp_path / "a.xlsx")["О файле"].iter_rows(values_only=True))
    explained = {row[:2] for row in rows if row[2]}
    assert {("Задачи", column.header) for column in TASK_COLUMNS} <= explained
    assert {("Упоминания", column.header) for column in MENTION_COLUMNS} <= explained
    assert set(list_words("warning").items()) <= explained
    assert rows[1][0] == "В книге 1 задача."


def test_no_records_give_sheets_with_heads_alone(tmp_path: Path) -> None:
    assert check([], tmp_path / "a.xlsx") == ()


SCRIPT = """
import sys
from pathlib import Path
from resextract.records.files import read_records
from resextract.writers.exports import export_file
for target in sys.argv[2:]:
    export_file(Path(sys.argv[1]), target, Path(target).suffix[1:])
"""


def test_a_document_that_is_not_where_its_link_leads_is_said_once(
    make_record: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = [make_record(), make_record(task_id="a#2"), make_record(document={"source": "-"})]
    written = write_xlsx(found, str(tmp_path / "a.xlsx"))
    assert written.remarks == ("1 × a document that is not where its link leads (see --root): a.txt",)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Задачи"]
    assert [cell.hyperlink is None for cell in sheet["AB"]] == [True, False, False, True]
    before = (tmp_path / "a.xlsx").read_bytes()
    (tmp_path / "a.txt").touch()
    assert write_xlsx(found, str(tmp_path / "a.xlsx")).remarks == ()
    assert (tmp_path / "a.xlsx").read_bytes() == before


@pytest.mark.slow
def test_every_format_has_the_same_bytes_in_any_process(annotated: list[TaskRecord], tmp_path: Path) -> None:
    source = tmp_path / "tasks.jsonl"
    source.write_text("".join(map(format_record, annotated)), encoding="utf-8")
    suffixes = ["xlsx", "csv", "parquet", "ics", "sqlite", "jsonl"]
    for folder, seed, zone in (("a", "1", "UTC"), ("b", "2", "Asia/Tokyo")):
        (tmp_path / folder).mkdir()
        targets = [str(tmp_path / folder / f"x.{suffix}") for suffix in suffixes]
        settings_ = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C.UTF-8" if folder == "a" else "C"}
        subprocess.run([sys.executable, "-c", SCRIPT, str(source), *targets], check=True, env=os.environ | settings_)
    for suffix in suffixes:
        first, second = ((tmp_path / folder / f"x.{suffix}").read_bytes() for folder in "ab")
        assert first == second, suffix
