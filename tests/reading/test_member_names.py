from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resextract.reading.member_names import judge_name, show_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\x1b[31m.txt", "a\\x1b[31m.txt"),
        ("a\nb.txt", "a\\x0ab.txt"),
        ("a\u202etxt.exe", "a\\u202etxt.exe"),
        ("a\u2028b.txt", "a\\u2028b.txt"),
        ("a\x85b.txt", "a\\x85b.txt"),
        ("a\0.txt", "a\\x00.txt"),
    ],
)
def test_names_that_would_steer_a_terminal_are_refused_and_shown_escaped(name: str, shown: str) -> None:
    assert judge_name(name) == f"refused: control characters in the name ({shown})"
    assert show_name(name) == shown


@pytest.mark.parametrize("name", ["Приказ № 5.txt", "папка/«План» – 2024.docx", "a\u00adb.txt", "e\u0301.txt"])
def test_ordinary_names_are_taken_as_they_are(name: str) -> None:
    assert judge_name(name) == ""
    assert show_name(name) == name


@given(st.text())
def test_whatever_is_shown_can_be_printed(name: str) -> None:
    shown = show_name(name)
    shown.encode("utf-8")
    assert "refused: control" not in judge_name(shown)
    assert len(shown.splitlines()) <= 1
