from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resextract.language.quotes import find_quotes


def contents(text: str) -> list[tuple[str, int]]:
    return [(text[q.inner_start : q.inner_end], q.depth) for q in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("без кавычек", []),
        ("проект «А» и «Б»", [("А", 0), ("Б", 0)]),
        ('проект "А", "Б" и "В"', [("А", 0), ("Б", 0), ("В", 0)]),
        ("“А“ и “Б“", [("А", 0), ("Б", 0)]),
        ("„А“ и ”Б”", [("А", 0), ("Б", 0)]),
        ("“А” и ‘Б’", [("А", 0), ("Б", 0)]),
        ("«А« и «Б»", [("А", 0), ("Б", 0)]),
        ('«А" и „Б»', [("А", 0), ("Б", 0)]),
        ("«А «Б»» «В»", [("А «Б»", 0), ("Б", 1), ("В", 0)]),
        ("«А „Б“ В»", [("А „Б“ В", 0), ("Б", 1)]),
        ('"А "Б""', [('А "Б"', 0), ("Б", 1)]),
        ("'А' и 'Б'", [("А", 0), ("Б", 0)]),
        ('" А " и', [(" А ", 0)]),
        ("(«А»)", [("А", 0)]),
    ],
)
def test_pairs(text: str, expected: list[tuple[str, int]]) -> None:
    assert contents(text) == expected


@pytest.mark.parametrize("text", ["рок-н'ролл и д'Артаньян", 'труба 5" и', "А» и Б", "« »", "»"])
def test_no_quotes(text: str) -> None:
    assert find_quotes(text) == ()


def test_one_mark_closes_two_nested_pairs() -> None:
    (outer, inner) = find_quotes("проект «Лига «Первых».")
    assert (outer.inner_end, outer.end, outer.closed) == (inner.end, inner.end, True)


@pytest.mark.parametrize(
    ("text", "content"),
    [("проект «Успех каждого; далее", "Успех каждого"), ("проект «Успех.", "Успех"), ("проект «Успех", "Успех")],
)
def test_lost_closing_mark_ends_with_the_clause(text: str, content: str) -> None:
    (quote,) = find_quotes(text)
    assert (text[quote.inner_start : quote.inner_end], quote.closed) == (content, False)


def test_lost_closing_mark_before_the_next_title() -> None:
    assert contents("проекты «А, «Б» и «В»") == [("А", 0), ("Б", 0), ("В", 0)]


MARKED = st.text(alphabet="«»“”„\"'’ аБ,;.", max_size=40)


@given(MARKED)
def test_quotes_are_ordered_and_nest(text: str) -> None:
    quotes = find_quotes(text)
    assert [q.start for q in quotes] == sorted({q.start for q in quotes})
    for quote in quotes:
        assert quote.start + 1 == quote.inner_start <= quote.inner_end <= quote.end <= len(text)
        assert text[quote.inner_start : quote.inner_end].strip()


@given(st.lists(st.text(alphabet="абв ", min_size=1, max_size=8).filter(str.strip), max_size=6))
def test_plain_pairs_are_all_found(parts: list[str]) -> None:
    text = ", ".join(f"«{part.strip()}»" for part in parts)
    assert contents(text) == [(part.strip(), 0) for part in parts]
