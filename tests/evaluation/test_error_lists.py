from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from resextract.evaluation.differences import find_differences
from resextract.evaluation.error_lists import dump_errors, format_errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.evaluation.differences import Difference
    from resextract.records.models import TaskRecord

    Make = Callable[..., TaskRecord]
    Mention = Callable[..., dict[str, Any]]


def build_errors(make_task: Make, mention: Mention) -> list[Difference]:
    text = "провести проверку до мая"
    due = mention("deadlines", 18, 24, text="до мая", end_date="2024-05-01", inherited=False)
    start = due | {"kind": "start", "start_date": "2024-05-01", "end_date": None}
    gold = [
        make_task(0, 24, text=text, deadlines=[due]),
        make_task(30, 40, text="создать", actors=[mention("actors", 30, 31)]),
    ]
    return find_differences(gold, [make_task(0, 24, text=text, deadlines=[start])])


def test_markdown_quotes_the_words_in_their_text(make_task: Make, mention: Mention) -> None:
    text = format_errors(build_errors(make_task, mention))
    assert "| deadlines | wrong | 1 |" in text
    assert "gold: **due, 2024-05-01** from «до мая»" in text
    assert "> провести проверку ⟦до мая⟧" in text


def test_missed_task_comes_with_its_values(make_task: Make, mention: Mention) -> None:
    errors = build_errors(make_task, mention)
    assert "  > создать\n  - actors: отдел, responsible\n" in format_errors(errors)
    rows = [json.loads(line) for line in dump_errors(errors).splitlines()]
    assert [(row["slot"], row["kind"]) for row in rows] == [("deadlines", "wrong"), ("tasks", "missed")]
    assert rows[1]["values"] == {"actors": ["отдел, responsible"]}
    assert rows[0]["pred_mention"] == "до мая"


def test_frequent_errors_come_first(make_task: Make, mention: Mention) -> None:
    gold = [make_task(i, i + 5, programs=[mention("programs", i, i + 1)]) for i in (10, 20)] + [make_task(30, 35)]
    pred = [make_task(i, i + 5) for i in (10, 20)]
    text = format_errors(find_differences(gold, pred))
    assert text.index("## programs, missed: 2") < text.index("## tasks, missed: 1")


def test_no_errors() -> None:
    assert "None" in format_errors([])
    assert dump_errors([]) == ""
