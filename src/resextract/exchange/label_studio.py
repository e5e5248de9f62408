"""Label Studio: one JSON file of tasks as it imports and exports them, and the labelling configuration that fits.

A document is a task of Label Studio; ``data`` holds its text and its fields. Its one annotation holds, in ``result``:

* ``labels`` for a span. Offsets are code points. A span has one label.
* ``choices`` and ``textarea`` with the id of the span for its attributes, the answers to questions that the
  configuration asks about each region (``perRegion``); a flag is a choice with one answer. So all values can be edited
  in the tool.
* ``relation`` for a link, its label ``own`` or ``inherited``.

Documents are written with annotations, not predictions: what nobody touches must come back too. Suggestions of what to
annotate are predictions, which the tool shows until somebody takes them over; a note about a suggested task stands in
its region's ``meta``.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from resextract.exchange.errors import ExchangeError
from resextract.exchange.loading import read_bytes
from resextract.exchange.scheme import FIELDS, INHERITED, LABELS, LINKS, OWN, Field
from resextract.exchange.standoff import Link, Span, StandoffDocument, Value, dump_header, parse_header
from resextract.language.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["format_config", "format_predictions", "format_tasks", "read_tasks"]

LABEL = "label"
TEXT = "text"
HEADER = "resextract"

_COLOURS = ("#fff2a8", "#ffb27f", "#7fb2ff", "#ff7f7f", "#7fdf7f", "#c97fff", "#b0b0b0")
_LOOSE = re.compile(r"\s|\\n")
"""White space of a region's text, which Label Studio writes as it likes."""


def format_tasks(documents: Sequence[StandoffDocument]) -> str:
    """Write documents for Label Studio: the JSON of its tasks."""
    tasks = [
        {
            "data": {TEXT: document.text, "doc_id": document.record.doc_id, HEADER: dump_header(document)},
            "annotations": [{"result": list(_format_results(document))}],
        }
        for document in documents
    ]
    return json.dumps(tasks, ensure_ascii=False, indent=1) + "\n"


def format_predictions(documents: Sequence[tuple[StandoffDocument, float, Mapping[str, str]]], model: str) -> str:
    """Write documents for Label Studio as pre-annotations.

    Args:
        documents: The documents, each with its score and notes about some of its tasks by ``task_id``.
        model: What made them.

    Returns:
        The JSON of its tasks, in the order given. What the annotator takes over and exports, `read_tasks` reads back.
    """
    tasks = []
    for document, score, notes in documents:
        results = list(_format_results(document))
        ids = {f"s{s.id}": str(s.attributes.get("task_id")) for s in document.spans}
        for result in results:
            if result["type"] == "labels" and (note := notes.get(ids.get(result["id"], ""))):
                result["meta"] = {"text": [note]}
        data = {TEXT: document.text, "doc_id": document.record.doc_id, HEADER: dump_header(document)}
        listed = [{"task_id": task_id, "note": note} for task_id, note in notes.items()]
        predictions = [{"model_version": model, "score": score, "result": results}]
        tasks.append({"data": data | {"suggested": listed}, "predictions": predictions})
    return json.dumps(tasks, ensure_ascii=False, indent=1) + "\n"


def _format_results(document: StandoffDocument) -> Iterator[dict[str, Any]]:
    for span in document.spans:
        place = {"start": span.start, "end": span.end}
        region = {"id": f"s{span.id}", "to_name": TEXT}
        value = place | {"text": document.text[span.start : span.end], "labels": [span.label]}
        yield region | {"from_name": LABEL, "type": "labels", "value": value}
        for name, content in span.attributes.items():
            question = region | {"from_name": f"{span.label}_{name}"}
            if FIELDS[span.label][name].kind in ("choice", "flag"):
                answer = name if content is True else content
                yield question | {"type": "choices", "value": place | {"choices": [answer]}}
            else:
                texts = content if isinstance(content, list) else [content]
                yield question | {"type": "textarea", "value": place | {"text": [_format_text(t) for t in texts]}}
    for link in document.links:
        ends = {"from_id": f"s{link.task}", "to_id": f"s{link.mention}", "type": "relation", "direction": "right"}
        yield ends | {"labels": [INHERITED if link.inherited else OWN]}


def _format_text(value: Value) -> str:
    return value if isinstance(value, str) else repr(value)


def format_config() -> str:
    """Return the labelling configuration: labels, relations, and the questions about each region."""
    lines = ["<View>", "  <Relations>", *(f'    <Relation value="{kind}"/>' for kind in LINKS), "  </Relations>"]
    lines += [f'  <Labels name="{LABEL}" toName="{TEXT}">']
    lines += [
        f'    <Label value="{label}" background="{colour}"/>' for label, colour in zip(LABELS, _COLOURS, strict=True)
    ]
    lines += ["  </Labels>", f'  <Text name="{TEXT}" value="${TEXT}" granularity="symbol"/>']
    for label, fields in FIELDS.items():
        lines.append(f'  <View visibleWhen="region-selected" whenTagName="{LABEL}" whenLabelValue="{label}">')
        for field in fields.values():
            lines += [f'    <Header value={quoteattr(f"{label}: {field.name}")} size="5"/>']
            lines += _format_question(label, field)
        lines.append("  </View>")
    return "\n".join([*lines, "</View>", ""])


def _format_question(label: str, field: Field) -> list[str]:
    common = f'name="{label}_{field.name}" toName="{TEXT}" perRegion="true"'
    if field.kind not in ("choice", "flag"):
        limit = "" if field.kind == "list" else ' maxSubmissions="1"'
        return [f'    <TextArea {common} editable="true"{limit}/>']
    choice = "single-radio" if field.kind == "choice" else "multiple"
    answers = [f'      <Choice value="{answer}"/>' for answer in field.choices or (field.name,)]
    return [f'    <Choices {common} choice="{choice}">', *answers, "    </Choices>"]


