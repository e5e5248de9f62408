from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resextract.writers.defusing import is_converted, is_formula, protect_text


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+7", "-1", "@SUM", "\tx", "\rx", "＝1", "＋1", "－1", "＠a", " =1", "\n=1", "\u200b=1", "−5", "\x00=1"],
)
def test_what_could_be_a_formula_is_one(text: str) -> None:
    assert is_formula(text)
    assert protect_text(text) == "'" + text


@pytest.mark.parametrize("text", ["", "1 = 1", "а-б", "провести смотр", "№ 5", "«=»"])
def test_what_cannot_be_a_formula_is_none(text: str) -> None:
    assert not is_formula(text)
    assert protect_text(text) == text


@pytest.mark.parametrize(
    "text",
    ["1.2", "1.10", "002", "1/2", "3-4", "10:30", "1e5", "12.5", "12,5", "5 мая", "май 2025", "1 мая 2025 г.", "TRUE",
     "ложь", "5 %", "(5)", "123456789012", "1 сен", "Jan-5", "10 р.", "2020-01-15"],
)  # fmt: skip
def test_what_excel_would_turn_into_a_figure_or_a_date_is_marked(text: str) -> None:
    assert is_converted(text)
    assert protect_text(text) == "'" + text


@pytest.mark.parametrize(
    "text", ["2", "0", "30.11.2021", "505-П", "5 педагогов", "а)", "1.2 провести", "майский", "001_abc"]
)
def test_what_excel_shows_as_it_stands_is_not_marked(text: str) -> None:
    assert protect_text(text) == text


@given(st.text())
def test_taking_one_apostrophe_away_gives_the_text_back(text: str) -> None:
    marked = protect_text(text)
    assert marked.removeprefix("'") == text
    assert not is_formula(marked)


@given(st.text("0123456789 .,-/:майянвesp", min_size=1000, max_size=100_000))
def test_a_long_text_is_looked_at_quickly(text: str) -> None:
    assert not is_converted(text.strip() + "x")
