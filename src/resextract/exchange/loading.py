"""A JSONL file of records and the sources it was made from → standoff documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.exchange.errors import ExchangeError
from resextract.exchange.standoff import StandoffDocument, flatten_records
from resextract.language.phrases import phrase
from resextract.reading.loading import ChangedSourceError, MissingSourceError, load_text
from resextract.reading.source import ReadingError
from resextract.records import files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from resextract.records.models import DocumentRecord, TaskRecord

__all__ = ["load_documents", "read_bytes", "read_records"]


def load_documents(
    path: Path, root: Path, wanted: Callable[[TaskRecord], bool] | None = None
) -> list[StandoffDocument]:
    """Read records and their sources.

    Args:
        path: A JSONL file of records.
        root: The folder that the records' sources are relative to.
        wanted: Tells the records to read; None for all.

    Returns:
        The documents in the order of the file.

    Raises:
        ExchangeError: The file cannot be read or is empty, a line is no record, the records stand in another order than
            the contract's, or a source is missing, is not the one the records were made from, or cannot be turned into
            text (the libraries for its kind are not installed).
    """
    groups: dict[str, list[TaskRecord]] = {}
    seen: set[str] = set()
    last: TaskRecord | None = None
    for number, record in read_records(path):
        if wanted and not wanted(record):
            continue
        place = phrase("{path}, line {number}", path=path, number=number)
        doc_id = record.document.doc_id
        if record.task_id in seen:
            raise ExchangeError(
                place, phrase("the task_id {task_id} stands in an earlier line already", task_id=record.task_id)
            )
        seen.add(record.task_id)
        if last is not None and last.document.doc_id == doc_id:
            if record.document != last.document:
                raise ExchangeError(
                    place,
                    phrase("{task_id}: other fields of the document than in the line before", task_id=record.task_id),
                )
            if record.start < last.start:
                raise ExchangeError(
                    place, phrase("{task_id}: the tasks are not in the order of start", task_id=record.task_id)
                )
        elif doc_id in groups:
            raise ExchangeError(
                place,
                phrase(
                    "{task_id}: the records of {doc_id} do not stand together", task_id=record.task_id, doc_id=doc_id
                ),
            )
        groups.setdefault(doc_id, []).append(record)
        last = record
    if not groups:
        raise ExchangeError(
            str(path), phrase("no task is left by these filters") if wanted else phrase("holds no record")
        )
    return [
        flatten_records(records, _read_source(records[0].document, root), position, str(path))
        for position, records in enumerate(groups.values())
    ]


def read_bytes(path: Path) -> bytes:
    """Read a file.

    Raises:
        ExchangeError: It cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise ExchangeError(
            str(path), phrase("cannot be read: {reason}", reason=error.strerror or str(error))
        ) from error


def read_records(path: Path) -> Iterator[tuple[int, TaskRecord]]:
    """Read the records of a JSONL file, each with the number of its line, from 1; blank lines hold none.

    Raises:
        ExchangeError: The file cannot be read, or a line is no record.
    """
    try:
        yield from files.read_records(path)
    except files.RecordsError as error:
        raise ExchangeError(error.place, error.reason) from error


def _read_source(record: DocumentRecord, root: Path) -> str:
    path = str(root / record.source)
    try:
        return load_text(record.source, record.encoding, root, record.sha256)
    except MissingSourceError as error:
        raise ExchangeError(
            path,
            phrase(
                "the source of {doc_id} is not there (see --root): {reason}", doc_id=record.doc_id, reason=error.reason
            ),
        ) from error
    except ChangedSourceError as error:
        message = phrase("is not the file that the records of {doc_id} were made from (sha256)", doc_id=record.doc_id)
        raise ExchangeError(path, message) from error
    except ReadingError as error:
        raise ExchangeError(path, error.reason) from error
