from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from resextract.exchange.doccano import format_lines, read_lines
from resextract.exchange.errors import ExchangeError
from resextract.exchange.restoring import restore_documents
from resextract.exchange.standoff import flatten_records

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from resextract.exchange.standoff import StandoffDocument
    from resextract.records.models import TaskRecord


@pytest.fixture
def exported(document: StandoffDocument) -> dict[str, Any]:
    return json.loads(format_lines([document]))


@pytest.fixture
def restore(tmp_path: Path) -> Callable[[Any], tuple[list[TaskRecord], list[str]]]:
    def read(line: Any) -> tuple[list[TaskRecord], list[str]]:
        path = tmp_path / "doccano.jsonl"
        path.write_text(line if isinstance(line, str) else json.dumps(line) + "\n", encoding="utf-8")
        records, remarks = restore_documents(read_lines(path))
        return records, [str(remark) for remark in remarks]

    return read


def renumber(exported: dict[str, Any]) -> None:
    """What doccano does: new ids for everything, in the order of the import, and keys of its own."""
    new = {entity["id"]: 1000 + i for i, entity in enumerate(exported["entities"])}
    for entity in exported["entities"]:
        entity["id"] = new[entity["id"]]
    for i, relation in enumerate(exported["relations"], 500):
        relation |= {"id": i, "from_id": new[relation["from_id"]], "to_id": new[relation["to_id"]]}
    exported |= {"id": 77, "Comments": []}


def remove(exported: dict[str, Any], entity: dict[str, Any]) -> None:
    exported["entities"].remove(entity)
    kept = [r for r in exported["relations"] if entity["id"] not in (r["from_id"], r["to_id"])]
    exported["relations"] = kept


def test_entities_and_relations(exported: dict[str, Any]) -> None:
    assert list(exported) == ["text", "entities", "relations", "doc_id", "resextract"]
    assert exported["entities"][0] == {"id": 1, "label": "actor", "start_offset": 13, "end_offset": 38}
    assert exported["relations"][0] == {"id": 1, "from_id": 4, "to_id": 5, "type": "own"}


def test_a_document_is_one_line_to_every_reader(document: StandoffDocument, records: list[TaskRecord]) -> None:
    text = document.text + "\u2028\x85\u2029"
    assert len(format_lines([flatten_records(records, text, 0, "")]).splitlines()) == 1


def test_new_ids_and_another_order(
    exported: dict[str, Any], records: list[TaskRecord], restore: Callable[..., Any]
) -> None:
    renumber(exported)
    exported["entities"].reverse()
    exported["relations"].reverse()
    assert restore(exported) == (records, [])


def test_a_removed_entity_is_told_from_its_twin(exported: dict[str, Any], restore: Callable[..., Any]) -> None:
    # Two actors with one place: the first is cut off from the first task, the second from the second; then one goes.
    exported["relations"] = [r for r in exported["relations"] if (r["from_id"], r["to_id"]) not in ((4, 1), (8, 2))]
    meta = json.loads(exported["resextract"])
    meta["links"] = [[r["from_id"], r["to_id"]] for r in exported["relations"]]
    exported["resextract"] = json.dumps(meta)
    renumber(exported)
    remove(exported, exported["entities"][0])
    records, _ = restore(exported)
    assert [[actor.normal for actor in record.actors] for record in records] == [["УО"], []]


def test_a_fresh_entity_is_computed(exported: dict[str, Any], restore: Callable[..., Any]) -> None:
    renumber(exported)
    start = exported["text"].index("80 %")
    exported["entities"].append({"id": 2000, "label": "target", "start_offset": start, "end_offset": start + 4})
    exported["relations"].append({"id": 2001, "from_id": 1003, "to_id": 2000, "type": "own"})
    records, (remark,) = restore(exported)
    assert len(records[0].targets) == 2
    assert "doccano.jsonl, line 1: 2000: the target «80 %» has no value" in remark


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text": "х"}, "line 1: the text is not the one that was converted"),
        ({"entities": None}, "line 1: is no line of a relation extraction project: TypeError"),
        ({"entities": [[0, 1, "task"]]}, "line 1: is no line of a relation extraction project: TypeError"),
        ({"resextract": "{"}, "line 1: is no line of a relation extraction project: JSONDecodeError"),
        ({"relations": [{"id": 3, "from_id": 1, "to_id": 4, "type": "has"}]}, "line 1: relation 3: unknown relation"),
        ({"relations": [{"id": 3, "from_id": 99, "to_id": 4, "type": "own"}]}, "relation 3: a relation leads to 99"),
        ({"entities": [{"id": 1, "label": "x", "start_offset": 0, "end_offset": 1}], "relations": []}, "unknown label"),
        (
            {"entities": [{"id": 1, "label": "task", "start_offset": 0, "end_offset": 999}], "relations": []},
            "line 1: 1: the span 0:999 does not lie in the text of 167 characters",
        ),
    ],
)
def test_a_wrong_line_is_named(
    exported: dict[str, Any], restore: Callable[..., Any], change: dict[str, Any], message: str
) -> None:
    with pytest.raises(ExchangeError) as caught:
        restore(exported | change)
    assert message in str(caught.value)


@pytest.mark.parametrize(("content", "message"), [("\n", "line 1: the file is empty"), ("{\n", "line 1: is no JSON: ")])
def test_another_file_is_refused(restore: Callable[..., Any], content: str, message: str) -> None:
    with pytest.raises(ExchangeError, match=message):
        restore(content)
