from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from resextract.exchange.errors import ExchangeError
from resextract.exchange.loading import load_documents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from resextract.exchange.standoff import StandoffDocument

    Write = Callable[[], Path]


def test_records_and_source(write_source: Write, document: StandoffDocument) -> None:
    path = write_source()
    assert load_documents(path, path.parent) == [document]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_the_byte_order_mark_counts_for_no_offset(write_source: Write, encoding: str) -> None:
    import hashlib

    path = write_source()
    text = (path.parent / "a.txt").read_bytes().decode().replace("😀", "!")
    (path.parent / "a.txt").write_bytes(data := text.encode(encoding))
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    named = {"utf-8-sig": "utf-8", "utf-16": "utf-16"}.get(encoding, encoding)
    for record in records:
        record["document"] |= {"encoding": named, "sha256": hashlib.sha256(data).hexdigest()}
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    assert load_documents(path, path.parent)[0].text == text


def change_line(path: Path, line: int, **changes: Any) -> None:
    lines = [json.loads(text) for text in path.read_text(encoding="utf-8").splitlines()]
    lines[line] |= changes
    path.write_text("".join(json.dumps(item) + "\n" for item in lines), encoding="utf-8")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"task_id": "a#op1/1"}, "line 2: the task_id a#op1/1 stands in an earlier line already"),
        ({"start": 1, "actions": []}, "line 2: a#op1/2: the tasks are not in the order of start"),
        ({"level": "high"}, "line 2: no task record: level: Input should be"),
    ],
)
def test_records_against_the_contract_are_refused(write_source: Write, changes: dict[str, Any], message: str) -> None:
    path = write_source()
    change_line(path, 1, **changes)
    with pytest.raises(ExchangeError) as caught:
        load_documents(path, path.parent)
    assert f"{path}, {message}" in str(caught.value)


def test_records_of_a_document_stand_together(write_source: Write, jsonl: bytes) -> None:
    path = write_source()
    first, second = jsonl.splitlines(keepends=True)
    other = first.replace(b'"a#op', b'"b#op').replace(b'"doc_id": "a"', b'"doc_id": "b"')
    path.write_bytes(first + other + second)
    with pytest.raises(ExchangeError, match="line 3: a#op1/2: the records of a do not stand together"):
        load_documents(path, path.parent)


def test_other_fields_of_the_document_are_refused(write_source: Write, jsonl: bytes) -> None:
    path = write_source()
    first, second = jsonl.splitlines(keepends=True)
    path.write_bytes(first + second.replace(b"2024-08-27", b"2024-08-28"))
    with pytest.raises(ExchangeError, match="line 2: a#op1/2: other fields of the document"):
        load_documents(path, path.parent)


def test_an_empty_or_missing_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").touch()
    with pytest.raises(ExchangeError, match=r"empty.jsonl: holds no record"):
        load_documents(tmp_path / "empty.jsonl", tmp_path)
    with pytest.raises(ExchangeError, match=r"none.jsonl: cannot be read: No such file"):
        load_documents(tmp_path / "none.jsonl", tmp_path)


def test_a_source_that_is_missing_or_changed_is_refused(write_source: Write) -> None:
    path = write_source()
    with pytest.raises(ExchangeError, match=r"a.txt: the source of a is not there \(see --root\)"):
        load_documents(path, path.parent / "elsewhere")
    (path.parent / "a.txt").write_text("х")
    with pytest.raises(ExchangeError, match=r"a.txt: is not the file that the records of a were made from"):
        load_documents(path, path.parent)


def test_a_source_in_another_encoding_is_refused(write_source: Write, jsonl: bytes) -> None:
    path = write_source()
    path.write_bytes(jsonl.replace(b'"utf-8"', b'"klingon"'))
    with pytest.raises(ExchangeError, match=r"a.txt: cannot be decoded as klingon"):
        load_documents(path, path.parent)
