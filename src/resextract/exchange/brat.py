"""brat: a folder with a ``.txt`` and an ``.ann`` for each document, ``annotation.conf`` and ``visual.conf``.

What stands where (https://brat.nlplab.org/standoff.html):

* ``T`` a span. brat keeps an annotation on one line, so a span over several lines is written as one fragment a line
  («start end;start end»), without the white space at the fragments' ends, its text joined by single spaces.
* ``A`` an attribute that is one of a few values or a flag: brat offers them as menus. ``actor_role T5 responsible``.
* ``#`` an ``AnnotatorNotes`` with all other attributes as one JSON object: brat has no free text but notes.
  Normalisations (``N``) are no place for them: they name entries of a database that brat must be set up with.
* ``R`` a link, ``own`` or ``inherited``, from a task (``Arg1``) to a mention (``Arg2``).
* The document's own fields are the note of a span ``document`` over the text's first line that is not blank: brat has
  no annotation of a whole document.

The text is written as it was decoded: offsets are code points, and carriage returns count.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from resextract.exchange.brat_configuration import DOCUMENT, format_annotation_conf, format_visual_conf
from resextract.exchange.errors import ExchangeError
from resextract.exchange.loading import read_bytes
from resextract.exchange.scheme import FIELDS, INHERITED, LINKS, OWN
from resextract.exchange.standoff import Link, Span, StandoffDocument, Value, dump_header, parse_header
from resextract.language.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["format_folder", "read_folder"]

NOTES = "AnnotatorNotes"
SPAN = "span"
"""Key of a note for bounds that fragments cannot tell: a span with white space at its ends."""

# brat reads files with str.splitlines, to which these end a line though JSON leaves them as they are.
_LINE_ENDS = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"})

_TEXT_BOUND = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")
_RELATION = re.compile(r"(\S+) Arg1:(\S+) Arg2:(\S+)\s*")
_ATTRIBUTE = re.compile(r"(\S+) (\S+)(?: (\S+))?\s*")
_NOTE = re.compile(r"(\S+) (\S+)")
_KINDS = {"T": _TEXT_BOUND, "R": _RELATION, "A": _ATTRIBUTE, "#": _NOTE}


def format_folder(documents: Sequence[StandoffDocument]) -> Iterator[tuple[str, str]]:
    """Write documents for brat.

    Args:
        documents: The documents.

    Yields:
        Names and contents of the files of one folder; they are to be written as UTF-8, line ends as they are.
    """
    yield "annotation.conf", format_annotation_conf()
    yield "visual.conf", format_visual_conf()
    taken: set[str] = set()
    for document in documents:
        base = name = re.sub(r"^\.|[^\w.~-]", "_", document.record.doc_id)
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{base}~{number}"
        taken.add(name.casefold())
        yield f"{name}.txt", document.text
        yield f"{name}.ann", _format_annotations(document)


def _format_annotations(document: StandoffDocument) -> str:
    text = document.text
    first = next(match for match in re.finditer(r"[^\n\r]+", text) if _cut(text, *match.span()))
    title = Span("0", DOCUMENT, *_cut(text, *first.span())[0], {})
    lines: list[str] = []
    notes = choices = 0
    for number, span in enumerate((title, *document.spans), 1):
        fragments = _cut(text, span.start, span.end)
        places = ";".join(f"{start} {end}" for start, end in fragments)
        lines.append(f"T{number}\t{span.label} {places}\t{_join(text, fragments)}")
        note: dict[str, Any] = dump_header(document) if span is title else {}
        for name, value in span.attributes.items():
            kind = FIELDS[span.label][name].kind
            if kind not in ("choice", "flag"):
                note[name] = value
                continue
            choices += 1
            lines.append(f"A{choices}\t{span.label}_{name} T{number}" + (f" {value}" if kind == "choice" else ""))
        if (fragments[0][0], fragments[-1][1]) != (span.start, span.end):
            note[SPAN] = [span.start, span.end]
        if note:
            notes += 1
            content = json.dumps(note, ensure_ascii=False).translate(_LINE_ENDS)
            lines.append(f"#{notes}\t{NOTES} T{number}\t{content}")
    for number, link in enumerate(document.links, 1):
        relation = INHERITED if link.inherited else OWN
        lines.append(f"R{number}\t{relation} Arg1:T{int(link.task) + 1} Arg2:T{int(link.mention) + 1}")
    return "".join(f"{line}\n" for line in lines)


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a span that stand on one line each, without the white space around them."""
    fragments = []
    position = start
    for line in text[start:end].splitlines(keepends=True):
        content = line.strip()
        if content:
            opening = position + len(line) - len(line.lstrip())
            fragments.append((opening, opening + len(content)))
        position += len(line)
    return fragments


def _join(text: str, fragments: Sequence[tuple[int, int]]) -> str:
    return " ".join(text[start:end] for start, end in fragments)


def read_folder(path: Path) -> list[StandoffDocument]:
    """Read a folder that brat was used on.

    Args:
        path: The folder, or one of its ``.ann`` files.

    Raises:
        ExchangeError: There is no ``.ann``; a file is missing, empty, no UTF-8, or a line of it is not what
            `format_folder` writes or brat adds.
    """
    files = sorted(path.glob("*.ann")) if path.is_dir() else [path]
    if not files:
        raise ExchangeError(str(path), phrase("the folder holds no *.ann"))
    return [_read_document(file) for file in files]


