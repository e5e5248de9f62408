from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resextract.language.patterns import PatternError, compile_pattern, list_alternatives

MACROS = {
    "number": r"re:(?P<value>\d+)",
    "day": "{number} <день>",
    "span": "с {number as low} по {number as high}",
    "loop": "{loop}",
}


def find(pattern: str, text: str) -> str | None:
    found = re.search(compile_pattern(pattern, MACROS), text, re.IGNORECASE)
    return found.group() if found else None


def groups(pattern: str, text: str) -> dict[str, str | None]:
    found = re.search(compile_pattern(pattern, MACROS), text, re.IGNORECASE)
    assert found is not None
    return found.groupdict()


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("срок", "в СРОК до", "СРОК"),
        ("отчёт", "сдать отчет", "отчет"),
        ("срок", "срока", None),
        ("срок", "досрок", None),
        ("<срок>", "в указанные сроки", "сроки"),
        ("<неведомыйзверь>", "неведомыйзверь", "неведомыйзверь"),
        ("(до|к) мая", "к мая", "к мая"),
        ("[в срок] до", "в срок до", "в срок до"),
        ("[в срок] до", "срочно до", "до"),
        ("до [конца] мая", "до мая", "до мая"),
        ("до [конца] мая", "до конца мая", "до конца мая"),
        ("{number} ~%", "5%", "5%"),
        ("{number} ~%", "5 %", "5 %"),
        ("{number} ~<процент>", "5процентов", "5процентов"),
        ("{number} <процент>", "5процентов", None),
        ("{number} - {number as high}", "5–7", "5–7"),
        ("{number} - {number as high}", "5 - 7", "5 - 7"),
        (r"\( факт \)", "(факт)", "(факт)"),
        ("№ {number}", "№5", "№5"),
        ("{day}", "5 дней", "5 дней"),
    ],
)
def test_the_notation(pattern: str, text: str, expected: str | None) -> None:
    assert find(pattern, text) == expected


def test_captures_take_a_prefix() -> None:
    assert groups("{span}", "с 1 по 5") == {"low_value": "1", "high_value": "5"}


def test_a_piece_is_captured_under_a_name() -> None:
    assert groups("до when=<май>", "до мая") == {"when": "мая"}


def test_a_missing_optional_capture_is_none() -> None:
    assert groups("до {number} [unit=<год>]", "до 5") == {"value": "5", "unit": None}


@pytest.mark.parametrize(
    "pattern",
    [
        "(до",
        "[до",
        "до)",
        "до]",
        "{unknown}",
        "{loop}",
        "<>",
        "{}",
        "[до]",
        "[до] [к]",
        "x=",
        "до \\",
        "<а",
        "a|[b]",
        "",
        " ",
        "a|",
        "(|a)",
        "~",
        "(a ~)",
    ],
)
def test_malformed_patterns_are_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        compile_pattern(pattern, MACROS)


@given(st.text(alphabet="аб<>{}[]()|~=\\%- ", max_size=20))
def test_a_pattern_compiles_or_is_refused(pattern: str) -> None:
    try:
        source = compile_pattern(pattern, MACROS)
    except PatternError:
        return
    re.compile(source)


@given(st.lists(st.text(alphabet="абвё-", min_size=1, max_size=6), min_size=1, max_size=6))
def test_alternatives_match_each_word_whole(words: list[str]) -> None:
    regex = re.compile(list_alternatives(words), re.IGNORECASE)
    assert all(regex.fullmatch(word) for word in words)


def test_time_grows_with_the_length_of_the_text() -> None:
    regex = re.compile(compile_pattern("[в срок] [не позднее] (до|к) [конца] {number} [<год>]", MACROS), re.IGNORECASE)

    def cost(times: int) -> float:
        text = "в срок не позднее до конца " * times
        begin = time.process_time()
        assert regex.search(text) is None
        return time.process_time() - begin

    small, large = min(cost(300) for _ in range(3)), min(cost(2400) for _ in range(3))
    assert large < 0.02 + 30 * small
