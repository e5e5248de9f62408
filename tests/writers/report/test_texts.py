from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from resextract.digest.wording import list_words
from resextract.reading.loading import MissingLibraryError
from resextract.writers.report.texts import MissingText, load_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_text_is_given_with_the_line_ends_of_its_file(write_task: Callable[..., Any], tmp_path: Path) -> None:
    record = write_task("\ufeffРЕШИЛИ:\r\n1. Провести сбор.\r", "Провести сбор", encoding="utf-8")
    assert load_text(record.document, tmp_path) == "РЕШИЛИ:\r\n1. Провести сбор.\r"


def test_the_encoding_of_the_record_is_used(write_task: Callable[..., Any], tmp_path: Path) -> None:
    record = write_task("Провести сбор", "Провести сбор", encoding="cp1251")
    assert load_text(record.document, tmp_path) == "Провести сбор"


def test_a_missing_file_is_named(write_task: Callable[..., Any], tmp_path: Path) -> None:
    record = write_task("Провести сбор", "Провести сбор")
    assert load_text(record.document, tmp_path / "elsewhere") == MissingText("a.txt", "missing")
    (tmp_path / "a.txt").unlink()
    (tmp_path / "a.txt").mkdir()
    assert load_text(record.document, tmp_path) == MissingText("a.txt", "missing")


def test_a_changed_file_is_not_shown(write_task: Callable[..., Any], tmp_path: Path) -> None:
    record = write_task("Провести сбор", "Провести сбор")
    (tmp_path / "a.txt").write_text("Провести сбор.", encoding="utf-8")
    assert load_text(record.document, tmp_path) == MissingText("a.txt", "changed")


def test_a_file_that_cannot_be_read_is_named(
    write_task: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    record = write_task("Провести сбор", "Провести сбор")
    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    assert load_text(record.document, tmp_path) == MissingText("a.txt", "unreadable")


def test_a_name_that_no_file_can_have_is_no_crash(write_task: Callable[..., Any], tmp_path: Path) -> None:
    document = write_task("Провести сбор", "Провести сбор").document.model_copy(update={"source": "a\0.txt"})
    found = load_text(document, tmp_path)
    assert isinstance(found, MissingText)


@pytest.mark.parametrize("encoding", ["ascii", "no-such-codec"])
def test_a_file_in_another_encoding_than_the_record_says_is_named(
    write_task: Callable[..., Any], tmp_path: Path, encoding: str
) -> None:
    document = write_task("Провести сбор", "Провести сбор").document.model_copy(update={"encoding": encoding})
    assert load_text(document, tmp_path) == MissingText("a.txt", "undecodable")


def test_every_reason_has_words() -> None:
    assert set(list_words("source_problem")) == {"missing", "unreadable", "changed", "unconverted", "undecodable"}


def test_a_file_whose_converter_is_not_installed_is_named(
    write_task: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: str, *_: object) -> str:
        raise MissingLibraryError(source, "needs lxml")

    record = write_task("Провести сбор", "Провести сбор")
    monkeypatch.setattr("resextract.reading.loading.load_text", refuse)
    assert load_text(record.document, tmp_path) == MissingText("a.txt", "unconverted")
