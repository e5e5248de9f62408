"""One decoded document → its task records: the stages in their order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from resextract.extractors.registry import build_pipeline
from resextract.language.phrases import phrase
from resextract.normalisation.linking import LinkedMention, link_mentions
from resextract.normalisation.spelling import DocumentSpelling
from resextract.pipeline.config import Config, ConfigError, load_config
from resextract.pipeline.outlines import outline_source
from resextract.records.building import build_document, build_record
from resextract.tagging.errors import ModelError
from resextract.tagging.locations import find_model
from resextract.tasks.annotating import annotate_outline
from resextract.tasks.assembly import assemble_tasks, find_controllers
from resextract.tasks.heads import read_head

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from spacy.language import Language

    from resextract.outline import Outline
    from resextract.reading.source import SourceText
    from resextract.records.models import TaskRecord
    from resextract.tasks.model import AnnotatedNode, Task

__all__ = ["TracedRecord", "assemble_records", "extract_source", "trace_source"]

_MOST_LEXEMES = 50_000
"""Lexemes after which the pipeline is built anew, in some milliseconds: the memory zone frees them, but the table that
they stood in keeps their places and doubles again and again over thousands of files."""


@dataclass(frozen=True, slots=True)
class TracedRecord:
    """A record with the task and the linked mentions it was built from, for explanations."""

    record: TaskRecord
    task: Task
    linked: tuple[LinkedMention, ...]


@lru_cache(maxsize=4)
def _load_pipeline(config: Config) -> Language:
    try:
        if config.model is None:
            return build_pipeline(config.components)
        from resextract.tagging.pipelines import build_hybrid_pipeline, list_modes  # only where a model is wanted

        path = str(find_model(config.model))
        return build_hybrid_pipeline(config.components, path, list_modes(path, dict(config.slots)))
    except ModelError as error:
        raise ConfigError(phrase("model {reason}", reason=str(error))) from error
    except ValueError as error:
        raise ConfigError(
            phrase("cannot build the pipeline {names}: {reason}", names=", ".join(config.components), reason=str(error))
        ) from error


def trace_source(source: SourceText, config: Config | None = None) -> list[TracedRecord]:
    """Extract the task records of a document together with what they were built from.

    Args:
        source: The decoded file.
        config: Which components run; None for the default.

    Returns:
        The records in text order; empty for a document that gives nobody any work.

    Raises:
        ConfigError: The configuration names a component that does not exist.
    """
    outline = outline_source(source, config)
    nlp = _load_pipeline(config or load_config())
    return assemble_records(source, outline, annotate_outline(outline, nlp))


def assemble_records(
    source: SourceText, outline: Outline, annotated: Mapping[str, AnnotatedNode]
) -> list[TracedRecord]:
    """Make the records of a document whose texts are annotated.

    Args:
        source: The decoded file.
        outline: Its outline.
        annotated: The annotated nodes, by ``eid``.

    Returns:
        As `trace_source`.
    """
    head = read_head(outline)
    document = build_document(source, head, find_controllers(outline, annotated))
    codes = (*source.warnings, *outline.warnings, *head.warnings)
    traced = []
    dates = _own_dates(outline, head.date)
    spelling = DocumentSpelling(source.text)
    for task in assemble_tasks(outline, annotated):
        linked, doubts = link_mentions(task.mentions, dates[task.home.node.resolution], spelling)
        record = build_record(task, linked, document, outline, (*codes, *doubts))
        traced.append(TracedRecord(record, task, tuple(linked)))
    return sorted(traced, key=lambda t: (t.record.start, t.record.end))


def _own_dates(outline: Outline, date: dt.date | None) -> dict[int, dt.date | None]:
    """The date each resolution of the file states for itself, the file's own where it states none."""
    numbers = sorted({node.resolution for node in outline.nodes})
    if len(numbers) <= 1:
        return dict.fromkeys(numbers, date)
    parts = {n: tuple(replace(node, resolution=1) for node in outline.nodes if node.resolution == n) for n in numbers}
    return {n: read_head(replace(outline, nodes=nodes, warnings=())).date or date for n, nodes in parts.items()}


def extract_source(source: SourceText, config: Config | None = None) -> list[TaskRecord]:
    """Extract the task records of a document.

    Args:
        source: The decoded file.
        config: Which components run; None for the default.

    Returns:
        The records in text order; empty for a document that gives nobody any work.

    Raises:
        ConfigError: The configuration names a component that does not exist.
    """
    nlp = _load_pipeline(config or load_config())
    with nlp.memory_zone():  # what a document adds to the vocabulary goes with it: memory stays flat over many files
        records = [traced.record for traced in trace_source(source, config)]
    if len(nlp.vocab) > _MOST_LEXEMES:
        _load_pipeline.cache_clear()
    return records
