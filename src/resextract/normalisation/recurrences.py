"""Frequencies as recurrence rules (RFC 5545, section 3.3.10, without the ``RRULE:`` prefix).

A rule's parts stand in the RFC's own order. Where a rule cannot say what the text says («два раза в неделю»: a week has
no half), it says the cycle alone.
"""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING

from resextract.extractors.time_expressions import FRAMES, WORDS
from resextract.language.lexicons import fold_word
from resextract.language.rulebooks import RuleMatch, load_rulebook
from resextract.normalisation.moments import read_moment, read_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resextract.extractors.time_expressions import TimeMatch

__all__ = ["read_recurrence"]

_FREQUENCIES = {"D": "DAILY", "W": "WEEKLY", "M": "MONTHLY", "Y": "YEARLY"}
_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_CYCLE_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_COMMON_YEAR = 2023

Cycle = tuple[int, str]
"""How many of which unit: ``D``, ``W``, ``M``, ``Y``."""


def read_recurrence(match: TimeMatch) -> str | None:
    """Read a frequency.

    Args:
        match: A match of a recurring frame.

    Returns:
        The recurrence rule, or None where the cycle has no calendar length («раз в четверть»).
    """
    cycle = _read_cycle(match.words["often"]) if "often" in match.words else None
    match match.rule.get("value"):
        case "month_days":
            return _repeat_month_days(match, cycle)
        case "cycle_end":
            return _repeat_cycle_end(match)
        case "year_days":
            return _repeat_year_days(match, cycle)
        case "year_months":
            return _write("YEARLY", BYMONTH=_list_months(match))
        case "weekdays":
            return _repeat_weekdays(match)
        case "workday":
            return _repeat_workday(match, cycle)
        case "fixed_days":
            return _write("WEEKLY", BYDAY=match.rule.get("days"))
        case "weekdays_off":
            return _repeat_other_weekdays(match)
        case "weekday_range":
            first, last = (_WEEK.index(_weekday(match, name)) for name in ("weekday", "second_weekday"))
            return _write("WEEKLY", BYDAY=",".join(_WEEK[first : last + 1]))
    return _write_cycle(cycle) if cycle else None


def _read_cycle(word: RuleMatch) -> Cycle | None:
    groups, book = word.groups, load_rulebook(WORDS)
    tables = ("often_adverb", "seldom_adverb", "oftenness")
    if "adverb" in groups:
        name = next((value for table in tables if (value := book.value(table, groups["adverb"]))), "1Y")
    elif "per" in groups:
        name = book.value("cycle", groups["per"]) or "1Y"
    else:
        return None
    count, unit = int(name[:-1]) * read_number(groups.get("every", "1")), name[-1]
    times = read_number(groups["times"]) if "times" in groups else 1
    if "manifold" in groups:
        times = int(book.value("manifold", groups["manifold"]) or 1)
    return _divide(count, unit, times)


def _divide(count: int, unit: str, times: int) -> Cycle:
    if times < 2:
        return count, unit
    months = count * 12 if unit == "Y" else count if unit == "M" else 0
    if months and months % times == 0:
        return months // times, "M"
    if (count, unit) == (1, "M") and times in (2, 4):
        return 4 // times, "W"
    return count, unit


def _write_cycle(cycle: Cycle) -> str:
    count, unit = cycle
    return _write(_FREQUENCIES[unit], INTERVAL=str(count) if count > 1 else "")


def _write(frequency: str, **parts: str) -> str:
    return ";".join([f"FREQ={frequency}", *(f"{name}={value}" for name, value in parts.items() if value)])


def _join(numbers: Iterable[int]) -> str:
    return ",".join(str(number) for number in sorted(set(numbers)))


