from __future__ import annotations

import hashlib
import sys
from typing import TYPE_CHECKING

import pytest
from tests.reading.documents import MAKERS, make_docx, pack

from resextract.reading.inputs import find_inputs
from resextract.reading.loading import ChangedSourceError, MissingLibraryError, MissingSourceError, load_text
from resextract.reading.source import ReadingError, read_input

if TYPE_CHECKING:
    from pathlib import Path

LINES = ["РЕШИЛИ:", "1. Управлению образования провести смотр школьных музеев до 1 мая 2024 года."]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for kind, make in MAKERS.items():
        (tmp_path / f"{kind}.{kind}").write_bytes(make(LINES))
    text = "\ufeff" + "\r\n".join(LINES)
    (tmp_path / "plain.txt").write_bytes(text.encode("utf-16-le"))
    members = {"папка/a.docx": make_docx(LINES), "b.txt": "\n".join(LINES).encode("cp1251")}
    (tmp_path / "all.zip").write_bytes(pack(members))
    return tmp_path


def test_every_document_that_is_read_is_read_again_from_its_record(root: Path) -> None:
    inputs = find_inputs(["."])
    assert len(inputs) == 8
    for item in inputs:
        source = read_input(item)
        assert load_text(source.source, source.encoding, sha256=source.sha256) == source.text
        assert load_text(source.source, source.encoding, root, source.sha256) == source.text


def test_what_is_not_there_is_missing(root: Path) -> None:
    for source in ("none.txt", "all.zip/none.txt", "plain.txt/x", "", "a\0b", "-"):
        with pytest.raises(MissingSourceError):
            load_text(source, "utf-8", root)


def test_what_was_changed_is_told(root: Path) -> None:
    for source, encoding in (("plain.txt", "utf-16-le"), ("docx.docx", "docx"), ("all.zip/b.txt", "cp1251")):
        with pytest.raises(ChangedSourceError, match="changed"):
            load_text(source, encoding, root, hashlib.sha256(b"").hexdigest())


def test_a_missing_library_is_told_from_a_missing_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(MissingLibraryError, match="pip install"):
        load_text("pdf.pdf", "pdf", root)


@pytest.mark.parametrize(
    ("source", "encoding"), [("docx.docx", "utf-8"), ("plain.txt", "docx"), ("plain.txt", "nonsense")]
)
def test_what_cannot_be_decoded_is_told(root: Path, source: str, encoding: str) -> None:
    with pytest.raises(ReadingError):
        load_text(source, encoding, root)
