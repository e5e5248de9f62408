"""Which records somebody wants to see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from resextract.language.lexicons import fold_word

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from resextract.records.models import TaskRecord

__all__ = ["EVERYTHING", "Selection", "fold_text", "select_records"]

_QUOTES = str.maketrans(dict.fromkeys("«»„“”\"'", " "))
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Selection:
    """What a record must have; what is None or False does not matter.

    Attributes:
        actor: Words that all stand in the name of one of its actors or of that actor's person, in any order; parts and
            other forms of words count, upper case, «ё» and quotes do not.
        program: The same for the name of one of its programs, or the ``program_id``.
        document: The same for the document's id or title; a shell pattern (``2024-*``) for the id.
        due_before: One of its deadlines runs out before this day; one that only begins counts with its first day.
        due_after: The same, after this day.
        with_targets: It has a target.
        with_warnings: It has a warning.
    """

    actor: str | None = None
    program: str | None = None
    document: str | None = None
    due_before: dt.date | None = None
    due_after: dt.date | None = None
    with_targets: bool = False
    with_warnings: bool = False

    def matches(self, record: TaskRecord) -> bool:
        """Tell whether a record has all that is asked for."""
        return (
            (self.actor is None or self._names_actor(record, self.actor))
            and (self.program is None or self._names_program(record, self.program))
            and (self.document is None or self._names_document(record, self.document))
            and (self.due_before is self.due_after is None or self._falls_due(record))
            and (not self.with_targets or bool(record.targets))
            and (not self.with_warnings or bool(record.warnings))
        )

    @staticmethod
    def _names_actor(record: TaskRecord, words: str) -> bool:
        return any(_holds(f"{actor.normal} {actor.person or ''}", words) for actor in record.actors)

    @staticmethod
    def _names_program(record: TaskRecord, words: str) -> bool:
        return any(_holds(p.name, words) or p.program_id == words for p in record.programs)

    @staticmethod
    def _names_document(record: TaskRecord, words: str) -> bool:
        document = record.document
        return fnmatchcase(document.doc_id, words) or _holds(f"{document.doc_id} {document.title or ''}", words)

    def _falls_due(self, record: TaskRecord) -> bool:
        # One and the same deadline must lie between the two days.
        before, after = (day and day.isoformat() for day in (self.due_before, self.due_after))
        days = [day for deadline in record.deadlines if (day := deadline.end_date or deadline.start_date)]
        return any((not before or day < before) and (not after or day > after) for day in days)


EVERYTHING = Selection()
"""The selection that leaves nothing out."""


def select_records(records: Iterable[TaskRecord], selection: Selection) -> Iterator[TaskRecord]:
    """Give the records that a selection asks for, in their order."""
    return (record for record in records if selection.matches(record))


def fold_text(text: str) -> str:
    """Return a text as searches see it: lower case, «ё» as «е», no quotes, single spaces."""
    return _SPACES.sub(" ", fold_word(text).translate(_QUOTES)).strip()


def _holds(text: str, words: str) -> bool:
    folded = fold_text(text)
    return all(word in folded or _stands_in_another_form(word, folded) for word in fold_text(words).split())


def _stands_in_another_form(word: str, text: str) -> bool:
    # «культура» finds «Отдел культуры».
    lemmas = _list_lemmas(word)
    return any(not lemmas.isdisjoint(_list_lemmas(other)) for other in _WORD.findall(text))


def _list_lemmas(word: str) -> frozenset[str]:
    from resextract.adapters.dictionary import parse_word  # the dictionary takes time to load

    return frozenset(fold_word(parse.lemma) for parse in parse_word(word) if parse.known) or frozenset({word})
