"""A document with its annotations beside it: what all formats hold, free of their syntax.

A mention that several tasks share («Управлению образования …:» above forty items) is one span with a link from each of
them. Mentions with the same place and different values (two lemmas of one phrase) are several spans. A span's text is
not stored: it is what stands at its offsets.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from resextract.exchange.errors import ExchangeError
from resextract.exchange.scheme import FIELDS, PRINTED, SLOTS, TASK
from resextract.language.phrases import phrase
from resextract.outline.cleaning import INVISIBLE
from resextract.records.files import describe_violation
from resextract.records.models import DocumentRecord

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic import BaseModel

    from resextract.records.models import TaskRecord

__all__ = [
    "Link",
    "Span",
    "StandoffDocument",
    "Value",
    "dump_header",
    "flatten_records",
    "needs_mending",
    "parse_header",
]

Value = str | float | bool | list[str]

_TO_MEND = re.compile(rf"[{''.join(sorted(INVISIBLE))}]|[-‐‑]\s")
"""What cleaning may undo within a text: invisible characters, and hyphens before white space."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text with a label.

    Attributes:
        id: Unique in its document; the tool's own id where a tool wrote the file.
        label: One of `scheme.LABELS`.
        start: First character: Unicode code points in the text.
        end: After the last character.
        attributes: What is known of it by the names of `scheme.FIELDS`; what is null, false or an empty list is absent.
        place: File and line for messages.
    """

    id: str
    label: str
    start: int
    end: int
    attributes: Mapping[str, Value]
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Link:
    """A task has a mention.

    Attributes:
        task: The id of the task's span.
        mention: The id of the mention's span.
        inherited: Whether the task takes it from above; None where the place is to tell.
        place: File and line for messages.
    """

    task: str
    mention: str
    inherited: bool | None
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class StandoffDocument:
    """A text with its annotations.

    Attributes:
        record: The document's fields.
        position: Where the document stands among those it came with, from 0.
        text: The decoded source, byte order mark excluded, line ends as they were.
        spans: Tasks and mentions, by start.
        links: From tasks to mentions, in the order of the tasks and of their lists.
        place: File for messages.
    """

    record: DocumentRecord
    position: int
    text: str
    spans: tuple[Span, ...]
    links: tuple[Link, ...]
    place: str = field(default="", compare=False)


def flatten_records(records: Sequence[TaskRecord], text: str, position: int, place: str) -> StandoffDocument:
    """Turn the records of a document into spans and links.

    Args:
        records: All records of one document, at least one.
        text: The decoded source.
        position: Where the document stands in its file, from 0.
        place: File for messages.

    Raises:
        ExchangeError: A span lies outside the text or holds nothing but white space.
    """
    found: dict[tuple[Any, ...], tuple[int, Span]] = {}

    def add(label: str, model: BaseModel, copy: object, task_id: str) -> tuple[Any, ...]:
        start, end = getattr(model, "start"), getattr(model, "end")  # noqa: B009 - all of these models have them
        if end > len(text) or not text[start:end].strip():
            where = phrase("outside the text") if end > len(text) else phrase("blank there")
            raise ExchangeError(
                place,
                phrase(
                    "{task_id}: the {label} at {start}:{end} is {where}: is this its source?",
                    task_id=task_id,
                    label=label,
                    start=start,
                    end=end,
                    where=where,
                ),
            )
        attributes = _read_attributes(label, model, text)
        key = (label, start, end, json.dumps(attributes), copy)
        found.setdefault(key, (len(found), Span("", label, start, end, attributes)))
        return key

    links: list[tuple[tuple[Any, ...], tuple[Any, ...], bool]] = []
    for record in records:
        task = add(TASK, record, record.task_id, record.task_id)
        taken: set[tuple[Any, ...]] = set()
        for label, slot in SLOTS.items():
            for mention in getattr(record, slot):
                copy = 0
                while (key := add(label, mention, copy, record.task_id)) in taken:
                    copy += 1  # the task names the very same thing twice
                taken.add(key)
                links.append((task, key, mention.inherited))
    ordered = sorted(found, key=lambda key: (found[key][1].start, key[0] != TASK, found[key][0]))
    ids = {key: str(number) for number, key in enumerate(ordered, 1)}
    spans = tuple(
        Span(ids[key], span.label, span.start, span.end, span.attributes) for key in ordered for _, span in [found[key]]
    )
    return StandoffDocument(
        records[0].document, position, text, spans, tuple(Link(ids[t], ids[m], i) for t, m, i in links), place
    )


def _read_attributes(label: str, model: BaseModel, text: str) -> dict[str, Value]:
    attributes: dict[str, Value] = {}
    for name in FIELDS[label]:
        value = getattr(model, name, None)
        if value is None or value is False or value == ():
            continue
        attributes[name] = list(value) if isinstance(value, tuple) else value
    start, end, printed = (getattr(model, name) for name in ("start", "end", "text"))
    if needs_mending(text, start, end) or printed != " ".join(text[start:end].split()):
        attributes[PRINTED] = f"{start}:{end} {printed}"
    return attributes


def needs_mending(text: str, start: int, end: int) -> bool:
    """Tell whether a record's text of this place can be another than the plain one, white space collapsed."""
    return bool(_TO_MEND.search(text, start, end))


def dump_header(document: StandoffDocument) -> dict[str, Any]:
    """Return what a format must keep of a document beside text, spans and links, as JSON values."""
    return {
        "document": document.record.model_dump(mode="json"),
        "position": document.position,
        "text_sha256": hashlib.sha256(document.text.encode("utf-8")).hexdigest(),
    }


def parse_header(header: object, text: str, place: str) -> tuple[DocumentRecord, int]:
    """Read back what `dump_header` returned.

    Args:
        header: The JSON value.
        text: The text that the file holds now.
        place: File and line for messages.

    Returns:
        The document's fields and its position.

    Raises:
        ExchangeError: The fields are no document's, or the text is another one.
    """
    if not isinstance(header, dict) or not {"document", "position", "text_sha256"} <= header.keys():
        raise ExchangeError(
            place, phrase("the document's fields are missing: was the file made by resextract convert?")
        )
    try:
        record = DocumentRecord.model_validate(header["document"])
    except ValidationError as error:
        raise ExchangeError(place, phrase("document: {violation}", violation=describe_violation(error))) from error
    if not isinstance(header["position"], int):
        raise ExchangeError(place, phrase("the document's position is no whole number"))
    if hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() != header["text_sha256"]:
        raise ExchangeError(
            place, phrase("the text is not the one that was converted, so its offsets cannot be trusted")
        )
    return record, header["position"]
