"""What is shown where a source is not there: the texts of its tasks, with the places of their mentions in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resextract.records.models import SLOTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.records.models import TaskRecord

__all__ = ["SubstituteText"]

Place = tuple[int, int]


class SubstituteText:
    """The texts of tasks, one below the other, instead of the source."""

    def __init__(self, records: Sequence[TaskRecord]) -> None:
        parts: list[str] = []
        length = 0
        self._tasks: dict[str, Place] = {}
        self._mentions: dict[tuple[str, int, int], Place] = {}
        for record in records:
            label = f"{record.number} " if record.number else ""
            start = length + len(label)
            parts.append(f"{label}{record.text}\n\n")
            length += len(parts[-1])
            self._tasks[record.task_id] = (start, start + len(record.text))
            self._place_mentions(record, start)
        self.text = "".join(parts)

    def locate_task(self, record: TaskRecord) -> Place:
        """Return where a task's text stands."""
        return self._tasks[record.task_id]

    def locate_mention(self, start: int, end: int, text: str) -> Place | None:
        """Return where a mention of the source stands; None for one outside of all tasks, such as a heading's."""
        return self._mentions.get((text, start, end))

    def _place_mentions(self, record: TaskRecord, start: int) -> None:
        for mention in (mention for slot in SLOTS for mention in getattr(record, slot) if not mention.inherited):
            # Collapsed white space has moved the words a little, so the nearest occurrence is the one.
            near = mention.start - record.start
            found = [match.start() for match in re.finditer(re.escape(mention.text), record.text)]
            if found:
                place = start + min(found, key=lambda at: abs(at - near))
                self._mentions[mention.text, mention.start, mention.end] = (place, place + len(mention.text))
