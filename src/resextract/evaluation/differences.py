"""Every missed, spurious and wrong value, with the text it stands in: what to mend next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from resextract.evaluation.matching import measure_overlap
from resextract.evaluation.scoring import pair_tasks
from resextract.evaluation.values import get_value, show_value
from resextract.records.models import SLOTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from resextract.evaluation.corpora import Corpus
    from resextract.evaluation.values import Value
    from resextract.records.models import TaskRecord

__all__ = ["Difference", "Kind", "find_differences", "list_differences"]

Kind = Literal["missed", "spurious", "wrong"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One value, or one task, in which gold and prediction differ.

    Attributes:
        slot: ``tasks`` for a whole task, else the slot.
        gold_task: The right task; None if the whole task is spurious.
        pred_task: The predicted task; None if the whole task was missed.
        gold_mention: The mention with the right value; None if it is spurious, or of a whole task.
        pred_mention: The mention with the predicted value; None if it was missed, or of a whole task.
    """

    slot: str
    gold_task: TaskRecord | None
    pred_task: TaskRecord | None
    gold_mention: Any = None
    pred_mention: Any = None

    @property
    def kind(self) -> Kind:
        """``missed`` (only in the gold), ``spurious`` (only predicted), ``wrong`` (both, with different values)."""
        if self._gold is None:
            return "spurious"
        return "missed" if self._pred is None else "wrong"

    @property
    def gold(self) -> str | None:
        """The right value for people, of a whole task its text; None if spurious."""
        return self._show(self._gold)

    @property
    def pred(self) -> str | None:
        """The predicted value for people; None if missed."""
        return self._show(self._pred)

    @property
    def task(self) -> TaskRecord:
        """The task as the gold has it; a spurious one as predicted."""
        task = self.gold_task or self.pred_task
        assert task is not None  # noqa: S101 - a difference is about a task
        return task

    @property
    def start(self) -> int:
        """Where to look in the document: the first code point of the mention or task, the gold's where it has one."""
        found = self._gold or self._pred
        return int(found.start)

    @property
    def _gold(self) -> Any:
        return self.gold_task if self.slot == "tasks" else self.gold_mention

    @property
    def _pred(self) -> Any:
        return self.pred_task if self.slot == "tasks" else self.pred_mention

    def _show(self, found: Any) -> str | None:
        if found is None:
            return None
        return str(found.text) if self.slot == "tasks" else show_value(get_value(self.slot, found))


def list_differences(gold: Corpus, pred: Corpus) -> list[Difference]:
    """List the differences of all documents of the gold, in their order and that of the text."""
    return [found for doc_id, records in gold.items() for found in find_differences(records, pred.get(doc_id, []))]


def find_differences(gold: Sequence[TaskRecord], pred: Sequence[TaskRecord]) -> list[Difference]:
    """Find the differences of one document.

    Args:
        gold: The right records.
        pred: The predicted ones.

    Returns:
        The differences in the order of their place; none where all is right. A missed or spurious task is one
        difference: its values are not listed again.
    """
    pairs = pair_tasks(gold, pred)
    paired_gold, paired_pred = {i for i, _ in pairs}, {j for _, j in pairs}
    found = [Difference("tasks", record, None) for i, record in enumerate(gold) if i not in paired_gold]
    found += [Difference("tasks", None, record) for j, record in enumerate(pred) if j not in paired_pred]
    for i, j in pairs:
        for slot in SLOTS:
            found += _compare_slot(gold[i], pred[j], slot)
    order = {slot: rank for rank, slot in enumerate(("tasks", *SLOTS))}
    return sorted(found, key=lambda d: (d.start, order[d.slot], d.kind, d.gold or "", d.pred or ""))


def _compare_slot(gold: TaskRecord, pred: TaskRecord, slot: str) -> Iterator[Difference]:
    expected = _index_values(gold, slot)
    predicted = _index_values(pred, slot)
    missed = {value: mention for value, mention in expected.items() if value not in predicted}
    spurious = {value: mention for value, mention in predicted.items() if value not in expected}
    pairs = _pair_values(missed, spurious)
    for value, mention in missed.items():
        yield Difference(slot, gold, pred, mention, spurious.get(pairs.get(value, ())))
    for value, mention in spurious.items():
        if value not in pairs.values():
            yield Difference(slot, gold, pred, None, mention)


def _index_values(record: TaskRecord, slot: str) -> dict[Value, Any]:
    """Map each value of a slot to its first mention."""
    values: dict[Value, Any] = {}
    for mention in getattr(record, slot):
        values.setdefault(get_value(slot, mention), mention)
    return values


def _pair_values(missed: dict[Value, Any], spurious: dict[Value, Any]) -> dict[Value, Value]:
    """Pair values that were read from overlapping words, best overlap first: one mention, read differently."""
    candidates = sorted(
        (-measure_overlap(missed[a], spurious[b]), i, j, a, b)
        for i, a in enumerate(missed)
        for j, b in enumerate(spurious)
        if measure_overlap(missed[a], spurious[b])
    )
    pairs: dict[Value, Value] = {}
    for _, _, _, value, other in candidates:
        if value not in pairs and other not in pairs.values():
            pairs[value] = other
    return pairs
