from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from resextract.evaluation.values import fold_text, get_value, read_values, show_value

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.records.models import TaskRecord


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("«Успех каждого ребёнка»", "Успех  каждого ребенка"),
        ("план – график", "план-график"),
        ("Отдел образования.", "отдел образования"),
        (None, ""),
    ],
)
def test_spellings_that_mean_the_same(one: str | None, other: str) -> None:
    assert fold_text(one) == fold_text(other)


@pytest.mark.parametrize(("one", "other"), [("отдел образования", "отделы образования"), ("500+", "500")])
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert fold_text(one) != fold_text(other)


def test_value_counts_once_however_often_it_is_mentioned(
    make_task: Callable[..., TaskRecord], mention: Callable[..., dict[str, Any]]
) -> None:
    task = make_task(0, 10, actions=[mention("actions", 0, 1), mention("actions", 2, 3)])
    assert read_values(task, "actions") == {("провести",)}


def test_place_and_inheritance_are_not_compared(
    make_task: Callable[..., TaskRecord], mention: Callable[..., dict[str, Any]]
) -> None:
    near = make_task(0, 10, actors=[mention("actors", 1, 3, inherited=False)])
    far = make_task(0, 10, actors=[mention("actors", 30, 33)])
    assert read_values(near, "actors") == read_values(far, "actors")


def test_each_part_of_a_value_counts(
    make_task: Callable[..., TaskRecord], mention: Callable[..., dict[str, Any]]
) -> None:
    def read(slot: str, **changes: Any) -> object:
        return read_values(make_task(0, 10, **{slot: [mention(slot, **changes)]}), slot)

    assert read("actors", role="co_executor") != read("actors")
    assert read("deadlines", kind="start", start_date="2024-05-01", end_date=None) != read("deadlines")
    assert read("targets", comparator="gt") != read("targets")
    assert read("targets", value_from=2.0) != read("targets")
    assert read("references", number="6") != read("references")


def test_unknown_slot() -> None:
    with pytest.raises(KeyError):
        get_value("verbs", None)


def test_value_for_people_leaves_out_what_is_null() -> None:
    assert show_value(("due", None, "2024-05-01", None, None)) == "due, 2024-05-01"
