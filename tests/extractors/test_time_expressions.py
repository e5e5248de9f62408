from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resextract.extractors.time_expressions import FRAMES, WORDS, find_times, match_time
from resextract.language.rulebooks import load_rulebook

# A text for every frame: the frame's `opens` must let it begin there.
FRAME_EXAMPLES = {
    "due.date": "в срок до 17.00 25 марта 2024 г. включительно",
    "due.edge": "не позднее конца I квартала 2024 года",
    "due.part": "к маю 2025 года",
    "period.season": "осенью 2025 года",
    "period.seasonal": "в летний период 2025 года",
    "due.through": "в срок по 1 мая",
    "due.horizon": "на период до 2030 года",
    "due.labelled": "Срок исполнения поручения — 1 апреля",
    "due.bare": "«10» октября 2024 г.",
    "start.date": "начиная с 1 сентября",
    "start.edge": "с начала учебного года",
    "start.year": "начиная с 2025",
    "start.notbefore": "не ранее 1 мая",
    "period.range": "в период с 1 по 20 мая 2024 г.",
    "period.between": "не ранее 1 мая и не позднее 15 мая",
    "period.in": "в течение всего 2024-2025 учебного года",
    "period.now": "в следующем месяце",
    "period.school": "в течение учебного года",
    "period.uncounted": "в течение года",
    "period.edge": "в начале мая",
    "period.edgeschool": "в конце учебного года",
    "period.through": "в сентябре – октябре",
    "period.both": "в I и II кварталах",
    "period.for": "на 2024-2025 учебный год",
    "period.fordays": "на период с 1 по 5 мая",
    "period.labelled": "Срок: май",
    "period.labelledrange": "Сроки – май – июнь 2024 г.",
    "period.barerange": "I–II квартал",
    "period.baredays": "24, 25 августа",
    "period.bare": "июнь 2025 г.",
    "period.bareedge": "конец мая",
    "period.week": "во вторую неделю сентября",
    "period.bareweek": "последняя неделя августа",
    "period.bareschool": "весь учебный год",
    "period.bareyear": "2024–2026",
    "period.whole": "весь год",
    "recurring.plain": "далее – не реже одного раза в квартал",
    "recurring.basis": "на ежемесячной основе",
    "recurring.monthday": "ежемесячно, не позднее 5 числа месяца, следующего за отчётным",
    "recurring.tailday": "до 25-го числа каждого месяца",
    "recurring.dayafter": "до 5 числа ежемесячно",
    "recurring.end": "ежемесячно до последнего дня месяца",
    "recurring.everyend": "до конца каждого квартала",
    "recurring.yearday": "раз в полгода, до 15 января и до 15 июля",
    "recurring.yeardayafter": "до 1 февраля года, следующего за отчётным",
    "recurring.month": "ежегодно в сентябре",
    "recurring.monthafter": "в мае ежегодно",
    "recurring.weekday": "каждую первую среду месяца",
    "recurring.monthweekday": "в последний четверг месяца",
    "recurring.weekdayin": "еженедельно (понедельник, среда)",
    "recurring.yearrange": "ежегодно в период с 1 по 30 сентября",
    "recurring.weekdayby": "еженедельно не позднее пятницы",
    "recurring.weekdays": "с понедельника по пятницу",
    "relative.withinsince": "в течение 5 рабочих дней со дня опубликования",
    "recurring.workday": "не позднее 5-го рабочего дня месяца, следующего за отчётным",
    "recurring.workdays": "по рабочим дням",
    "recurring.weekends": "по выходным",
    "recurring.except": "ежедневно, кроме воскресенья",
    "recurring.hour": "ежедневно до 10.00",
    "recurring.hourafter": "до 10.00 ежедневно",
    "continuous.adverb": "регулярно",
    "continuous.basis": "в постоянном режиме",
    "continuous.whole": "в течение всего срока",
    "continuous.bare": "весь период",
    "relative.adjective": "в двухнедельный срок со дня получения",
    "relative.figure": "в 10-тидневный срок",
    "relative.barefigure": "двухнедельный",
    "relative.within": "в течение 5 (пяти) рабочих дней",
    "relative.next": "в ближайшие два дня",
    "relative.term": "в срок не более 10 дней",
    "relative.workday": "не позднее третьего рабочего дня со дня регистрации",
    "relative.notlater": "не позднее 3 дней после подписания",
    "relative.before": "не позднее чем за 10 дней до начала",
    "relative.after": "через месяц после открытия",
    "relative.duration": "сроком на три года",
    "relative.labelled": "Срок: 10 дней",
    "relative.bare": "10 дней",
}


def test_every_frame_has_an_example() -> None:
    assert set(FRAME_EXAMPLES) == {rule.id for rule in load_rulebook(FRAMES).rules}


@pytest.mark.parametrize(("rule", "text"), FRAME_EXAMPLES.items(), ids=FRAME_EXAMPLES)
def test_frames(rule: str, text: str) -> None:
    assert [(match.rule.id, text[match.start : match.end]) for match in find_times(text)] == [(rule, text)]
    whole = match_time(text)
    assert whole is not None
    assert whole.rule.id == rule


@pytest.mark.parametrize(
    "text",
    [
        "ЕЖЕКВАРТАЛЬНО",
        "в 2020 -2021у.г.",
        "в 2021/2022 уч. году",
        "до 1сентября 2024г.",
        "в ТРЁХДНЕВНЫЙ срок",
        "до конца т.г.",
        "с 09.01 2025г.",
        "в течении 2024 г.",
    ],
)
def test_spellings(text: str) -> None:
    assert [text[match.start : match.end] for match in find_times(text)] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "с 1 по 4 класс",
        "до 83 %",
        "до 15.5 %",
        "незамедлительно",
        "в дни экзаменов",
        "ежемесячные собрания",
        "за полугодие",
    ],
)
def test_what_names_no_time(text: str) -> None:
    assert find_times(text) == []


def test_marks_differ_where_frames_tell_them_apart() -> None:
    marks = {rule.id: rule.get("mark") for rule in load_rulebook(WORDS).rules}
    assert (
        len({marks["day.dated"], marks["day.bare"], marks["month.bare"], marks["school.plain"], marks["length"]}) == 5
    )
    assert all(len(mark) == 1 and not mark.isalnum() for mark in marks.values())


def test_best_match_inside_a_longer_text() -> None:
    match = match_time("примерно до 1 мая 2024 года или раньше")
    assert match is not None
    assert (match.rule.id, match.start, match.end) == ("due.date", 9, 27)


@given(st.text(alphabet="до с по1259. мая2024гв срок–-/ⒹⓃ«»№,", max_size=60))
def test_offsets_hold_on_any_text(text: str) -> None:
    matches = find_times(text)
    assert all(0 <= m.start < m.end <= len(text) for m in matches)
    assert all(a.end <= b.start for a, b in pairwise(matches))
    assert all(value in text for m in matches for value in m.groups.values())