def read_tasks(path: Path) -> list[StandoffDocument]:
    """Read a JSON export of Label Studio.

    Args:
        path: The file, in the format that Label Studio calls JSON (not JSON-MIN).

    Raises:
        ExchangeError: The file is no such export, or a task of it has no annotation or several.
    """
    content = read_bytes(path)
    if not content.strip():
        raise ExchangeError(phrase("{path}, line {number}", path=path, number=1), phrase("the file is empty"))
    try:
        tasks = json.loads(content)
    except json.JSONDecodeError as error:
        raise ExchangeError(
            phrase("{path}, line {number}", path=path, number=error.lineno),
            phrase("is no JSON: {reason}", reason=error.msg),
        ) from error
    except ValueError as error:
        raise ExchangeError(str(path), phrase("is no JSON: {reason}", reason=str(error))) from error
    if not isinstance(tasks, list) or not tasks:
        raise ExchangeError(str(path), phrase("is no list of tasks, or an empty one"))
    return [
        _read_task(task, phrase("{path}, task {number}", path=path, number=number))
        for number, task in enumerate(tasks, 1)
    ]


def _read_task(task: Any, place: str) -> StandoffDocument:
    try:
        if "predictions" in task and not task.get("annotations"):
            raise ExchangeError(
                place, phrase("has only predictions: take them over and submit the text in Label Studio first")
            )
        text, header, annotations = task["data"][TEXT], task["data"].get(HEADER), task["annotations"]
        kept = [annotation for annotation in annotations if not annotation.get("was_cancelled")]
        results = kept[0]["result"] if kept else []
        record, position = parse_header(header, text, place)
        place = phrase("{place} ({doc_id})", place=place, doc_id=record.doc_id)
        if len(kept) != 1:
            raise ExchangeError(
                place, phrase("{number} annotations that are not cancelled; keep one", number=len(kept))
            )
        regions = {str(r["id"]): _read_region(r, text, place) for r in results if r["type"] == "labels"}
        values: dict[str, dict[str, Value]] = {name: {} for name in regions}
        for result in results:
            if result["type"] in ("choices", "textarea"):
                _read_answer(result, regions, values, place)
        links = tuple(_read_link(result, place) for result in results if result["type"] == "relation")
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ExchangeError(
            place,
            phrase(
                "is no task of a Label Studio export: {kind}: {reason}", kind=type(error).__name__, reason=str(error)
            ),
        ) from error
    spans = [Span(s.id, s.label, s.start, s.end, values[s.id], place) for s in regions.values()]
    return StandoffDocument(record, position, text, tuple(spans), links, place)


def _read_region(result: Any, text: str, place: str) -> Span:
    name, value = str(result["id"]), result["value"]
    start, end, labels = value["start"], value["end"], value["labels"]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        reason = phrase(
            "the span {start}:{end} does not lie in the text of {number} characters",
            start=start,
            end=end,
            number=len(text),
        )
        raise ExchangeError(phrase("{place}: {name}", place=place, name=name), reason)
    if len(labels) != 1:
        raise ExchangeError(
            phrase("{place}: {name}", place=place, name=name),
            phrase("a span has one label, and this one {number}", number=len(labels)),
        )
    marked = text[start:end]
    if TEXT in value and _LOOSE.sub("", value[TEXT]) != _LOOSE.sub("", marked):
        raise ExchangeError(
            phrase("{place}: {name}", place=place, name=name),
            phrase(
                "{printed!r} does not stand at {start}:{end}: {marked!r}",
                printed=value[TEXT][:60],
                start=start,
                end=end,
                marked=marked[:60],
            ),
        )
    return Span(name, labels[0], start, end, {}, place)


def _read_answer(result: Any, regions: dict[str, Span], values: dict[str, dict[str, Value]], place: str) -> None:
    region, question = str(result["id"]), result["from_name"]
    if region not in regions:
        raise ExchangeError(
            phrase("{place}: {region}", place=place, region=region),
            phrase("an answer to {question!r}, and there is no such region", question=question),
        )
    span = regions[region]
    name = question.removeprefix(f"{span.label}_")
    field = FIELDS.get(span.label, {}).get(name)
    if field is None:
        # The region's label was changed: the answers to the old label's questions are of no use to the new one.
        if any(question == f"{label}_{known}" for label, fields in FIELDS.items() for known in fields):
            return
        raise ExchangeError(
            phrase("{place}: {region}", place=place, region=region),
            phrase("an answer to the unknown question {question!r}", question=question),
        )
    answers = result["value"]["choices" if result["type"] == "choices" else TEXT]
    answers = [answers] if isinstance(answers, str) else answers
    if field.kind == "list":
        values[span.id][name] = list(answers)
    elif field.kind == "flag":
        values[span.id][name] = bool(answers)
    elif len(answers) > 1:
        raise ExchangeError(
            phrase("{place}: {region}", place=place, region=region),
            phrase("{number} answers to {question!r}, which takes one", number=len(answers), question=question),
        )
    elif answers:
        values[span.id][name] = answers[0]


def _read_link(result: Any, place: str) -> Link:
    labels = result.get("labels") or []
    if len(labels) > 1 or (labels and labels[0] not in LINKS):
        raise ExchangeError(
            place,
            phrase(
                "unknown relation {names}; there are {known}", names=", ".join(map(str, labels)), known=", ".join(LINKS)
            ),
        )
    inherited = labels[0] == INHERITED if labels else None
    return Link(str(result["from_id"]), str(result["to_id"]), inherited, place)