def _repeat_month_days(match: TimeMatch, cycle: Cycle | None) -> str:
    days = _join(read_number(match.groups[name]) for name in ("day", "second_day") if name in match.groups)
    if "quarter_month" in match.groups:
        word = fold_word(match.groups["quarter_month"])
        first = 3 if word not in load_rulebook(WORDS).words["ordinal"] else read_number(word)
        return _write("YEARLY", BYMONTH=_join(range(first, 13, 3)), BYMONTHDAY=days)
    if any(name.startswith("quarterly") for name in match.groups):
        cycle = (3, "M")
    months = _cycle_length(cycle)
    if months == 1:
        return _write("MONTHLY", BYMONTHDAY=days)
    return _write("YEARLY", BYMONTH=_join(range(1, 13, months)), BYMONTHDAY=days)


def _cycle_length(cycle: Cycle | None) -> int:
    """Length in whole months, 1 where the cycle is shorter or does not divide a year."""
    count, unit = cycle or (1, "M")
    months = count * 12 if unit == "Y" else count if unit == "M" else 1
    return months if 12 % months == 0 else 12 if months > 12 else 1


def _repeat_cycle_end(match: TimeMatch) -> str:
    unit = load_rulebook(FRAMES).value("unit", match.groups["end"]) or "month"
    months = _CYCLE_MONTHS[unit]
    if months == 1:
        return _write("MONTHLY", BYMONTHDAY="-1")
    return _write("YEARLY", BYMONTH=_join(range(months, 13, months)), BYMONTHDAY="31" if months == 12 else "-1")


def _repeat_year_days(match: TimeMatch, cycle: Cycle | None) -> str:
    named = [read_moment(match.words[n]) for n in ("first", "second", "third", "fourth") if n in match.words]
    days = {moment.number for moment in named}
    interval = str(cycle[0]) if cycle and cycle[1] == "Y" and cycle[0] > 1 else ""
    if len(days) > 1:
        if not all(1 <= m.month <= 12 and m.number == monthrange(_COMMON_YEAR, m.month)[1] for m in named):
            return _write_cycle(cycle or (1, "Y"))
        days = {-1}
    return _write("YEARLY", INTERVAL=interval, BYMONTH=_join(m.month for m in named), BYMONTHDAY=_join(days))


def _list_months(match: TimeMatch) -> str:
    """The months that a text names or spans; the days of a span are left out, since a rule cannot tell them apart."""
    named = {
        name: read_moment(word) for name, word in match.words.items() if name in ("one", "second", "first", "last")
    }
    months = {name: moment.month or moment.number for name, moment in named.items()}
    if "last" not in months:
        return _join(months.values())
    first, last = months.get("first", months["last"]), months["last"]
    return _join((month - 1) % 12 + 1 for month in range(first, last + 1 + 12 * (last < first)))


def _repeat_weekdays(match: TimeMatch) -> str:
    names = [_weekday(match, name) for name in ("weekday", "second_weekday") if name in match.groups]
    if "weekday_last" in match.groups:
        return _write("MONTHLY", BYDAY=f"-1{names[0]}")
    if "weekday_order" in match.groups:
        return _write("MONTHLY", BYDAY=f"{read_number(match.groups['weekday_order'])}{names[0]}")
    return _write("WEEKLY", BYDAY=",".join(day for day in _WEEK if day in names))


def _repeat_workday(match: TimeMatch, cycle: Cycle | None) -> str:
    """Read «ежемесячно не позднее 5-го рабочего дня месяца, следующего за отчётным»."""
    word = match.words.get("workday") or match.words["workday_after"]
    position = str(read_number(word.groups["order"])) if "order" in word.groups else "-1"
    months = 3 if any("quarter" in name for name in match.groups) else _cycle_length(cycle)
    named = _join(range(1, 13, months)) if months > 1 else ""
    return _write("MONTHLY", BYMONTH=named, BYDAY=",".join(_WEEK[:5]), BYSETPOS=position)


def _repeat_other_weekdays(match: TimeMatch) -> str:
    """Read «ежедневно, кроме воскресенья»; without a weekday it is the days off that are left out."""
    named = [_weekday(match, name) for name in ("weekday", "second_weekday") if name in match.groups]
    return _write("WEEKLY", BYDAY=",".join(day for day in _WEEK if day not in (named or _WEEK[5:])))


def _weekday(match: TimeMatch, name: str) -> str:
    return load_rulebook(FRAMES).value("weekday", match.groups[name]) or "MO"
