from __future__ import annotations

from typing import Any

from resextract.reading.converters.pdf_lines import find_footnotes, format_lines, group_lines

WIDTH = 6.0


def word(text: str, x: float, y: float, size: float = 12.0) -> dict[str, Any]:
    return {"text": text, "x0": x, "x1": x + WIDTH * len(text), "top": y, "bottom": y + size}


def line(text: str, x: float, y: float, size: float = 12.0) -> list[dict[str, Any]]:
    words = []
    for part in text.split():
        words.append(word(part, x, y, size))
        x += WIDTH * (len(part) + 1)
    return words


def texts(words: list[dict[str, Any]], width: float | None = 600.0) -> list[str]:
    return [found.text for found in group_lines(words, width)]


def test_words_that_stand_at_one_height_are_a_line() -> None:
    assert texts([*line("провести смотр", 50, 100), word("²", 140, 97, 6), *line("школ", 50, 114)]) == [
        "провести смотр ²",
        "школ",
    ]


def test_a_wide_gap_stays_wide() -> None:
    assert texts([*line("Глава района", 50, 100), *line("Петров", 400, 100)]) == [f"Глава района{' ' * 46}Петров"]


def test_two_columns_of_text_come_one_after_the_other() -> None:
    left = [line("управлению образования города провести", 50, 100 + 14 * n) for n in range(30)]
    right = [line("отделу культуры и спорта открыть музей", 320, 100 + 14 * n) for n in range(30)]
    title = line("РЕШЕНИЕ СОВЕТА ДЕПУТАТОВ О БЮДЖЕТЕ ГОРОДА НА ГОД И О ПРОЧЕМ", 100, 60)
    words = [*title, *[w for row in left + right for w in row]]
    found = texts(words)
    assert found[0].startswith("РЕШЕНИЕ СОВЕТА")
    assert found[1:31] == ["управлению образования города провести"] * 30
    assert found[31:] == ["отделу культуры и спорта открыть музей"] * 30


def test_columns_of_a_table_stay_beside_each_other() -> None:
    rows = [line("смотр", 50, 100 + 14 * n) + line("до 1 мая", 320, 100 + 14 * n) for n in range(40)]
    assert len(texts([w for row in rows for w in row])) == 40


def test_indents_and_distances_are_kept() -> None:
    words = line("Решили:", 50, 100) + line("провести", 68, 114) + line("смотр", 50, 128) + line("Глава", 50, 170)
    assert format_lines(group_lines(words, 600.0)) == ["Решили:", "   провести", "смотр", "", "Глава"]


def test_no_lines_give_nothing() -> None:
    assert texts([]) == []
    assert format_lines([]) == []


def test_footnotes_are_parted_from_the_text_above_them() -> None:
    body = [line("провести смотр школьных музеев", 50, 100 + 14 * n) for n in range(5)]
    notes = [line("1 По списку.", 50, 700, 8), line("продолжение", 50, 710, 8)]
    lines = group_lines([w for row in body + notes for w in row], 600.0)
    kept, found = find_footnotes(lines)
    assert (len(kept), [note.text for note in found]) == (5, ["1 По списку.", "продолжение"])


def test_small_print_without_a_mark_is_no_footnote() -> None:
    body = [line("провести смотр школьных музеев", 50, 100 + 14 * n) for n in range(5)]
    lines = group_lines([w for row in [*body, line("Исп. Волкова", 50, 700, 8)] for w in row], 600.0)
    assert find_footnotes(lines) == (lines, [])
