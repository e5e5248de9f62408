from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from resextract.language.phrases import phrase
from resextract.pipeline import resuming
from resextract.pipeline.resuming import dump_result, is_settled, restore_result
from resextract.pipeline.runs import FileResult
from resextract.writers.journals import ResumeError
from resextract.writers.source_lists import SavedText

if TYPE_CHECKING:
    from pathlib import Path


def test_what_became_of_a_failed_input_is_remembered_in_english() -> None:
    reason = phrase("cannot be read: {reason}", reason=phrase("not found"))
    written = json.dumps(dump_result(FileResult("a.txt", failure=reason)))
    assert restore_result("a.txt", json.loads(written)) == FileResult("a.txt", failure="cannot be read: not found")


def test_a_failure_for_which_the_machine_is_to_blame_is_not_settled() -> None:
    assert is_settled(dump_result(FileResult("a.txt", failure="damaged")))
    assert not is_settled(dump_result(FileResult("a.txt", failure="the worker process died", transient=True)))


def test_an_input_whose_saved_text_is_gone_or_changed_is_not_settled(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_bytes(b"")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    outcome = dump_result(
        FileResult("a.docx", saved=SavedText(str(text), "a", "a.docx", "0" * 64, "docx", None, empty))
    )
    assert is_settled(json.loads(json.dumps(outcome)))
    text.write_bytes(b"x")
    assert not is_settled(outcome)
    text.unlink()
    assert not is_settled(outcome)


def test_another_version_of_a_converters_library_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def install(**versions: str | None) -> None:
        monkeypatch.setattr(resuming, "_list_libraries", lambda: versions)

    install(lxml="5.0", pdfplumber=None)
    outcome = dump_result(FileResult("a.txt"))
    install(lxml="5.0", pdfplumber="0.11")  # it was missing, so nothing depends on it
    assert is_settled(outcome)
    install(lxml="5.1", pdfplumber=None)
    with pytest.raises(ResumeError, match=r"with lxml 5\.0, and now 5\.1 is installed"):
        is_settled(outcome)
    install(lxml=None, pdfplumber=None)
    with pytest.raises(ResumeError, match=r"with lxml 5\.0, and now – is installed"):
        is_settled(outcome)
