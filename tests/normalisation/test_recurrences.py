from __future__ import annotations

import pytest

from resextract.extractors.time_expressions import match_time
from resextract.normalisation.recurrences import read_recurrence


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("ежедневно", "FREQ=DAILY"),
        ("ежегодно", "FREQ=YEARLY"),
        ("два раза в год", "FREQ=MONTHLY;INTERVAL=6"),
        ("дважды в год", "FREQ=MONTHLY;INTERVAL=6"),
        ("раз в полгода", "FREQ=MONTHLY;INTERVAL=6"),
        ("не реже 1 раза в 3 года", "FREQ=YEARLY;INTERVAL=3"),
        ("один раз в две недели", "FREQ=WEEKLY;INTERVAL=2"),
        ("2 раза в месяц", "FREQ=WEEKLY;INTERVAL=2"),
        ("пять раз в год", "FREQ=YEARLY"),
        ("три раза в квартал", "FREQ=MONTHLY"),
        ("каждые два месяца", "FREQ=MONTHLY;INTERVAL=2"),
        ("раз в четверть", None),
        ("ежемесячно до 10 числа", "FREQ=MONTHLY;BYMONTHDAY=10"),
        ("1 и 15 числа каждого месяца", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("не позднее 10 числа месяца, следующего за отчётным кварталом", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"),
        ("раз в полгода до 10 числа месяца, следующего за отчётным", "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=10"),
        ("ежемесячно до последнего числа месяца", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("ежеквартально до конца квартала", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
        ("ежегодно до конца года", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31"),
        ("ежегодно до 1 декабря", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1"),
        ("раз в два года до 1 мая", "FREQ=YEARLY;INTERVAL=2;BYMONTH=5;BYMONTHDAY=1"),
        ("ежегодно до 15 января и до 15 июля", "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=15"),
        ("ежеквартально до 31 марта, 30 июня, 30 сентября, 31 декабря", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
        ("ежегодно до 1 июля и до 25 декабря", "FREQ=YEARLY"),
        ("ежегодно в мае и сентябре", "FREQ=YEARLY;BYMONTH=5,9"),
        ("ежегодно (август)", "FREQ=YEARLY;BYMONTH=8"),
        ("август – октябрь, ежегодно", "FREQ=YEARLY;BYMONTH=8,9,10"),
        ("ежегодно с 15 ноября по 15 января", "FREQ=YEARLY;BYMONTH=1,11,12"),
        ("еженедельно по четвергам и понедельникам", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("каждую последнюю пятницу месяца", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("с понедельника по среду", "FREQ=WEEKLY;BYDAY=MO,TU,WE"),
        ("в ежемесячном режиме", "FREQ=MONTHLY"),
    ],
)
def test_recurrences(text: str, rule: str | None) -> None:
    match = match_time(text)
    assert match is not None
    assert match.end - match.start == len(text)
    assert read_recurrence(match) == rule


@pytest.mark.parametrize("text", ["ежемесячно до 1 мая 2025 года", "ежегодно до 1 декабря 2025 года"])
def test_a_dated_end_is_no_part_of_the_frequency(text: str) -> None:
    match = match_time(text)
    assert match is not None
    assert match.rule.get("kind") == "due"
