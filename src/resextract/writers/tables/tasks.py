"""The table of tasks: one row a task, as analysts read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.digest.sentences import describe_actor, describe_deadline, describe_reference, describe_target
from resextract.digest.wording import name_code
from resextract.records.models import SLOTS, TaskRecord
from resextract.writers.tables.columns import Column, join_lines, read_date

if TYPE_CHECKING:
    import datetime as dt

    from resextract.records.models import Reference

__all__ = ["TASK_COLUMNS", "count_mentions"]


def count_mentions(record: TaskRecord) -> int:
    """Count the mentions of a task, inherited ones included."""
    return sum(len(getattr(record, slot)) for slot in SLOTS)


def _list_actors(record: TaskRecord, role: str) -> str | None:
    return join_lines(describe_actor(actor) for actor in record.actors if actor.role == role)


def _list_ends(record: TaskRecord) -> list[str]:
    return [deadline.end_date for deadline in record.deadlines if deadline.end_date]


def _find_start(record: TaskRecord) -> dt.date | None:
    return read_date(min((d.start_date for d in record.deadlines if d.start_date), default=None))


def _name_act(act: Reference) -> str:
    if not act.title:
        return describe_reference(act)
    return f"{describe_reference(act)}, {act.title if act.title.startswith('«') else f'«{act.title}»'}"


def _list_targets(record: TaskRecord) -> str | None:
    return join_lines(
        f"{target.indicator}: {describe_target(target)}" if target.indicator else describe_target(target)
        for target in record.targets
    )


TASK_COLUMNS: tuple[Column[TaskRecord], ...] = (
    Column("number", "Пункт", "code", 7, lambda r: r.number, "Номер пункта, как он напечатан.", core=True),
    Column("text", "Задача", "text", 46, lambda r: r.text, "Текст задачи из документа.", core=True),
    Column(
        "responsible", "Ответственные", "text", 24, lambda r: _list_actors(r, "responsible"),
        "Кто отвечает: в именительном падеже, по одному на строке; в том числе названные выше пункта.", core=True,
    ),
    Column(
        "deadlines", "Срок", "text", 18, lambda r: join_lines(map(describe_deadline, r.deadlines)),
        "Все сроки словами, по одному на строке.", core=True,
    ),
    Column(
        "first_due", "Первый срок", "date", 11, lambda r: read_date(min(_list_ends(r), default=None)),
        "Самая ранняя из дат, до которых надо исполнить; пусто, если ни у одного срока нет последнего дня.", core=True,
    ),
    Column(
        "targets", "Показатели", "text", 24, _list_targets,
        "Чего надо достичь: показатель и значение, по одному на строке.", core=True,
    ),
    Column(
        "programs", "Программы", "text", 20, lambda r: join_lines(p.name for p in r.programs),
        "Программы, проекты, стратегии, планы, в рамках которых стоит задача.", core=True,
    ),
    Column(
        "warnings", "Проверить", "text", 16, lambda r: join_lines(name_code("warning", code) for code in r.warnings),
        "Что в записи стоит перепроверить по документу; пояснения ниже.", core=True,
    ),
    Column(
        "doc_id", "Код документа", "code", 16, lambda r: r.document.doc_id, "Имя файла без расширения.", core=True
    ),
    Column("document_title", "Документ", "text", 60, lambda r: r.document.title, "Заголовок документа."),
    Column(
        "modality", "Вид", "text", 14, lambda r: name_code("modality", r.modality),
        "Поручение (надо) или рекомендация (предложено).",
    ),
    Column("level", "Уровень", "text", 16, lambda r: name_code("level", r.level) or None, "Кому адресован раздел."),
    Column("section", "Раздел", "text", 60, lambda r: join_lines(r.section), "Заголовки и вводные слова над пунктом."),
    Column("actions", "Действия", "text", 18, lambda r: join_lines(a.lemma for a in r.actions), "Что сделать."),
    Column(
        "co_executors", "Соисполнители", "text", 30, lambda r: _list_actors(r, "co_executor"),
        "Кто исполняет вместе с ответственными («совместно с …»).",
    ),
    Column(
        "controllers", "Контроль", "text", 26, lambda r: _list_actors(r, "controller"), "Кто контролирует эту задачу."
    ),
    Column(
        "document_controllers", "Контроль документа", "text", 26,
        lambda r: join_lines(map(describe_actor, r.document.controllers)), "Кто контролирует документ в целом.",
    ),
    Column("first_start", "Начало", "date", 11, _find_start, "Самая ранняя из дат, с которых надо исполнять."),
    Column(
        "last_due", "Последний срок", "date", 11, lambda r: read_date(max(_list_ends(r), default=None)),
        "Самая поздняя из дат, до которых надо исполнить.",
    ),
    Column(
        "target_value", "Значение", "number", 12, lambda r: r.targets[0].value if r.targets else None,
        "Число первого показателя; числа остальных — на листе «Упоминания». Проценты как 83, деньги в единицах валюты.",
    ),
    Column(
        "target_unit", "Единица", "text", 14, lambda r: r.targets[0].unit_text if r.targets else None,
        "Единица первого показателя, как она напечатана.",
    ),
    Column(
        "target_count", "Показателей", "count", 12, lambda r: len(r.targets), "Сколько у задачи показателей."
    ),
    Column(
        "program_ids", "Коды программ", "code", 24, lambda r: join_lines(p.program_id for p in r.programs),
        "Один код у всех написаний одной программы: по нему удобно сводить.",
    ),
    Column(
        "references", "Нормативные акты", "text", 50, lambda r: join_lines(map(_name_act, r.references)),
        "Акты, на которые ссылается пункт.",
    ),
    Column("document_date", "Дата документа", "date", 11, lambda r: read_date(r.document.date), "Дата документа."),
    Column("event", "Мероприятие", "text", 50, lambda r: r.document.event, "Конференция, совет, форум."),
    Column("place", "Место", "text", 20, lambda r: r.document.place, "Место документа."),
    Column("source", "Файл", "code", 28, lambda r: r.document.source, "Файл документа."),
    Column(
        "start", "С символа", "count", 10, lambda r: r.start,
        "Место задачи в файле: номер первого символа, счёт с нуля.",
    ),
    Column("end", "По символ", "count", 10, lambda r: r.end, "Номер символа после последнего."),
    Column(
        "mention_count", "Упоминаний", "count", 12, count_mentions,
        "Сколько у задачи упоминаний (действий, исполнителей, сроков …).",
    ),
    Column(
        "task_id",
        "Код задачи",
        "code",
        26,
        lambda r: r.task_id,
        "Один и тот же при каждом запуске по тем же документам.",
    ),
)  # fmt: skip
"""The columns: what is printed first, what is looked up after it, the identifiers last."""
