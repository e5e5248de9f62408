from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from resextract.records.models import Action, Actor, Deadline, DocumentRecord, Program, Reference, Target, TaskRecord

if TYPE_CHECKING:
    from collections.abc import Callable

TAIL = ["text", "start", "end", "inherited"]


def deadline(**changes: Any) -> Deadline:
    fields = {"kind": "due", "start_date": None, "end_date": "2024-05-01", "recurrence": None, "duration": None}
    fields |= {"business_days": False, "text": "до 1 мая", "start": 3, "end": 11, "inherited": False}
    return Deadline.model_validate(fields | changes)


def action(**changes: Any) -> Action:
    fields = {"lemma": "провести", "text": "провести", "start": 0, "end": 8, "inherited": False}
    return Action.model_validate(fields | changes)


@pytest.mark.parametrize(
    ("model", "keys"),
    [
        (
            TaskRecord,
            "schema_version task_id document number section level modality text start end actions actors deadlines "
            "targets programs references warnings",
        ),
        (DocumentRecord, "doc_id source sha256 encoding title event date place controllers"),
        (Action, "lemma"),
        (Actor, "normal role type person"),
        (Deadline, "kind start_date end_date recurrence duration business_days"),
        (Target, "value value_from unit unit_text comparator indicator"),
        (Program, "name program_id type level"),
        (Reference, "kind issuer date number title"),
    ],
)
def test_the_keys_are_those_of_the_contract_in_its_order(model: Any, keys: str) -> None:
    tail = [] if model in (TaskRecord, DocumentRecord) else TAIL
    assert list(model.model_fields) == keys.split() + tail


def test_a_record_is_frozen(make_record: Callable[..., TaskRecord]) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        make_record().number = "2"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"schema_version": "2.0"}, "schema_version"),
        ({"level": "national"}, "level"),
        ({"modality": "wish"}, "modality"),
        ({"text": "две  пробела"}, "not clean"),
        ({"text": " пробел"}, "not clean"),
        ({"text": "строка\nстрока"}, "not clean"),
        ({"text": ""}, "not clean"),
        ({"start": -1}, "start"),
        ({"start": 17}, "holds nothing"),
        ({"task_id": "b#op1/1"}, "does not start with a#"),
        ({"surprise": 1}, "surprise"),
        ({"document": {"date": "27.08.2021"}}, "not a date"),
        ({"document": {"date": "2021-02-30"}}, "day"),
        ({"document": {"date": "20210827"}}, "not a date"),
        ({"document": {"sha256": "abc"}}, "sha256"),
    ],
)
def test_a_record_refuses_what_the_contract_rules_out(
    make_record: Callable[..., TaskRecord], changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        make_record(**changes)


def test_mentions_stand_in_the_order_of_start(make_record: Callable[..., TaskRecord]) -> None:
    first, second = action(), action(lemma="проверить", start=9, end=17)
    assert len(make_record(actions=(first, second)).actions) == 2
    with pytest.raises(ValidationError, match="actions: not in the order of start"):
        make_record(actions=(second, first))


def test_an_own_mention_stands_inside_the_task_and_an_inherited_one_anywhere(
    make_record: Callable[..., TaskRecord],
) -> None:
    assert make_record(actions=(action(start=40, end=48, inherited=True),))
    with pytest.raises(ValidationError, match="actions: own mention outside the task"):
        make_record(actions=(action(start=10, end=18),))


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "due"},
        {"kind": "start", "start_date": "2024-05-01"},
        {"kind": "period", "start_date": "2024-05-01", "end_date": "2024-05-01"},
        {"kind": "recurring", "recurrence": "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"},
        {"kind": "recurring", "recurrence": "FREQ=WEEKLY;BYDAY=FR"},
        {"kind": "relative", "duration": "P14D", "business_days": True},
        {"kind": "relative", "duration": "P1Y2M"},
        {"kind": "relative", "duration": "PT12H"},
        {"kind": "continuous", "end_date": None},
    ],
)
def test_deadlines_with_the_values_of_their_kind(
    make_record: Callable[..., TaskRecord], values: dict[str, Any]
) -> None:
    assert make_record(deadlines=(deadline(**values),))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"start_date": "2024-05-02"}, "before it starts"),
        ({"end_date": "2023-04-31"}, "day"),
        ({"end_date": "2024-W18-3"}, "not a date"),
        ({"recurrence": "RRULE:FREQ=YEARLY"}, "recurrence"),
        ({"recurrence": "FREQ=HOURLY"}, "recurrence"),
        ({"duration": "P"}, "duration"),
        ({"duration": "PT"}, "duration"),
        ({"duration": "14D"}, "duration"),
        ({"kind": "by"}, "kind"),
    ],
)
def test_deadlines_with_impossible_values(values: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        deadline(**values)


@pytest.mark.parametrize("kind", ["due", "start", "period", "recurring", "relative"])
def test_a_deadline_lacks_its_values_only_with_a_warning(make_record: Callable[..., TaskRecord], kind: str) -> None:
    empty = (deadline(kind=kind, end_date=None),)
    assert make_record(deadlines=empty, warnings=("no_actor", "year_unknown"))
    with pytest.raises(ValidationError, match=f"deadlines: {kind} without"):
        make_record(deadlines=empty, warnings=("no_actor",))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "семь"])
def test_a_target_is_a_finite_number(value: object) -> None:
    fields = {"value": 70, "value_from": None, "unit": "percent", "unit_text": "%", "comparator": "to"}
    fields |= {"indicator": None, "text": "до 70 %", "start": 0, "end": 7, "inherited": False}
    assert Target.model_validate(fields).value == 70.0
    with pytest.raises(ValidationError):
        Target.model_validate(fields | {"value": value})
