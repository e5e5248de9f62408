from __future__ import annotations

from resextract.reading.converters.blocks import Table
from resextract.reading.converters.pdf_heads import strip_heads
from resextract.reading.converters.pdf_lines import PageLine

BODY = ["провести смотр", "купить мебель", "принять отчёт"]


def page(*texts: str | float) -> list[PageLine | Table]:
    """Lines one below the other; a number is a gap of so many points."""
    lines: list[PageLine | Table] = []
    top = 0.0
    for text in texts:
        if isinstance(text, str):
            lines.append(PageLine(text, 50.0, top, top + 12, 12.0, 6.0))
            top += 14
        else:
            top += text
    return lines


def texts(pages: list[list[PageLine | Table]]) -> list[list[str]]:
    return [[line.text for line in items if isinstance(line, PageLine)] for items in strip_heads(pages)]


def test_numbers_of_pages_go_wherever_they_stand() -> None:
    for shape in ("{}", "- {} -", "стр. {}", "Страница {} из 3", "{}/3"):
        pages = [page(*BODY, shape.format(number)) for number in (1, 2, 3)]
        assert texts(pages) == [BODY] * 3
    assert texts([page(*BODY), page("2", *BODY), page("3", *BODY)]) == [BODY] * 3


def test_a_number_that_does_not_count_the_pages_is_text() -> None:
    pages = [page(*BODY, "2024", "1"), page(*BODY, "до 5"), page("15", *BODY)]
    assert texts(pages) == [[*BODY, "2024"], [*BODY, "до 5"], ["15", *BODY]]


def test_a_running_head_goes_where_it_stands_apart() -> None:
    pages = [page(f"Приказ № 5, лист {number}", 30.0, *BODY) for number in (1, 2, 3)]
    assert texts(pages) == [BODY] * 3


def test_a_line_that_only_comes_back_is_text() -> None:
    pages = [page("Директорам школ:", *BODY) for _ in range(3)]
    assert texts(pages) == [["Директорам школ:", *BODY]] * 3
    assert texts(pages[:2]) == [["Директорам школ:", *BODY]] * 2


def test_pages_of_a_table_and_empty_ones_stay_as_they_are() -> None:
    table = Table(())
    assert strip_heads([[table], [], page("1. смотр")])[:2] == [[table], []]
