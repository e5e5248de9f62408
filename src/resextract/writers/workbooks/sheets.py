"""Sheets of rows: cells by kind, links, and a further sheet where one is full."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from resextract.language.phrases import phrase
from resextract.writers.defusing import is_formula
from resextract.writers.workbooks.heights import estimate_height
from resextract.writers.workbooks.limits import Limits, count_units, cut_text
from resextract.writers.workbooks.links import link_range

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from resextract.writers.outcomes import Remarks
    from resextract.writers.tables.columns import Column, Value

__all__ = ["IN_RUSSIAN", "HeadedSheet", "Styles"]

CUT = phrase("a text cut to the characters of an Excel cell, with a mark in the cell")
ROUNDED = phrase("a number rounded to the 16 digits of an Excel cell")
UNLINKED = phrase("a cell without its link: Excel holds no more links on a sheet")
LONG_LINK = phrase("a cell without its link: the address is longer than Excel takes")
REPLACED = phrase("a text with its control characters shown as �")
FURTHER = phrase("a further sheet: Excel holds no more rows on one")
IN_RUSSIAN: dict[str, str] = {
    CUT: "текст обрезан до размера ячейки Excel, в ячейке стоит пометка",
    ROUNDED: "число округлено до 16 знаков ячейки Excel",
    UNLINKED: "ячейка без ссылки: больше ссылок на листе Excel не допускает",
    LONG_LINK: "ячейка без ссылки: адрес длиннее, чем допускает Excel",
    REPLACED: "вместо управляющих символов в тексте стоит �",
    FURTHER: "ещё один лист: больше строк на листе Excel не допускает",
}
"""What is other in a workbook than in the records, for the command line and for the sheet «О файле»."""

_FIRST_DAY = dt.date(1900, 3, 1)  # before it, Excel counts a day that never was: 29 February 1900
_SMALLEST, _LARGEST = 2.3e-308, 9.99e307
_EXACT = 2**53
_LABEL = 255
_CONTROLS = r"\x00-\x08\x0b-\x1f\ufffe\uffff"
# Control characters are written as _xHHHH_; one that shares its underscore with another would come back wrong.
_SHARED = re.compile(rf"_x[0-9a-fA-F]{{4}}(?=_x[0-9a-fA-F]{{4}}_|[{_CONTROLS}])")
_CONTROL = re.compile(f"[{_CONTROLS}]")


class Styles:
    """The formats of a workbook."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        cell = {"valign": "top", "font_size": 10}
        words = cell | {"text_wrap": True}
        code = words | {"num_format": "@"}
        link = code | {"font_color": "#0563C1", "underline": 1}
        self.head = workbook.add_format(
            words | {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F3864", "border": 1, "valign": "vcenter"}
        )
        self.title = workbook.add_format({"bold": True, "font_size": 14})
        self.plain = workbook.add_format(words)
        # Texts that start like a formula stay texts when somebody edits them: the prefix is Excel's own apostrophe.
        self.texts = {
            "text": (self.plain, workbook.add_format(words | {"quote_prefix": True})),
            "code": (workbook.add_format(code), workbook.add_format(code | {"quote_prefix": True})),
            "link": (workbook.add_format(link), workbook.add_format(link | {"quote_prefix": True})),
        }
        self.date = workbook.add_format(cell | {"num_format": "dd.mm.yyyy", "align": "left"})
        self.whole = workbook.add_format(cell | {"num_format": "#,##0"})
        self.count = workbook.add_format(cell | {"num_format": "0", "align": "center"})
        self.figure = workbook.add_format(cell)
        self.linked_number = workbook.add_format(
            cell | {"font_color": "#0563C1", "underline": 1, "num_format": "0", "align": "center"}
        )


class HeadedSheet:
    """A sheet with a frozen header, a filter and printing set up; full, it goes on in «Имя 2».

    Attributes:
        name: The name of the sheet that the next row goes to.
    """

    def __init__(
        self,
        workbook: xlsxwriter.Workbook,
        title: str,
        columns: Sequence[Column[Any]],
        styles: Styles,
        limits: Limits,
        remarks: Remarks,
    ) -> None:
        self._workbook, self._title, self._columns = workbook, title, columns
        self._styles, self._limits, self._remarks = styles, limits, remarks
        self._sheets = 0
        self.name = title
        self._open()

    def make_room(self, rows: int) -> None:
        """Begin a further sheet if so many rows do not fit on this one and would fit on another."""
        if self._row + rows > self._limits.rows and (self._row > 1 or rows == 1):
            self._close()
            self._open()
            self._remarks.add(FURTHER, f"«{self.name}»")

    def link_rows(self, count: int) -> str:
        """Return the address of the next so many rows, as far as they go on this sheet."""
        first = self._row + 1
        last = min(first + count - 1, self._limits.rows)
        return link_range(self.name, first, last, _name_column(len(self._columns) - 1))

    def write(self, item: Any, links: Mapping[str, str], place: str) -> None:
        """Write a row.

        Args:
            item: What the columns read.
            links: Addresses by the key of the column whose cell they go to.
            place: What to call the row in remarks.
        """
        self.make_room(1)
        values = [column.read(item) for column in self._columns]
        self._sheet.set_row(self._row, estimate_height(self._columns, values))
        for number, (column, value) in enumerate(zip(self._columns, values, strict=True)):
            if value is not None and value != "":
                self._write_cell(number, column.kind, value, links.get(column.key), place)
        self._row += 1

    def close(self) -> None:
        """Set the ranges that depend on how many rows there are."""
        self._close()

    def _open(self) -> None:
        self._sheets += 1
        self.name = self._title if self._sheets == 1 else f"{self._title} {self._sheets}"
        sheet: Worksheet = self._workbook.add_worksheet(self.name)
        self._sheet, self._links, self._row = sheet, 0, 1
        for number, column in enumerate(self._columns):
            sheet.set_column(number, number, column.width)
            sheet.write_string(0, number, column.header, self._styles.head)
        sheet.set_row(0, 30)
        sheet.freeze_panes(1, 1)
        sheet.hide_gridlines(0)  # they are printed as well
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.repeat_rows(0)
        sheet.set_footer("&L&A&RСтр. &P из &N")

    def _close(self) -> None:
        last_row, last_column = max(self._row - 1, 0), len(self._columns) - 1
        self._sheet.autofilter(0, 0, last_row, last_column)
        self._sheet.print_area(0, 0, last_row, sum(column.core for column in self._columns) - 1)
        # Item numbers are texts that look like numbers: no green triangles for them.
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:{_name_column(last_column)}{last_row + 1}"})

    def _write_cell(self, column: int, kind: str, value: Value, link: str | None, place: str) -> None:
        link = self._admit(link, place)
        if isinstance(value, dt.date) and value >= _FIRST_DAY:
            self._sheet.write_datetime(self._row, column, value, self._styles.date)
        elif isinstance(value, int | float) and _holds_number(value):
            self._write_number(column, kind, value, link, place)
        else:
            self._write_text(column, "link" if link else kind, _say(value), link, place)

    def _admit(self, link: str | None, place: str) -> str | None:
        if link is None:
            return None
        address, _, anchor = link.partition("#")
        if max(count_units(address), count_units(anchor)) > self._limits.url:
            self._remarks.add(LONG_LINK, place)
            return None
        if self._links >= self._limits.links:
            self._remarks.add(UNLINKED, f"«{self.name}», {place}")
            return None
        self._links += 1
        return link

    def _write_number(self, column: int, kind: str, value: float, link: str | None, place: str) -> None:
        if float(f"{value:.16G}") != value:
            self._remarks.add(ROUNDED, place)
        style = self._styles.figure
        if kind == "count":
            style = self._styles.count
        elif float(value).is_integer() and abs(value) < 1e15:
            style = self._styles.whole
        if link:
            self._sheet.write_url(self._row, column, link, self._styles.linked_number, str(value))
            style = self._styles.linked_number
        self._sheet.write_number(self._row, column, value, style)

    def _write_text(self, column: int, kind: str, text: str, link: str | None, place: str) -> None:
        shown = cut_text(text, self._limits.cell)
        if shown != text:
            self._remarks.add(CUT, place)
        style = self._styles.texts.get(kind, self._styles.texts["text"])[is_formula(shown)]
        if link:  # what it shows is replaced by the cell; XlsxWriter writes it to an attribute, unescaped
            self._sheet.write_url(self._row, column, link, style, _CONTROL.sub("\ufffd", shown[:_LABEL]))
        if _is_tricky(shown):
            if _CONTROL.search(shown):
                self._remarks.add(REPLACED, place)
                shown = _CONTROL.sub("\ufffd", shown)
            self._sheet.write_rich_string(self._row, column, *_split(shown, self._styles.plain), style)
        else:
            self._sheet.write_string(self._row, column, shown, style)


def _holds_number(value: float) -> bool:
    if isinstance(value, int):
        return abs(value) <= _EXACT
    return value == 0 or _SMALLEST <= abs(value) <= _LARGEST


def _say(value: Value) -> str:
    if isinstance(value, dt.date):
        return f"{value.day:02}.{value.month:02}.{value.year:04}"
    return value if isinstance(value, str) else repr(value).replace(".", ",")


def _is_tricky(text: str) -> bool:
    # XlsxWriter takes what looks like its own markup of rich strings for that.
    return (text.startswith("<r>") and text.endswith("</r>")) or _SHARED.search(text) is not None


def _split(text: str, style: Format) -> list[Any]:
    # As a rich string of several pieces, none of which looks like markup or like an escape.
    parts: list[Any] = []
    for piece in filter(None, [text[0], *re.split(r"(?<=_x)", text[1:])]):
        parts += [style, piece]
    return parts


def _name_column(number: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(number))
