"""Values of a record in Russian words: dates as 30.11.2021, recurrence rules as «ежемесячно, 5-го числа»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resextract.digest.wording import count_noun, decline_noun, list_words, name_code

if TYPE_CHECKING:
    from resextract.records.models import Actor, Controller, Deadline, Reference, Target

__all__ = [
    "describe_actor",
    "describe_deadline",
    "describe_duration",
    "describe_recurrence",
    "describe_reference",
    "describe_target",
    "format_date",
    "format_number",
]

_DURATION_PART = re.compile(r"(T?)(\d*)([YMWDH]?)")
_NO_BREAK = "\u00a0"
_SIGNS = {"percent": "%", "percentage_point": "п. п."}


def format_date(value: str) -> str:
    """Return an ISO date as it is printed in Russian: ``2021-11-30`` as ``30.11.2021``."""
    year, month, day = value.split("-")
    return f"{day}.{month}.{year}"


def format_number(value: float) -> str:
    """Return a number as it is printed in Russian: thousands apart, a decimal comma, no idle zeros."""
    value = value or 0.0  # no minus before a zero
    text = f"{value:,.10f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    return text.replace(",", _NO_BREAK).replace(".", ",")


def describe_actor(actor: Actor | Controller) -> str:
    """Say who: the body or position, with the person in brackets: «Отдел культуры (Иванова А. А.)»."""
    return f"{actor.normal} ({actor.person})" if actor.person and actor.person not in actor.normal else actor.normal


def describe_deadline(deadline: Deadline) -> str:
    """Say when: the normalised dates, or the printed words where there is nothing normalised.

    Returns:
        «до 30.11.2021», «с 01.09.2024», «01.09.2024 – 31.05.2025», «ежеквартально», «постоянно», «10 рабочих дней».
    """
    start, end = (value and format_date(value) for value in (deadline.start_date, deadline.end_date))
    if deadline.kind == "recurring" and deadline.recurrence:
        bounds = [f"с {start}" if start else "", f"по {end}" if end else ""]
        return " ".join([describe_recurrence(deadline.recurrence), *filter(None, bounds)])
    if deadline.kind == "relative" and deadline.duration:
        return describe_duration(deadline.duration, business=deadline.business_days)
    if start and end:
        return start if start == end else f"{start} – {end}"
    if end:
        return f"до {end}"
    if start:
        return f"с {start}"
    return name_code("deadline_kind", "continuous") if deadline.kind == "continuous" else deadline.text


def describe_recurrence(rule: str) -> str:
    """Say a recurrence rule in words.

    Args:
        rule: A rule of RFC 5545, section 3.3.10, without the ``RRULE:`` prefix.

    Returns:
        «ежегодно, 1 декабря», «ежеквартально», «еженедельно, по средам»; the rule itself where it has a part that no
        words are known for.
    """
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    unit, interval = parts.pop("FREQ"), parts.pop("INTERVAL", "1")
    if not interval.isdecimal():
        return rule
    cycles = list_words("cycle")
    cycle = cycles.get(unit if interval == "1" else f"{unit}/{interval}")
    if cycle is None:
        letter = "D" if unit == "DAILY" else unit[0]
        cycle = f"раз в {count_noun(int(interval), letter)}"
    months, days, weekdays = (parts.pop(name, "") for name in ("BYMONTH", "BYMONTHDAY", "BYDAY"))
    words, names = list_words("weekdays"), list_words("months")
    unknown = [day for day in weekdays.split(",") if day not in words] if weekdays else []
    unknown += [month for month in months.split(",") if month not in names] if months else []
    if parts or unknown:
        return rule
    details = [_describe_days(months, days)]
    if weekdays:
        details.append("по " + _join([words[day] for day in weekdays.split(",")]))
    return ", ".join([cycle, *filter(None, details)])


def describe_duration(duration: str, *, business: bool = False) -> str:
    """Say a duration of ISO 8601 in words: «10 дней», «1 месяц», «3 рабочих дня»."""
    words, time = [], False
    for mark, number, unit in _DURATION_PART.findall(duration.removeprefix("P")):
        time = time or bool(mark)
        if number:
            noun = f"T{unit}" if time else unit
            words.append(count_noun(int(number), "business_days" if business and noun == "D" else noun))
    return " ".join(words)


def describe_reference(reference: Reference) -> str:
    """Name a legal act: «постановление, Правительство РФ, от 02.08.2019 № 1006»."""
    date = f"от {format_date(reference.date)}" if reference.date else ""
    number = f"№{_NO_BREAK}{reference.number}" if reference.number else ""
    return ", ".join(filter(None, [reference.kind, reference.issuer or "", f"{date} {number}".strip()]))


def describe_target(target: Target) -> str:
    """Say a target: «не менее 83 %», «на 2 п. п.», «не менее чем в 2 раза», «от 10 до 15 %», «до 1 200 000 рублей»."""
    unit = _SIGNS.get(target.unit, target.unit_text)
    value = format_number(target.value)
    if target.value_from is not None:
        return f"от {format_number(target.value_from)} до {value} {unit}".rstrip()
    if target.unit == "times":
        return _describe_times(target.value, target.comparator)
    sign = "" if target.comparator == "eq" else name_code("comparator", target.comparator)
    return " ".join(filter(None, [sign, value, unit]))


def _describe_times(value: float, comparator: str) -> str:
    figure = f"{format_number(value)} {decline_noun(value, 'times')}"
    if comparator == "to":
        return f"{name_code('comparator', comparator)} {figure}"
    limit = f"{name_code('comparator', comparator)} чем " if comparator in {"ge", "gt", "le", "lt"} else ""
    return f"{limit}в {figure}"


def _describe_days(months: str, days: str) -> str:
    if not months and not days:
        return ""
    names = [list_words("months")[month] for month in months.split(",")] if months else []
    if not days:
        return _join(names)
    if days == "-1":
        return _join([f"последний день {name}" for name in names]) or "в последний день месяца"
    if names:
        return _join([f"{day} {name}" for name in names for day in days.split(",")])
    return _join([f"{day}-го" for day in days.split(",")]) + " числа"


def _join(words: list[str]) -> str:
    return " и ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
