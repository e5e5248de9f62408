"""What a set of records holds, counted: documents, tasks, actors, deadlines, programs, targets, warnings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from resextract.digest.schedules import place_deadline
from resextract.digest.selections import fold_text
from resextract.records.models import SLOTS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from resextract.records.models import TaskRecord

__all__ = ["Overview", "count_overview", "rank"]

Key = TypeVar("Key", str, tuple[str, str])


@dataclass(slots=True)
class Overview:
    """Figures of a set of records; every counter counts tasks, not mentions, unless it says otherwise.

    Attributes:
        tasks: All tasks.
        documents: Tasks of each document, by doc_id, in the order of the records.
        modalities: Tasks by modality.
        filled: Tasks that have something in a slot, by slot.
        warned: Tasks with a warning.
        actors: Tasks by responsible actor; spellings that differ in case, «ё» and quotes are one, under the first.
        programs: Tasks by program: its id and the name it first came with.
        deadline_kinds: Deadlines (mentions) by kind.
        places: Deadlines (mentions) by where they lie, seen from a day.
        units: Targets (mentions) by unit.
        warnings: Tasks by warning code.
    """

    tasks: int = 0
    documents: Counter[str] = field(default_factory=Counter)
    modalities: Counter[str] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)
    warned: int = 0
    actors: Counter[str] = field(default_factory=Counter)
    programs: Counter[tuple[str, str]] = field(default_factory=Counter)
    deadline_kinds: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    units: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)


def count_overview(records: Iterable[TaskRecord], today: dt.date) -> Overview:
    """Count what records hold.

    Args:
        records: The records; they are looked at once.
        today: The day that deadlines are seen from.
    """
    overview = Overview()
    names: dict[str, str] = {}
    spellings: dict[str, str] = {}
    for record in records:
        overview.tasks += 1
        overview.documents[record.document.doc_id] += 1
        overview.modalities[record.modality] += 1
        overview.filled.update(slot for slot in SLOTS if getattr(record, slot))
        overview.warned += bool(record.warnings)
        responsible = [actor.normal for actor in record.actors if actor.role == "responsible"]
        overview.actors.update({spellings.setdefault(fold_text(name), name) for name in responsible})
        programs = {
            program.program_id: names.setdefault(program.program_id, program.name) for program in record.programs
        }
        overview.programs.update(programs.items())
        overview.deadline_kinds.update(deadline.kind for deadline in record.deadlines)
        overview.places.update(place_deadline(deadline, today) for deadline in record.deadlines)
        overview.units.update(target.unit for target in record.targets)
        overview.warnings.update(set(record.warnings))
    return overview


def rank(counter: Counter[Key]) -> list[tuple[Key, int]]:
    """List the entries of a counter, the most frequent first, equal ones by name."""
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))
