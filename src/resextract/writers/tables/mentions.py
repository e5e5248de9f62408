"""The table of mentions: one row a mention, its values in columns of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from resextract.digest.sentences import describe_deadline, describe_target
from resextract.digest.wording import name_code
from resextract.records.models import SLOTS, TaskRecord
from resextract.writers.tables.columns import Column, read_date, say_flag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["MENTION_COLUMNS", "MentionRow", "list_mentions"]


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A row of the table.

    Attributes:
        record: The task.
        slot: The list that the mention stands in.
        position: Its place in this list, from 1.
        mention: The mention.
    """

    record: TaskRecord
    slot: str
    position: int
    mention: Any


def list_mentions(record: TaskRecord) -> Iterator[MentionRow]:
    """List the mentions of a task in the order of the contract: actions, actors, deadlines, …."""
    for slot in SLOTS:
        for position, mention in enumerate(getattr(record, slot), 1):
            yield MentionRow(record, slot, position, mention)


def _get(name: str, *slots: str) -> Callable[[MentionRow], Any]:
    # A field of the mention; None for the slots that have no such field or another one of that name.
    def read(row: MentionRow) -> Any:
        return getattr(row.mention, name) if row.slot in slots else None

    return read


def _read_value(row: MentionRow) -> str | None:
    match row.slot:
        case "actions":
            return str(row.mention.lemma)
        case "actors":
            return str(row.mention.normal)
        case "deadlines":
            return describe_deadline(row.mention)
        case "targets":
            return describe_target(row.mention)
        case "programs":
            return str(row.mention.name)
    return str(row.mention.kind)


_TYPES = {
    "actors": ("actor_type", "type"),
    "deadlines": ("deadline_kind", "kind"),
    "programs": ("program_type", "type"),
}


def _read_type(row: MentionRow) -> str | None:
    if row.slot not in _TYPES:
        return None
    group, name = _TYPES[row.slot]
    return name_code(group, getattr(row.mention, name))


def _name(group: str, name: str, slot: str) -> Callable[[MentionRow], str | None]:
    def read(row: MentionRow) -> str | None:
        return name_code(group, getattr(row.mention, name)) or None if row.slot == slot else None

    return read


MENTION_COLUMNS: tuple[Column[MentionRow], ...] = (
    Column("task_id", "Код задачи", "code", 22, lambda row: row.record.task_id, "Задача упоминания.", core=True),
    Column(
        "slot", "Что это", "text", 14, lambda row: name_code("slot", row.slot),
        "Действие, исполнитель, срок, показатель, программа или нормативный акт.", core=True,
    ),
    Column(
        "position", "№", "count", 5, lambda row: row.position, "Какое по счёту в задаче среди таких же.", core=True
    ),
    Column(
        "normal", "Значение", "text", 30, _read_value,
        "Глагол, исполнитель, срок и показатель словами, название программы, вид акта.", core=True,
    ),
    Column("text", "Как напечатано", "text", 40, lambda row: row.mention.text, "Слова документа.", core=True),
    Column(
        "type", "Тип", "text", 15, _read_type, "Тип исполнителя, вид срока, тип программы.", core=True
    ),
    Column("role", "Роль", "text", 14, _name("role", "role", "actors"), "Роль исполнителя.", core=True),
    Column("person", "Лицо", "text", 16, _get("person", "actors"), "Фамилия и инициалы исполнителя.", core=True),
    Column(
        "start_date", "Начало", "date", 11, lambda row: read_date(_get("start_date", "deadlines")(row)),
        "Первый день срока.", core=True,
    ),
    Column(
        "end_date", "Окончание", "date", 11, lambda row: read_date(_get("end_date", "deadlines")(row)),
        "Последний день срока, включительно.", core=True,
    ),
    Column(
        "recurrence", "Правило повтора", "code", 24, _get("recurrence", "deadlines"),
        "Как часто: правило RRULE стандарта RFC 5545; словами — в столбце «Значение».",
    ),
    Column(
        "duration", "Длительность", "code", 12, _get("duration", "deadlines"),
        "Длительность срока от события, по ISO 8601: P10D — десять дней.",
    ),
    Column(
        "business_days", "Рабочие дни", "text", 10, lambda row: say_flag(_get("business_days", "deadlines")(row)),
        "Считается ли длительность в рабочих днях.",
    ),
    Column(
        "comparator", "Сравнение", "text", 12, _name("comparator", "comparator", "targets"),
        "Не менее, не более, до, на …",
    ),
    Column("value_from", "Число от", "number", 12, _get("value_from", "targets"), "Нижний край («от 10 до 15 %»)."),
    Column("value", "Число", "number", 12, _get("value", "targets"), "Проценты как 83, деньги в единицах валюты."),
    Column("unit", "Вид единицы", "text", 16, _name("unit", "unit", "targets"), "Проценты, разы, штуки, деньги …"),
    Column("unit_text", "Единица", "text", 14, _get("unit_text", "targets"), "Единица, как она напечатана."),
    Column("indicator", "Показатель", "text", 44, _get("indicator", "targets"), "Что измеряется."),
    Column(
        "program_id", "Код программы", "code", 24, _get("program_id", "programs"),
        "Один код у всех написаний одной программы.",
    ),
    Column(
        "level", "Уровень программы", "text", 16, _name("level", "level", "programs"),
        "Национальный, федеральный, региональный …",
    ),
    Column("issuer", "Кем издан акт", "text", 24, _get("issuer", "references"), "Орган, издавший акт."),
    Column(
        "act_date", "Дата акта", "date", 12, lambda row: read_date(_get("date", "references")(row)), "Дата акта."
    ),
    Column("act_number", "Номер акта", "code", 12, _get("number", "references"), "Номер акта."),
    Column("act_title", "Название акта", "text", 50, _get("title", "references"), "Название акта."),
    Column(
        "start", "С символа", "count", 10, lambda row: row.mention.start,
        "Место упоминания в файле документа: номер первого символа, счёт с нуля.",
    ),
    Column("end", "По символ", "count", 10, lambda row: row.mention.end, "Номер символа после последнего."),
    Column(
        "inherited", "Унаследовано", "text", 14, lambda row: say_flag(row.mention.inherited),
        "Стоит ли упоминание вне пункта: в заголовке или вводных словах над ним.",
    ),
)  # fmt: skip
"""The columns: what it is and when, then the values of each kind of mention, the offsets last."""
