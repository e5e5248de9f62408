"""Worked examples: a short text a line, and what its records must hold; each line of tests/corpus/cases is a test.

`expect` names slots; a slot that is named is exhaustive for the text, one that is not is not judged. A line with
`known_failure` (the reason) must fail, so that it is unmarked as soon as it is mended.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from resextract.evaluation.values import fold_text
from resextract.pipeline.api import extract

if TYPE_CHECKING:
    from resextract.records.models import TaskRecord

FOLDER = Path(__file__).parents[1] / "corpus" / "cases"
MOST_KNOWN_FAILURES = 0.08
FORMULA = re.compile(
    r"(?i)решил|рекоменду|предлага|предложен|постановля|п о с т а н|приказыва|решено|поруч|прошу|просим"
    r"|план мероприятий|протокол|решение"
)
HEAD = "РЕЗОЛЮЦИЯ\nрайонной конференции «Развитие»\n28.08.2024\n\nУчастники конференции РЕШИЛИ:\n\n"
CASES = [
    (path.stem, json.loads(line))
    for path in sorted(FOLDER.glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


def read_expected(slot: str, mention: dict[str, Any]) -> tuple[Any, ...]:
    get = mention.get
    if slot == "deadlines":
        kind = mention["kind"]
        start = None if kind == "recurring" else get("start_date")
        end = None if kind in ("recurring", "relative") else get("end_date")
        return (kind, start, end, get("recurrence"), get("duration"))
    if slot == "targets":
        start = get("value_from")
        return (
            float(mention["value"]),
            None if start is None else float(start),
            mention["unit"],
            mention["comparator"],
        )
    if slot == "programs":
        return (fold_text(mention["name"]),)
    if slot == "references":
        return (fold_text(mention["kind"]), get("date"), fold_text(get("number")))
    return (fold_text(mention["normal"]), mention["role"]) if slot == "actors" else (fold_text(mention["lemma"]),)


def read_found(slot: str, records: list[TaskRecord]) -> set[tuple[Any, ...]]:
    found = {read_expected(slot, m.model_dump()) for record in records for m in getattr(record, slot)}
    if slot == "actors":
        controllers = [c for record in records for c in record.document.controllers]
        found |= {(fold_text(c.normal), "controller") for c in controllers}
    return found


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=f"{name}-{case['id']}",
            marks=[pytest.mark.xfail(reason=case["known_failure"], strict=True)] if "known_failure" in case else [],
        )
        for name, case in CASES
    ],
)
def test_case(case: dict[str, Any]) -> None:
    text = case["text"] if FORMULA.search(case["text"]) else HEAD + case["text"]
    records = extract(text + "\n")
    found: dict[str, Any] = {}
    wanted: dict[str, Any] = {}
    for slot, expected in case["expect"].items():
        if slot == "numbers":
            found[slot] = sorted(str(record.number) for record in records)
            wanted[slot] = sorted(map(str, expected))
        elif slot in ("levels", "modalities", "sections", "texts"):
            found[slot] = [read_field(record, slot) for record in records]
            wanted[slot] = expected
        elif slot == "document":
            found[slot] = {key: records[0].document.model_dump(mode="json")[key] for key in expected} if records else {}
            wanted[slot] = expected
        else:
            found[slot] = read_found(slot, records)
            wanted[slot] = {read_expected(slot, m) for m in expected}
    assert found == wanted


def read_field(record: TaskRecord, name: str) -> Any:
    value = getattr(record, {"modalities": "modality"}.get(name, name[:-1]))
    return list(value) if name == "sections" else value


def test_known_failures_are_few() -> None:
    for name in {name for name, _ in CASES}:
        marked = [("known_failure" in case) for other, case in CASES if other == name]
        assert sum(marked) <= MOST_KNOWN_FAILURES * len(marked), name


def test_ids_are_unique() -> None:
    ids = [(name, case["id"]) for name, case in CASES]
    assert len(set(ids)) == len(ids)
