"""Tasks with linked mentions → records."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from resextract.normalisation.linking import LinkedMention, link_mentions
from resextract.outline.cleaning import collapse_span
from resextract.records.models import (
    Action,
    Actor,
    Controller,
    Deadline,
    DocumentRecord,
    Program,
    Reference,
    Target,
    TaskRecord,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from resextract.normalisation.values import (
        ActionValue,
        ActorValue,
        DeadlineValue,
        ProgramValue,
        ReferenceValue,
        TargetValue,
    )
    from resextract.outline import Outline
    from resextract.reading.source import SourceText
    from resextract.tasks.heads import Head
    from resextract.tasks.model import Mention, Task

__all__ = ["build_document", "build_record"]

SCHEMA_VERSION = "1.0"


def build_document(source: SourceText, head: Head, controllers: Iterable[Mention]) -> DocumentRecord:
    """Build the document's part of every record.

    Args:
        source: The decoded file.
        head: Its title, event, date and place.
        controllers: The actors of its control clauses.
    """
    linked, _ = link_mentions(controllers, head.date)
    values = [cast("ActorValue", item.value) for item in linked]
    return DocumentRecord(
        doc_id=source.doc_id,
        source=source.source,
        sha256=source.sha256,
        encoding=source.encoding,
        title=head.title,
        event=head.event,
        date=_iso(head.date),
        place=head.place,
        controllers=tuple(Controller(normal=v.normal, person=v.person) for v in values),
    )


def build_record(
    task: Task, linked: Sequence[LinkedMention], document: DocumentRecord, outline: Outline, warnings: Iterable[str]
) -> TaskRecord:
    """Build one record.

    Args:
        task: The task.
        linked: Its mentions with their values.
        document: The document's part.
        outline: The outline the task stands in.
        warnings: Codes of the document, added to the task's own.

    Returns:
        The record, mentions in the order of their offsets.
    """
    raw, clean = outline.raw, task.home.node.clean
    start, end = clean.raw_span(task.start, task.end)
    codes = [*task.warnings, *warnings]
    for item in linked:
        codes += getattr(item.value, "warnings", ())
    suffix = f"/s{task.part}" if task.part else ""

    def tail(item: LinkedMention) -> dict[str, str | int | bool]:
        text = collapse_span(raw, item.mention.home.node.clean, item.start, item.end)
        outside = not (start <= item.start and item.end <= end)
        return {"text": text, "start": item.start, "end": item.end, "inherited": item.mention.inherited or outside}

    def of(slot: str) -> list[LinkedMention]:
        return [item for item in linked if item.mention.slot == slot]

    return TaskRecord(
        schema_version=SCHEMA_VERSION,
        task_id=f"{document.doc_id}#{task.home.node.eid}{suffix}",
        document=document,
        number=task.home.node.number,
        section=tuple(_section(task)),
        level=task.level,
        modality=task.modality,
        text=collapse_span(raw, clean, start, end),
        start=start,
        end=end,
        actions=tuple(Action(lemma=cast("ActionValue", i.value).lemma, **tail(i)) for i in of("actions")),
        actors=tuple(_actor(cast("ActorValue", i.value), tail(i)) for i in of("actors")),
        deadlines=tuple(_deadline(cast("DeadlineValue", i.value), tail(i)) for i in of("deadlines")),
        targets=tuple(_target(cast("TargetValue", i.value), tail(i)) for i in of("targets")),
        programs=tuple(_program(cast("ProgramValue", i.value), tail(i)) for i in of("programs")),
        references=tuple(_reference(cast("ReferenceValue", i.value), tail(i)) for i in of("references")),
        warnings=tuple(dict.fromkeys(codes)),
    )


def _section(task: Task) -> list[str]:
    texts = [a.node.text.rstrip(" :;*").lstrip("* ") for a in task.ancestors]
    return [task.resolution_title, *texts] if task.resolution_title else texts


def _iso(date: dt.date | None) -> str | None:
    return None if date is None else date.isoformat()


def _actor(value: ActorValue, tail: dict[str, str | int | bool]) -> Actor:
    return Actor(normal=value.normal, role=value.role, type=value.type, person=value.person, **tail)


def _deadline(value: DeadlineValue, tail: dict[str, str | int | bool]) -> Deadline:
    return Deadline(
        kind=value.kind,
        start_date=_iso(value.start_date),
        end_date=_iso(value.end_date),
        recurrence=value.recurrence,
        duration=value.duration,
        business_days=value.business_days,
        **tail,
    )


def _target(value: TargetValue, tail: dict[str, str | int | bool]) -> Target:
    return Target(
        value=value.value,
        value_from=value.value_from,
        unit=value.unit,
        unit_text=value.unit_text,
        comparator=value.comparator,
        indicator=value.indicator,
        **tail,
    )


def _program(value: ProgramValue, tail: dict[str, str | int | bool]) -> Program:
    return Program(name=value.name, program_id=value.program_id, type=value.type, level=value.level, **tail)


def _reference(value: ReferenceValue, tail: dict[str, str | int | bool]) -> Reference:
    return Reference(
        kind=value.kind, issuer=value.issuer, date=_iso(value.date), number=value.number, title=value.title, **tail
    )
