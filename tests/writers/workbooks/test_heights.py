from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resextract.writers.tables.columns import Column
from resextract.writers.workbooks.heights import count_lines, estimate_height


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, 1),
        ("слово", 5, 1),
        ("слово слово", 5, 2),
        ("слово слово", 11, 1),
        ("а\nб\nв", 10, 3),
        ("а" * 25, 10, 3),
        ("да " + "а" * 25, 10, 4),
        ("а" * 25 + " да", 10, 3),
    ],
)
def test_lines_are_counted_as_words_wrap(text: str, width: int, lines: int) -> None:
    assert count_lines(text, width) == lines


@given(st.lists(st.text("аб", min_size=1, max_size=30), min_size=1, max_size=8), st.integers(4, 20))
def test_no_fewer_lines_are_counted_than_a_text_takes(words: list[str], width: int) -> None:
    text = " ".join(words)
    needed = len(textwrap.wrap(text, width, break_on_hyphens=False))
    assert count_lines(text, width) >= needed  # textwrap fills the rest of a line with the start of a long word
    assert count_lines(text, width) <= needed + len(words)


def test_a_row_is_as_tall_as_its_tallest_cell_and_no_taller_than_excel_allows() -> None:
    narrow: Column[object] = Column("a", "А", "text", 5, str, "")
    wide: Column[object] = Column("b", "Б", "text", 50, str, "")
    assert estimate_height([narrow, wide], [None, None]) == estimate_height([wide], ["слово"]) == 15.0
    assert estimate_height([narrow, wide], ["слово слово", "слово"]) == 28.5
    assert estimate_height([narrow], ["слово " * 1000]) == 409.0
    assert estimate_height([narrow], [1234567890.5]) == 15.0