def _read_text(path: Path) -> str:
    try:
        return read_bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ExchangeError(
            str(path), phrase("is no UTF-8: {reason} at byte {start}", reason=error.reason, start=error.start)
        ) from error


@dataclass(slots=True)
class _Content:
    """What the lines of an ``.ann`` say, before it is put together; the dictionaries by id of the annotation."""

    spans: dict[str, Span] = field(default_factory=dict)
    fragments: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    choices: dict[str, dict[str, Value]] = field(default_factory=lambda: defaultdict(dict))
    notes: dict[str, dict[str, Any]] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)


def _read_document(path: Path) -> StandoffDocument:
    text, lines = _read_text(path.with_suffix(".txt")), _read_text(path).split("\n")
    if not any(line.strip() for line in lines):
        raise ExchangeError(
            phrase("{path}, line {number}", path=path, number=1),
            phrase("the file is empty: the document's fields are lost"),
        )
    content = _Content()
    for number, line in enumerate(lines, 1):
        if line.strip():
            _add_line(content, line.rstrip("\r"), text, phrase("{path}, line {number}", path=path, number=number))
    for target, place in content.places.items():
        if target.startswith("T") and target not in content.spans:
            raise ExchangeError(
                place, phrase("an attribute or a note of {target}, and there is no such annotation", target=target)
            )
    titles = [name for name, span in content.spans.items() if span.label == DOCUMENT]
    if len(titles) != 1:
        raise ExchangeError(
            str(path),
            phrase(
                "{number} annotations {label!r}; there must be one, with its note", number=len(titles), label=DOCUMENT
            ),
        )
    record, position = parse_header(content.notes.get(titles[0]), text, content.spans[titles[0]].place)
    spans = tuple(_assemble(content, name, text) for name in content.spans if name != titles[0])
    return StandoffDocument(record, position, text, spans, tuple(content.links), str(path))


def _add_line(content: _Content, line: str, text: str, place: str) -> None:
    name, groups, tail = _read_line(line, place)
    match name[0]:
        case "T":
            if name in content.spans:
                raise ExchangeError(place, phrase("{name} stands in the file twice", name=name))
            fragments = _read_fragments(groups[1], text, tail, phrase("{place}: {name}", place=place, name=name))
            content.fragments[name] = fragments
            content.spans[name] = Span(name, groups[0], fragments[0][0], fragments[-1][1], {}, place)
        case "R":
            if groups[0] not in LINKS:
                raise ExchangeError(
                    place,
                    phrase("unknown relation {name!r}; there are {names}", name=groups[0], names=", ".join(LINKS)),
                )
            content.links.append(
                Link(groups[1], groups[2], groups[0] == INHERITED, phrase("{place}: {name}", place=place, name=name))
            )
        case "A":
            content.places[groups[1]] = place
            content.choices[groups[1]][groups[0]] = groups[2] or True
        case _ if groups[0] == NOTES:  # brat's other notes are its own
            content.places[groups[1]] = place
            content.notes[groups[1]] = _read_note(tail, place)


def _read_line(line: str, place: str) -> tuple[str, Sequence[str], str]:
    name, _, rest = line.partition("\t")
    data, _, tail = rest.partition("\t")
    match = _KINDS[name[0]].fullmatch(data) if name[:1] in _KINDS else None
    if match is None:
        raise ExchangeError(place, phrase("no annotation of the kinds T, A, R and #: {line!r}", line=line[:60]))
    return name, match.groups(), tail


def _read_fragments(places: str, text: str, printed: str, place: str) -> list[tuple[int, int]]:
    fragments = []
    for pair in places.split(";"):
        start, end = map(int, pair.split(" "))
        if not start < end <= len(text):
            raise ExchangeError(
                place,
                phrase(
                    "the span {start}:{end} does not lie in the text of {number} characters",
                    start=start,
                    end=end,
                    number=len(text),
                ),
            )
        fragments.append((start, end))
    if printed != _join(text, fragments):
        raise ExchangeError(
            place,
            phrase(
                "{printed!r} does not stand at {places}: {found!r}",
                printed=printed[:60],
                places=places,
                found=_join(text, fragments)[:60],
            ),
        )
    for (_, before), (after, _) in pairwise(fragments):
        if after < before or text[before:after].strip():
            raise ExchangeError(place, phrase("the annotation leaves out a part of its text; a mention is one stretch"))
    return fragments


def _read_note(tail: str, place: str) -> dict[str, Any]:
    try:
        note = json.loads(tail)
    except ValueError as error:
        raise ExchangeError(place, phrase("the note is no JSON: {reason}", reason=str(error))) from error
    if not isinstance(note, dict):
        raise ExchangeError(place, phrase("the note is no JSON object"))
    return note


def _assemble(content: _Content, name: str, text: str) -> Span:
    span = content.spans[name]
    choices = {key.removeprefix(f"{span.label}_"): value for key, value in content.choices[name].items()}
    values = choices | content.notes.get(name, {})
    start, end = _read_bounds(values.pop(SPAN, None), span, text, content.fragments[name])
    return Span(name, span.label, start, end, values, span.place)


def _read_bounds(noted: Any, span: Span, text: str, fragments: Sequence[tuple[int, int]]) -> tuple[int, int]:
    # The note's bounds hold as long as nobody has moved the fragments.
    if isinstance(noted, list) and len(noted) == 2 and all(isinstance(bound, int) for bound in noted):
        start, end = noted
        if 0 <= start < end <= len(text) and _cut(text, start, end) == fragments:
            return start, end
    return span.start, span.end
