"""The errors of a run, written so that an hour with the file teaches what to mend."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from resextract.evaluation.values import get_value, show_value
from resextract.records.models import SLOTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from resextract.evaluation.differences import Difference
    from resextract.records.models import TaskRecord

__all__ = ["dump_errors", "format_errors"]


def dump_errors(errors: Iterable[Difference]) -> str:
    """Return the errors as JSON Lines: document, slot, kind, both values with their words, the task's text."""
    return "".join(json.dumps(_describe(error), ensure_ascii=False) + "\n" for error in errors)


def format_errors(errors: Sequence[Difference]) -> str:
    """Format the errors as Markdown, most frequent slot and kind first, like values together.

    Returns:
        A table of counts, then each error with its text, the words in question between ⟦ and ⟧; without errors a
        sentence that says so.
    """
    if not errors:
        return "# Errors\n\nNone: every value is right.\n"
    counts = Counter((error.slot, error.kind) for error in errors)
    groups = sorted(counts, key=lambda key: (-counts[key], key))
    lines = ["# Errors", "", "| slot | kind | count |", "|---|---|---|"]
    lines += [f"| {slot} | {kind} | {counts[slot, kind]} |" for slot, kind in groups]
    for slot, kind in groups:
        lines += ["", f"## {slot}, {kind}: {counts[slot, kind]}", ""]
        found = [error for error in errors if (error.slot, error.kind) == (slot, kind)]
        alike = Counter((error.gold, error.pred) for error in found)
        found.sort(key=lambda error: (-alike[error.gold, error.pred], error.gold or "", error.pred or ""))
        for error in found:
            lines += _format_error(error)
    return "".join(f"{line}\n" for line in lines)


def _format_error(error: Difference) -> list[str]:
    task = error.task
    place = f"{task.document.doc_id}, {task.number or 'no number'}, at {error.start}"
    if error.slot == "tasks":
        values = _list_values(task)
        return [
            f"- {place}",
            f"  > {task.text}",
            *(f"  - {slot}: {'; '.join(found)}" for slot, found in values.items()),
        ]
    lines = [f"- {place}"]
    if error.gold is not None:
        lines.append(f"  - gold: **{error.gold}**{_quote(error.gold_mention)}")
    if error.pred is not None:
        lines.append(f"  - predicted: **{error.pred}**{_quote(error.pred_mention)}")
    return [*lines, f"  > {_highlight(task, error.gold_mention or error.pred_mention)}"]


def _quote(mention: Any) -> str:
    return f" from «{mention.text}»{' (inherited)' if mention.inherited else ''}"


def _highlight(task: TaskRecord, mention: Any) -> str:
    """Mark the mention's words in the task's text; a mention that stands elsewhere marks nothing."""
    marked = f"⟦{mention.text}⟧"
    return task.text if mention.inherited else task.text.replace(mention.text, marked, 1)


def _list_values(task: TaskRecord) -> dict[str, list[str]]:
    return {
        slot: [show_value(get_value(slot, mention)) for mention in mentions]
        for slot in SLOTS
        if (mentions := getattr(task, slot))
    }


def _describe(error: Difference) -> dict[str, Any]:
    task = error.task
    return {
        "doc_id": task.document.doc_id,
        "slot": error.slot,
        "kind": error.kind,
        "gold": error.gold,
        "pred": error.pred,
        "gold_mention": error.gold_mention.text if error.gold_mention else None,
        "pred_mention": error.pred_mention.text if error.pred_mention else None,
        "number": task.number,
        "task_id": error.pred_task.task_id if error.pred_task else task.task_id,
        "start": error.start,
        "task": task.text,
        "values": _list_values(task) if error.slot == "tasks" else None,
    }
