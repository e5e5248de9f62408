"""The figures of a set of records as tables for a terminal, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from resextract.digest.counts import rank
from resextract.digest.schedules import PLACES
from resextract.digest.sentences import format_date
from resextract.digest.wording import list_words, name_code
from resextract.language.controls import hide_controls

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from resextract.digest.counts import Overview

__all__ = ["dump_statistics", "format_statistics"]

_BAR = 24
_WIDEST_LABEL = 60

Row = tuple[str, int]


def format_statistics(overview: Overview, today: dt.date, most: int = 10) -> str:
    """Format the figures of records in Russian.

    Args:
        overview: The figures.
        today: The day that deadlines were seen from.
        most: How many actors, programs and documents are listed; what is left out is counted on a last line.

    Returns:
        A table a question, each line with its end: documents, what tasks have, actors, deadlines, programs, warnings.
        A table without rows is left out.
    """
    tasks = overview.tasks
    filled = [(name, overview.filled[slot]) for slot, name in list_words("slots").items() if slot != "actions"]
    programs = [(name, number) for (_, name), number in rank(overview.programs)]
    places = [(name_code("schedule", place), overview.places[place]) for place in PLACES if overview.places[place]]
    kinds = [(name_code("deadline_kind", kind), number) for kind, number in rank(overview.deadline_kinds)]
    warnings = [(f"{name_code('warning', code)} ({code})", number) for code, number in rank(overview.warnings)]
    modalities = [(name_code("modality", code), number) for code, number in rank(overview.modalities)]
    tables = [
        _format_table("Задачи", [("всего", tasks), *modalities, ("с пометкой", overview.warned)], tasks),
        _format_table("Что названо в задачах", filled, tasks),
        _format_table(f"Документы: {len(overview.documents)}", _cut(rank(overview.documents), most), tasks),
        _format_table(f"Ответственные: {len(overview.actors)}", _cut(rank(overview.actors), most), tasks),
        _format_table(f"Сроки на {format_date(today.isoformat())}", places, overview.places.total()),
        _format_table("Виды сроков", kinds, overview.deadline_kinds.total()),
        _format_table(f"Программы: {len(programs)}", _cut(programs, most), tasks),
        _format_table("Пометки", warnings, tasks),
    ]
    return hide_controls("\n".join(filter(None, tables)))


def dump_statistics(overview: Overview, today: dt.date) -> dict[str, Any]:
    """Return the figures of records as JSON, lists by frequency."""
    return {
        "today": today.isoformat(),
        "tasks": overview.tasks,
        "with_warnings": overview.warned,
        "modalities": dict(rank(overview.modalities)),
        "filled": dict(rank(overview.filled)),
        "documents": dict(overview.documents),
        "actors": dict(rank(overview.actors)),
        "schedule": {place: overview.places[place] for place in PLACES},
        "deadline_kinds": dict(rank(overview.deadline_kinds)),
        "programs": [{"program_id": key, "name": name, "tasks": n} for (key, name), n in rank(overview.programs)],
        "target_units": dict(rank(overview.units)),
        "warnings": dict(rank(overview.warnings)),
    }


def _cut(rows: Sequence[Row], most: int) -> list[Row | tuple[str, None]]:
    left = len(rows) - most
    return [*rows[:most], *([(f"… и ещё {left}", None)] if left > 0 else [])]


def _format_table(title: str, rows: Sequence[tuple[str, int | None]], whole: int) -> str:
    if not any(number for _, number in rows):
        return ""
    labels = [label if cell_len(label) <= _WIDEST_LABEL else f"{label[: _WIDEST_LABEL - 1]}…" for label, _ in rows]
    widest = max(map(cell_len, labels))
    figures = [number for _, number in rows if number is not None]
    digits, most = len(str(max(figures))), max(figures)
    lines = [title]
    for label, (_, number) in zip(labels, rows, strict=True):
        if number is None:
            lines.append(f"  {label}")
            continue
        bar = "█" * round(_BAR * number / most) if most else ""
        share = f"{round(100 * number / whole)} %" if whole else ""
        lines.append(f"  {label}{' ' * (widest - cell_len(label))}  {number:>{digits}}  {share:>5}  {bar}".rstrip())
    return "".join(f"{line}\n" for line in lines)
