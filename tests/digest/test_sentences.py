from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resextract.digest.sentences import (
    describe_deadline,
    describe_duration,
    describe_recurrence,
    describe_target,
    format_date,
    format_number,
)
from resextract.records.models import Deadline, Target

NO_BREAK = "\u00a0"


def make_deadline(**fields: Any) -> Deadline:
    empty = dict.fromkeys(["start_date", "end_date", "recurrence", "duration"])
    mention = {"business_days": False, "text": "в течение года", "start": 0, "end": 14, "inherited": False}
    return Deadline.model_validate(empty | mention | fields)


def make_target(**fields: Any) -> Target:
    mention = {"text": "не менее 5 %", "start": 0, "end": 12, "inherited": False, "indicator": None, "value_from": None}
    return Target.model_validate({"unit": "percent", "unit_text": "%", "comparator": "ge"} | mention | fields)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=YEARLY", "ежегодно"),
        ("FREQ=MONTHLY;INTERVAL=3", "ежеквартально"),
        ("FREQ=MONTHLY;INTERVAL=2", "раз в 2 месяца"),
        ("FREQ=DAILY;INTERVAL=5", "раз в 5 дней"),
        ("FREQ=WEEKLY;BYDAY=MO,WE", "еженедельно, по понедельникам и средам"),
        ("FREQ=MONTHLY;BYMONTHDAY=5", "ежемесячно, 5-го числа"),
        ("FREQ=MONTHLY;BYMONTHDAY=5,20", "ежемесячно, 5-го и 20-го числа"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "ежемесячно, в последний день месяца"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1", "ежегодно, 1 декабря"),
        ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1", "ежегодно, последний день июня и последний день декабря"),
        ("FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=1MO"),
        ("FREQ=MONTHLY;BYSETPOS=1", "FREQ=MONTHLY;BYSETPOS=1"),
    ],
)
def test_recurrences_in_words(rule: str, words: str) -> None:
    assert describe_recurrence(rule) == words


@pytest.mark.parametrize(
    ("duration", "business", "words"),
    [
        ("P1D", False, "1 день"),
        ("P3D", True, "3 рабочих дня"),
        ("P11D", True, "11 рабочих дней"),
        ("P1Y6M", False, "1 год 6 месяцев"),
        ("P21W", False, "21 неделя"),
        ("PT2H", False, "2 часа"),
        ("P1DT30M", False, "1 день 30 минут"),
    ],
)
def test_durations_in_words(duration: str, business: bool, words: str) -> None:
    assert describe_duration(duration, business=business) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "due", "end_date": "2021-11-30"}, "до 30.11.2021"),
        ({"kind": "start", "start_date": "2024-09-01"}, "с 01.09.2024"),
        ({"kind": "period", "start_date": "2024-09-01", "end_date": "2025-05-31"}, "01.09.2024 – 31.05.2025"),
        ({"kind": "period", "start_date": "2024-09-01", "end_date": "2024-09-01"}, "01.09.2024"),
        ({"kind": "recurring", "recurrence": "FREQ=YEARLY", "end_date": "2030-12-31"}, "ежегодно по 31.12.2030"),
        ({"kind": "relative", "duration": "P5D", "business_days": True}, "5 рабочих дней"),
        ({"kind": "continuous"}, "постоянно"),
        ({"kind": "due"}, "в течение года"),
    ],
)
def test_deadlines_in_words(fields: dict[str, Any], words: str) -> None:
    assert describe_deadline(make_deadline(**fields)) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"value": 83.0}, "не менее 83 %"),
        ({"value": 63.5, "comparator": "to"}, "до 63,5 %"),
        ({"value": 15, "value_from": 10}, "от 10 до 15 %"),
        ({"value": 2, "unit": "times", "unit_text": "вдвое", "comparator": "by"}, "в 2 раза"),
        ({"value": 1.5, "unit": "times", "unit_text": "раза", "comparator": "by"}, "в 1,5 раза"),
        ({"value": 2, "unit": "times", "unit_text": "раза", "comparator": "ge"}, "не менее чем в 2 раза"),
        ({"value": 5, "unit": "times", "unit_text": "раз", "comparator": "lt"}, "менее чем в 5 раз"),
        ({"value": 3, "unit": "times", "unit_text": "раз", "comparator": "to"}, "до 3 раза"),
        ({"value": 2, "unit": "percentage_point", "unit_text": "процентных пункта", "comparator": "by"}, "на 2 п. п."),
        ({"value": 1_450_000, "unit": "money", "unit_text": "рублей"}, f"не менее 1{NO_BREAK}450{NO_BREAK}000 рублей"),
        ({"value": 14, "unit": "count", "unit_text": "сел", "comparator": "eq"}, "14 сел"),
    ],
)
def test_targets_in_words(fields: dict[str, Any], words: str) -> None:
    assert describe_target(make_target(**fields)) == words


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_dates_are_printed_as_in_russian(day: dt.date) -> None:
    assert dt.datetime.strptime(format_date(day.isoformat()), "%d.%m.%Y").date() == day  # noqa: DTZ007


@given(st.decimals(min_value=0, max_value=10**12, places=3))
def test_numbers_keep_their_value(number: Any) -> None:
    assert float(format_number(float(number)).replace(NO_BREAK, "").replace(",", ".")) == pytest.approx(float(number))


@pytest.mark.parametrize("zero", [0, 0.0, -0.0])
def test_zero_has_no_sign(zero: float) -> None:
    assert format_number(zero) == "0"
