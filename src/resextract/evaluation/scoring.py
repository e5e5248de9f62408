"""Gold and predicted records of a document, measured: tasks, values, exact records, spans, fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.evaluation.matching import match_spans
from resextract.evaluation.tallies import Counts, Tally, add_tallies
from resextract.evaluation.values import JUDGED_SLOTS, fold_text, read_values
from resextract.records.models import SLOTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.evaluation.corpora import Corpus
    from resextract.records.models import DocumentRecord, TaskRecord

__all__ = [
    "DOCUMENT_FIELDS",
    "MICRO",
    "SAME_TASK",
    "SPAN_TYPES",
    "TASK_FIELDS",
    "Evaluation",
    "evaluate",
    "pair_tasks",
    "score_document",
]

SAME_TASK = 0.5
"""Least intersection over union of two spans that are the same task."""

MICRO = "slots-micro"
TASK_FIELDS = ("number", "section", "level", "modality")
DOCUMENT_FIELDS = ("title", "event", "date", "place", "controllers")
SPAN_TYPES = ("tasks", *SLOTS)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured.

    Attributes:
        documents: The tally of each document of the gold, by doc_id.
        unjudged: Documents of the predictions that the gold does not have; sorted. They are not measured.
    """

    documents: dict[str, Tally]
    unjudged: tuple[str, ...] = ()

    @property
    def total(self) -> Tally:
        """The sum over all documents (micro average)."""
        return add_tallies(self.documents.values())


@dataclass(frozen=True, slots=True)
class _Range:
    start: int
    end: int


def evaluate(gold: Corpus, pred: Corpus) -> Evaluation:
    """Measure predictions against gold, document by document.

    Args:
        gold: The right records. A document without predictions is missed as a whole.
        pred: The predicted records.

    Returns:
        The evaluation; of an empty gold, one without documents.
    """
    documents = {doc_id: score_document(records, pred.get(doc_id, [])) for doc_id, records in gold.items()}
    return Evaluation(documents, tuple(sorted(pred.keys() - gold.keys())))


def pair_tasks(gold: Sequence[TaskRecord], pred: Sequence[TaskRecord]) -> list[tuple[int, int]]:
    """Pair the tasks of one document: indexes into `gold` and `pred`, spans with an overlap of at least `SAME_TASK`."""
    return match_spans(gold, pred, SAME_TASK)


def score_document(gold: Sequence[TaskRecord], pred: Sequence[TaskRecord]) -> Tally:
    """Measure the records of one document.

    Args:
        gold: The right records.
        pred: The predicted ones.

    Returns:
        The counts, by measure: ``tasks``; each slot by normalised values, where a task that is missed or spurious
        counts all of its values; ``slots-micro`` over `JUDGED_SLOTS`; ``exact``, the tasks with all of these right;
        ``span:TYPE:strict`` and ``span:TYPE:partial`` (SemEval 2013, task 9.1: a span with other bounds is half a hit)
        over the distinct spans of a type; ``field:NAME`` over the paired tasks; ``document:NAME``.
    """
    pairs = pair_tasks(gold, pred)
    tally: Tally = {"tasks": Counts(len(pairs), len(pred), len(gold))}
    for slot in SLOTS:
        expected = [read_values(record, slot) for record in gold]
        predicted = [read_values(record, slot) for record in pred]
        hits = sum(len(expected[i] & predicted[j]) for i, j in pairs)
        tally[slot] = Counts(hits, sum(map(len, predicted)), sum(map(len, expected)))
    tally[MICRO] = add_tallies({MICRO: tally[slot]} for slot in JUDGED_SLOTS)[MICRO]
    exact = sum(all(read_values(gold[i], s) == read_values(pred[j], s) for s in JUDGED_SLOTS) for i, j in pairs)
    tally["exact"] = Counts(exact, len(pred), len(gold))
    for kind in SPAN_TYPES:
        strict, partial = _score_spans(_list_spans(gold, kind), _list_spans(pred, kind))
        tally[f"span:{kind}:strict"], tally[f"span:{kind}:partial"] = strict, partial
    for name in TASK_FIELDS:
        equal = sum(_read_field(gold[i], name) == _read_field(pred[j], name) for i, j in pairs)
        tally[f"field:{name}"] = Counts(equal, len(pairs), len(pairs))
    for name in DOCUMENT_FIELDS:
        equal = bool(gold and pred) and _read_document(gold[0].document, name) == _read_document(pred[0].document, name)
        tally[f"document:{name}"] = Counts(int(equal), int(bool(pred)), int(bool(gold)))
    return tally


def _list_spans(records: Sequence[TaskRecord], kind: str) -> list[_Range]:
    """List the distinct spans of a type: a heading's actor that forty tasks inherit is one span."""
    mentions = records if kind == "tasks" else [mention for record in records for mention in getattr(record, kind)]
    return [_Range(*bounds) for bounds in sorted({(mention.start, mention.end) for mention in mentions})]


def _score_spans(gold: Sequence[_Range], pred: Sequence[_Range]) -> tuple[Counts, Counts]:
    pairs = match_spans(gold, pred)
    strict = sum(gold[i] == pred[j] for i, j in pairs)
    return (
        Counts(strict, len(pred), len(gold)),
        Counts((strict + len(pairs)) / 2, len(pred), len(gold)),
    )


def _read_field(record: TaskRecord, name: str) -> object:
    value = getattr(record, name)
    return tuple(map(fold_text, value)) if name == "section" else fold_text(value)


def _read_document(document: DocumentRecord, name: str) -> object:
    if name == "controllers":
        return {(fold_text(found.normal), fold_text(found.person)) for found in document.controllers}
    return fold_text(getattr(document, name))
