"""What of a mention is compared: its normalised value, without spelling variants that mean the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.records.models import TaskRecord

__all__ = ["JUDGED_SLOTS", "Value", "fold_text", "get_value", "read_values", "show_value"]

JUDGED_SLOTS = ("actions", "actors", "deadlines", "targets", "programs")
"""The slots that the micro average and the exact records count; references are scored beside them."""

Value = tuple[Any, ...]
"""The compared parts of a mention; equal values are the same answer."""

_QUOTES = re.compile("[«»\"“”„‟'‘’]")
_DASHES = re.compile(r"\s*[–—−-]\s*")


def fold_text(text: str | None) -> str:
    """Fold what spells the same name differently: case, «ё», quotes, dashes, white space, closing punctuation.

    Args:
        text: A normalised text of a record; None counts as empty.

    Returns:
        The folded text, for comparison only.
    """
    folded = (text or "").replace("ё", "е").replace("Ё", "Е").replace("\u0450", "е")
    folded = _DASHES.sub("-", _QUOTES.sub("", folded))
    return " ".join(folded.split()).strip(" .,;:").casefold()


def get_value(slot: str, mention: Any) -> Value:
    """Return the compared value of a mention of a slot (`resextract.records.models.SLOTS`).

    Raises:
        KeyError: There is no such slot.
    """
    return _READERS[slot](mention)


def read_values(record: TaskRecord, slot: str) -> frozenset[Value]:
    """Return the values of a slot of a record; a value counts once, however often it is mentioned."""
    return frozenset(get_value(slot, mention) for mention in getattr(record, slot))


def show_value(value: Value) -> str:
    """Write a value for people: its parts that are not null, separated by commas."""
    return ", ".join(str(part) for part in value if part is not None and part != "")


def _round(number: float | None) -> float | None:
    return None if number is None else round(float(number), 4)


_READERS: dict[str, Callable[[Any], Value]] = {
    "actions": lambda m: (fold_text(m.lemma),),
    "actors": lambda m: (fold_text(m.normal), m.role),
    "deadlines": lambda m: (m.kind, m.start_date, m.end_date, m.recurrence, m.duration),
    "targets": lambda m: (_round(m.value), _round(m.value_from), m.unit, m.comparator),
    "programs": lambda m: (fold_text(m.name),),
    "references": lambda m: (fold_text(m.kind), m.date, fold_text(m.number)),
}
