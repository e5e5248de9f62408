"""What a run found, counted by document, as a table for the person who started it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.records.models import TaskRecord

__all__ = ["DocumentCounts", "count_records", "format_skipped", "format_summary"]

_HEAD = (
    "документ",
    "задач",
    "с исполнителем",
    "со сроком",
    "с показателем",
    "с программой",
    "с пометкой",
)  # the table is for the analysts who read the resolutions, hence in Russian
_MOST_ROWS = 30
_WIDEST_NAME = 40
_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """How many tasks of a document have what; inherited mentions count.

    Attributes:
        doc_id: The document.
        tasks: All its tasks.
        with_actor: Tasks with a responsible actor, a co-executor or a controller.
        with_deadline: Tasks with a deadline.
        with_target: Tasks with a target.
        with_program: Tasks with a program.
        with_warning: Tasks with a warning.
        warnings: Each code with the number of tasks that carry it, by code.
    """

    doc_id: str
    tasks: int = 0
    with_actor: int = 0
    with_deadline: int = 0
    with_target: int = 0
    with_program: int = 0
    with_warning: int = 0
    warnings: tuple[tuple[str, int], ...] = ()


def count_records(doc_id: str, records: Sequence[TaskRecord]) -> DocumentCounts:
    """Count the records of one document."""
    return DocumentCounts(
        doc_id,
        tasks=len(records),
        with_actor=sum(bool(record.actors) for record in records),
        with_deadline=sum(bool(record.deadlines) for record in records),
        with_target=sum(bool(record.targets) for record in records),
        with_program=sum(bool(record.programs) for record in records),
        with_warning=sum(bool(record.warnings) for record in records),
        warnings=tuple(sorted(Counter(code for record in records for code in record.warnings).items())),
    )


def format_summary(documents: Sequence[DocumentCounts], failed: int = 0) -> str:
    """Format the counts of a run as a table.

    Args:
        documents: The counts of each document, in the order of the run.
        failed: Inputs that could not be processed.

    Returns:
        A row a document (the first thirty), the totals with their share of all tasks, the warnings by frequency,
        the documents without a task, each line with its end. Only the totals for a run without documents.
    """
    shown = documents[:_MOST_ROWS]
    rows = [_HEAD, *((_cut(d.doc_id), *map(str, _figures(d))) for d in shown)]
    if len(documents) > len(shown):
        rows.append((f"… ещё {len(documents) - len(shown)}", *[""] * (len(_HEAD) - 1)))
    totals = [sum(column) for column in zip(*map(_figures, documents), strict=True)] or [0] * (len(_HEAD) - 1)
    tasks = totals[0]
    shares = [f"{total} ({round(100 * total / tasks)} %)" if tasks else "0" for total in totals[1:]]
    rows.append((f"всего: {len(documents)}", str(tasks), *shares))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rule = "─" * (sum(widths) + 2 * (len(widths) - 1))
    lines = [_align(row, widths) for row in rows]
    codes: Counter[str] = Counter()
    for document in documents:
        codes.update(dict(document.warnings))
    footer = []
    if codes:
        ranked = sorted(codes.items(), key=lambda item: (-item[1], item[0]))
        footer.append("пометки: " + ", ".join(f"{code} {number}" for code, number in ranked))
    if without := [document.doc_id for document in documents if not document.tasks]:
        more = f" и ещё {len(without) - _MOST_NAMED}" if len(without) > _MOST_NAMED else ""
        footer.append(f"без задач: {', '.join(map(_cut, without[:_MOST_NAMED]))}{more}")
    if failed:
        footer.append(f"не обработано: {failed}")
    return "".join(
        f"{line}\n" for line in [lines[0], rule, *lines[1:-1], *([rule] if shown else []), lines[-1], *footer]
    )


def format_skipped(skipped: Sequence[tuple[str, int]]) -> str:
    """Format how many files were not read for their suffix, as a line; empty where there are none."""
    if not skipped:
        return ""
    kinds = ", ".join(f"{suffix or 'без расширения'} {number}" for suffix, number in skipped)
    return f"пропущено файлов других типов: {sum(number for _, number in skipped)} ({kinds})\n"


def _figures(counts: DocumentCounts) -> tuple[int, ...]:
    return (
        counts.tasks,
        counts.with_actor,
        counts.with_deadline,
        counts.with_target,
        counts.with_program,
        counts.with_warning,
    )


def _cut(name: str) -> str:
    return name if len(name) <= _WIDEST_NAME else name[: _WIDEST_NAME - 1] + "…"


def _align(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
    return "  ".join(cells).rstrip()
