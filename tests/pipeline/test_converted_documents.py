"""The same resolution gives the same tasks, whatever kind of file it comes in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.reading.documents import MAKERS

from resextract.pipeline.config import load_config
from resextract.pipeline.documents import extract_source
from resextract.reading.source import decode_source

if TYPE_CHECKING:
    from tests.reading.documents import Block

    from resextract.records.models import TaskRecord

DATA = Path(__file__).parents[2] / "data"
TEXTS = ["raw/002_eec4908345cec26c.txt", "invented/106_reshenie.txt", "invented/116_sport.txt", "invented/111_kdn.txt"]


def read_blocks(name: str) -> tuple[bytes, list[Block]]:
    data = (DATA / name).read_bytes()
    return data, [line.strip() for line in decode_source(data, doc_id="a", source=name).text.splitlines()]


def extract(data: bytes, name: str) -> list[TaskRecord]:
    return extract_source(decode_source(data, doc_id="a", source=name), load_config(model="none"))


def describe(record: TaskRecord) -> tuple[object, ...]:
    return (
        re.sub(r"[\s‑-]+", "", record.text),
        tuple(action.lemma for action in record.actions),
        tuple((actor.normal, actor.role) for actor in record.actors),
        tuple((d.kind, d.start_date, d.end_date, d.recurrence, d.duration) for d in record.deadlines),
    )


@pytest.mark.parametrize("kind", ["docx", "html", "odt", "rtf"])
@pytest.mark.parametrize("name", TEXTS)
def test_real_texts_give_the_same_tasks(name: str, kind: str) -> None:
    data, blocks = read_blocks(name)
    expected = [describe(record) for record in extract(data, name)]
    assert expected
    assert [describe(record) for record in extract(MAKERS[kind](blocks), f"a.{kind}")] == expected


@pytest.mark.parametrize("name", TEXTS[:2])
def test_a_pdf_gives_the_same_tasks(name: str) -> None:
    data, blocks = read_blocks(name)
    expected = [describe(record) for record in extract(data, name)]
    found = [describe(record) for record in extract(MAKERS["pdf"](blocks), "a.pdf")]
    assert len(set(found) & set(expected)) >= 0.95 * len(expected)
    assert len(found) <= len(expected) + 1


PLAN: list[Block] = [
    "Администрация города ПОСТАНОВЛЯЕТ:",
    "1. Утвердить прилагаемый план мероприятий.",
    "",
    "ПЛАН МЕРОПРИЯТИЙ",
    "по подготовке школ",
    [
        ["№ п/п", "Мероприятие", "Срок исполнения", "Ответственный исполнитель"],
        ["1", "Провести осмотр зданий школ", "до 1 июля 2024 года", "Отдел образования"],
        ["2", "Закупить мебель и оборудование", "до 15 августа 2024 года", "МКУ «Центр закупок»"],
        ["3", "Организовать обучение педагогов", "ежеквартально", "Методический центр"],
    ],
]


@pytest.mark.parametrize("kind", MAKERS)
def test_a_plan_in_a_table_gives_its_measures_with_terms_and_executors(kind: str) -> None:
    records = extract(MAKERS[kind](PLAN), f"a.{kind}")
    assert [(r.number, r.text, r.actors[0].normal, len(r.deadlines)) for r in records] == [
        ("1", "Провести осмотр зданий школ", "Отдел образования", 1),
        ("2", "Закупить мебель и оборудование", "МКУ «Центр закупок»", 1),
        ("3", "Организовать обучение педагогов", "Методический центр", 1),
    ]
    assert [r.deadlines[0].end_date for r in records] == ["2024-07-01", "2024-08-15", None]
