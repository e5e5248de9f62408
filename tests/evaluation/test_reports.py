from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from resextract.evaluation.comparison import compare_runs
from resextract.evaluation.reports import dump_changes, dump_evaluation, format_changes, format_evaluation
from resextract.evaluation.scoring import Evaluation, evaluate

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.records.models import TaskRecord

    Make = Callable[..., TaskRecord]
    Mention = Callable[..., dict[str, Any]]


def cells(table: str, first: str) -> list[str]:
    return next(line.split() for line in table.splitlines() if line.startswith(first))


def test_table_shows_figures_counts_and_intervals(make_task: Make) -> None:
    found = evaluate({"a": [make_task(0, 5), make_task(10, 15)]}, {"a": [make_task(0, 5)]})
    table = format_evaluation(found, {"tasks": (0.25, 0.75)})
    assert cells(table, "tasks") == ["tasks", "1.000", "0.500", "0.667", "0.250–0.750", "1", "1", "2"]
    assert cells(table, "exact")[-4:] == ["–", "1", "1", "2"]
    assert cells(table, "a ") == ["a", "2", "0.667", "1.000", "0.667"]


def test_table_of_nothing() -> None:
    assert cells(format_evaluation(Evaluation({}), {}), "tasks")[-1] == "0"


def test_json_holds_counts_figures_and_intervals(make_task: Make) -> None:
    found = evaluate({"a": [make_task(0, 5), make_task(10, 15)]}, {"a": [make_task(0, 5)], "b": []})
    data = json.loads(json.dumps(dump_evaluation(found, {"tasks": (0.25, 0.75)})))
    assert data["total"]["tasks"] == {
        "hits": 1, "predicted": 1, "gold": 2, "precision": 1.0, "recall": 0.5, "f1": 2 / 3, "f1_interval": [0.25, 0.75],
    }  # fmt: skip
    assert data["total"]["exact"]["f1_interval"] is None
    assert data["documents"]["a"]["tasks"]["gold"] == 2
    assert data["unjudged"] == ["b"]


def test_changes_show_old_and_new_value_and_the_counts(make_task: Make, mention: Mention) -> None:
    old = make_task(0, 9, text="до мая", deadlines=[mention("deadlines", 0, 5)])
    new = make_task(0, 9, text="до мая", deadlines=[mention("deadlines", 0, 5, end_date="2024-05-31")])
    changes = compare_runs({"a": [old]}, {"a": [new]}, {"a": [new]})
    text = format_changes(changes)
    assert "    - due, 2024-05-01\n    + due, 2024-05-31\n      in: до мая\n" in text
    assert cells(text, "deadlines") == ["deadlines", "changed", "mended", "1"]
    assert dump_changes(changes) == [
        {
            "verdict": "mended", "change": "changed", "slot": "deadlines", "doc_id": "a", "number": "1", "start": 0,
            "old": "due, 2024-05-01", "new": "due, 2024-05-31", "task": "до мая",
        }
    ]  # fmt: skip


def test_equal_runs_say_so() -> None:
    assert format_changes([]) == "no difference\n"
