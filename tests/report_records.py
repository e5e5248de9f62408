"""A few documents whose records show all that the report can show, sources included."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from tests.conftest import build_record

from resextract.records.models import Action, Actor, Deadline, Program, Reference, Target

if TYPE_CHECKING:
    from pathlib import Path

    from resextract.records.models import TaskRecord

HOSTILE = "</script><script>window.hit=1</script><img src=x onerror=window.hit=1>{{7*7}} \"'&lt;"

COUNCIL = (
    "РЕЗОЛЮЦИЯ 😀 педагогического совета\r\n\r\n"
    "Отделу образования в 2024 году:\r\n"
    "1. Провести сбор заявок до 1 мая 2024 года.\r\n"
    "1.1. Довести охват детей до 83 % по проекту «Успех».\r\n"
    f"2. Обеспечить тёплый приём {HOSTILE} \u202eсправа налево\u202c 👩‍🏫 гостей по приказу № 7.\r\n"
)
ORDER = (
    "ПРИКАЗ\n\nДиректорам школ:\n1. Ежемесячно сдавать отчёт.\n2. Открыть музей\nс 1 сентября 2026 года.\n"
    "3. Создать рабочие группы.\n"
)
LETTER = "1. Направить сведения в министерство к 10 января 2023 года."


def find_place(text: str, passage: str, *, inherited: bool = False) -> dict[str, Any]:
    """The fields that all mentions share, of a passage at its first place."""
    start = text.index(passage)
    return {"text": " ".join(passage.split()), "start": start, "end": start + len(passage), "inherited": inherited}


def make_action(text: str, passage: str, lemma: str) -> Action:
    return Action.model_validate({"lemma": lemma} | find_place(text, passage))


def make_actor(text: str, passage: str, **changes: Any) -> Actor:
    fields = {"normal": "отдел образования", "role": "responsible", "type": "authority", "person": None}
    return Actor.model_validate(fields | find_place(text, passage, inherited=True) | changes)


def make_deadline(text: str, passage: str, **changes: Any) -> Deadline:
    fields = {"kind": "due", "start_date": None, "end_date": "2024-05-01", "recurrence": None, "duration": None}
    return Deadline.model_validate(fields | {"business_days": False} | find_place(text, passage) | changes)


def make_target(text: str, passage: str, **changes: Any) -> Target:
    fields = {"value": 83.0, "value_from": None, "unit": "percent", "unit_text": "%", "comparator": "to"}
    return Target.model_validate(fields | {"indicator": "охват детей"} | find_place(text, passage) | changes)


def make_program(text: str, passage: str) -> Program:
    fields = {"name": "Успех", "program_id": "uspekh", "type": "project", "level": "federal"}
    return Program.model_validate(fields | find_place(text, passage))


def make_reference(text: str, passage: str) -> Reference:
    fields = {"kind": "приказ", "issuer": "Минпросвещения России", "date": "2021-03-22", "number": "7", "title": None}
    return Reference.model_validate(fields | find_place(text, passage))


def write_documents(folder: Path) -> list[TaskRecord]:
    """Write the sources of two documents to a folder; a third document's source is not there.

    Returns:
        Seven records: three of the resolution, three of the order, one of the letter whose text is missing.
    """
    return [*_write_council(folder), *_write_order(folder), *_write_letter()]


def _describe_document(doc_id: str, text: str, **changes: Any) -> dict[str, Any]:
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return {"doc_id": doc_id, "source": f"{doc_id}.txt", "sha256": digest, "encoding": "utf-8"} | changes


def _build_task(text: str, passage: str, document: dict[str, Any], path: str, **changes: Any) -> TaskRecord:
    place = find_place(text, passage)
    del place["inherited"]
    return build_record(document=document, task_id=f"{document['doc_id']}#{path}", **place, **changes)


def _write_council(folder: Path) -> list[TaskRecord]:
    text = COUNCIL
    (folder / "sovet.txt").write_bytes(text.encode("utf-8"))
    document = _describe_document(
        "sovet", text, title="Резолюция педагогического совета", date="2023-08-27", place="Кемь"
    )
    actor = make_actor(text, "Отделу образования")
    year = make_deadline(
        text, "в 2024 году", kind="period", start_date="2024-01-01", end_date="2024-12-31", inherited=True
    )
    section = ("Отделу образования в 2024 году",)
    return [
        _build_task(
            text,
            "Провести сбор заявок до 1 мая 2024 года",
            document,
            "op1/1",
            number="1",
            section=section,
            actors=(actor,),
            actions=(make_action(text, "Провести сбор заявок до 1 мая 2024 года", "провести"),),
            deadlines=(make_deadline(text, "до 1 мая 2024 года"),),
        ),
        _build_task(
            text,
            "Довести охват детей до 83 % по проекту «Успех»",
            document,
            "op1/1.1",
            number="1.1",
            section=section,
            actors=(actor,),
            deadlines=(year,),
            targets=(make_target(text, "до 83 %"),),
            programs=(make_program(text, "«Успех»"),),
        ),
        _build_task(
            text,
            text[text.index("Обеспечить") : text.index(" по приказу")],
            document,
            "op1/2",
            number="2",
            section=section,
            actors=(actor,),
            deadlines=(year,),
            warnings=("number_regressed", "role_uncertain"),
        ).model_copy(
            update={"references": (make_reference(text, "приказу № 7").model_copy(update={"inherited": True}),)}
        ),
    ]


def _write_order(folder: Path) -> list[TaskRecord]:
    text = ORDER
    (folder / "prikaz.txt").write_bytes(text.encode("utf-8"))
    document = _describe_document("prikaz", text, title="Приказ о музеях", date="2024-02-01")
    actor = make_actor(text, "Директорам школ", normal="директора школ", type="position")
    helper = make_actor(text, "школ", normal="школы", role="co_executor", type="institution")
    return [
        _build_task(
            text,
            "Ежемесячно сдавать отчёт",
            document,
            "op1/1",
            number="1",
            actors=(actor, helper),
            deadlines=(make_deadline(text, "Ежемесячно", kind="recurring", end_date=None, recurrence="FREQ=MONTHLY"),),
        ),
        _build_task(
            text,
            "Открыть музей\nс 1 сентября 2026 года",
            document,
            "op1/2",
            number="2",
            actors=(actor,),
            deadlines=(
                make_deadline(text, "с 1 сентября 2026 года", kind="start", start_date="2026-09-01", end_date=None),
            ),
        ),
        _build_task(
            text,
            "Создать рабочие группы",
            document,
            "op1/3",
            number="3",
            modality="recommendation",
            warnings=("no_actor",),
        ),
    ]


def _write_letter() -> list[TaskRecord]:
    text = LETTER
    document = _describe_document("pismo", text, date="2022-12-01")
    passage = text[3:-1]
    deadline = make_deadline(text, "к 10 января 2023 года", end_date="2023-01-10")
    return [_build_task(text, passage, document, "op1/1", number="1", deadlines=(deadline,), warnings=("no_actor",))]


def repeat_annotated(annotated: Path, target: Path, tasks: int) -> tuple[int, int]:
    """Write a large file of records: the annotated ones again and again, each round with other names and years.

    Args:
        annotated: The folder of annotated records.
        target: The file to write.
        tasks: How many records it has at least.

    Returns:
        How many documents and records were written.
    """
    files = sorted(annotated.glob("00*.jsonl"))
    documents = written = 0
    with target.open("w", encoding="utf-8") as stream:
        while written < tasks:
            turn = documents // len(files)
            for line in files[documents % len(files)].read_text(encoding="utf-8").splitlines():
                stream.write(json.dumps(_vary(json.loads(line), turn), ensure_ascii=False) + "\n")
                written += 1
            documents += 1
    return documents, written


def _vary(record: dict[str, Any], turn: int) -> dict[str, Any]:
    document = record["document"]
    name = document["doc_id"]
    document["doc_id"] = f"{name}-{turn}"
    record["task_id"] = record["task_id"].replace(name, document["doc_id"], 1)
    for actor in record["actors"]:
        actor["normal"] += f" № {turn + 1}"
    for deadline in record["deadlines"]:
        for end in ("start_date", "end_date"):
            if deadline[end]:
                year, day = deadline[end].split("-", 1)
                deadline[end] = f"{int(year) + 4 * (turn % 3)}-{day}"  # leap years stay leap years
    return record
