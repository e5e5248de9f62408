from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.report_records import make_actor, make_deadline, make_reference, make_target

from resextract.digest.wording import list_words
from resextract.writers.report.payload import describe_records
from resextract.writers.report.texts import MissingText, load_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from resextract.records.models import TaskRecord

TODAY = dt.date(2024, 3, 1)
TEXT = "Отделу 😀 образования:\r\n1. Провести  сбор\r\nдо 1 мая 2024 года.\r\n2. Сдать отчёт."


@pytest.fixture
def records(write_task: Callable[..., Any]) -> list[TaskRecord]:
    actor = make_actor(TEXT, "Отделу 😀 образования")
    first = write_task(
        TEXT,
        "Провести  сбор\r\nдо 1 мая 2024 года",
        actors=(actor,),
        deadlines=(make_deadline(TEXT, "до 1 мая 2024 года"),),
        section=("Отделу образования",),
    )
    second = write_task(
        TEXT, "Сдать отчёт", task_id="a#op1/2", number="2", actors=(actor,), section=("Отделу образования",)
    )
    return [first, second]


def describe(records: list[TaskRecord], root: Path) -> dict[str, Any]:
    document = records[0].document
    return describe_records({document: records}, {document: load_text(document, root)}, TODAY)


def test_what_tasks_share_is_written_once(records: list[TaskRecord], tmp_path: Path) -> None:
    payload = describe(records, tmp_path)
    (document,) = payload["documents"]
    first, second = payload["tasks"]
    assert document["sections"] == [["Отделу образования"]]
    assert [mention["slot"] for mention in document["mentions"]] == ["actors", "deadlines"]
    assert (first["own"], first["inherited"], first["section"]) == ([1], [0], 0)
    assert ("own" in second, second["inherited"], second["section"]) == (False, [0], 0)


def test_a_text_that_the_document_has_is_not_repeated(records: list[TaskRecord], tmp_path: Path) -> None:
    payload = describe(records, tmp_path)
    (document,) = payload["documents"]
    units = document["text"].encode("utf-16-le")
    assert document["text"] == TEXT.replace("\r\n", "\n")
    for described, passage in (
        (payload["tasks"][0], "Провести  сбор\nдо 1 мая 2024 года"),
        (payload["tasks"][1], "Сдать отчёт"),
        (document["mentions"][0], "Отделу 😀 образования"),
    ):
        assert "text" not in described
        assert units[2 * described["start"] : 2 * described["end"]].decode("utf-16-le") == passage


def test_a_text_that_was_mended_is_kept(write_task: Callable[..., Any], tmp_path: Path) -> None:
    record = write_task("Провес-\nти сбор", "Провес-\nти сбор").model_copy(update={"text": "Провести сбор"})
    assert describe([record], tmp_path)["tasks"][0]["text"] == "Провести сбор"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {"said": "до 01.05.2024", "place": "school_year", "day": "2024-05-01"}),
        ({"end_date": "2024-02-01"}, {"said": "до 01.02.2024", "place": "past", "day": "2024-02-01"}),
        (
            {"kind": "start", "start_date": "2024-09-01", "end_date": None},
            {"said": "с 01.09.2024", "place": "later", "day": "2024-09-01"},
        ),
        ({"kind": "start", "start_date": "2023-09-01", "end_date": None}, {"said": "с 01.09.2023", "place": "open"}),
        (
            {"kind": "recurring", "recurrence": "FREQ=MONTHLY", "end_date": None},
            {"said": "ежемесячно", "place": "recurring"},
        ),
    ],
)
def test_a_deadline_is_said_and_placed(
    write_task: Callable[..., Any], tmp_path: Path, changes: dict[str, Any], expected: dict[str, str]
) -> None:
    deadline = make_deadline("Сдать к сроку", "к сроку", **changes)
    record = write_task("Сдать к сроку", "Сдать к сроку", deadlines=(deadline,))
    (mention,) = describe([record], tmp_path)["documents"][0]["mentions"]
    assert {name: mention[name] for name in ("said", "place", "day") if name in mention} == expected


def test_targets_and_references_are_said(write_task: Callable[..., Any], tmp_path: Path) -> None:
    text = "Охват до 83 % по приказу № 7"
    target, reference = make_target(text, "до 83 %"), make_reference(text, "приказу № 7")
    record = write_task(text, text, targets=(target,), references=(reference,))
    mentions = describe([record], tmp_path)["documents"][0]["mentions"]
    assert [mention["said"] for mention in mentions] == [
        "до 83 %",
        "приказ, Минпросвещения России, от 22.03.2021 №\u00a07",
    ]


def test_without_its_source_a_document_has_the_texts_of_its_tasks(records: list[TaskRecord]) -> None:
    document = records[0].document
    payload = describe_records({document: records}, {document: MissingText("a.txt", "changed")}, TODAY)
    (described,) = payload["documents"]
    assert described["problem"] == "changed"
    assert described["text"] == "1 Провести сбор до 1 мая 2024 года\n\n2 Сдать отчёт\n\n"
    heading, deadline = described["mentions"]
    assert heading["text"] == "Отделу 😀 образования"
    assert "start" not in heading
    assert described["text"][deadline["start"] : deadline["end"]] == "до 1 мая 2024 года"


def test_day_school_year_and_words_are_given(records: list[TaskRecord], tmp_path: Path) -> None:
    payload = describe(records, tmp_path)
    assert payload["today"] == "2024-03-01"
    assert payload["school_year"] == ["2023-09-01", "2024-08-31"]
    assert payload["words"]["role"]["responsible"] == "ответственный"
    json.dumps(payload, allow_nan=False)


def test_every_warning_is_explained() -> None:
    assert list(list_words("warning_help")) == list(list_words("warning"))
