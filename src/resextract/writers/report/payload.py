"""What the page is given: documents, their mentions and tasks, each thing once.

The keys are those of the record. What is null or empty is left out, and a text that the document itself has at the
place is not repeated: three thousand tasks are a page of some megabytes, not of tens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from resextract.digest.schedules import find_school_year, last_day, place_deadline
from resextract.digest.sentences import describe_deadline, describe_reference, describe_target
from resextract.digest.wording import list_words
from resextract.records.models import SLOTS, Action, Actor, Deadline, Program, Reference, Target
from resextract.writers.report.display import DisplayText
from resextract.writers.report.substitutes import SubstituteText
from resextract.writers.report.texts import MissingText

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from resextract.records.models import DocumentRecord, TaskRecord

__all__ = ["describe_records"]

Mention = Action | Actor | Deadline | Target | Program | Reference

_GROUPS = (
    "slot", "slots", "modality", "level", "role", "actor_type", "deadline_kind", "schedule", "unit", "comparator",
    "program_type", "warning", "warning_help", "source_problem", "field", "counted", "months",
)  # fmt: skip


def describe_records(
    groups: Mapping[DocumentRecord, Sequence[TaskRecord]],
    texts: Mapping[DocumentRecord, str | MissingText],
    today: dt.date,
) -> dict[str, Any]:
    """Describe records for the page.

    Args:
        groups: The records of each document, in the order to list them.
        texts: The text of each document, or why it is not there.
        today: The day that deadlines are seen from.

    Returns:
        ``today``, ``school_year`` (first and last day), ``words`` (of all codes), ``documents`` and ``tasks``.
    """
    documents: list[dict[str, Any]] = []
    tasks: list[dict[str, Any]] = []
    for document, records in groups.items():
        builder = _DocumentBuilder(document, records, texts[document], today)
        tasks += [builder.add_task(record) | {"document": len(documents)} for record in records]
        documents.append(builder.describe())
    return {
        "today": today.isoformat(),
        "school_year": [day.isoformat() for day in find_school_year(today)],
        "words": {group: dict(list_words(group)) for group in _GROUPS},
        "documents": documents,
        "tasks": tasks,
    }


class _DocumentBuilder:
    """Collects what the tasks of one document share."""

    def __init__(
        self, document: DocumentRecord, records: Sequence[TaskRecord], text: str | MissingText, today: dt.date
    ) -> None:
        self._document = document
        self._today = today
        self._problem = text.code if isinstance(text, MissingText) else None
        self._substitute = SubstituteText(records) if isinstance(text, MissingText) else None
        self._display = DisplayText(self._substitute.text if self._substitute else str(text))
        self._mentions: dict[tuple[str, Mention], int] = {}
        self._described: list[dict[str, Any]] = []
        self._sections: dict[tuple[str, ...], int] = {}

    def add_task(self, record: TaskRecord) -> dict[str, Any]:
        """Describe a task; its mentions and its section are those of the document, by their positions."""
        own: list[int] = []
        inherited: list[int] = []
        for slot in SLOTS:
            for mention in getattr(record, slot):
                (inherited if mention.inherited else own).append(self._add_mention(slot, mention))
        place = self._substitute.locate_task(record) if self._substitute else (record.start, record.end)
        described = {
            "id": record.task_id,
            "number": record.number,
            "section": self._sections.setdefault(record.section, len(self._sections)) if record.section else None,
            "level": record.level,
            "modality": record.modality,
            "own": own,
            "inherited": inherited,
            "warnings": list(record.warnings),
        }
        return _drop_empty(described) | self._locate(place, record.text)

    def describe(self) -> dict[str, Any]:
        """Describe the document, its text and what its tasks share."""
        described = self._document.model_dump(include={"title", "event", "date", "place", "source"})
        described |= {
            "id": self._document.doc_id,
            "controllers": [_drop_empty(person.model_dump()) for person in self._document.controllers],
            "problem": self._problem,
            "sections": [list(section) for section in self._sections],
            "mentions": self._described,
        }
        return _drop_empty(described) | {"text": self._display.text}

    def _add_mention(self, slot: str, mention: Mention) -> int:
        key = (slot, mention.model_copy(update={"inherited": False}))
        if (known := self._mentions.get(key)) is not None:
            return known
        if self._substitute:
            place = self._substitute.locate_mention(mention.start, mention.end, mention.text)
        else:
            place = (mention.start, mention.end)
        fields = mention.model_dump(exclude={"text", "start", "end", "inherited"})
        described = {"slot": slot} | _drop_empty(fields) | self._locate(place, mention.text)
        self._described.append(described | _describe_value(mention, self._today))
        self._mentions[key] = len(self._described) - 1
        return self._mentions[key]

    def _locate(self, place: tuple[int, int] | None, text: str) -> dict[str, Any]:
        if place is None:
            return {"text": text}
        start, end = place
        located = {"start": self._display.locate(start), "end": self._display.locate(end)}
        return located if self._display.holds(start, end, text) else located | {"text": text}


def _describe_value(mention: Mention, today: dt.date) -> dict[str, Any]:
    if isinstance(mention, Deadline):
        place = place_deadline(mention, today)
        day = last_day(mention)
        if day is None and place in {"school_year", "later"}:  # what only begins lies at its first day until then
            return {"said": describe_deadline(mention), "place": place, "day": mention.start_date}
        return {"said": describe_deadline(mention), "place": place} | ({"day": day.isoformat()} if day else {})
    if isinstance(mention, Target):
        return {"said": describe_target(mention)}
    if isinstance(mention, Reference):
        return {"said": describe_reference(mention)}
    return {}


def _drop_empty(fields: Mapping[str, Any]) -> dict[str, Any]:
    # 0 and 0.0 are values; False says no more than a key that is not there.
    return {name: value for name, value in fields.items() if value is not None and value is not False and value != []}
