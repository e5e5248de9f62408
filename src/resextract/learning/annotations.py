"""Annotated texts for training: records with their sources, checked before anything is learned from them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from resextract.exchange.docbin import read_bin
from resextract.exchange.errors import ExchangeError
from resextract.exchange.loading import read_records
from resextract.exchange.restoring import restore_records
from resextract.reading.loading import load_text
from resextract.reading.source import ReadingError, SourceText
from resextract.records.models import SLOTS
from resextract.records.validation import validate_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from resextract.records.models import TaskRecord

__all__ = ["AnnotatedText", "AnnotationsError", "Place", "list_places", "load_annotations"]

_SHOWN = 20


class AnnotationsError(ValueError):
    """Annotated data cannot be learned from.

    Attributes:
        problems: What is wrong, one line each: file, line, reason.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(list(problems))
        self.problems = tuple(problems)

    def __str__(self) -> str:
        more = len(self.problems) - _SHOWN
        shown = list(self.problems[:_SHOWN])
        return "\n".join([*shown, *([f"… and {more} more"] if more > 0 else [])])


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text with its right records.

    Attributes:
        source: The decoded text.
        records: Its tasks in text order, at least one.
        place: The file that holds the records, for messages.
        lines: The line of each record in that file, from 1; empty for a file without lines.
    """

    source: SourceText
    records: tuple[TaskRecord, ...]
    place: str
    lines: tuple[int, ...] = ()

    @property
    def doc_id(self) -> str:
        """The document's id."""
        return self.source.doc_id


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A distinct stretch of a text that mentions something; a heading's actor that forty tasks inherit is one.

    Attributes:
        start: First code point in the decoded text.
        end: After the last one.
        slot: Which list of a record it stands in.
        name: Its class as extractors know it (see `resextract.extractors.spans`).
        value: What tells mentions of one place apart or together: the lemma of an action, the name of an actor.
    """

    start: int
    end: int
    slot: str
    name: str
    value: str


def load_annotations(paths: Path | Sequence[Path], root: Path) -> list[AnnotatedText]:
    """Read annotated texts and check them.

    Args:
        paths: Folders with ``*.jsonl`` of records, such files, or ``DocBin`` files (``.spacy``) that
            ``resextract convert --to docbin`` wrote and somebody may have edited; one of them, or several.
        root: What the records' sources are relative to; a ``DocBin`` holds its texts itself.

    Returns:
        The texts by ``doc_id``.

    Raises:
        AnnotationsError: There is nothing, a file is empty or cannot be read, a record breaks the contract (an unknown
            label among them), an offset lies outside its text or elsewhere than it says, two mentions of a kind cross,
            a source is missing or another, or a document stands in two files.
    """
    problems: list[str] = []
    files: list[Path] = []
    for path in [paths] if isinstance(paths, Path) else paths:
        found_files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        if not found_files:
            problems.append(f"{path}: the folder holds no *.jsonl")
        files += found_files
    texts: dict[str, AnnotatedText] = {}
    for file in files:
        found = list(_read_bin(file, problems) if file.suffix == ".spacy" else _read_file(file, root, problems))
        for text in found:
            if text.doc_id in texts:
                problems.append(f"{file}: the document {text.doc_id} stands in {texts[text.doc_id].place} already")
            texts[text.doc_id] = text
            problems += _find_crossings(text)
    if problems:
        raise AnnotationsError(problems)
    return [texts[name] for name in sorted(texts)]


def _read_file(file: Path, root: Path, problems: list[str]) -> Iterator[AnnotatedText]:
    try:
        report = validate_file(file, root)
        problems += [f"{file}, {violation}" for violation in report.violations]
        problems += [f"{file}: the source {root / source} is not there (see --root)" for source in report.unchecked]
        missing = "needs libraries that are not installed: pip install 'resextract[inputs]'"
        problems += [f"{file}: the text of {root / source} {missing}" for source in report.unconverted]
        if not report.records:
            problems.append(f"{file}, line 1: the file is empty: it holds no record")
        if report.violations or report.unchecked or report.unconverted:
            return
        groups: dict[str, list[tuple[int, TaskRecord]]] = defaultdict(list)
        for line, record in read_records(file):
            groups[record.document.doc_id].append((line, record))
        for group in groups.values():
            lines, records = zip(*group, strict=True)
            document = records[0].document
            text = load_text(document.source, document.encoding, root)
            source = SourceText(document.doc_id, document.source, document.sha256, document.encoding, text)
            yield AnnotatedText(source, records, str(file), lines)
    except OSError as error:
        problems.append(f"{file}: cannot be read: {error.strerror or error}")
    except (ExchangeError, ReadingError) as error:
        problems.append(str(error))


def _read_bin(file: Path, problems: list[str]) -> Iterator[AnnotatedText]:
    try:
        for document in read_bin(file):
            records, remarks = restore_records(document)
            problems += [str(remark) for remark in remarks if remark.lost]
            if not records:
                problems.append(f"{document.place}: holds no task")
                continue
            fields = document.record
            source = SourceText(fields.doc_id, fields.source, fields.sha256, fields.encoding, document.text)
            yield AnnotatedText(source, tuple(records), str(file))
    except ExchangeError as error:
        problems.append(str(error))


def list_places(records: Sequence[TaskRecord]) -> list[Place]:
    """List the distinct places that the records of a text mention, in text order."""
    places = set()
    for record in records:
        places |= {Place(m.start, m.end, "actions", record.modality, m.lemma) for m in record.actions}
        places |= {Place(m.start, m.end, "actors", m.role, m.normal) for m in record.actors}
        places |= {Place(m.start, m.end, "deadlines", m.kind, "") for m in record.deadlines}
        places |= {Place(m.start, m.end, "targets", m.unit, "") for m in record.targets}
        places |= {Place(m.start, m.end, "programs", m.type, "") for m in record.programs}
        places |= {Place(m.start, m.end, "references", m.kind, "") for m in record.references}
    return sorted(places)


def _find_crossings(text: AnnotatedText) -> Iterator[str]:
    """Yield pairs of mentions of a slot that overlap and of which neither holds the other: one of them is a slip."""
    for slot in SLOTS:
        if slot == "actions":  # coordinated verbs share their complements in many ways
            continue
        open_places: list[Place] = []
        for place in (p for p in list_places(text.records) if p.slot == slot):
            open_places = [p for p in open_places if p.end > place.start]
            for other in open_places:
                if other.start < place.start < other.end < place.end:
                    yield (
                        f"{text.place}{_name_line(text, place)}: {slot}: the mentions {other.start}:{other.end} and "
                        f"{place.start}:{place.end} overlap: {text.source.text[other.start : place.end][:80]!r}"
                    )
            open_places.append(place)


def _name_line(text: AnnotatedText, place: Place) -> str:
    for number, record in zip(text.lines, text.records, strict=False):  # a file without lines has no numbers
        if any((m.start, m.end) == (place.start, place.end) for m in getattr(record, place.slot)):
            return f", line {number}"
    return ""
