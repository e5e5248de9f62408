from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from resextract.exchange.docbin import format_bin, read_bin
from resextract.exchange.errors import ExchangeError
from resextract.exchange.restoring import restore_documents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from resextract.exchange.standoff import StandoffDocument
    from resextract.records.models import TaskRecord


@pytest.fixture
def doc(document: StandoffDocument) -> Doc:
    return next(DocBin().from_bytes(format_bin([document])).get_docs(Vocab()))


@pytest.fixture
def restore(tmp_path: Path) -> Callable[[Doc], tuple[list[TaskRecord], list[str]]]:
    def read(doc: Doc) -> tuple[list[TaskRecord], list[str]]:
        DocBin(store_user_data=True, docs=[doc]).to_disk(tmp_path / "x.spacy")
        records, remarks = restore_documents(read_bin(tmp_path / "x.spacy"))
        return records, [str(remark) for remark in remarks]

    return read


def test_groups(doc: Doc, document: StandoffDocument) -> None:
    assert doc.text == document.text
    assert [span.text for span in doc.spans["deadlines"]] == ["до 1 мая 2025 года"]
    assert [span.label_ for span in doc.spans["actions"]] == ["action"] * 3
    assert len(doc.spans["tasks"]) == 2


def test_a_span_off_the_tokens_is_kept(document: StandoffDocument, restore: Callable[..., object]) -> None:
    from dataclasses import replace

    (deadline,) = [span for span in document.spans if span.label == "deadline"]
    moved = replace(deadline, start=deadline.start + 1)
    spans = tuple(moved if span is deadline else span for span in document.spans)
    cut = next(DocBin().from_bytes(format_bin([replace(document, spans=spans)])).get_docs(Vocab()))
    assert not cut.spans["deadlines"]
    records, remarks = restore(cut)
    assert (records[0].deadlines[0].text, remarks) == ("о 1 мая 2025 года", [])


def test_a_span_taken_out_of_its_group_is_gone(doc: Doc, restore: Callable[..., object]) -> None:
    doc.spans["deadlines"] = []
    records, remarks = restore(doc)
    assert ([record.deadlines for record in records], remarks) == ([(), ()], [])


def test_a_span_put_into_a_group_belongs_to_the_task_around_it(doc: Doc, restore: Callable[..., object]) -> None:
    start = doc.text.index("80 %")
    doc.spans["targets"] += [doc.char_span(start, start + 4, label="target")]
    records, (remark,) = restore(doc)
    assert [target.text for target in records[0].targets] == ["не менее 80 %", "80 %"]
    assert "document 1 (a): new" in remark


def test_a_moved_span_keeps_its_values(doc: Doc, restore: Callable[..., object]) -> None:
    (old,) = doc.spans["deadlines"]
    doc.spans["deadlines"] = [Span(doc, old.start + 1, old.end, label="deadline", span_id=old.id_)]
    records, remarks = restore(doc)
    assert [(d.text, d.end_date) for d in records[1].deadlines] == [("1 мая 2025 года", "2025-05-01")]
    assert remarks == []


@pytest.mark.parametrize(
    ("content", "message"), [(b"", "x.spacy: the file is empty"), (b"text", "x.spacy: is no DocBin of spaCy: ValueErr")]
)
def test_another_file_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "x.spacy").write_bytes(content)
    with pytest.raises(ExchangeError, match=message):
        read_bin(tmp_path / "x.spacy")


def test_a_doc_without_our_data_is_refused(doc: Doc, restore: Callable[..., object]) -> None:
    doc.user_data["resextract"] = {"header": doc.user_data["resextract"]["header"], "spans": 5}
    with pytest.raises(ExchangeError, match=r"document 1 \(a\): its user data is damaged"):
        restore(doc)
    doc.user_data.clear()
    with pytest.raises(ExchangeError, match="document 1: has no user data 'resextract'"):
        restore(doc)
