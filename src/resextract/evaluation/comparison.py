"""Two runs over the same texts, compared value by value: what a change of a rule did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from resextract.evaluation.differences import list_differences

if TYPE_CHECKING:
    from resextract.evaluation.corpora import Corpus
    from resextract.evaluation.differences import Difference
    from resextract.records.models import TaskRecord

__all__ = ["Change", "Verdict", "compare_runs"]

Verdict = Literal["mended", "broken", "still wrong", "unjudged"]
_KINDS = {"missed": "lost", "spurious": "gained", "wrong": "changed"}


@dataclass(frozen=True, slots=True)
class Change:
    """One value, or one task, that the new run has otherwise than the old one.

    Attributes:
        kind: ``gained`` (only new), ``lost`` (only old) or ``changed``.
        verdict: Beside the gold: ``mended``, ``broken`` or ``still wrong``; ``unjudged`` for a document without gold.
        difference: The old value as `gold`, the new one as `pred`, and where they stand.
    """

    kind: str
    verdict: Verdict
    difference: Difference


def compare_runs(old: Corpus, new: Corpus, gold: Corpus | None = None) -> list[Change]:
    """Compare two runs.

    Args:
        old: Records of the run before the change.
        new: Records of the run after it.
        gold: Right records, to tell gains from losses; documents without gold stay unjudged.

    Returns:
        The changes, documents in the order of the old run, then those that only the new one has; none for equal runs.
    """
    documents = [*old, *(doc_id for doc_id in new if doc_id not in old)]
    both = {doc_id: old.get(doc_id, []) for doc_id in documents}
    judge = _Judge(old, new, gold or {})
    return [Change(_KINDS[d.kind], judge.judge(d), d) for d in list_differences(both, new)]


class _Judge:
    """Knows which values of either run are errors beside the gold."""

    def __init__(self, old: Corpus, new: Corpus, gold: Corpus) -> None:
        self._documents = gold.keys()
        self._old = _index_errors(gold, old)
        self._new = _index_errors(gold, new)

    def judge(self, change: Difference) -> Verdict:
        if change.task.document.doc_id not in self._documents:
            return "unjudged"
        was_wrong = _is_error(self._old, change.slot, change.gold_task, change.gold)
        is_wrong = _is_error(self._new, change.slot, change.pred_task, change.pred)
        if change.gold is None:  # gained: for the better, unless it is an error
            return "broken" if is_wrong else "mended"
        if change.pred is None:
            return "mended" if was_wrong else "broken"
        if was_wrong == is_wrong:
            return "still wrong"
        return "broken" if is_wrong else "mended"


def _index_errors(gold: Corpus, pred: Corpus) -> set[tuple[str, str, str | None]]:
    """Index the predictions that are spurious or wrong: task_id, slot, value; a spurious task without its values."""
    return {
        (d.pred_task.task_id, d.slot, None if d.slot == "tasks" else d.pred)
        for d in list_differences(gold, pred)
        if d.pred_task is not None and d.pred is not None
    }


def _is_error(errors: set[tuple[str, str, str | None]], slot: str, task: TaskRecord | None, value: str | None) -> bool:
    """Tell whether a prediction is an error; all that stands in a spurious task is."""
    return task is not None and bool({(task.task_id, "tasks", None), (task.task_id, slot, value)} & errors)
