from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from resextract.exchange.errors import ExchangeError
from resextract.exchange.standoff import dump_header, flatten_records, parse_header

if TYPE_CHECKING:
    from resextract.exchange.standoff import StandoffDocument
    from resextract.records.models import TaskRecord


def test_a_shared_mention_is_one_span_with_a_link_from_each_task(document: StandoffDocument) -> None:
    (deadline,) = [span for span in document.spans if span.label == "deadline"]
    assert [link.inherited for link in document.links if link.mention == deadline.id] == [True, True]


def test_values_of_one_place_are_spans_of_their_own(document: StandoffDocument) -> None:
    spans = [span for span in document.spans if span.label == "action"]
    assert [span.attributes["lemma"] for span in spans] == ["выявить", "обобщить", "провести"]
    assert (spans[0].start, spans[0].end) == (spans[1].start, spans[1].end)


def test_a_mended_text_is_kept_with_its_place(document: StandoffDocument) -> None:
    actor = next(span for span in document.spans if span.label == "actor")
    assert actor.attributes["printed"] == f"{actor.start}:{actor.end} Управлению образования"
    assert "printed" not in next(span for span in document.spans if span.label == "deadline").attributes


def test_the_same_mention_twice_in_a_task_is_two_spans(records: list[TaskRecord]) -> None:
    doubled = records[1].model_copy(update={"actions": records[1].actions * 2})
    document = flatten_records([records[0], doubled], "х" * 500, 0, "tasks.jsonl")
    assert sum(span.attributes.get("lemma") == "провести" for span in document.spans) == 2


@pytest.mark.parametrize(
    ("text", "message"), [("х", "the task at 63:106 is outside the text"), (" " * 500, "blank there")]
)
def test_another_source_is_refused(records: list[TaskRecord], text: str, message: str) -> None:
    with pytest.raises(ExchangeError, match=message):
        flatten_records(records, text, 0, "tasks.jsonl")


def test_header(document: StandoffDocument) -> None:
    header = dump_header(document)
    assert parse_header(header, document.text, "x") == (document.record, 0)
    assert dump_header(replace(document, position=3))["position"] == 3


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text_sha256": "0"}, "x: the text is not the one that was converted"),
        ({"document": {}}, "x: document: doc_id: Field required"),
        ({"position": "1"}, "x: the document's position is no whole number"),
    ],
)
def test_a_damaged_header_is_refused(document: StandoffDocument, change: dict[str, object], message: str) -> None:
    with pytest.raises(ExchangeError, match=message):
        parse_header(dump_header(document) | change, document.text, "x")


def test_a_missing_header_is_refused() -> None:
    with pytest.raises(ExchangeError, match="the document's fields are missing"):
        parse_header(None, "", "x")
