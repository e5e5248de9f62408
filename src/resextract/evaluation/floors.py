"""Floors: the least F1 that a measure may have, by group of documents, in one TOML file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.evaluation.corpora import select_documents
from resextract.evaluation.scoring import evaluate
from resextract.language.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from resextract.evaluation.corpora import Corpus
    from resextract.evaluation.tallies import Counts

__all__ = ["FloorGroup", "FloorsError", "Shortfall", "check_floors", "find_shortfalls", "load_floors", "parse_floors"]


class FloorsError(Exception):
    """The floors cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class FloorGroup:
    """Floors of a group of documents.

    Attributes:
        name: The group's name.
        documents: Shell patterns of doc_ids; none means all documents.
        floors: Least F1 by measure.
    """

    name: str
    documents: tuple[str, ...]
    floors: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A measure below its floor."""

    group: str
    measure: str
    floor: float
    f1: float

    def __str__(self) -> str:
        return phrase(
            "{group}: {measure} F1 is {f1:.4f}, below its floor of {floor:.4f}",
            group=self.group,
            measure=self.measure,
            f1=self.f1,
            floor=self.floor,
        )


def load_floors(path: Path) -> list[FloorGroup]:
    """Read the floors: a TOML table a group, with ``documents`` (patterns) and a number a measure.

    Raises:
        FloorsError: The file cannot be read or has another shape.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FloorsError(phrase("{path}: cannot be read: {reason}", path=path, reason=str(error))) from error
    groups = []
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise FloorsError(phrase("{path}: {name} is no table", path=path, name=name))
        floors = {key: value for key, value in table.items() if key != "documents"}
        documents = table.get("documents", [])
        wrong = [key for key, value in floors.items() if not isinstance(value, int | float) or not 0 <= value <= 1]
        if wrong or not isinstance(documents, list) or not all(isinstance(d, str) for d in documents):
            raise FloorsError(
                phrase(
                    "{path}: {name}: {wrong} must be numbers from 0 to 1 or patterns",
                    path=path,
                    name=name,
                    wrong=", ".join(wrong) or "documents",
                )
            )
        groups.append(FloorGroup(name, tuple(documents), floors))
    return groups


def parse_floors(options: Sequence[str]) -> FloorGroup:
    """Read floors from the command line: ``0.9`` is for the micro average, ``tasks=0.95`` for a measure.

    Raises:
        FloorsError: An option is no number from 0 to 1.
    """
    floors = {}
    for option in options:
        measure, _, number = option.rpartition("=")
        try:
            floor = float(number)
        except ValueError:
            floor = -1.0
        if not 0 <= floor <= 1:
            raise FloorsError(phrase("{option!r} is neither a number from 0 to 1 nor MEASURE=NUMBER", option=option))
        floors[measure or "slots-micro"] = floor
    return FloorGroup("all", (), floors)


def check_floors(groups: Sequence[FloorGroup], gold: Corpus, pred: Corpus) -> list[Shortfall]:
    """Return the measures below their floors, group by group; none if all hold.

    Raises:
        FloorsError: A measure is unknown.
        CorpusError: A group's pattern matches no document of the gold.
    """
    return [
        shortfall
        for group in groups
        for shortfall in find_shortfalls(group, evaluate(select_documents(gold, group.documents), pred).total)
    ]


def find_shortfalls(group: FloorGroup, total: Mapping[str, Counts]) -> list[Shortfall]:
    """Return the measures of one group that are below their floors.

    Raises:
        FloorsError: A measure is unknown.
    """
    if unknown := sorted(group.floors.keys() - total.keys()):
        raise FloorsError(
            phrase(
                "{name}: no measure {names}; there are {known}",
                name=group.name,
                names=", ".join(unknown),
                known=", ".join(total),
            )
        )
    return [
        Shortfall(group.name, measure, floor, total[measure].f1)
        for measure, floor in group.floors.items()
        if total[measure].f1 < floor
    ]
