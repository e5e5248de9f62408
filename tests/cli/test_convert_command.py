from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from resextract.writers.jsonl import format_record

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.records.models import TaskRecord

    Run = Callable[..., Any]

TEXT = "провести проверку\r\n"


@pytest.fixture
def jsonl(resextract: Run, make_record: Callable[..., TaskRecord]) -> bytes:
    """Writes sources/a.txt and tasks.jsonl."""
    Path("sources").mkdir()
    Path("sources/a.txt").write_bytes(TEXT.encode())
    record = make_record(document={"sha256": hashlib.sha256(TEXT.encode()).hexdigest()})
    content = format_record(record).encode()
    Path("tasks.jsonl").write_bytes(content)
    return content


@pytest.mark.parametrize(
    ("name", "output"),
    [("brat", "folder"), ("label-studio", "s.json"), ("doccano", "d.jsonl"), ("docbin", "d.spacy")],
)
def test_there_and_back(resextract: Run, jsonl: bytes, name: str, output: str) -> None:
    there = resextract("convert", "tasks.jsonl", "--to", name, "-o", output, "--root", "sources")
    assert (there.code, "1 documents, 1 spans, 0 links" in there.err) == (0, True)
    back = resextract("convert", output, "--from", name, "-o", "back.jsonl")
    assert (back.code, back.err) == (0, "resextract: 1 records\n")
    assert Path("back.jsonl").read_bytes() == jsonl


def test_to_standard_output(resextract: Run, jsonl: bytes) -> None:
    resextract("convert", "tasks.jsonl", "--to", "doccano", "-o", "d.jsonl", "--root", "sources")
    assert resextract("convert", "d.jsonl", "--from", "doccano", "-o", "-").out.encode() == jsonl


@pytest.mark.usefixtures("jsonl")
def test_what_is_left_out_is_named(resextract: Run) -> None:
    resextract("convert", "tasks.jsonl", "--to", "brat", "-o", "folder", "--root", "sources")
    with Path("folder/a.ann").open("a", encoding="utf-8") as stream:
        stream.write("T9\tactor 9 17\tпроверку\n")
    result = resextract("convert", "folder", "--from", "brat", "-o", "back.jsonl")
    assert result.code == 1
    assert "a.ann, line 6: T9: the actor «проверку» has no task: left out" in result.err
    assert Path("back.jsonl").exists()


@pytest.mark.usefixtures("jsonl")
def test_what_cannot_be_converted(resextract: Run) -> None:
    result = resextract("convert", "tasks.jsonl", "--to", "brat", "-o", "folder")
    assert (result.code, "a.txt: the source of a is not there (see --root)" in result.err) == (1, True)
    result = resextract("convert", "sources", "--from", "brat", "-o", "back.jsonl")
    assert (result.code, "sources: the folder holds no *.ann" in result.err) == (1, True)
    assert not Path("back.jsonl").exists()


@pytest.mark.usefixtures("jsonl")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--to", "conll", "-o", "x"], "'conll' is no format; there are brat, label-studio, doccano, docbin"),
        (["--from", "conll", "-o", "x"], "'conll' is no format"),
        (["--to", "brat", "--from", "brat", "-o", "x"], "give one of --to and --from"),
        (["-o", "x"], "give one of --to and --from"),
        (["--from", "doccano", "-o", "./tasks.jsonl"], "tasks.jsonl: is the input; choose another name"),
        (["--to", "doccano", "-o", "none/x", "--root", "sources"], "none/x: the folder none does not exist"),
        (["--to", "brat"], "Missing option"),
    ],
)
def test_wrong_use(resextract: Run, arguments: list[str], message: str) -> None:
    result = resextract("convert", "tasks.jsonl", *arguments)
    assert (result.code, message in result.err) == (2, True)
