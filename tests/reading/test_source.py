from __future__ import annotations

import hashlib
import io
import pickle
import sys
from pathlib import Path

import pytest
from tests.reading.documents import make_docx, make_rtf

from resextract.reading.inputs import Input
from resextract.reading.source import ReadingError, SourceText, make_source, read_input

TEXT = "РЕШИЛИ:\r\n1. Провести проверку школ до 1 мая.\r\n"


def write(path: Path, data: bytes) -> Input:
    path.write_bytes(data)
    return Input(path.as_posix(), path, path.stem)


def test_a_file_is_read_with_its_digest_and_its_line_ends(tmp_path: Path) -> None:
    data = TEXT.encode("cp1251")
    source = read_input(write(tmp_path / "a.txt", data))
    digest = hashlib.sha256(data).hexdigest()
    assert source == SourceText("a", (tmp_path / "a.txt").as_posix(), digest, "cp1251", TEXT)


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    source = read_input(Input("-", None, "stdin"))
    assert (source.doc_id, source.source, source.text) == ("stdin", "-", TEXT)


def test_a_file_up_to_the_limit_is_read_and_a_larger_one_refused(tmp_path: Path) -> None:
    data = TEXT.encode()
    item = write(tmp_path / "a.txt", data)
    assert read_input(item, max_size=len(data)).text == TEXT
    with pytest.raises(ReadingError, match=r"larger than the limit of .* MB"):
        read_input(item, max_size=len(data) - 1)


def test_a_file_of_20_megabytes_is_read_if_asked_for(tmp_path: Path) -> None:
    data = TEXT.encode() * 260_000
    item = write(tmp_path / "a.txt", data)
    assert len(data) > 20_000_000
    assert len(read_input(item, max_size=25_000_000).text) == 260_000 * len(TEXT)
    with pytest.raises(ReadingError, match="larger than the limit of 5 MB"):
        read_input(item)


def test_a_folder_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="cannot be read: Is a directory"):
        read_input(Input("a", tmp_path, "a"))


def test_a_file_that_vanished_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="cannot be read: No such file"):
        read_input(Input("a", tmp_path / "a", "a"))


def test_a_file_without_permission_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    item = write(tmp_path / "a.txt", TEXT.encode())

    def refuse(*args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # the tests may run as root, whom no permission stops
    with pytest.raises(ReadingError, match=r"a.txt: cannot be read: Permission denied"):
        read_input(item)


def test_an_input_with_a_problem_is_not_read() -> None:
    with pytest.raises(ReadingError, match=r"b.txt: no such file"):
        read_input(Input("b.txt", Path("b.txt"), problem="no such file"))


def test_a_text_in_memory_is_taken_as_it_is() -> None:
    source = make_source("\ufeffplain English")
    assert (source.doc_id, source.source, source.encoding) == ("text", "-", "utf-8")
    assert source.text == "plain English"


def test_a_text_that_no_file_could_hold_is_refused() -> None:
    with pytest.raises(ReadingError, match="not a Unicode text"):
        make_source("провести \ud800")


def test_a_reading_error_survives_pickling() -> None:
    error = pickle.loads(pickle.dumps(ReadingError("a.txt", "empty file", transient=True)))  # noqa: S301 - our own bytes
    assert error.transient
    assert (error.path, error.reason, str(error)) == ("a.txt", "empty file", "a.txt: empty file")


def test_a_document_is_converted_and_names_its_converter(tmp_path: Path) -> None:
    data = make_docx(["РЕШИЛИ:", "1. Провести проверку школ."])
    source = read_input(write(tmp_path / "a.doc", data))  # a DOCX file under the name of a DOC file
    assert (source.encoding, source.text) == ("docx", "РЕШИЛИ:\n1. Провести проверку школ.\n")
    assert (source.sha256, source.pages, source.on_disk) == (hashlib.sha256(data).hexdigest(), None, False)


def test_only_a_plain_text_file_is_its_own_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_input(write(tmp_path / "a.txt", TEXT.encode())).on_disk
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert not read_input(Input("-", None, "stdin")).on_disk
    assert not make_source(TEXT).on_disk


def test_the_limit_holds_for_the_converted_text_too(tmp_path: Path) -> None:
    data = make_docx(["Провести проверку школ."] * 1000)
    assert len(data) < 5000
    with pytest.raises(ReadingError, match=r"its text is larger than the limit of 0.005 MB"):
        read_input(write(tmp_path / "a.docx", data), max_size=5000)


def test_a_document_without_readable_russian_is_refused(tmp_path: Path) -> None:
    for text, reason in (("The council has resolved.", "not a Russian text"), (" ", "empty file")):
        with pytest.raises(ReadingError, match=reason):
            read_input(write(tmp_path / "a.rtf", make_rtf([text])))
