from __future__ import annotations

from typing import TYPE_CHECKING, Any

from resextract.evaluation.comparison import compare_runs

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.records.models import TaskRecord

    Make = Callable[..., TaskRecord]
    Mention = Callable[..., dict[str, Any]]


def verdicts(old: TaskRecord, new: TaskRecord, gold: TaskRecord | None = None) -> list[tuple[str, str]]:
    changes = compare_runs({"a": [old]}, {"a": [new]}, {"a": [gold]} if gold else None)
    return [(change.kind, change.verdict) for change in changes]


def test_equal_runs_have_no_change(make_task: Make) -> None:
    assert verdicts(make_task(0, 9), make_task(0, 9)) == []


def test_values_gained_lost_and_changed_beside_gold(make_task: Make, mention: Mention) -> None:
    def task(*names: str) -> TaskRecord:
        return make_task(0, 9, programs=[mention("programs", 0, 5, name=name) for name in names])

    assert verdicts(task(), task("А"), task("А")) == [("gained", "mended")]
    assert verdicts(task(), task("А"), task()) == [("gained", "broken")]
    assert verdicts(task("А"), task(), task("А")) == [("lost", "broken")]
    assert verdicts(task("А"), task(), task()) == [("lost", "mended")]
    assert verdicts(task("А"), task("Б"), task("Б")) == [("changed", "mended")]
    assert verdicts(task("А"), task("Б"), task("А")) == [("changed", "broken")]
    assert verdicts(task("А"), task("Б"), task("В")) == [("changed", "still wrong")]


def test_without_gold_nothing_is_judged(make_task: Make, mention: Mention) -> None:
    new = make_task(0, 9, actions=[mention("actions")])
    assert verdicts(make_task(0, 9), new) == [("gained", "unjudged")]
    assert [c.verdict for c in compare_runs({"a": []}, {"a": [new]}, {"b": [new]})] == ["unjudged"]


def test_whole_tasks_gained_and_lost(make_task: Make) -> None:
    right, wrong = make_task(0, 9), make_task(50, 60)
    changes = compare_runs({"a": [wrong]}, {"a": [right]}, {"a": [right]})
    assert [(c.kind, c.verdict) for c in changes] == [("gained", "mended"), ("lost", "mended")]
    changes = compare_runs({"a": [right]}, {"a": [wrong]}, {"a": [right]})
    assert [(c.kind, c.verdict) for c in changes] == [("lost", "broken"), ("gained", "broken")]


def test_value_of_a_spurious_task_is_no_gain(make_task: Make, mention: Mention) -> None:
    old = make_task(50, 60)
    new = make_task(50, 60, programs=[mention("programs", 50, 55)])
    assert verdicts(old, new, make_task(0, 9)) == [("gained", "broken")]


def test_document_only_in_the_new_run(make_task: Make) -> None:
    (change,) = compare_runs({}, {"a": [make_task(0, 5)]})
    assert change.kind == "gained"
