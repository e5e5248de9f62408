from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from resextract.digest.counts import count_overview, rank

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.records.models import TaskRecord

PLACE = {"text": "текст", "start": 0, "end": 5, "inherited": False}
TODAY = dt.date(2026, 11, 27)


def actor(name: str, role: str = "responsible") -> dict[str, object]:
    return {"normal": name, "role": role, "type": "authority", "person": None} | PLACE


def test_what_is_counted(make_record: Callable[..., TaskRecord]) -> None:
    program = {"program_id": "uspekh", "type": "project", "level": None} | PLACE
    records = [
        make_record(actors=[actor("Отдел"), actor("Отдел"), actor("Центр", "co_executor")], warnings=["no_action"]),
        make_record(document={"doc_id": "b"}, actors=[actor("Отдел")], programs=[program | {"name": "Успех"}]),
        make_record(document={"doc_id": "b"}, task_id="b#op1/2", programs=[program | {"name": "«Успех»"}]),
    ]
    overview = count_overview(records, TODAY)
    assert (overview.tasks, overview.documents, overview.warned) == (3, {"a": 1, "b": 2}, 1)
    assert overview.actors == {"Отдел": 2}, "a task counts once, co-executors are not responsible"
    assert overview.programs == {("uspekh", "Успех"): 2}, "one program under its first name"
    assert overview.filled == {"actors": 2, "programs": 2}
    assert overview.warnings == {"no_action": 1}


def test_nothing_is_counted_as_nothing() -> None:
    overview = count_overview([], TODAY)
    assert (overview.tasks, overview.documents, rank(overview.actors)) == (0, {}, [])


def test_the_most_frequent_come_first_and_equal_ones_by_name(make_record: Callable[..., TaskRecord]) -> None:
    names = ["б", "а", "в", "в"]
    overview = count_overview([make_record(actors=[actor(name)]) for name in names], TODAY)
    assert rank(overview.actors) == [("в", 2), ("а", 1), ("б", 1)]
