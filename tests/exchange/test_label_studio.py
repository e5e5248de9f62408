from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

import pytest

from resextract.exchange.errors import ExchangeError
from resextract.exchange.label_studio import format_config, format_tasks, read_tasks
from resextract.exchange.restoring import restore_documents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from resextract.exchange.standoff import StandoffDocument
    from resextract.records.models import TaskRecord


@pytest.fixture
def exported(document: StandoffDocument) -> list[Any]:
    return json.loads(format_tasks([document]))


@pytest.fixture
def restore(tmp_path: Path) -> Callable[[Any], tuple[list[TaskRecord], list[str]]]:
    def read(tasks: Any) -> tuple[list[TaskRecord], list[str]]:
        path = tmp_path / "studio.json"
        path.write_text(tasks if isinstance(tasks, str) else json.dumps(tasks), encoding="utf-8")
        records, remarks = restore_documents(read_tasks(path))
        return records, [str(remark) for remark in remarks]

    return read


def results(exported: list[Any], **wanted: Any) -> list[Any]:
    found = exported[0]["annotations"][0]["result"]
    return [item for item in found if all(item.get(key) == value for key, value in wanted.items())]


def test_a_region_and_its_answers(exported: list[Any]) -> None:
    region, role, kind, normal, printed = results(exported, id="s1")
    assert region == {
        "id": "s1",
        "to_name": "text",
        "from_name": "label",
        "type": "labels",
        "value": {"start": 13, "end": 38, "text": "Управлению образо-\r\nвания", "labels": ["actor"]},
    }
    texts = [role["value"], kind["value"], normal["value"], printed["value"]]
    assert {"start": 13, "end": 38, "text": ["отдел"]} in texts
    assert {"start": 13, "end": 38, "choices": ["responsible"]} in texts


def test_relations(exported: list[Any]) -> None:
    assert results(exported, type="relation")[0] == {
        "from_id": "s4", "to_id": "s5", "type": "relation", "direction": "right", "labels": ["own"],
    }  # fmt: skip


def test_configuration_asks_for_all_that_is_written(exported: list[Any]) -> None:
    config = ET.fromstring(format_config())  # noqa: S314 - our own
    names = {element.get("name") for element in config.iter() if element.get("name")}
    assert {item["from_name"] for item in results(exported) if "from_name" in item} <= names
    assert {element.get("value") for element in config.iter("Relation")} == {"own", "inherited"}
    assert all(element.get("perRegion") == "true" for element in [*config.iter("TextArea"), *config.iter("Choices")])


def test_other_ids_other_order_and_other_keys(
    exported: list[Any], records: list[TaskRecord], restore: Callable[..., Any]
) -> None:
    text = json.dumps(exported).replace('"s1"', '"aX_9"')
    tasks = json.loads(text)
    tasks[0] |= {"id": 7, "predictions": [], "project": 1}
    tasks[0]["annotations"].insert(0, {"was_cancelled": True, "result": []})
    for item in results(tasks) or tasks[0]["annotations"][1]["result"]:
        item["origin"] = "manual"
    assert restore(tasks) == (records, [])


def test_newlines_as_the_tool_writes_them(
    exported: list[Any], records: list[TaskRecord], restore: Callable[..., Any]
) -> None:
    for item in results(exported, type="labels"):
        item["value"]["text"] = item["value"]["text"].replace("\r\n", "\\n")
    assert restore(exported) == (records, [])


def test_a_relation_without_a_label_is_told_by_its_place(
    exported: list[Any], records: list[TaskRecord], restore: Callable[..., Any]
) -> None:
    for item in results(exported, type="relation"):
        del item["labels"]
    assert restore(exported) == (records, [])


def test_a_changed_label_drops_the_answers_to_the_old_one(exported: list[Any], restore: Callable[..., Any]) -> None:
    results(exported, id="s1")[0]["value"]["labels"] = ["action"]
    records, remarks = restore(exported)
    assert len(records[0].actors) == 1
    assert "s1: the action «Управлению образо- вания» has no lemma; computed" in remarks[0]


def test_answers_come_back(exported: list[Any], restore: Callable[..., Any]) -> None:
    (value,) = results(exported, from_name="target_value")
    value["value"]["text"] = ["85"]
    (days,) = results(exported, from_name="deadline_business_days")
    days["value"]["choices"] = []
    records, _ = restore(exported)
    assert (records[0].targets[0].value, records[0].deadlines[0].business_days) == (85.0, False)


def change(exported: list[Any], kind: str, path: tuple[str, ...], value: Any) -> None:
    target = results(exported, type=kind)[0]
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = value


@pytest.mark.parametrize(
    ("kind", "path", "value", "message"),
    [
        ("labels", ("value", "end"), 999, "s1: the span 13:999 does not lie in the text of 167 characters"),
        ("labels", ("value", "start"), 14, "s1: 'Управлению образо-\\r\\nвания' does not stand at 14:38: 'правлению"),
        ("labels", ("value", "labels"), ["actor", "task"], "s1: a span has one label, and this one 2"),
        ("labels", ("value", "labels"), ["aktor"], "s1: unknown label 'aktor'"),
        ("choices", ("id",), "s77", "s77: an answer to 'actor_role', and there is no such region"),
        ("choices", ("from_name",), "colour", "s1: an answer to the unknown question 'colour'"),
        ("choices", ("value", "choices"), ["a", "b"], "s1: 2 answers to 'actor_role', which takes one"),
        ("choices", ("value", "choices"), ["boss"], "s1: the actor role: Input should be 'responsible'"),
        ("relation", ("to_id",), "s77", "a relation leads to s77, and there is no such annotation"),
        ("relation", ("labels",), ["has"], "unknown relation has; there are own, inherited"),
        ("labels", ("value",), None, "is no task of a Label Studio export: TypeError"),
    ],
)
def test_a_wrong_result_is_named(
    exported: list[Any], restore: Callable[..., Any], kind: str, path: tuple[str, ...], value: Any, message: str
) -> None:
    change(exported, kind, path, value)
    with pytest.raises(ExchangeError) as caught:
        restore(exported)
    assert "studio.json, task 1" in str(caught.value)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "studio.json, line 1: the file is empty"),
        ("[\n{", "studio.json, line 2: is no JSON: "),
        ("[]", "studio.json: is no list of tasks, or an empty one"),
        ("[1]", "studio.json, task 1: is no task of a Label Studio export: TypeError"),
        ('[{"data": {"text": ""}, "annotations": []}]', "studio.json, task 1: the document's fields are missing"),
    ],
)
def test_another_file_is_refused(restore: Callable[..., Any], content: str, message: str) -> None:
    with pytest.raises(ExchangeError) as caught:
        restore(content)
    assert message in str(caught.value)


@pytest.mark.parametrize("number", [0, 2])
def test_a_task_has_one_annotation(exported: list[Any], restore: Callable[..., Any], number: int) -> None:
    exported[0]["annotations"] *= number
    with pytest.raises(ExchangeError, match=rf"task 1 \(a\): {number} annotations that are not cancelled; keep one"):
        restore(exported)


def test_a_changed_text_is_refused(exported: list[Any], restore: Callable[..., Any]) -> None:
    exported[0]["data"]["text"] = exported[0]["data"]["text"].replace("\r\n", "\n")
    with pytest.raises(ExchangeError, match="task 1: the text is not the one that was converted"):
        restore(exported)
