"""Annotated data that are not sound are refused before anything is learned, with file, line and reason."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.annotated_texts import write_corpus

from resextract.exchange.docbin import format_bin
from resextract.exchange.loading import load_documents
from resextract.learning.annotations import AnnotationsError, list_places, load_annotations

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus that may be spoiled."""
    return write_corpus(tmp_path, 3)


def change(folder: Path, edit: Callable[[dict[str, Any]], object], line: int = 2, name: str = "t1.jsonl") -> None:
    path = folder / name
    records = [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines()]
    edit(records[line - 1])
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")


def test_texts_come_with_their_records(corpus: Path) -> None:
    texts = load_annotations(corpus, corpus.parent)
    assert [(text.doc_id, len(text.records)) for text in texts] == [("t0", 4), ("t1", 4), ("t2", 4)]
    record = texts[0].records[0]
    assert texts[0].source.text[record.start : record.end] == record.text


def test_a_docbin_is_read_like_the_records_it_was_made_of(corpus: Path, tmp_path: Path) -> None:
    documents = load_documents(corpus / "t0.jsonl", corpus.parent)
    (tmp_path / "t0.spacy").write_bytes(format_bin(documents))
    (text,) = load_annotations(tmp_path / "t0.spacy", tmp_path)
    assert text.records == load_annotations(corpus / "t0.jsonl", corpus.parent)[0].records


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (lambda r: r["deadlines"][0].update(end=10**6, inherited=True), "does not stand at"),
        (lambda r: r["deadlines"][0].update(start=r["deadlines"][0]["start"] + 1), "does not stand at"),
        (lambda r: r["deadlines"][0].update(start=5, end=5), "holds nothing"),
        (lambda r: r["deadlines"][0].update(kind="soon"), "deadlines.0.kind"),
        (lambda r: r["actors"][0].update(role="boss"), "actors.0.role"),
        (lambda r: r["document"].update(sha256="0" * 64), "sha256 is not that of"),
        (lambda r: r.pop("actions"), "actions"),
    ],
)
def test_an_unsound_record_is_refused_with_file_line_and_reason(
    corpus: Path, edit: Callable[[dict[str, Any]], object], reason: str
) -> None:
    change(corpus, edit)
    with pytest.raises(AnnotationsError) as caught:
        load_annotations(corpus, corpus.parent)
    assert any(p.startswith(f"{corpus / 't1.jsonl'}, line 2") and reason in p for p in caught.value.problems), (
        caught.value
    )


def test_mentions_that_cross_are_refused_and_nested_ones_are_not(corpus: Path) -> None:
    def add(record: dict[str, Any], first: int, last: int) -> None:
        deadline = record["deadlines"][0]
        start, end = deadline["start"] + first, deadline["end"] + last
        text = record["text"][start - record["start"] : end - record["start"]]
        record["deadlines"].append(deadline | {"start": start, "end": end, "text": text})
        record["deadlines"].sort(key=lambda d: d["start"])

    change(corpus, lambda r: add(r, 3, 0))
    assert len(load_annotations(corpus, corpus.parent)) == 3
    change(corpus, lambda r: add(r, 5, 9))
    with pytest.raises(AnnotationsError, match=r"t1\.jsonl, line 2: deadlines: the mentions .* overlap"):
        load_annotations(corpus, corpus.parent)


def test_a_line_is_counted_in_its_file_not_in_its_document(corpus: Path) -> None:
    def cross(record: dict[str, Any]) -> None:
        deadline = record["deadlines"][0]
        start, end = deadline["start"] + 5, deadline["end"] + 9
        text = record["text"][start - record["start"] : end - record["start"]]
        record["deadlines"].append(deadline | {"start": start, "end": end, "text": text})

    change(corpus, cross)
    before, after = (corpus / "t0.jsonl").read_bytes(), (corpus / "t1.jsonl").read_bytes()
    (corpus / "t1.jsonl").unlink()
    (corpus / "t0.jsonl").write_bytes(before + after)
    lines = len(before.splitlines())
    with pytest.raises(AnnotationsError, match=rf"t0\.jsonl, line {lines + 2}: deadlines"):
        load_annotations(corpus, corpus.parent)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "line 1: the file is empty"), (b"{}\n", "line 1"), (b"\xff\xfe\n", "line 1"), (b"nonsense\n", "line 1")],
)
def test_a_file_that_is_none_of_records_is_refused(corpus: Path, content: bytes, reason: str) -> None:
    (corpus / "t1.jsonl").write_bytes(content)
    with pytest.raises(AnnotationsError, match=reason):
        load_annotations(corpus, corpus.parent)


def test_a_missing_source_is_named(corpus: Path) -> None:
    (corpus.parent / "texts" / "t2.txt").unlink()
    with pytest.raises(AnnotationsError, match=r"texts/t2\.txt is not there"):
        load_annotations(corpus, corpus.parent)


def test_a_document_in_two_files_is_refused(corpus: Path) -> None:
    (corpus / "copy.jsonl").write_bytes((corpus / "t0.jsonl").read_bytes())
    with pytest.raises(AnnotationsError, match="t0 stands in"):
        load_annotations(corpus, corpus.parent)


@pytest.mark.parametrize("name", ["missing.jsonl", "missing", "broken.spacy"])
def test_what_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "missing").mkdir()
    (tmp_path / "broken.spacy").write_bytes(b"?")
    with pytest.raises(AnnotationsError, match=name):
        load_annotations(tmp_path / name, tmp_path)


def test_a_place_that_many_tasks_share_is_one(corpus: Path) -> None:
    (text, *_) = load_annotations(corpus, corpus.parent)
    assert len(list_places([*text.records, *text.records])) == len(list_places(text.records)) == 12


def test_many_problems_are_cut_short_and_counted() -> None:
    assert str(AnnotationsError([str(n) for n in range(25)])).endswith("… and 5 more")
