from __future__ import annotations

from typing import TYPE_CHECKING, Any

from resextract.evaluation.differences import find_differences, list_differences

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.records.models import TaskRecord

    Make = Callable[..., TaskRecord]
    Mention = Callable[..., dict[str, Any]]


def test_equal_records_have_none(make_task: Make, mention: Mention) -> None:
    task = make_task(0, 10, actions=[mention("actions", 0, 4)])
    assert find_differences([task], [task]) == []


def test_missed_and_spurious_tasks_are_one_difference_each(make_task: Make, mention: Mention) -> None:
    gold = make_task(0, 10, text="провести смотр", actions=[mention("actions", 0, 4)])
    pred = make_task(20, 30, text="не задача", actions=[mention("actions", 20, 24)])
    found = find_differences([gold], [pred])
    assert [(d.slot, d.kind, d.gold, d.pred) for d in found] == [
        ("tasks", "missed", "провести смотр", None),
        ("tasks", "spurious", None, "не задача"),
    ]
    assert [d.task.start for d in found] == [0, 20]


def test_two_readings_of_the_same_words_are_one_wrong_value(make_task: Make, mention: Mention) -> None:
    gold = make_task(0, 20, deadlines=[mention("deadlines", 5, 10, end_date="2024-05-01")])
    pred = make_task(0, 20, deadlines=[mention("deadlines", 4, 10, end_date="2024-05-31")])
    (found,) = find_differences([gold], [pred])
    assert (found.kind, found.gold, found.pred) == ("wrong", "due, 2024-05-01", "due, 2024-05-31")
    assert found.start == 5


def test_values_of_other_words_are_missed_and_spurious(make_task: Make, mention: Mention) -> None:
    gold = make_task(0, 20, programs=[mention("programs", 0, 5, name="А")])
    pred = make_task(0, 20, programs=[mention("programs", 6, 9, name="Б")])
    found = find_differences([gold], [pred])
    assert [(d.kind, d.gold, d.pred) for d in found] == [("missed", "а", None), ("spurious", None, "б")]


def test_each_wrong_value_has_one_partner(make_task: Make, mention: Mention) -> None:
    spans = [("actions", 0, 9)] * 2
    gold = make_task(0, 20, actions=[mention(*spans[0], lemma="создать"), mention(*spans[1], lemma="открыть")])
    pred = make_task(0, 20, actions=[mention(*spans[0], lemma="закрыть")])
    assert sorted(d.kind for d in find_differences([gold], [pred])) == ["missed", "wrong"]


def test_order_is_that_of_the_text(make_task: Make, mention: Mention) -> None:
    gold = make_task(0, 30, programs=[mention("programs", 1, 5)], actions=[mention("actions", 9, 12)])
    missed = make_task(40, 50)
    starts = [d.start for d in find_differences([missed, gold], [make_task(0, 30)])]
    assert starts == [1, 9, 40]


def test_document_without_predictions(make_task: Make) -> None:
    assert [d.kind for d in list_differences({"a": [make_task(0, 5)]}, {})] == ["missed"]
    assert list_differences({}, {"a": [make_task(0, 5)]}) == []
