"""The sheet that says what the others hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from resextract.digest.wording import count_noun, list_words, name_code
from resextract.writers.workbooks.heights import count_lines, measure_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.worksheet import Worksheet

    from resextract.writers.tables.columns import Column
    from resextract.writers.workbooks.sheets import Styles

__all__ = ["ABOUT", "set_up_about", "write_about"]

ABOUT = "О файле"

_WIDTHS = (24, 34, 90)

_INTRODUCTION = (
    "Записи извлечены из документов программой resextract: перед использованием сверяйте их с источником.",
    "Даты — настоящие даты, числа — настоящие числа: по ним можно сортировать, фильтровать и считать.",
    "Печатаются первые столбцы листов, остальные нужны для поиска и сверки.",
    "Ссылки: «Упоминаний» ведёт к строкам упоминаний задачи, «Код задачи» на листе упоминаний — обратно, «Файл» — "
    "к документу. Ссылки на файлы работают, пока файлы лежат там же, где лежали относительно этой книги.",
)


def set_up_about(sheet: Worksheet) -> None:
    """Set the widths and the printing of the sheet."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&RСтр. &P из &N")


def write_about(
    sheet: Worksheet,
    tables: Sequence[tuple[str, Sequence[Column[Any]]]],
    tasks: int,
    remarks: Iterable[str],
    styles: Styles,
) -> None:
    """Write the sheet.

    Args:
        sheet: An empty sheet.
        tables: The name and the columns of each sheet of rows.
        tasks: How many tasks there are.
        remarks: What is other in the workbook than in the records.
        styles: The formats of the workbook.
    """
    row = 0

    def write(*cells: str, head: bool = False) -> None:
        nonlocal row
        lines = max(count_lines(text, width) for text, width in zip(cells, _WIDTHS, strict=True))
        sheet.set_row(row, measure_lines(lines))
        for column, text in enumerate(cells):
            sheet.write_string(row, column, text, styles.head if head else styles.plain)
        row += 1

    def write_line(text: str) -> None:
        nonlocal row
        sheet.merge_range(row, 0, row, 2, "", styles.plain)
        sheet.write_string(row, 0, text, styles.plain)
        sheet.set_row(row, measure_lines(count_lines(text, sum(_WIDTHS))))
        row += 1

    sheet.write_string(0, 0, "Задачи из документов", styles.title)
    row = 1
    for text in (f"В книге {count_noun(tasks, 'tasks')}.", *_INTRODUCTION):
        write_line(text)
    for remark in remarks:
        write_line(f"Внимание: {remark}")
    row += 1
    write("Лист", "Столбец", "Что в нём", head=True)
    for name, columns in tables:
        for column in columns:
            write(name, column.header, column.meaning)
    row += 1
    write("Проверить", "Пометка", "Что проверить", head=True)
    for code, words in list_words("warning").items():
        write(code, words, name_code("warning_help", code))
