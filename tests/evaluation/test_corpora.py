from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resextract.evaluation.corpora import CorpusError, find_other_texts, load_corpus, select_documents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from resextract.records.models import TaskRecord

    Make = Callable[..., TaskRecord]


def test_folder_reads_its_files_in_order_and_none_below(tmp_path: Path, make_task: Make) -> None:
    (tmp_path / "b.jsonl").write_text(make_task(0, 5, doc="b").model_dump_json() + "\n")
    (tmp_path / "a.jsonl").write_text(make_task(0, 5, doc="a").model_dump_json() + "\n\n")
    (tmp_path / "passes").mkdir()
    (tmp_path / "passes" / "c.jsonl").write_text(make_task(0, 5, doc="c").model_dump_json())
    assert list(load_corpus(tmp_path)) == ["a", "b"]


def test_bad_line_is_named_with_the_reason(tmp_path: Path, make_task: Make) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(make_task(0, 5).model_dump_json() + '\n{"schema_version": "1.0"}\n')
    with pytest.raises(CorpusError, match=r"a\.jsonl, line 2: no task record: task_id: Field required"):
        load_corpus(path)


def test_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"none\.jsonl: cannot be read: No such file"):
        load_corpus(tmp_path / "none.jsonl")
    with pytest.raises(CorpusError, match="holds no"):
        load_corpus(tmp_path)


def test_empty_file_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").touch()
    assert load_corpus(tmp_path / "a.jsonl") == {}


def test_document_in_two_files_of_a_folder(tmp_path: Path, make_task: Make) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(make_task(0, 5).model_dump_json())
    with pytest.raises(CorpusError, match="stands in another file"):
        load_corpus(tmp_path)


def test_patterns_select_documents(make_task: Make) -> None:
    corpus = {doc: [make_task(0, 5, doc=doc)] for doc in ("000", "001", "101")}
    assert list(select_documents(corpus, ["00*"])) == ["000", "001"]
    assert list(select_documents(corpus, ["001", "1*"])) == ["001", "101"]
    assert select_documents(corpus, []) == corpus
    with pytest.raises(CorpusError, match=r"matches '9\*'; it holds 000, 001, 101"):
        select_documents(corpus, ["00*", "9*"])


def test_records_of_another_version_of_the_text(make_task: Make) -> None:
    gold = {"a": [make_task(0, 5)], "b": [make_task(0, 5, doc="b")]}
    pred = {"a": [make_task(0, 5, sha="1" * 64)], "b": [make_task(0, 5, doc="b")], "c": []}
    assert find_other_texts(gold, pred) == ["a"]
