"""doccano: one JSON Lines file of a relation extraction project, a document a line.

``entities`` are the spans, ``relations`` the links; their ids are numbers within a line. doccano has no attributes of
entities and keeps every other key of a line as the document's metadata; so the attributes stand under ``resextract``,
together with the document's fields, as a string of JSON: doccano's own tables would round the numbers in it.

doccano gives all entities new ids when it imports them. So an entity is known again by its label and its place, and
several with the same label and place by their order; if some of those are gone, by the tasks that their relations lead
to. An entity that was moved is a new one and has no attributes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from resextract.exchange.errors import ExchangeError
from resextract.exchange.loading import read_bytes
from resextract.exchange.scheme import INHERITED, LINKS, OWN, TASK
from resextract.exchange.standoff import Link, Span, StandoffDocument, dump_header, parse_header
from resextract.language.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

__all__ = ["format_lines", "read_lines"]

META = "resextract"

# Line ends to Unicode, though not to JSON: see writers.jsonl.
_LINE_ENDS = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"})


def format_lines(documents: Sequence[StandoffDocument]) -> str:
    """Write documents for doccano."""
    return "".join(_format_line(document) for document in documents)


def _format_line(document: StandoffDocument) -> str:
    saved = [
        {"id": int(s.id), "label": s.label, "start": s.start, "end": s.end, "attributes": dict(s.attributes)}
        for s in document.spans
    ]
    line = {
        "text": document.text,
        "entities": [
            {"id": int(s.id), "label": s.label, "start_offset": s.start, "end_offset": s.end} for s in document.spans
        ],
        "relations": [
            {"id": i, "from_id": int(k.task), "to_id": int(k.mention), "type": INHERITED if k.inherited else OWN}
            for i, k in enumerate(document.links, 1)
        ],
        "doc_id": document.record.doc_id,
        META: json.dumps(
            {
                "header": dump_header(document),
                "spans": saved,
                "links": [[int(link.task), int(link.mention)] for link in document.links],
            },
            ensure_ascii=False,
        ),
    }
    return json.dumps(line, ensure_ascii=False).translate(_LINE_ENDS) + "\n"


def read_lines(path: Path) -> list[StandoffDocument]:
    """Read a JSONL export of doccano.

    Args:
        path: The file; with the relations, one line for each document.

    Raises:
        ExchangeError: The file is empty, or a line is no such document.
    """
    lines = [(number, line) for number, line in enumerate(read_bytes(path).split(b"\n"), 1) if line.strip()]
    if not lines:
        raise ExchangeError(phrase("{path}, line {number}", path=path, number=1), phrase("the file is empty"))
    return [_read_line(line, phrase("{path}, line {number}", path=path, number=number)) for number, line in lines]


def _read_line(line: bytes, place: str) -> StandoffDocument:
    try:
        content = json.loads(line)
    except ValueError as error:
        raise ExchangeError(place, phrase("is no JSON: {reason}", reason=str(error))) from error
    try:
        text = content["text"]
        meta = json.loads(content[META])
        entities = sorted((_read_entity(item, place) for item in content["entities"]), key=lambda span: int(span.id))
        links = [_read_link(item, place) for item in sorted(content["relations"], key=lambda item: item["id"])]
        record, position = parse_header(meta["header"], text, place)
        spans = _match(entities, links, meta)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        if isinstance(error, ExchangeError):
            raise
        raise ExchangeError(
            place,
            phrase(
                "is no line of a relation extraction project: {kind}: {reason}",
                kind=type(error).__name__,
                reason=str(error),
            ),
        ) from error
    return StandoffDocument(record, position, text, tuple(spans), tuple(links), place)


def _read_entity(item: Any, place: str) -> Span:
    return Span(str(int(item["id"])), item["label"], int(item["start_offset"]), int(item["end_offset"]), {}, place)


def _read_link(item: Any, place: str) -> Link:
    if item["type"] not in LINKS:
        reason = phrase("unknown relation {name!r}; there are {names}", name=item["type"], names=", ".join(LINKS))
        raise ExchangeError(phrase("{place}: relation {name}", place=place, name=item["id"]), reason)
    ends = str(int(item["from_id"])), str(int(item["to_id"]))
    return Link(*ends, item["type"] == INHERITED, phrase("{place}: relation {name}", place=place, name=item["id"]))


def _match(entities: Sequence[Span], links: Iterable[Link], meta: Any) -> list[Span]:
    """Give the entities the attributes that they were written with, tasks first: they tell mentions apart."""
    saved_tasks: dict[int, set[int]] = defaultdict(set)
    for task, mention in meta["links"]:
        saved_tasks[mention].add(task)
    tasks: dict[str, set[str]] = defaultdict(set)
    for link in links:
        tasks[link.mention].add(link.task)
    groups: dict[tuple[str, int, int], list[Any]] = defaultdict(list)
    for item in meta["spans"]:
        groups[item["label"], item["start"], item["end"]].append(item)
    known: dict[str, Any] = {}
    for turn in (True, False):
        for key, saved in groups.items():
            if (key[0] == TASK) is turn:
                same = [span for span in entities if (span.label, span.start, span.end) == key]
                now = {s.id: {known[t]["id"] for t in tasks[s.id] if t in known} for s in same}
                known |= _pair(same, saved, saved_tasks, now)
    return [
        Span(s.id, s.label, s.start, s.end, known[s.id]["attributes"] if s.id in known else {}, s.place)
        for s in entities
    ]


def _pair(
    spans: Sequence[Span], saved: Sequence[Any], saved_tasks: Mapping[int, set[int]], now: Mapping[str, set[int]]
) -> dict[str, Any]:
    if len(spans) >= len(saved):
        return {span.id: item for span, item in zip(spans, saved, strict=False)}
    left = list(saved)
    pairs = {}
    for span in spans:
        best = max(left, key=lambda item: len(saved_tasks[item["id"]] & now[span.id]))
        left.remove(best)
        pairs[span.id] = best
    return pairs
