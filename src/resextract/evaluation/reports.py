"""Evaluations and comparisons, written as tables for people and as JSON for programs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from resextract.evaluation.scoring import DOCUMENT_FIELDS, MICRO, SPAN_TYPES, TASK_FIELDS
from resextract.evaluation.tallies import Counts
from resextract.records.models import SLOTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from resextract.evaluation.bootstrap import Interval
    from resextract.evaluation.comparison import Change
    from resextract.evaluation.scoring import Evaluation

__all__ = ["align_table", "dump_changes", "dump_evaluation", "format_changes", "format_evaluation"]

_VALUES = ("tasks", *SLOTS, MICRO, "exact")
_BRIEF = ("tasks", MICRO, "exact")
_WIDEST = 100


def format_evaluation(evaluation: Evaluation, intervals: Mapping[str, Interval]) -> str:
    """Format an evaluation as tables: values, spans, fields, documents.

    Args:
        evaluation: What was measured.
        intervals: 95 % confidence intervals of F1; may lack any measure.

    Returns:
        Lines with their ends.
    """
    total = evaluation.total
    values = [
        (name, *_figures(total.get(name, Counts())), _show_interval(intervals.get(name)), *_sizes(total.get(name)))
        for name in _VALUES
    ]
    spans = [
        (kind, *(figure for style in ("strict", "partial") for figure in _figures(_get_span(total, kind, style))))
        for kind in SPAN_TYPES
    ]
    fields = [
        (scope, name, f"{counts.recall:.3f}", f"{counts.hits:g}/{counts.expected}")
        for scope, names in (("field", TASK_FIELDS), ("document", DOCUMENT_FIELDS))
        for name in names
        if (counts := total.get(f"{scope}:{name}", Counts()))
    ]
    documents = [
        (doc_id, str(tally["tasks"].expected), *(f"{tally[name].f1:.3f}" for name in _BRIEF))
        for doc_id, tally in evaluation.documents.items()
    ]
    return "\n".join(
        [
            *align_table(("values", "P", "R", "F1", "95 % interval", "right", "predicted", "gold"), values),
            "",
            *align_table(("spans", "P strict", "R", "F1", "P partial", "R", "F1"), spans),
            "",
            *align_table(("of", "field", "right", "count"), fields, left=2),
            "",
            *align_table(("document", "gold tasks", *(f"{name} F1" for name in _BRIEF)), documents),
            "",
        ]
    )


def dump_evaluation(evaluation: Evaluation, intervals: Mapping[str, Interval]) -> dict[str, Any]:
    """Return an evaluation as JSON values: per document and overall, each measure with counts and figures."""
    return {
        "total": {
            name: _dump_counts(counts) | {"f1_interval": list(intervals[name]) if name in intervals else None}
            for name, counts in evaluation.total.items()
        },
        "documents": {
            doc_id: {name: _dump_counts(counts) for name, counts in tally.items()}
            for doc_id, tally in evaluation.documents.items()
        },
        "unjudged": list(evaluation.unjudged),
    }


def format_changes(changes: Sequence[Change]) -> str:
    """Format what a new run has otherwise: one line a change, then the counts.

    Returns:
        Lines with their ends; for equal runs, a line that says so.
    """
    if not changes:
        return "no difference\n"
    lines = []
    for change in changes:
        found = change.difference
        task = found.task
        place = f"{task.document.doc_id} {task.number or '-'} @{found.start}"
        lines.append(f"{change.verdict:<11} {change.kind:<7} {found.slot:<10} {place}")
        lines += [f"    {sign} {_cut(value)}" for sign, value in (("-", found.gold), ("+", found.pred)) if value]
        if found.slot != "tasks":
            lines.append(f"      in: {_cut(task.text)}")
    counts = Counter((change.difference.slot, change.kind, change.verdict) for change in changes)
    rows = [(*key, str(number)) for key, number in sorted(counts.items())]
    lines += ["", *align_table(("slot", "change", "verdict", "count"), rows, left=3)]
    return "".join(f"{line}\n" for line in lines)


def dump_changes(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Return changes as JSON values, in their order."""
    return [
        {
            "verdict": change.verdict,
            "change": change.kind,
            "slot": change.difference.slot,
            "doc_id": change.difference.task.document.doc_id,
            "number": change.difference.task.number,
            "start": change.difference.start,
            "old": change.difference.gold,
            "new": change.difference.pred,
            "task": change.difference.task.text,
        }
        for change in changes
    ]


def _get_span(total: Mapping[str, Counts], kind: str, style: str) -> Counts:
    return total.get(f"span:{kind}:{style}", Counts())


def _figures(counts: Counts) -> tuple[str, ...]:
    return (f"{counts.precision:.3f}", f"{counts.recall:.3f}", f"{counts.f1:.3f}")


def _sizes(counts: Counts | None) -> tuple[str, ...]:
    counts = counts or Counts()
    return (f"{counts.hits:g}", str(counts.predicted), str(counts.expected))


def _show_interval(interval: Interval | None) -> str:
    return f"{interval[0]:.3f}–{interval[1]:.3f}" if interval else "–"


def _dump_counts(counts: Counts) -> dict[str, float]:
    return {
        "hits": counts.hits,
        "predicted": counts.predicted,
        "gold": counts.expected,
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
    }


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def align_table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]], left: int = 1) -> list[str]:
    """Align the cells of a table: the first columns to the left, the others to the right.

    Args:
        head: The titles of the columns.
        rows: The rows, each with as many cells.
        left: How many columns stand to the left.

    Returns:
        Lines without their ends: head, rule, rows.
    """
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if place < left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (head, tuple("─" * width for width in widths), *rows)
    ]
