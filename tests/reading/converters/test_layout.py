from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from resextract.reading.converters.blocks import Cell, Table
from resextract.reading.converters.layout import MAX_DEPTH, format_blocks, tidy_text


def table(*rows: list[str]) -> Table:
    return Table(tuple(tuple(Cell((text,) if text else ()) for text in row) for row in rows))


def test_a_table_of_data_has_a_row_a_line() -> None:
    made = table(["№", "Мера", "Срок"], ["1", "смотр\nмузеев", ""])
    assert format_blocks(["План", made, "Глава"]) == "План\n\n| № | Мера | Срок |\n| 1 | смотр музеев | |\n\nГлава\n"


def test_a_table_of_two_columns_with_a_header_is_one() -> None:
    made = table(["Мероприятие", "Срок"], ["Провести смотр", "май"], ["Купить мебель", "июнь"])
    assert format_blocks([made]).startswith("| Мероприятие | Срок |\n")


def test_numbers_and_texts_in_two_columns_are_a_list() -> None:
    made = table(["1.", "Провести смотр."], ["2.", "Купить мебель."], ["3.", "Принять отчёт."])
    assert format_blocks([made]) == "1. Провести смотр.\n2. Купить мебель.\n3. Принять отчёт.\n"


def test_a_signature_is_a_line() -> None:
    assert format_blocks([table(["Глава района", "", "И.И. Петров"])]) == "Глава района\tИ.И. Петров\n"


def test_a_letterhead_is_read_cell_by_cell() -> None:
    made = Table(((Cell(("МИНИСТЕРСТВО", "ОБРАЗОВАНИЯ")), Cell(("Директорам", "школ"))),))
    assert format_blocks([made]) == "МИНИСТЕРСТВО\nОБРАЗОВАНИЯ\nДиректорам\nшкол\n"


def test_tables_inside_tables_without_end_give_their_text() -> None:
    made: Table = table(["дно"])
    for _ in range(50 * MAX_DEPTH):
        made = Table(((Cell((made,)),),))
    assert format_blocks([made]) == "дно\n"


def test_a_cell_that_is_merged_over_measures_stands_in_each() -> None:
    rows = (
        tuple(Cell((text,)) for text in ("№", "Мера", "Срок")),
        tuple(Cell((text,)) for text in ("1", "смотр", "май")),
        (Cell(("2",)), Cell(("отчёт",)), Cell(continues=True)),
        (Cell(continues=True), Cell(continues=True), Cell(("июнь",))),
    )
    lines = format_blocks([Table(rows)]).splitlines()
    assert lines[2:] == ["| 2 | отчёт | май |", "| | | июнь |"]


@given(st.text())
def test_a_tidy_text_keeps_the_promises(text: str) -> None:
    tidy = tidy_text(text)
    assert tidy_text(tidy) == tidy
    assert not set(tidy) & set("\r\x00\x0b\x0c\x1c\x85\u2028\ufeff")
    assert all(line == line.rstrip() for line in tidy.split("\n"))
    assert "\n\n\n" not in tidy
    assert tidy == "" or (tidy.endswith("\n") and tidy[0] != "\n")
    tidy.encode("utf-8")


def test_a_page_of_text_in_a_cell_makes_no_row() -> None:
    long = ["Провести смотр школьных музеев.", "слово " * 1000]
    made = Table(((Cell(("меню",)), Cell(tuple(long)), Cell(("новости",))), tuple(Cell((text,)) for text in "абв")))
    assert format_blocks([made]).splitlines()[:2] == ["меню", "Провести смотр школьных музеев."]


def test_a_row_without_end_makes_no_grid() -> None:
    made = Table((tuple(Cell((str(number),)) for number in range(100_000)), *[(Cell(("а",)),)] * 100_000))
    assert format_blocks([made]).count("\n") == 100_001
