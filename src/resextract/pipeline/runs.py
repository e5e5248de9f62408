"""Many files → their records: in order, in several processes if asked, each failure a result and not the end."""

from __future__ import annotations

import functools
import gc
import traceback
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from resextract.language.phrases import phrase
from resextract.pipeline.config import ConfigError
from resextract.pipeline.threads import limit_threads
from resextract.pipeline.workers import map_in_workers
from resextract.reading.open_archives import close_archive
from resextract.reading.source import MAX_SIZE, ReadingError, SourceText, make_source, read_input
from resextract.writers.jsonl import OutputError, format_record
from resextract.writers.saved_texts import save_text as save_source
from resextract.writers.summary import count_records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from resextract.pipeline.config import Config
    from resextract.reading.inputs import Input
    from resextract.records.models import TaskRecord
    from resextract.writers.source_lists import SavedText
    from resextract.writers.summary import DocumentCounts
    from resextract.writers.text_folders import TextFolder

    Extract = Callable[[SourceText, Config | None], list[TaskRecord]]

__all__ = ["FileResult", "run_files"]

_COLLECT = (10_000, 5, 5)
"""Thresholds of the garbage collector over many documents: their cycles must go before they fill the memory."""

_TRIAL = "РЕШИЛИ:\n1. Отделу образования до 1 мая 2024 года провести проверку."
"""A document that makes every component load what it needs."""


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one input.

    Attributes:
        source: The input as the user named it.
        lines: Its records as JSON Lines, UTF-8; empty where it has none or failed.
        counts: How many tasks have what; None where it failed.
        failure: Why there are no records; empty for an input that was processed.
        saved: The saved text that the records refer to; None where they refer to the input itself.
        transient: Whether it failed for what may be other the next time: memory, a missing library, the disk.
        sha256: Hexadecimal digest of its bytes; empty where it failed.
    """

    source: str
    lines: bytes = b""
    counts: DocumentCounts | None = None
    failure: str = ""
    saved: SavedText | None = None
    transient: bool = False
    sha256: str = ""


def run_files(
    inputs: Sequence[Input],
    *,
    workers: int = 1,
    config: Config | None = None,
    max_size: int = MAX_SIZE,
    extract: Extract | None = None,
    save_text: TextFolder | None = None,
) -> Iterator[FileResult]:
    """Extract the records of many inputs.

    Args:
        inputs: The inputs.
        workers: Processes to share the inputs among; with 1 the work is done in this one.
        config: Which components run; None for the default.
        max_size: Largest input in bytes.
        extract: Gives the records of a document; None for the pipeline itself.
        save_text: A folder for the texts of documents that are no plain text files; None to save none.

    Yields:
        One result an input, in the order of the inputs, as soon as it and those before it are there. The bytes do not
        depend on the number of workers.

    Raises:
        ConfigError: The configuration names a component that does not exist.
    """
    limit_threads()
    jobs = [_load_stdin(item, max_size) for item in inputs]
    if extract is None and any(isinstance(job, SourceText) or not job.problem for job in jobs):
        _extract(make_source(_TRIAL), config)  # once here: a wrong configuration shows, and forks share the models
    work = functools.partial(_process_job, config=config, max_size=max_size, extract=extract, save_text=save_text)
    with _collect_often():
        try:
            if workers == 1 or len(jobs) == 1:
                yield from map(work, jobs)
            else:
                yield from map_in_workers(work, jobs, workers, _bury)
        finally:
            close_archive()


@contextmanager
def _collect_often() -> Iterator[None]:
    # What is loaded by now stays: the collector need not look at it again, and can afford to look at the rest often.
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_COLLECT)
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def _extract(source: SourceText, config: Config | None) -> list[TaskRecord]:
    from resextract.pipeline.documents import extract_source  # spaCy and the models: only where they are needed

    return extract_source(source, config)


def _load_stdin(item: Input, max_size: int) -> Input | SourceText:
    # Workers have no standard input.
    if item.path is not None:
        return item
    try:
        return read_input(item, max_size)
    except ReadingError as error:
        return replace(item, problem=error.reason)


def _process_job(
    job: Input | SourceText,
    *,
    config: Config | None,
    max_size: int,
    extract: Extract | None,
    save_text: TextFolder | None,
) -> FileResult:
    try:
        source = job if isinstance(job, SourceText) else read_input(job, max_size)
        digest = source.sha256  # of the original, before its text stands for it
        source, saved = save_source(source, save_text) if save_text else (source, None)
        records = (extract or _extract)(source, config)
        lines = "".join(map(format_record, records)).encode("utf-8")
        return FileResult(job.source, lines, count_records(source.doc_id, records), saved=saved, sha256=digest)
    except ReadingError as error:
        return FileResult(job.source, failure=error.reason, transient=error.transient)
    except ConfigError as error:
        return FileResult(job.source, failure=str(error))
    except OutputError as error:  # a text that cannot be saved: a full disk, or a file in the way
        return FileResult(job.source, failure=str(error), transient=True)
    except Exception as error:  # a defect that one document brings out must not lose the others
        return FileResult(job.source, failure=_describe_defect(error), transient=isinstance(error, MemoryError))


def _describe_defect(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    message = " ".join(str(error).split())[:200]
    return phrase(
        "internal error, please report it: {kind} at {where}: {message}",
        kind=type(error).__name__,
        where=where,
        message=message,
    )


def _bury(job: Input | SourceText, death: str) -> FileResult:
    failure = phrase("the worker process died ({death}), perhaps for want of memory", death=death)
    return FileResult(job.source, failure=failure, transient=True)
