"""The pure functions of the page's scripts, called in the browser that will run them."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from resextract.digest.selections import fold_text
from resextract.digest.wording import count_noun, list_words
from resextract.language.lexicons import read_resource

if TYPE_CHECKING:
    from collections.abc import Callable

    from selenium.webdriver import Chrome


@pytest.fixture
def call(chromium: Chrome) -> Callable[..., Any]:
    """Calls a function of a module: `call("folding", "foldText", "Ёлка")`."""

    def run(module: str, function: str, *arguments: Any) -> Any:
        script = re.sub(r"^import .*\n|^export ", "", read_resource(f"report/scripts/{module}.js"), flags=re.MULTILINE)
        return chromium.execute_script(f"{script}\nreturn {function}(...arguments)", *arguments)

    return run


@pytest.mark.parametrize("text", ["Ёлка  «Успех»", " ШКОЛЫ\nи\u00a0сады ", "О'Нил „кавычки“", "ѐ", "", "İstanbul 2024"])
def test_a_text_is_folded_as_in_python(call: Callable[..., Any], text: str) -> None:
    assert call("folding", "foldText", text) == fold_text(text)


@pytest.mark.parametrize("number", [0, 1, 2, 5, 11, 12, 21, 22, 111, 114, 121, 1001])
def test_nouns_are_counted_as_in_python(call: Callable[..., Any], number: int) -> None:
    counted = call("wording", "countNoun", number, list_words("counted")["tasks"]).replace("\u00a0", "")
    assert counted == count_noun(number, "tasks")


@pytest.mark.parametrize(
    ("value", "expected"), [(0, "0"), (83, "83"), (12.5, "12,5"), (1234567, "1\u00a0234\u00a0567")]
)
def test_numbers_are_printed_as_in_russian(call: Callable[..., Any], value: float, expected: str) -> None:
    assert call("wording", "formatNumber", value) == expected


def test_segments_are_the_text_and_each_is_covered_by_its_spans(call: Callable[..., Any]) -> None:
    chance = random.Random(7)
    for _ in range(60):
        length = chance.randint(0, 20)
        spans = [
            {"start": start, "end": start + chance.randint(-1, 8), "id": number}
            for number, start in enumerate(chance.randint(-2, 20) for _ in range(chance.randint(0, 7)))
        ]
        segments = call("segments", "cutSegments", length, spans)
        assert [s["start"] for s in segments] == [0, *[s["end"] for s in segments[:-1]]][: len(segments)]
        assert (segments[-1]["end"] if segments else 0) == length
        sound = [s for s in spans if 0 <= s["start"] < s["end"] <= length]
        for segment in segments:
            covering = {s["id"] for s in sound if s["start"] <= segment["start"] and segment["end"] <= s["end"]}
            assert {s["id"] for s in segment["spans"]} == covering
            widths = [s["end"] - s["start"] for s in segment["spans"]]
            assert widths == sorted(widths, reverse=True)


def test_bins_have_no_gaps_and_hold_each_task_once(call: Callable[..., Any]) -> None:
    tasks = [{"days": ["2023-11-30", "2024-02-29"]}, {"days": ["2024-02-01", "2024-02-29"]}, {"days": []}]
    found = call("bins", "sortIntoBins", tasks, "2024-02-10", "2024-08-31")
    assert [(b["from"], b["to"], b["total"]) for b in found["bins"]] == [
        ("2023-11-01", "2023-11-30", 1),
        ("2023-12-01", "2023-12-31", 0),
        ("2024-01-01", "2024-01-31", 0),
        ("2024-02-01", "2024-02-29", 2),
    ]
    assert found["bins"][0]["counts"] == {"past": 1, "school_year": 0, "later": 0}
    assert found["bins"][3]["counts"] == {"past": 0, "school_year": 2, "later": 0}


@pytest.mark.parametrize(
    ("last", "noun", "bins"),
    [("2005-12-01", "по месяцам", 60), ("2010-01-01", "по кварталам", 37), ("2030-01-01", "по годам", 30)],
)
def test_a_longer_time_has_longer_bins(call: Callable[..., Any], last: str, noun: str, bins: int) -> None:
    found = call("bins", "sortIntoBins", [{"days": ["2001-01-15", last]}], "2024-01-01", "2024-08-31")
    assert (found["step"]["noun"], len(found["bins"])) == (noun, bins)
    assert found["bins"][0]["from"] == "2001-01-01"


@pytest.mark.parametrize("most", [1, 2, 3, 4, 7, 10, 99, 118, 5000])
def test_an_axis_has_few_whole_numbers(call: Callable[..., Any], most: int) -> None:
    ticks = call("bins", "chooseTicks", most)
    assert ticks[0] == 0
    assert 2 <= len(ticks) <= 5
    assert ticks[-1] <= most
    assert all(tick == int(tick) for tick in ticks)
    assert len({b - a for a, b in pairwise(ticks)}) == 1


def test_a_state_comes_back_from_its_address(call: Callable[..., Any]) -> None:
    state = call("state", "parseState", "#q=%D1%88+%26&from=2024-01-01&to=x&task=a%23op1%2F1&unknown=1")
    assert (state["q"], state["from"], state["to"], state["task"]) == ("ш &", "2024-01-01", "", "a#op1/1")
    assert "unknown" not in state
    assert call("state", "formatState", state) == "q=%D1%88+%26&from=2024-01-01&task=a%23op1%2F1"


def test_entries_of_a_list_are_put_in_and_taken_out(call: Callable[..., Any]) -> None:
    assert call("state", "toggleEntry", "", "a") == "a"
    assert call("state", "toggleEntry", "a,b", "a") == "b"
    assert call("state", "toggleEntry", "a", "b") == "a,b"
