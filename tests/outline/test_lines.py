from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resextract.outline.lines import measure_layout, split_lines


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f", "\x85", "\u2028"])
def test_any_line_end_ends_a_line(end: str) -> None:
    assert [line.text for line in split_lines(f"один{end}два{end}")] == ["один", "два"]


def test_offsets_hold_the_visible_text_only() -> None:
    raw = "  первая строка \n\n\tвторая\n"
    assert [raw[line.start : line.end] for line in split_lines(raw)] == ["первая строка", "вторая"]
    assert [(line.indent, line.blanks) for line in split_lines(raw)] == [(2, 0), (1, 1)]


@given(st.text(max_size=80))
def test_every_visible_character_is_in_one_line(raw: str) -> None:
    lines = split_lines(raw)
    owned = {i for line in lines for i in range(line.start, line.end)}
    assert sum(line.end - line.start for line in lines) == len(owned)
    assert all(raw[i].isspace() or raw[i] in "\ufeff\u200b\x1c\x1d\x1e\x85" for i in range(len(raw)) if i not in owned)


def test_a_blank_text_has_no_lines() -> None:
    assert split_lines(" \n\t\n") == []


def test_wrapped_and_spaced_layouts_are_told_apart() -> None:
    words = [
        "обеспечить",
        "развитие",
        "системы",
        "дополнительного",
        "образования",
        "детей",
        "района",
        "в",
        "течение",
        "года",
    ]
    wrapped = "\n".join(" ".join(words[i : i + 3]) for i in range(0, len(words), 3))
    assert measure_layout(split_lines(wrapped * 3)).wrapped
    assert measure_layout(split_lines("\n\n".join(wrapped.split("\n") * 3))).spaced
    assert not measure_layout(split_lines("1. Провести.\n2. Создать.\n3. Открыть.")).wrapped
