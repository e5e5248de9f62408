"""Standoff documents → records; what an annotator left open is computed, and said."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from resextract.exchange.errors import ExchangeError, Remark
from resextract.exchange.scheme import FIELDS, MODELS, PRINTED, SLOTS, TASK
from resextract.exchange.standoff import Span, StandoffDocument, Value, needs_mending
from resextract.language.phrases import phrase
from resextract.outline.cleaning import clean_pieces, collapse_span
from resextract.records.files import describe_violation
from resextract.records.models import SCHEMA_VERSION, TaskRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["restore_documents", "restore_records"]


def restore_documents(documents: Iterable[StandoffDocument]) -> tuple[list[TaskRecord], list[Remark]]:
    """Turn the documents of a file or folder back into records.

    Args:
        documents: The documents in any order.

    Returns:
        The records in the order that the documents came in when they were converted, then by start; and what was
        converted otherwise than it stands in the files.

    Raises:
        ExchangeError: See `restore_records`; or two documents have the same id.
    """
    records: list[TaskRecord] = []
    remarks: list[Remark] = []
    places: dict[str, str] = {}
    for document in sorted(documents, key=lambda d: (d.position, d.record.doc_id)):
        doc_id = document.record.doc_id
        if doc_id in places:
            raise ExchangeError(
                document.place,
                phrase("the document {doc_id} stands in {place} already", doc_id=doc_id, place=places[doc_id]),
            )
        places[doc_id] = document.place
        found, doubts = restore_records(document)
        records += found
        remarks += doubts
    return records, remarks


def restore_records(document: StandoffDocument) -> tuple[list[TaskRecord], list[Remark]]:
    """Turn a document's spans and links back into records.

    A mention that was drawn and not filled in gets the values that its text gives; without a value it is left out and
    its tasks get the warning ``mention_without_value``, as in extraction. A mention of no task is left out. A mention
    outside its task is inherited, whatever its link says.

    Args:
        document: The document as its file has it.

    Returns:
        The records by start, spans of the same start in the order of the file; and what was computed or left out.

    Raises:
        ExchangeError: A span has no known label, known attribute or place in the text; a link leads to nothing, or not
            from a task to a mention; a value is not what the contract allows.
    """
    spans = _check_spans(document)
    mentions: dict[str, list[tuple[Span, bool | None]]] = defaultdict(list)
    for task, mention, inherited in _check_links(document, spans):
        if all(known.id != mention.id for known, _ in mentions[task.id]):
            mentions[task.id].append((mention, inherited))
    remarks: list[Remark] = []
    linked = {mention.id for found in mentions.values() for mention, _ in found}
    complete: dict[str, Span | None] = {}
    codes: dict[str, tuple[str, ...]] = {}
    taken = {str(span.attributes["task_id"]) for span in spans.values() if "task_id" in span.attributes}
    for span in spans.values():
        if span.label != TASK and span.id not in linked:
            remarks.append(
                Remark(
                    _name(span), phrase("{what} has no task: left out", what=_describe(span, document.text)), lost=True
                )
            )
            continue
        complete[span.id], codes[span.id], remark = _complete(span, document, taken)
        remarks += [remark] if remark else []
    if not any(span.label == TASK for span in spans.values()):
        remarks.append(
            Remark(
                document.place, phrase("{doc_id} has no task, so no record", doc_id=document.record.doc_id), lost=True
            )
        )
    records = []
    seen: dict[str, str] = {}
    for span in sorted((s for s in spans.values() if s.label == TASK), key=lambda s: s.start):
        task = complete[span.id] or span
        own = [(complete[m.id], inherited) for m, inherited in mentions[span.id]]
        warnings = [code for m, _ in mentions[span.id] for code in codes[m.id]]
        record = _build_task(task, own, warnings, document)
        if record.task_id in seen:
            raise ExchangeError(
                _name(span),
                phrase(
                    "the task_id {task_id} is that of {other} already",
                    task_id=record.task_id,
                    other=seen[record.task_id],
                ),
            )
        seen[record.task_id] = span.id
        records.append(record)
    return records, remarks


def _name(span: Span) -> str:
    return phrase("{place}: {name}", place=span.place, name=span.id)


def _describe(span: Span, text: str) -> str:
    printed = " ".join(text[span.start : span.end].split())[:50]
    return phrase("the {label} «{text}»", label=span.label, text=printed)


def _check_spans(document: StandoffDocument) -> dict[str, Span]:
    spans: dict[str, Span] = {}
    for span in document.spans:
        if span.id in spans:
            raise ExchangeError(_name(span), phrase("the id stands in the document twice"))
        if span.label not in FIELDS:
            raise ExchangeError(
                _name(span),
                phrase("unknown label {label!r}; there are {names}", label=span.label, names=", ".join(FIELDS)),
            )
        if not 0 <= span.start < span.end <= len(document.text):
            reason = phrase(
                "the span {start}:{end} does not lie in the text of {number} characters",
                start=span.start,
                end=span.end,
                number=len(document.text),
            )
            raise ExchangeError(_name(span), reason)
        if not document.text[span.start : span.end].strip():
            raise ExchangeError(
                _name(span),
                phrase("the span {start}:{end} holds nothing but white space", start=span.start, end=span.end),
            )
        if unknown := sorted(span.attributes.keys() - FIELDS[span.label].keys()):
            known = ", ".join(FIELDS[span.label])
            reason = phrase(
                "unknown attribute {names} of the {label}; there are {known}",
                names=", ".join(unknown),
                label=span.label,
                known=known,
            )
            raise ExchangeError(_name(span), reason)
        spans[span.id] = span
    return spans


def _check_links(document: StandoffDocument, spans: Mapping[str, Span]) -> Iterable[tuple[Span, Span, bool | None]]:
    for link in document.links:
        place = link.place or document.place
        for end in (link.task, link.mention):
            if end not in spans:
                raise ExchangeError(
                    place, phrase("a relation leads to {end}, and there is no such annotation", end=end)
                )
        # Whichever way an annotator drew the arrow: a task has mentions, and a mention has nothing.
        pair = sorted((spans[link.task], spans[link.mention]), key=lambda span: span.label != TASK)
        if [span.label == TASK for span in pair] != [True, False]:
            raise ExchangeError(
                place,
                phrase(
                    "a relation leads from {start} ({label}) to {end} ({other}); it must lead from a task to a mention",
                    start=link.task,
                    label=spans[link.task].label,
                    end=link.mention,
                    other=spans[link.mention].label,
                ),
            )
        yield pair[0], pair[1], link.inherited


def _complete(
    span: Span, document: StandoffDocument, taken: set[str]
) -> tuple[Span | None, tuple[str, ...], Remark | None]:
    """Return the span with its required values (None if there are none to be had), codes for its tasks, a remark."""
    required = [field.name for field in FIELDS[span.label].values() if field.required]
    missing = [name for name in required if name not in span.attributes]
    if not missing:
        return span, (), None
    values, codes = _compute(span, document, taken)
    attributes = values | dict(span.attributes)
    said = {"what": _describe(span, document.text), "missing": ", ".join(missing)}
    if absent := [name for name in required if name not in attributes]:
        message = phrase(
            "{what} has no {missing}, and the text does not tell {absent}: left out", absent=", ".join(absent), **said
        )
        return None, ("mention_without_value",), Remark(_name(span), message, lost=True)
    computed = ", ".join(f"{name} = {values[name]}" for name in values if name not in span.attributes)
    completed = Span(span.id, span.label, span.start, span.end, attributes, span.place)
    message = phrase("{what} has no {missing}; computed, please check: {computed}", computed=computed, **said)
    return completed, codes, Remark(_name(span), message, lost=False)


def _compute(span: Span, document: StandoffDocument, taken: set[str]) -> tuple[dict[str, Value], tuple[str, ...]]:
    if span.label == TASK:
        base = f"{document.record.doc_id}#new/{span.start}-{span.end}"
        names = (base if number == 1 else f"{base}~{number}" for number in range(1, len(taken) + 2))
        task_id = next(name for name in names if name not in taken)
        taken.add(task_id)
        return {"task_id": task_id, "modality": "directive"}, ()
    from resextract.exchange.completion import compute_values  # loads the models, which few files need

    date = dt.date.fromisoformat(document.record.date) if document.record.date else None
    return compute_values(document.text, span.label, span.start, span.end, date)


def _build_task(
    task: Span, mentions: Iterable[tuple[Span | None, bool | None]], warnings: Iterable[str], document: StandoffDocument
) -> TaskRecord:
    lists: dict[str, list[BaseModel]] = {slot: [] for slot in SLOTS.values()}
    given = [(span, inherited) for span, inherited in mentions if span is not None]
    for span, said in sorted(given, key=lambda pair: pair[0].start):  # stable: ties stay in the order of the links
        inherited = bool(said) or not (task.start <= span.start and span.end <= task.end)
        fields = _read_fields(span, document.text) | {"inherited": inherited}
        lists[SLOTS[span.label]].append(_validate(MODELS[span.label], fields, span))
    fields = _read_fields(task, document.text)
    fields["warnings"] = tuple(dict.fromkeys((*fields["warnings"], *warnings))) if warnings else fields["warnings"]
    record = _validate(
        TaskRecord, {"schema_version": SCHEMA_VERSION, "document": document.record} | fields | lists, task
    )
    assert isinstance(record, TaskRecord)  # noqa: S101 - tells the type
    return record


def _read_fields(span: Span, text: str) -> dict[str, Any]:
    values = {name: span.attributes.get(name, field.empty) for name, field in FIELDS[span.label].items()}
    printed = str(values.pop(PRINTED) or "")
    place, _, kept = printed.partition(" ")
    read = kept if place == f"{span.start}:{span.end}" else _read_text(text, span.start, span.end)
    return values | {"text": read, "start": span.start, "end": span.end}


def _read_text(text: str, start: int, end: int) -> str:
    if not needs_mending(text, start, end):
        return " ".join(text[start:end].split())
    return collapse_span(text, clean_pieces(text, [(start, end)]), start, end)


def _validate(model: type[BaseModel], fields: Mapping[str, Any], span: Span) -> BaseModel:
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise ExchangeError(
            _name(span), phrase("the {label} {violation}", label=span.label, violation=describe_violation(error))
        ) from error
