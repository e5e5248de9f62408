from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from resextract.exchange.errors import ExchangeError
from resextract.exchange.restoring import restore_documents, restore_records
from resextract.exchange.standoff import Link, Span, StandoffDocument

if TYPE_CHECKING:
    from resextract.records.models import TaskRecord


def add(
    document: StandoffDocument, label: str, raw: str, task: str | None = "5", **attributes: Any
) -> StandoffDocument:
    start = document.text.index(raw)
    span = Span("T99", label, start, start + len(raw), attributes, "a.ann, line 9")
    links = (Link(task, "T99", None, "a.ann, line 10"),) if task else ()
    return replace(document, spans=(*document.spans, span), links=(*document.links, *links))


def find(document: StandoffDocument, label: str) -> Span:
    return next(span for span in document.spans if span.label == label)


def change(document: StandoffDocument, old: Span, **changes: Any) -> StandoffDocument:
    return replace(document, spans=tuple(replace(s, **changes) if s is old else s for s in document.spans))


def test_untouched(document: StandoffDocument, records: list[TaskRecord]) -> None:
    assert restore_records(document) == (records, [])


def test_documents_come_in_the_order_they_were_in(document: StandoffDocument) -> None:
    other = replace(document, position=1, record=document.record.model_copy(update={"doc_id": "0"}))
    spans = tuple(
        replace(s, attributes=s.attributes | {"task_id": f"0#{s.id}"}) if s.label == "task" else s for s in other.spans
    )
    found, _ = restore_documents([replace(other, spans=spans), document])
    assert [record.document.doc_id for record in found] == ["a", "a", "0", "0"]


def test_a_document_stands_once(document: StandoffDocument) -> None:
    with pytest.raises(ExchangeError, match="b: the document a stands in a already"):
        restore_documents([replace(document, place="a"), replace(document, place="b")])


class TestNewMention:
    def test_values_are_computed_and_named(self, document: StandoffDocument) -> None:
        task = find(document, "task").id
        found, (remark,) = restore_records(add(document, "target", "80 %", task))
        assert [target.comparator for target in found[0].targets] == ["ge", "eq"]
        assert str(remark).startswith("a.ann, line 9: T99: the target «80 %» has no value, unit, comparator; computed")
        assert "value = 80.0" in remark.message
        assert not remark.lost

    def test_what_the_annotator_said_stands(self, document: StandoffDocument) -> None:
        task = find(document, "task").id
        found, _ = restore_records(add(document, "actor", "Управлению", task, role="controller"))
        drawn = next(actor for actor in found[0].actors if actor.text == "Управлению")
        assert (drawn.role, drawn.inherited) == ("controller", True)

    def test_without_a_value_it_is_left_out(self, document: StandoffDocument) -> None:
        task = find(document, "task").id
        found, (remark,) = restore_records(add(document, "target", "опыт", task))
        assert len(found[0].targets) == 1
        assert found[0].warnings == ("mention_without_value",)
        missing = "value, unit, comparator"
        assert remark.message == f"the target «опыт» has no {missing}, and the text does not tell {missing}: left out"
        assert remark.lost

    def test_filled_in_it_needs_nothing(self, document: StandoffDocument) -> None:
        task = find(document, "task").id
        found, remarks = restore_records(add(document, "action", "обобщить", task, lemma="обобщать"))
        assert ([action.lemma for action in found[0].actions][-1], remarks) == ("обобщать", [])

    def test_of_no_task_it_is_left_out(self, document: StandoffDocument, records: list[TaskRecord]) -> None:
        found, (remark,) = restore_records(add(document, "deadline", "1 мая", None))
        assert found == records
        assert str(remark) == "a.ann, line 9: T99: the deadline «1 мая» has no task: left out"

    def test_an_unclear_date_warns_as_in_extraction(self, document: StandoffDocument) -> None:
        found, _ = restore_records(add(document, "deadline", "смотр", find(document, "task").id))
        assert "not_a_calendar_date" in found[0].warnings


def test_a_new_task(document: StandoffDocument) -> None:
    found, (remark,) = restore_records(add(document, "task", "РЕЗОЛЮЦИЯ", None))
    assert (found[0].task_id, found[0].modality, found[0].text) == ("a#new/0-9", "directive", "РЕЗОЛЮЦИЯ")
    assert "has no task_id, modality; computed" in remark.message


def test_a_moved_span_has_the_text_of_its_new_place(document: StandoffDocument) -> None:
    actor = find(document, "actor")
    found, _ = restore_records(change(document, actor, end=actor.end + 3))
    assert found[0].actors[0].text == "Управлению образования до"


def test_an_own_mention_outside_its_task_is_inherited(document: StandoffDocument) -> None:
    task = find(document, "task")
    found, _ = restore_records(change(document, task, end=task.start + 7))
    assert all(action.inherited for action in found[0].actions)


def test_a_link_drawn_the_other_way_counts(document: StandoffDocument, records: list[TaskRecord]) -> None:
    links = tuple(replace(link, task=link.mention, mention=link.task) for link in document.links)
    assert restore_records(replace(document, links=links))[0] == records


def test_without_tasks_there_is_no_record(document: StandoffDocument) -> None:
    found, remarks = restore_records(replace(document, spans=(), links=()))
    assert found == []
    assert str(remarks[0]) == "tasks.jsonl: a has no task, so no record"


@pytest.mark.parametrize(
    ("label", "changes", "message"),
    [
        ("actor", {"label": "aktor"}, "unknown label 'aktor'; there are task, action, actor"),
        ("actor", {"end": 9999}, "9999 does not lie in the text of 167 characters"),
        ("actor", {"start": -1}, "the span -1:"),
        ("actor", {"start": 11, "end": 13}, "the span 11:13 holds nothing but white space"),
        ("actor", {"attributes": {"lemma": "х"}}, "unknown attribute lemma of the actor; there are normal, role"),
        ("actor", {"attributes": {"normal": "х", "role": "boss", "type": "other"}}, "the actor role: Input should be"),
        (
            "target",
            {"attributes": {"value": "much", "unit": "count", "comparator": "eq"}},
            "the target value: Input sh",
        ),
        ("deadline", {"attributes": {"kind": "due", "end_date": "2025-02-30"}}, "the deadline end_date: "),
        ("task", {"attributes": {"task_id": "b#1", "modality": "directive"}}, "task_id does not start with a#"),
        ("task", {"attributes": {"task_id": "a#op1/2", "modality": "directive"}}, "the task_id a#op1/2 is that of"),
        ("deadline", {"id": "1"}, "1: the id stands in the document twice"),
    ],
)
def test_what_cannot_be_is_refused(document: StandoffDocument, label: str, changes: Any, message: str) -> None:
    with pytest.raises(ExchangeError) as caught:
        restore_records(change(document, find(document, label), **changes))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("ends", "message"),
    [
        (("5", "77"), "a.ann, line 4: a relation leads to 77, and there is no such annotation"),
        (("1", "2"), "it must lead from a task to a mention"),
    ],
)
def test_a_relation_that_leads_astray_is_refused(
    document: StandoffDocument, ends: tuple[str, str], message: str
) -> None:
    with pytest.raises(ExchangeError) as caught:
        restore_records(replace(document, links=(Link(*ends, None, "a.ann, line 4"),)))
    assert message in str(caught.value)


def test_a_deadline_without_its_date_is_refused(document: StandoffDocument) -> None:
    with pytest.raises(ExchangeError, match="deadlines: due without end_date"):
        restore_records(change(document, find(document, "deadline"), attributes={"kind": "due"}))
