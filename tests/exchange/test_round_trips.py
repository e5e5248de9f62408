"""What no annotator has touched comes back byte for byte, through every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from resextract.exchange.formats import FORMATS, read_format, write_format
from resextract.exchange.loading import load_documents
from resextract.exchange.restoring import restore_documents
from resextract.writers.jsonl import format_record

from .strategies import corpora

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from resextract.exchange.standoff import StandoffDocument
    from resextract.records.models import TaskRecord

OUTPUTS = {"brat": "brat", "label-studio": "studio.json", "doccano": "doccano.jsonl", "docbin": "docs.spacy"}


def pass_through(name: str, documents: Sequence[StandoffDocument], folder: Path) -> bytes:
    for old in (folder / "brat").glob("*"):
        old.unlink()
    write_format(name, documents, str(folder / OUTPUTS[name]))
    records, remarks = restore_documents(read_format(name, folder / OUTPUTS[name]))
    assert remarks == []
    return "".join(map(format_record, records)).encode()


@pytest.mark.parametrize("name", FORMATS)
def test_all_slots(name: str, write_source: Callable[[], Path], jsonl: bytes, tmp_path: Path) -> None:
    documents = load_documents(write_source(), tmp_path)
    assert pass_through(name, documents, tmp_path) == jsonl


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(corpus=corpora())
def test_random_records(
    name: str, corpus: tuple[list[StandoffDocument], list[TaskRecord]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    documents, records = corpus
    assert pass_through(name, documents, folder) == "".join(map(format_record, records)).encode()


@pytest.mark.parametrize("name", FORMATS)
def test_a_real_text(name: str, tmp_path: Path) -> None:
    from resextract import extract

    text = (
        "РЕШИЛИ:\r\n1. Отделу культуры до 1 мая 2025 года:\r\n1.1. провести смотр музе-\r\nев;\r\n1.2. издать альбом."
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8", newline="")
    records = extract(tmp_path / "a.txt")
    written = "".join(map(format_record, records)).replace(f"{tmp_path.as_posix()}/", "").encode()
    (tmp_path / "tasks.jsonl").write_bytes(written)
    documents = load_documents(tmp_path / "tasks.jsonl", tmp_path)
    assert [span.label for span in documents[0].spans].count("actor") == 1
    assert pass_through(name, documents, tmp_path) == written


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_bytes_each_time(name: str, document: StandoffDocument, tmp_path: Path) -> None:
    contents = []
    for folder in ("first", "second"):
        (tmp_path / folder).mkdir()
        paths = write_format(name, [document], str(tmp_path / folder / OUTPUTS[name]))
        contents.append([(tmp_path / path).read_bytes() for path in paths])
    assert contents[0] == contents[1]
